"""The stores every contract test runs against."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FixedClock
from topicwire.ports.store import Store
from topicwire.store.sqlite import open_store


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that stands still."""
    return FixedClock()


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """Give an empty store of each kind."""
    path = ":memory:" if request.param == "memory" else str(tmp_path / "hub.db")
    opened = open_store(path, clock)
    yield opened
    opened.close()
