"""A process that forks a whole run of a demo hub for each order it reads, and kills it where the order says.

Everything is imported once, so that a run starts at once. Orders are JSON lines: folder, time, and `point` (name,
number of the call, before or after it), or `after_ms`, or neither. Answers are JSON lines: how the run ended.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from multiprocessing import forkserver, get_context, resource_tracker
from pathlib import Path
from stat import S_ISREG
from typing import Any

import structlog

from topicwire.demo.clock import DemoClock
from topicwire.net.clock import SystemClock
from topicwire.newsroom.room import open_room
from topicwire.newsroom.running import PRELOADED
from topicwire.newsroom.watching import Plan, run_cycles
from topicwire.outbox.folders import Folders
from topicwire.store.pages import WarcPages
from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.files import SqliteFiles
from topicwire.text.languages import chosen_language
from topicwire.workers.pool import CHILD, QUIET

POINTS: dict[str, tuple[Any, str]] = {
    "commit": (Database, "run"),
    "page flush": (WarcPages, "flush"),
    "half a write": (os, "write"),
    "fsync": (os, "fsync"),
    "picture into place": (os, "replace"),
    "folder of an edition": (os, "mkdir"),
    "link to the edition before": (os, "link"),
    "rename": (os, "rename"),
    "link of the site": (os, "symlink"),
    "record into place": (Folders, "move_in"),
    "manifest": (SqliteFiles, "replace"),
    "leftovers removed": (os, "rmdir"),
}
"""Where a run can be told to die."""


def die_at(name: str, nth: int, is_after: bool) -> None:
    """Put a wrapper around a function that kills this process at its n-th call, from 1."""
    owner, attribute = POINTS[name]
    real, count = getattr(owner, attribute), 0

    def counted(*args: Any, **named: Any) -> Any:
        nonlocal count
        if not counts(name, args):
            return real(*args, **named)
        count += 1
        if count == nth and not is_after:
            if name == "half a write":
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return real(*args, **named)
        finally:
            if count == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, attribute, counted)


def counts(name: str, args: tuple[Any, ...]) -> bool:
    """Tell commits from other statements, and writes to files from those to pipes."""
    if name == "commit":
        return bool(args[1] == "COMMIT")
    return name != "half a write" or S_ISREG(os.fstat(args[0]).st_mode)


def run_hub(order: dict[str, Any]) -> None:
    """Run one cycle of the hub, in this forked process."""
    forkserver._forkserver.ensure_running = lambda: None  # type: ignore[attr-defined]  # it runs: our parent started it
    if "point" in order:
        die_at(*order["point"])
    clock = DemoClock(datetime.fromisoformat(order["time"]), SystemClock())
    with open_room(Path(order["folder"]), {}, clock) as room:
        asyncio.run(run_cycles(room, Plan(has_signals=False)))


def warm_up() -> None:
    """Load what a run would load, and start the server that its worker processes are forked from."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    chosen_language((), "A sentence in English, to load the model of languages.")
    get_context("forkserver").set_forkserver_preload([QUIET, CHILD, *PRELOADED, "tests.faults.steady_server"])
    resource_tracker.ensure_running()
    forkserver.ensure_running()


def in_child(work: Callable[[], None]) -> int:
    """Fork; do the work in the child, and end it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except SystemExit as wanted:
            code = wanted.code if isinstance(wanted.code, int) else 0
        finally:
            os._exit(code)
    return child


def serve() -> None:
    """Answer orders until there are no more."""
    warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        child = in_child(lambda order=order: run_hub(order))  # type: ignore[misc]
        if "after_ms" in order:
            time.sleep(order["after_ms"] / 1000)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"status": os.waitstatus_to_exitcode(status)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
