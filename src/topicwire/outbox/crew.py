"""Many small pieces of work shared between this process and forks of it, so that every core has its part.

A fork sees everything as it was when the work began and sends back only what each piece gave. It must not touch what
the parent holds open: the store, the event loop. Whoever is free takes the next pieces, so a busy core holds nobody up.
"""

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from struct import Struct
from typing import Any, NoReturn, TypeVar

from topicwire.errors import OutboxError

T = TypeVar("T")

MOST = 8
"""Processes at most: beyond that the disk is what everybody waits for."""
WORTH_FORKING = 64
"""Pieces from which forking is begun. A fork costs 10 to 30 ms with a large edition in memory; a page of one story
takes 0.5 ms, and a long list 30 ms."""
_MOST_TURNS = 4096
"""Times the pieces are handed out, at most: as many surely fit into a pipe that nobody reads yet (64 KiB)."""
_TURN, _LENGTH = Struct("<II"), Struct("<Q")


@dataclass(frozen=True, slots=True)
class Fork:
    """A process at work."""

    pid: int
    answer: int  # open file to read what it did from


def cores() -> int:
    """Count the processes worth having here: 1 where forking a program with threads is not safe."""
    return min(MOST, len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


def share(count: int, work: Callable[[int], T], processes: int) -> list[T]:
    """Do the pieces 0 to `count` - 1, each in one of the processes, and give what each gave, in order.

    Args:
        count: number of pieces; few are done right here.
        work: does one; what it gives can be pickled.
        processes: this one included.

    Raises:
        OutboxError: a process was killed. Whatever a piece raised is raised as it was; the other pieces may be undone.
    """
    if processes < 2 or count < WORTH_FORKING:
        return [work(number) for number in range(count)]
    turns, forks = _open_turns(count), list[Fork]()
    try:
        gc.freeze()  # what is there stays: nobody need look through it again, and a fork shares its memory
        with suppress(OSError):  # too little memory, or too many processes: then with those there are
            forks.extend(_fork(turns, work) for _ in range(processes - 1))
        done = dict(_take_turns(turns, work))
        for fork in forks:
            done.update(_collect(fork))
    finally:
        gc.unfreeze()
        os.close(turns)
        for fork in forks:
            _end(fork)
    return [done[number] for number in range(count)]


def _open_turns(count: int) -> int:
    """Give an open pipe with all turns in it: reading one takes it from everybody else."""
    step = -(-count // _MOST_TURNS)
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as opened:
        for start in range(0, count, step):
            opened.write(_TURN.pack(start, min(start + step, count)))
    return reading


def _take_turns(turns: int, work: Callable[[int], T], parent: int | None = None) -> Iterator[tuple[int, T]]:
    """Do what is left to do; a fork stops when its parent is gone."""
    while turn := os.read(turns, _TURN.size):
        for number in range(*_TURN.unpack(turn)):
            if parent is not None and os.getppid() != parent:
                return
            yield number, work(number)


def _fork(turns: int, work: Callable[[int], Any]) -> Fork:
    parent = os.getpid()
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        raise
    else:
        if pid == 0:
            _be_a_fork(turns, work, parent, writing)
    finally:
        os.close(writing)
    return Fork(pid, reading)


def _be_a_fork(turns: int, work: Callable[[int], Any], parent: int, answer: int) -> NoReturn:
    """Work, answer and end, without any of the parent's own endings: buffers, exit functions, locks."""
    code = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):  # the parent decides, and a fork without one stops
            signal.signal(number, signal.SIG_IGN)
        signal.set_wakeup_fd(-1)  # it is the parent's event loop that would be woken
        gc.disable()
        raw = _answer(turns, work, parent)
        with os.fdopen(answer, "wb") as opened:
            opened.write(_LENGTH.pack(len(raw)) + raw)
        code = 0
    finally:
        os._exit(code)


def _answer(turns: int, work: Callable[[int], Any], parent: int) -> bytes:
    try:
        return pickle.dumps((True, list(_take_turns(turns, work, parent))))
    except Exception as error:  # whatever it is, it is the parent's to raise
        while os.read(turns, 65536):  # the others need not go on
            pass
        error.add_note("".join(traceback.format_tb(error.__traceback__)))
        return _pickled(error)


def _pickled(error: Exception) -> bytes:
    try:
        raw = pickle.dumps((False, error))
        pickle.loads(raw)  # noqa: S301  # our own, of a moment ago
    except Exception:  # it holds what cannot be sent
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return raw


def _collect(fork: Fork) -> list[tuple[int, Any]]:
    """Wait for what a fork did."""
    with os.fdopen(os.dup(fork.answer), "rb") as opened:
        length, raw = opened.read(_LENGTH.size), opened.read()
    if length != _LENGTH.pack(len(raw)):
        raise OutboxError(
            "a process that makes pages was killed", subject=str(fork.pid), remedy="free some memory and publish again"
        )
    is_done, value = pickle.loads(raw)  # noqa: S301  # from our own fork, by a pipe nobody else has
    if not is_done:
        raise value
    return list(value)


def _end(fork: Fork) -> None:
    """Leave no process behind: one that has answered is ending, any other is of no use any more."""
    os.close(fork.answer)
    with suppress(ProcessLookupError):
        os.kill(fork.pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(fork.pid, 0)
