"""One engine for each hub."""

import os
import signal
from pathlib import Path

import pytest

from topicwire.errors import HubBusyError, StoreError
from topicwire.pipeline.lock import hub_lock


def test_a_second_engine_is_told_who_runs(tmp_path: Path) -> None:
    """The second one ends with the process number of the first; once that is gone, it may run."""
    path = tmp_path / "lock"
    with hub_lock(path), pytest.raises(HubBusyError, match=f"process {os.getpid()} runs this hub"), hub_lock(path):
        pass
    with hub_lock(path):
        assert path.read_text() == f"{os.getpid()}\n"


def test_a_worker_that_outlives_a_killed_engine_does_not_keep_the_lock(tmp_path: Path) -> None:
    """A forked process lets go of the lock, so that a hub whose engine was killed can be run at once."""
    path = tmp_path / "lock"
    go, went = os.pipe()
    ready, is_ready = os.pipe()
    engine = os.fork()
    if engine == 0:
        run_engine(path, is_ready, (go, went))
    assert os.read(ready, 1) == b"r"
    os.kill(engine, signal.SIGKILL)
    os.waitpid(engine, 0)
    try:
        with hub_lock(path):
            pass
    finally:
        for end in (go, went, ready, is_ready):
            os.close(end)


def run_engine(path: Path, is_ready: int, gate: tuple[int, int]) -> None:
    """Be an engine with one worker; the worker says when it runs and lives until the gate closes."""
    go, went = gate
    with hub_lock(path):
        if os.fork() == 0:
            os.close(went)
            os.write(is_ready, b"r")
            os.read(go, 1)
            os._exit(0)
        signal.pause()


def test_a_lock_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    """A missing folder is no busy hub."""
    with pytest.raises(StoreError, match="lock cannot be made"), hub_lock(tmp_path / "missing" / "lock"):
        pass
