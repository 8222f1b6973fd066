"""A hub with an issue that waits for its window, made once."""

from pathlib import Path

import pytest

from tests.newsroom.newsletter.held import make_held_hub


@pytest.fixture(scope="session")
def held_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a hub whose issue is held, with three readers; leave it as it is."""
    return make_held_hub(tmp_path_factory.mktemp("held"))
