"""A manifest and a press for every outbox test."""

from collections.abc import Iterator

import pytest

from tests.outbox.sheets import Press
from topicwire.ports.store import PublishedFiles
from topicwire.store.sqlite import open_store


@pytest.fixture
def files() -> Iterator[PublishedFiles]:
    """Give empty manifests."""
    store = open_store(":memory:")
    yield store.files
    store.close()


@pytest.fixture
def press() -> Press:
    """Give a press that made nothing yet."""
    return Press()
