"""A process that forks a rotation for each order it reads, and kills it at the call the order names.

Orders are JSON lines with `folder` and `point` (null: no kill); answers say how it ended and which points it passed.
"""

import json
import logging
import os
import sys
from pathlib import Path

import structlog

from tests.faults.engine import WATCHED, Points
from tests.sealing.makers import environment_of, opened
from topicwire.newsroom import rotation
from topicwire.store.sqlite.connection import Database


def run_rotation(folder: Path, point: int | None, out: int) -> None:
    """Rotate in this (forked) process, two records at a time."""
    say = os.write
    with opened(folder) as room:
        points = Points(point)
        for name in WATCHED:
            points.watch(os, name, name)
        points.watch(Database, "run", "commit", only=lambda _, sql, *rest: sql == "COMMIT")
        rotation.BATCH = 2
        done = rotation.rotate(room, environment_of(folder))
        names = " ".join(points.names)
        say(out, json.dumps({"points": names, "retired": done.retired, "troubles": len(done.troubles)}).encode())


def serve() -> None:
    """Answer orders until there are no more."""
    for line in sys.stdin:
        order = json.loads(line)
        inlet, outlet = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(inlet)
            code = 1
            try:
                run_rotation(Path(order["folder"]), order["point"], outlet)
                code = 0
            finally:
                os._exit(code)
        os.close(outlet)
        with os.fdopen(inlet) as said:
            answer = said.read()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"said": answer, "status": os.waitstatus_to_exitcode(status)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    serve()
