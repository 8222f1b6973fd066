"""The hub's sources as an editor handles them: find, add, list, check, import and export."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from topicwire.config.files import SOURCES
from topicwire.formats.opml import read_opml, write_opml
from topicwire.model.source import Feed, FeedState
from topicwire.model.work import LedgerLine
from topicwire.newsroom.room import Room, sync_feeds
from topicwire.outbox.files import write_whole
from topicwire.stages.poll.health import Health, health_of, status_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One feed in a list."""

    feed: Feed
    state: FeedState | None
    health: Health
    words: str
    next_poll_at: datetime | None
    counts: tuple[LedgerLine, ...]  # of the tips it was first to name


def list_sources(room: Room) -> tuple[SourceLine, ...]:
    """List the hub's feeds by title, with how they do."""
    now = room.clock.now()
    return tuple(_line(room, feed, now) for feed in room.config.hub.feeds)


def _line(room: Room, feed: Feed, now: datetime) -> SourceLine:
    state = room.store.feeds.find_state(feed.id)
    return SourceLine(
        feed=feed,
        state=state,
        health=health_of(state, now),
        words=status_words(state, now),
        next_poll_at=state.next_poll_at if state else None,
        counts=room.store.ledger.count_tips_of(feed.id),
    )


def add_feeds(room: Room, feeds: Iterable[Feed]) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
    """Write feeds into `sources.opml` and make them due.

    Returns:
        Those added, and those the hub had already (by address).
    """
    known = {url for feed in room.config.hub.feeds for url in (feed.url, feed.original_url)}
    added: list[Feed] = []
    had: list[Feed] = []
    for feed in feeds:
        (had if feed.url in known or feed.original_url in known else added).append(feed)
        known |= {feed.url, feed.original_url}
    if added:
        write_sources(room.folder, room.config.hub.title, (*room.config.hub.feeds, *added))
        grown = replace(room.config, hub=replace(room.config.hub, feeds=(*room.config.hub.feeds, *added)))
        sync_feeds(replace(room, config=grown))
    return tuple(added), tuple(had)


def write_sources(folder: Path, title: str, feeds: Sequence[Feed]) -> None:
    """Write `sources.opml` whole."""
    write_whole(folder / SOURCES, write_opml(f"Sources of {title}", feeds))


def read_import(path: Path) -> tuple[tuple[Feed, ...], tuple[str, ...]]:
    """Read the feeds of an OPML file from any reader, and the problems met, a line each.

    Raises:
        FormatError: it is not OPML.
    """
    outline = read_opml(path.read_bytes())
    return outline.feeds, outline.problems
