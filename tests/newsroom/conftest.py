"""The demo, run once: two hubs made by the same program at the same time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.hubs import Runs, copy_hub, opened, run_demos
from topicwire.newsroom.room import Room


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Runs]:
    """Give two demo hubs in folders of different names, with their runs; leave them as they are."""
    root = tmp_path_factory.mktemp("demos")
    folders: dict[Path, Runs] = {root / "first": [], root / "elsewhere" / "second hub": []}
    (root / "elsewhere").mkdir()
    run_demos(folders)
    return folders


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
