"""Calls that workers are given by these tests; a worker imports this module. Their names say what they do."""

# ruff: noqa: D103

import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

from topicwire.ports.workers import Crash


class OddError(Exception):
    """An exception that cannot be built from its own arguments, as some libraries have them."""

    def __init__(self, what: str, *, line: int) -> None:
        super().__init__(what)
        self.line = line


class WordlessError(Exception):
    """An exception that cannot even say what it is."""

    def __str__(self) -> str:
        raise ValueError


class Unreadable:
    """A value that packs, but cannot be unpacked."""

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("not a number",)


def add(left: int, right: int) -> int:
    return left + right


def echo(value: object) -> object:
    return value


def whoami() -> int:
    return os.getpid()


def raise_value_error() -> None:
    raise ValueError("this feed is odd")


def raise_odd() -> None:
    raise OddError("odd", line=3)


def raise_wordless() -> None:
    raise WordlessError


def leave() -> None:
    sys.exit(0)


def leave_hard(code: int) -> None:
    os._exit(code)


def abort() -> None:
    os.abort()


def segfault() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def interrupt() -> None:
    raise KeyboardInterrupt


def eat_memory() -> int:
    return len([bytearray(16 * 1024 * 1024) for _ in range(200)])


def hang() -> None:
    while True:
        time.sleep(60)


def hang_stubbornly() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        pass


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def make_unreadable() -> Unreadable:
    return Unreadable()


def make_unpackable() -> object:
    return threading.Lock()


def make_deep() -> list[object]:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    return deep


def cut_the_line() -> None:
    os.closerange(3, 256)


def wait_for(path: str) -> str:
    """Wait until a file is there; so that tests decide when a call ends."""
    while not Path(path).exists():
        time.sleep(0.01)
    return "waited"


def touch_and_hang(path: str) -> None:
    Path(path).touch()
    hang()


def limits() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_DATA)[0], resource.getrlimit(resource.RLIMIT_CORE)[0]


def import_libraries() -> list[str]:
    import lxml.html
    import numpy as np

    return [lxml.html.fromstring("<p>x</p>").text, str(np.ones((200, 200)) @ np.ones(200))[:4]]


def loaded(module: str) -> bool:
    return module in sys.modules


def give_crash() -> Crash:
    return Crash(detail="ours")
