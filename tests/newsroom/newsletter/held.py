"""The hub that tests of sending begin with."""

import asyncio
from pathlib import Path

from tests.newsroom.newsletter.offices import go, newsletter_room, subscribe

DAY = "2026-03-02"
READERS = ("ada", "bea", "cyn")


def make_held_hub(parent: Path) -> Path:
    """Make a hub with a held issue and three readers."""
    with newsletter_room(parent / "hub") as room:
        subscribe(room, *READERS)
        asyncio.run(go(room))
    return parent / "hub"
