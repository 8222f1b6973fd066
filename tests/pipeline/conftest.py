"""A store and a clock for the runner's tests."""

from collections.abc import Iterator

import pytest

from tests.fakes import FixedClock
from topicwire.ports.store import Store
from topicwire.store.sqlite import open_store


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that stands still."""
    return FixedClock()


@pytest.fixture
def store(clock: FixedClock) -> Iterator[Store]:
    """Give an empty store."""
    opened = open_store(":memory:", clock)
    yield opened
    opened.close()
