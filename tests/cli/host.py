"""A process that has imported everything and forks one `topicwire` command for each order it reads.

Orders are JSON lines: either `argv`, `cwd`, `env` and the files `out` and `err`, or the folder and time of a demo run
as `tests.faults.run_engine` takes them. Answers are JSON lines with the exit status.
"""

import json
import os
import sys
from multiprocessing import forkserver
from typing import Any

from tests.faults.run_engine import in_child, run_hub, warm_up
from topicwire.cli.main import main


def run_command(order: dict[str, Any]) -> None:
    """Be the command, in this forked process."""
    forkserver._forkserver.ensure_running = lambda: None  # type: ignore[attr-defined]  # it runs: our parent started it
    for number, name in ((1, order["out"]), (2, order["err"])):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(order["cwd"])
    os.environ.update(order["env"])
    sys.argv = ["topicwire", *order["argv"]]
    try:
        main()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def serve() -> None:
    """Answer orders until there are no more."""
    warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        work = run_command if "argv" in order else run_hub
        _, status = os.waitpid(in_child(lambda work=work, order=order: work(order)), 0)  # type: ignore[misc]
        sys.stdout.write(json.dumps({"status": os.waitstatus_to_exitcode(status)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
