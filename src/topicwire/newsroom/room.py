"""A hub, open for reading: its settings and its store. Everything a command needs that does not run the pipeline."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from topicwire.config.files import PAGES, PRIVATE, STORE
from topicwire.config.loading import HubConfig, load_hub
from topicwire.model.ids import FeedId
from topicwire.model.source import Feed, FeedState
from topicwire.model.work import StageName
from topicwire.net.clock import SystemClock
from topicwire.ports.clock import Clock
from topicwire.ports.pagestore import PageStore
from topicwire.ports.store import Store
from topicwire.store.pages import WarcPages
from topicwire.store.sqlite import open_store

PASSABLE = 0o711
"""Others may pass through to the current site, which lies below, and not look around; store and lock are private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """An open hub."""

    config: HubConfig
    store: Store
    pages: PageStore
    clock: Clock
    environment: Mapping[str, str]

    @property
    def folder(self) -> Path:
        """Give the hub's folder."""
        return self.config.folder


@contextmanager
def open_room(folder: Path, environment: Mapping[str, str], clock: Clock | None = None) -> Iterator[Room]:
    """Open the hub folder; its store is made when there is none, and closed at the end.

    Raises:
        SettingsError: a settings file is wrong.
        StoreError: the store cannot be opened, or must not be.
    """
    config = load_hub(folder, environment)
    clock = clock or SystemClock()
    (folder / PRIVATE).mkdir(mode=PASSABLE, exist_ok=True)
    store = open_store(str(folder / STORE), clock)
    try:
        yield Room(config=config, store=store, pages=WarcPages(folder / PAGES), clock=clock, environment=environment)
    finally:
        store.close()


def sync_feeds(room: Room) -> tuple[int, int]:
    """Make the store follow `sources.opml`: new feeds become due, feeds taken out are forgotten.

    Returns:
        How many were added and dropped.
    """
    named = {feed.id: feed for feed in room.config.hub.feeds}
    stored = {feed.id: feed for feed in room.store.feeds.list_all()}
    with room.store.transaction():
        for feed_id in stored.keys() - named.keys():
            room.store.feeds.drop(feed_id)
        for feed_id, feed in named.items():
            if stored.get(feed_id) != feed:
                room.store.feeds.keep(feed)
            if feed_id not in stored:
                _begin(room, feed)
    return len(named.keys() - stored.keys()), len(stored.keys() - named.keys())


def _begin(room: Room, feed: Feed) -> None:
    room.store.feeds.keep_state(FeedState(feed_id=FeedId(feed.id), url=feed.url))
    room.store.work.add(StageName.POLL, feed.id, room.clock.now())
