"""What working on one subject can end in. The expected failure of one record is a value of these types."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class SpikeReason(StrEnum):
    """Why a subject was rejected for good. The value is the word in the ledger."""

    NO_ADDRESS = "no-address"  # a feed entry without a usable link
    BAD_ADDRESS = "bad-address"  # not http(s), or not an address at all
    STALE = "stale"  # older than the hub takes as news
    NOT_PUBLIC = "not-public"  # the address leads to a private or special network
    ROBOTS = "robots"  # robots.txt asks us not to
    GONE = "gone"  # 404 or 410 from the publisher, for good
    REFUSED = "refused"  # 401, 402, 403, 451 after all tries
    REDIRECTS = "redirects"  # a loop, too many hops, or a hop we do not follow
    TOO_LARGE = "too-large"  # over the byte limit, decoded
    NOT_A_PAGE = "not-a-page"  # a content type we do not read
    UNREADABLE = "unreadable"  # bytes nobody could make sense of
    NO_TEXT = "no-text"  # neither a title nor a body was found
    NOT_AN_ARTICLE = "not-an-article"  # a list, home or error page
    OFF_TOPIC = "off-topic"  # from a general source and no topic matches
    UNREACHABLE = "unreachable"  # still failing after the last try
    CRASHED = "crashed"  # the worker died or ran out of time on it


class RetryReason(StrEnum):
    """Why a subject is tried again later."""

    UNREACHABLE = "unreachable"  # no connection, or it broke
    TIMEOUT = "timeout"
    SERVER_ERROR = "server-error"  # 5xx
    ASKED_TO_WAIT = "asked-to-wait"  # 429 or 503, with or without Retry-After
    REFUSED = "refused"  # 403 and the like, which limiters also send
    NOT_FOUND = "not-found"  # 404 on a feed: may come back
    UNREADABLE = "unreadable"  # a feed that could not be read this time


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[T]):
    """The work gave something new."""

    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The work found what was already known."""

    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """The work failed for now and is due again after `wait`."""

    reason: RetryReason
    wait: timedelta
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """The subject is rejected for good, with the reason kept for inspection."""

    reason: SpikeReason
    detail: str = ""


Outcome = Done[T] | Unchanged | Retry | Spike
"""What one piece of work ends in; `Outcome[Page]` gives a page when it is `Done`."""
