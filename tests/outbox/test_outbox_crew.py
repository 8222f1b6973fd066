"""Work shared between forked processes: whole, in order, and never hung on a dead one."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from topicwire.errors import OutboxError
from topicwire.outbox import crew
from topicwire.outbox.crew import WORTH_FORKING, share

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="forks are made on Linux only")
MANY = WORTH_FORKING * 3
PARENT = os.getpid()


def children() -> list[str]:
    """List the processes this one has started and not taken leave of."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def only_in_a_fork(act: Callable[[], object]) -> Callable[[int], int]:
    """Give work that acts in a fork, while the parent waits with its first piece until one has begun."""
    reading, writing = os.pipe()

    def work(number: int) -> int:
        if os.getpid() != PARENT:
            os.write(writing, b"1")
            act()
        elif number < WORTH_FORKING:
            os.set_blocking(reading, True)
            os.read(reading, 1)
            os.write(writing, b"1")
        return os.getpid()

    return work


def test_every_piece_is_done_once_and_in_order() -> None:
    """What comes back is what one process alone would have given, and no process is left."""
    before = children()
    assert share(MANY, lambda number: number * number, 4) == [number * number for number in range(MANY)]
    assert children() == before


def test_forks_take_their_part() -> None:
    """More than one process is at work."""
    assert len(set(share(MANY, only_in_a_fork(lambda: None), 2))) == 2


def test_few_pieces_are_done_right_here() -> None:
    """Nothing is forked for what is done sooner than a fork begins."""
    assert set(share(WORTH_FORKING - 1, lambda _: os.getpid(), 4)) == {PARENT}


def test_what_a_fork_raises_is_raised_here() -> None:
    """An error in a fork is the error of the whole, with its words and the place it came from."""

    def fail() -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "stories/a.html")

    before = children()
    with pytest.raises(OSError, match="No space left") as caught:
        share(MANY, only_in_a_fork(fail), 2)
    assert caught.value.filename == "stories/a.html"
    assert "in fail" in "".join(caught.value.__notes__)
    assert children() == before


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    """An exception that holds something no process can send still says what it was."""

    class OddError(Exception):
        """Its class is known to this function alone."""

    def fail() -> NoReturn:
        raise OddError("what happened")

    with pytest.raises(RuntimeError, match="OddError: what happened"):
        share(MANY, only_in_a_fork(fail), 2)


def test_a_killed_fork_is_noticed() -> None:
    """A process that the system kills ends the work with an error that says so, and nobody waits for it."""
    before = children()
    with pytest.raises(OutboxError, match="was killed"):
        share(MANY, only_in_a_fork(lambda: os.kill(os.getpid(), signal.SIGKILL)), 2)
    assert children() == before


def test_an_error_of_the_parent_ends_the_forks() -> None:
    """Whatever goes wrong here, no process goes on writing."""

    def fail(number: int) -> int:
        if os.getpid() == PARENT:
            raise KeyboardInterrupt
        return number

    before = children()
    with pytest.raises(KeyboardInterrupt):
        share(100_000, fail, 3)
    assert children() == before


def test_a_fork_stops_when_its_parent_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody writes into a folder that the next run clears away."""
    turns = crew._open_turns(10)
    monkeypatch.setattr(os, "getppid", lambda: 1)
    assert list(crew._take_turns(turns, lambda number: number, parent=2)) == []
    os.close(turns)


def test_without_forks_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses another process the parent does everything."""

    def refuse() -> NoReturn:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    assert set(share(MANY, lambda _: os.getpid(), 3)) == {PARENT}
