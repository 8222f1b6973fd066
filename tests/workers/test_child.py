"""Inside a worker process: seen from this one, over a pipe."""

import multiprocessing
import threading
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler

import pytest

from tests.workers import calls
from topicwire.ports.workers import Crash
from topicwire.workers import child
from topicwire.workers.child import READY, describe, serve


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Connection:
    """Serve calls in a thread of this process, without limits."""
    monkeypatch.setattr(child, "limit", lambda _: None)
    monkeypatch.setattr(child.signal, "signal", lambda *_: None)
    ours, theirs = multiprocessing.Pipe()
    thread = threading.Thread(target=serve, args=(theirs, 0), daemon=True)
    thread.start()
    assert ours.recv() == READY
    yield ours
    ours.close()
    thread.join(5)
    theirs.close()
    assert not thread.is_alive()


def test_a_call_is_answered_and_the_next_one_too(line: Connection) -> None:
    """A fault costs its call, not the process."""
    for function, arguments, answer in (
        (calls.raise_value_error, (), Crash(detail="ValueError: this feed is odd")),
        (calls.add, (1, 2), 3),
        (calls.leave, (), Crash(detail="SystemExit: 0")),
        (calls.add, (2,), Crash(detail="TypeError: add() missing 1 required positional argument: 'right'")),
    ):
        line.send((function, arguments))
        assert line.recv() == answer
    line.send(ForkingPickler)
    assert isinstance(line.recv(), Crash)
    line.send_bytes(b"no pickle")
    assert isinstance(line.recv(), Crash)


def test_an_exception_is_put_into_one_bounded_line() -> None:
    """Long words are cut, missing ones leave the name."""
    assert describe(ValueError("x" * 1000)) == "ValueError: " + "x" * 300
    assert describe(KeyError()) == "KeyError"
    assert describe(calls.WordlessError()) == "WordlessError"
