"""The demo, run once: two hubs made by the same program at the same time."""

import os
import pickle
from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from tests.newsroom.hubs import Runs, copy_hub, opened, run_demos
from topicwire.newsroom.room import Room


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Runs]:
    """Give two demo hubs in folders of different names, with their runs; leave them as they are.

    Processes that test side by side share them: the first that comes makes them while the others wait.
    """
    own = tmp_path_factory.getbasetemp()
    root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demos"
    root.mkdir(exist_ok=True)
    made = root / "runs.pickle"
    with (root / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not made.exists():
            folders: dict[Path, Runs] = {root / "first": [], root / "elsewhere" / "second hub": []}
            (root / "elsewhere").mkdir()
            run_demos(folders)
            made.write_bytes(pickle.dumps(folders))
        shared: dict[Path, Runs] = pickle.loads(made.read_bytes())
    return shared


@pytest.fixture(scope="session")
def hub(demos: dict[Path, Runs]) -> Path:
    """Give the first demo hub; leave it as it is."""
    return next(iter(demos))


@pytest.fixture(scope="session")
def runs(demos: dict[Path, Runs], hub: Path) -> Runs:
    """Give the runs of the first demo hub."""
    return demos[hub]


@pytest.fixture(scope="session")
def room(hub: Path) -> Iterator[Room]:
    """Open the first demo hub, for reading only."""
    with opened(hub) as found:
        yield found


@pytest.fixture
def own_hub(hub: Path, tmp_path: Path) -> Path:
    """Give a copy of the first demo hub to do with as one likes."""
    return copy_hub(hub, tmp_path / "hub")
