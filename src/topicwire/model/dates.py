"""Dates from outside are claims: every one is kept with its origin, one is chosen with a confidence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DateOrigin(StrEnum):
    """Where a claimed date stood."""

    FEED = "feed"
    SITEMAP = "sitemap"
    JSONLD = "json-ld"
    META = "meta"
    TIME_TAG = "time-tag"
    ADDRESS = "address"  # /2026/11/22/ in the URL
    BYLINE = "byline"  # in words beside the title, behind "Published", or in a dateline
    PAGE_TEXT = "page-text"  # found by htmldate in the page
    RECORD = "record"  # of a hub that was taken over
    FIRST_SEEN = "first-seen"  # our own clock, when nobody says


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClaim:
    """One claim, in the publisher's own words and in our reading."""

    origin: DateOrigin
    raw: str
    at: datetime | None  # aware, UTC; None: we could not read it
    has_time: bool = True  # False: only a day was given


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChoice:
    """The date we go by, and how sure we are of it."""

    at: datetime  # aware, UTC
    origin: DateOrigin
    confidence: float  # 0 to 1
    note: str = ""  # in words: what was clamped or disagreed; empty when nothing
