"""One engine for each hub: who holds the lock runs it, and dying lets go of it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from topicwire.errors import HubBusyError, StoreError

_held = set[int]()
"""Open lock files of this process. A forked worker closes them, or it would keep the hub locked after we are gone."""


@contextmanager
def hub_lock(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`, made when there is none; its folder exists.

    Raises:
        HubBusyError: another process holds it.
        StoreError: the file cannot be made.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"the lock cannot be made: {error.strerror}", subject=str(path)) from error
    _held.add(file)
    try:
        _take(file, path)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
    finally:
        _held.discard(file)
        os.close(file)


def _take(file: int, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise HubBusyError(
            f"{_holder(file)} runs this hub", subject=str(path.parent), remedy="wait until it ends, or stop it"
        ) from error
    os.ftruncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode(), 0)


def _holder(file: int) -> str:
    """Name the process that wrote itself into the file; it may be just about to."""
    words = os.pread(file, 20, 0).decode("ascii", "replace").strip()
    return f"process {words}" if words.isdigit() else "another process"


def _let_go() -> None:
    for file in _held:
        os.close(file)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)
