"""The hub's sources as an editor handles them: find, add, list, check, import and export."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from topicwire.config.files import SOURCES
from topicwire.formats.opml import read_opml, write_opml
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import Feed, FeedState
from topicwire.model.work import LedgerLine
from topicwire.newsroom.room import Room, sync_feeds
from topicwire.newsroom.running import PRELOADED, open_web
from topicwire.outbox.files import write_whole
from topicwire.ports.web import Web
from topicwire.ports.workers import Workers
from topicwire.stages.poll.finding import Candidate, Finding, ask, find
from topicwire.stages.poll.health import Health, health_of, status_words
from topicwire.text.urls import host
from topicwire.workers.pool import ProcessWorkers


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


async def find_feeds(room: Room, url: str) -> Finding:
    """Find the feeds behind any address, asking the web."""
    async with open_web(room) as web, ProcessWorkers(count=1, preload=PRELOADED[:1]) as workers:
        return await find(web, workers, url)


def to_feed(found: Candidate, *, focused: bool = False, folder: tuple[str, ...] = ()) -> Feed:
    """Make a feed of what was found; it keeps the address it was first named by."""
    return Feed(
        id=FeedId(digest(found.original_url)),
        url=found.url,
        original_url=found.original_url,
        title=found.title or host(found.url),
        site_url=found.site_url,
        kind=found.kind,
        is_focused=focused,
        folder=folder,
    )


def known_feeds(room: Room, feeds: Iterable[Feed]) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
    """Sort feeds into those that are new to the hub and those it follows already, by address."""
    known = {url for feed in room.config.hub.feeds for url in (feed.url, feed.original_url)}
    added: list[Feed] = []
    had: list[Feed] = []
    for feed in feeds:
        (had if feed.url in known or feed.original_url in known else added).append(feed)
        known |= {feed.url, feed.original_url}
    return tuple(added), tuple(had)


def add_feeds(room: Room, feeds: Iterable[Feed]) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
    """Write feeds into `sources.opml` and make them due.

    Returns:
        Those added, and those the hub had already (by address).
    """
    added, had = known_feeds(room, feeds)
    if added:
        _follow(room, (*room.config.hub.feeds, *added))
    return added, had


def remove_feed(room: Room, url: str, *, dry_run: bool = False) -> Feed | None:
    """Take a feed out of `sources.opml`; None when the hub does not follow that address."""
    gone = next((feed for feed in room.config.hub.feeds if url in {feed.url, feed.original_url}), None)
    if gone and not dry_run:
        _follow(room, tuple(feed for feed in room.config.hub.feeds if feed is not gone))
    return gone


def _follow(room: Room, feeds: tuple[Feed, ...]) -> None:
    write_whole(room.folder / SOURCES, _opml(room, feeds))
    changed = replace(room.config, hub=replace(room.config.hub, feeds=feeds))
    sync_feeds(replace(room, config=changed))


def export_opml(room: Room) -> bytes:
    """Give the hub's feeds as OPML, moves that were believed included."""
    states = {state.feed_id: state.url for state in room.store.feeds.list_states()}
    return _opml(room, tuple(replace(feed, url=states.get(feed.id, feed.url)) for feed in room.config.hub.feeds))


def _opml(room: Room, feeds: tuple[Feed, ...]) -> bytes:
    return write_opml(f"Sources of {room.config.hub.title}", feeds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one feed answered just now."""

    feed: Feed
    entries: int
    newest_at: datetime | None
    trouble: str  # in words; empty: it is well


async def check_sources(room: Room) -> tuple[Checked, ...]:
    """Ask every feed once, many at a time, within the manners of the door; nothing is stored."""
    async with open_web(room) as web, ProcessWorkers(preload=PRELOADED[:1]) as workers:
        asked = (_check(web, workers, feed) for feed in room.config.hub.feeds)
        return tuple(await asyncio.gather(*asked))


async def _check(web: Web, workers: Workers, feed: Feed) -> Checked:
    found = await ask(web, workers, feed.url)
    return Checked(feed=feed, entries=found.entries, newest_at=found.newest_at, trouble=found.why_not)


def read_import(path: Path) -> tuple[tuple[Feed, ...], tuple[str, ...]]:
    """Read the feeds of an OPML file from any reader, and the problems met, a line each.

    Raises:
        FormatError: it is not OPML.
    """
    outlines = read_opml(path.read_bytes())
    return outlines.feeds, outlines.problems
