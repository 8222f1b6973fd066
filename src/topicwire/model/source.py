"""Whom we follow: sources and their feeds, and the organizations we know."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from topicwire.model.ids import Domain, FeedId


class FeedKind(StrEnum):
    """How a feed's address is read."""

    FEED = "feed"  # RSS, RDF, Atom or JSON Feed: told apart by content
    SITEMAP = "sitemap"  # a news sitemap or sitemap index


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One address of a source that we poll. A fact of the hub's `sources.opml`."""

    id: FeedId
    url: str  # the address to poll, after moves the hub accepted
    original_url: str  # the address as the editor named it
    title: str  # as the editor or the feed names it
    site_url: str | None  # the source's home page
    kind: FeedKind = FeedKind.FEED
    is_focused: bool = False  # True: all it carries is on topic; False: an article needs a matching topic
    folder: tuple[str, ...] = ()  # names of the OPML outlines around it, outermost first


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A permanent redirect seen on a feed, waiting for a week before it is believed."""

    to_url: str
    since: datetime  # first seen; a change of target starts the week anew


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What we know of polling one feed. The only mutable facts beside the work table."""

    feed_id: FeedId
    url: str  # address in force: differs from Feed.url after a believed move
    etag: str | None = None  # verbatim from the last good answer
    last_modified: str | None = None  # verbatim from the last good answer
    body_hash: str | None = None  # of the last good body: equal bytes are not parsed again
    next_poll_at: datetime | None = None  # None: never polled
    wait_until: datetime | None = None  # Retry-After, kept across restarts
    last_polled_at: datetime | None = None
    last_ok_at: datetime | None = None  # last 200 or 304
    last_new_at: datetime | None = None  # last time an unknown tip was in it
    entry_times: tuple[datetime, ...] = ()  # claimed times of the newest entries, newest first, at most 20
    hub_interval_seconds: int | None = None  # what ttl, sy:update* or Cache-Control ask for
    skip_hours: tuple[int, ...] = ()  # UTC hours the feed asks not to be polled in
    failures: int = 0  # in a row
    last_status: int | None = None
    last_error: str | None = None  # in words, None after a success
    is_stopped: bool = False  # 410: never polled again until an editor says so
    move: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture by its address; sizes in pixels, None when unknown."""

    url: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A provider the hub knows: a file in `_data/organizations`."""

    domain: Domain
    name: str
    pictures: tuple[Picture, ...] = ()  # logos, smallest first
