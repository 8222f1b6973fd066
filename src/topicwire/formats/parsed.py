"""What a feed says, whatever its format: the values that `formats/feeds.py` gives. Types only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.model.source import Picture

MAX_TITLE, MAX_SUMMARY, MAX_BODY, MAX_AUTHORS = 500, 2000, 200_000, 20
"""Limits of an entry's words, in characters, and of how many authors it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed. Words are clean text, never markup, except `body_html`; None: the feed did not say."""

    entry_id: str | None = None  # guid, atom:id or JSON Feed id, verbatim but valid and at most 2,000 characters
    raw_url: str = ""  # the link as the feed says it; empty: none
    url: str = ""  # its normal address, resolved and unwrapped; empty: no usable link
    title: str | None = None  # at most 500 characters
    summary: str | None = None  # at most 2,000 characters
    body_html: str | None = None  # sanitised full text, at most 200,000 characters
    authors: tuple[str, ...] = ()
    raw_published: str | None = None  # the date as the feed says it
    published_at: datetime | None = None  # our reading of it, aware, UTC
    raw_updated: str | None = None
    updated_at: datetime | None = None
    picture: Picture | None = None
    video_url: str | None = None  # embed or player address when the entry is a video
    language: str | None = None  # BCP 47 as given


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """One feed as it was read."""

    title: str | None = None
    site_url: str | None = None  # normal address of the source's page
    language: str | None = None
    interval: timedelta | None = None  # how often the feed says it changes: ttl or sy:updatePeriod/Frequency
    skip_hours: tuple[int, ...] = ()  # UTC hours the feed asks not to be polled in, sorted
    hub_url: str | None = None  # WebSub hub
    self_url: str | None = None  # the feed's own idea of its address
    entries: tuple[Entry, ...] = ()  # as the feed orders them
    children: tuple[str, ...] = ()  # of a sitemap index: the sitemaps it names, most recently changed first
    lost: int = 0  # entries that could not be read at all
    notes: tuple[str, ...] = ()  # in words: what was wrong with the feed and how it was read
