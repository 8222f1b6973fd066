"""Hubs with a newsletter, their subscribers, and ways to send: all on this machine and a clock that stands still."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from tests.fakes import NOON, FixedClock
from tests.render.site.robotics import robotics
from topicwire.config.new_hub import write_new_hub
from topicwire.model.hub import Edition
from topicwire.model.newsletter import SubscriberState
from topicwire.newsroom.keys import new_ring
from topicwire.newsroom.newsletter.address_book import open_book
from topicwire.newsroom.newsletter.posting import Announce, Office, open_office
from topicwire.newsroom.newsletter.sending import OpenOffice, Sent, send_due
from topicwire.newsroom.newsletter.subscribing import add_confirmed
from topicwire.newsroom.room import Room, open_room

CANARY = "canary-5521"
"""Stands in every subscriber's address."""
SETTINGS = """
[newsletter]
enabled = true
sender = "news@robotics.example"
reply_to = "desk@robotics.example"
zone = "Europe/Berlin"
time = "09:00"
signup = true
hold_minutes = 30
postal_address = "Robotics Wire\\n1 Harbour Street"
{more}
[mail]
host = "127.0.0.1"
port = {port}
security = "plain"
per_second = 1000
timeout_seconds = 5
"""
MORNING = NOON.replace(hour=8)
"""09:00 in Berlin on a winter day."""


def write_hub(folder: Path, *, port: int = 2525, more: str = "", tail: str = "") -> dict[str, str]:
    """Write a hub with a newsletter and a key ring; give the environment it is opened with."""
    write_new_hub(folder, "Robotics Wire")
    path = folder / "hub.toml"
    text = path.read_text(encoding="utf-8").partition("[newsletter]")[0]
    text = text.replace("http://localhost:8000", "https://robotics.example")
    path.write_text(text + SETTINGS.format(port=port, more=more) + tail, encoding="utf-8")
    environment = {"TOPICWIRE_KEYS": str(folder.parent / "keys.json")}
    with open_room(folder, environment, FixedClock(MORNING - timedelta(days=1))) as room:
        new_ring(room, environment)
        room.store.learned.keep("newsletter.began", (MORNING - timedelta(days=2)).isoformat().encode())
    return environment


def fill(room: Room, edition: Edition) -> None:
    """Put the articles and stories of an edition into the store."""
    with room.store.transaction():
        for article in edition.articles:
            room.store.ranked.keep(article)
        for story in edition.stories.values():
            room.store.stories.keep(story)


@contextmanager
def newsletter_room(
    folder: Path, clock: FixedClock | None = None, *, port: int = 2525, more: str = "", edition: Edition | None = None
) -> Iterator[Room]:
    """Open a new hub whose store holds the robotics day, at the time an issue is due."""
    environment = write_hub(folder, port=port, more=more)
    with open_room(folder, environment, clock or FixedClock(MORNING)) as room:
        fill(room, edition or robotics())
        yield room


def copy_hub(made: Path, folder: Path, port: int) -> None:
    """Copy a hub that nobody has open, with its key ring, and have it send to another port."""
    shutil.copytree(made, folder)
    shutil.copy(made.parent / "keys.json", folder.parent / "keys.json")
    settings = (folder / "hub.toml").read_text(encoding="utf-8")
    (folder / "hub.toml").write_text(settings.replace("port = 2525", f"port = {port}"), encoding="utf-8")


@contextmanager
def reopened(folder: Path, at: datetime = MORNING) -> Iterator[Room]:
    """Open a hub that was made before."""
    with open_room(folder, {"TOPICWIRE_KEYS": str(folder.parent / "keys.json")}, FixedClock(at)) as room:
        yield room


def subscribe(room: Room, *names: str) -> Mapping[str, str]:
    """Put readers on the list; give their ids by name."""
    book = open_book(room)
    return {name: add_confirmed(room, book, address(name), "desk").subscriber_id for name in names}


def address(name: str) -> str:
    """Give the address of a reader."""
    return f"{name}.{CANARY}@mail.example"


async def go(room: Room, open_with: OpenOffice | None = None) -> Sent:
    """Do what is due; publishing is left out."""

    async def publish() -> bool:
        return True

    return await send_due(room, publish, open_with)


def office_with(announce: Announce) -> OpenOffice:
    """Give a way to open an office that announces its steps."""

    def opened(room: Room) -> Office:
        return open_office(room, announce)

    return opened


def moved(room: Room, by: timedelta) -> None:
    """Let time pass."""
    clock = room.clock
    assert isinstance(clock, FixedClock)
    clock.move(by)


def states(room: Room, mailing: str) -> dict[str, int]:
    """Count the mails of a mailing by state."""
    return {state.value: count for state, count in room.store.newsletter.deliveries.count(mailing).items()}


def confirmed(room: Room) -> int:
    """Count those on the list."""
    return room.store.newsletter.subscribers.count().get(SubscriberState.CONFIRMED, 0)
