"""A process that forks an engine for each order it reads, and kills it where the order says.

Orders are JSON lines: folder, round, and either `point` (the number of the call to die at), `after_ms`, or neither.
Answers are JSON lines: what was acknowledged, how it ended, and the points it passed.
"""

import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from tests.faults.toy import run_round
from topicwire.store.sqlite.connection import Database

WATCHED = ("write", "fsync", "rename", "link", "symlink", "mkdir", "unlink", "ftruncate", "sync", "rmdir")


class Points:
    """Counts the calls that change the world, and dies at one: before it, after it, or with half a write done."""

    def __init__(self, die_at: int | None) -> None:
        self.names: list[str] = []
        self._die_at = die_at

    def watch(self, owner: Any, name: str, label: str, only: Callable[..., bool] = lambda *_: True) -> None:
        """Put this counter around a function."""
        real = getattr(owner, name)

        def counted(*args: Any, **named: Any) -> Any:
            if not only(*args):
                return real(*args, **named)
            self.names.append(label)
            number = len(self.names) - 1
            if number == self._die_at and number % 2 == 0:
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*args, **named)
            if number == self._die_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(owner, name, counted)


def run_engine(order: dict[str, Any], out: int) -> None:
    """Run one round in this (forked) process; what is kept is acknowledged on `out` at once."""
    say = os.write
    points = Points(order.get("point"))
    for name in WATCHED:
        points.watch(os, name, name)
    points.watch(Database, "run", "commit", only=lambda _, sql, *rest: sql == "COMMIT")

    def acknowledge(verdict: Any) -> None:
        say(out, f"ack {verdict.stage.value} {verdict.subject} {verdict.kind.value} {verdict.reason}\n".encode())

    kept = run_round(Path(order["folder"]), order["round"], acknowledge)
    say(out, f"kept {len(kept)}\npoints {' '.join(points.names)}\n".encode())


def serve() -> None:
    """Answer orders until there are no more."""
    for line in sys.stdin:
        order = json.loads(line)
        inlet, outlet = os.pipe()
        begun = time.perf_counter()
        child = os.fork()
        if child == 0:
            os.close(inlet)
            code = 1
            try:
                run_engine(order, outlet)
                code = 0
            finally:
                os._exit(code)
        os.close(outlet)
        if "after_ms" in order:
            time.sleep(order["after_ms"] / 1000)
            os.kill(child, signal.SIGKILL)
        with os.fdopen(inlet) as said:
            lines = said.read().splitlines()
        _, status = os.waitpid(child, 0)
        took_ms = (time.perf_counter() - begun) * 1000
        answer = {"said": lines, "status": os.waitstatus_to_exitcode(status), "took_ms": took_ms}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    serve()
