"""One engine for each hub."""

import os
import sys
from pathlib import Path
from subprocess import PIPE, Popen

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


ENGINE = """
import os, signal, sys
from pathlib import Path
from topicwire.pipeline.lock import hub_lock
with hub_lock(Path(sys.argv[1])):
    if os.fork() == 0:  # the worker: says that it runs, and lives until its input is closed
        os.write(1, b"ready")
        os.read(0, 1)
        os._exit(0)
    signal.pause()
"""


def test_a_worker_that_outlives_a_killed_engine_does_not_keep_the_lock(tmp_path: Path) -> None:
    """A forked process lets go of the lock, so that a hub whose engine was killed can be run at once."""
    path = tmp_path / "lock"
    with Popen([sys.executable, "-c", ENGINE, str(path)], stdin=PIPE, stdout=PIPE) as engine:
        assert engine.stdout
        assert engine.stdout.read(5) == b"ready"
        with pytest.raises(HubBusyError, match=f"process {engine.pid} runs"), hub_lock(path):
            pass
        engine.kill()
        engine.wait()
        with hub_lock(path):
            pass


def test_a_lock_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    """A missing folder is no busy hub."""
    with pytest.raises(StoreError, match="lock cannot be made"), hub_lock(tmp_path / "missing" / "lock"):
        pass
