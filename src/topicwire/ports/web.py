"""The one door to the world, as the stages see it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Purpose(StrEnum):
    """What a request is for: decides byte limit, accepted content types and whether robots.txt is asked."""

    FEED = "feed"  # 10 MiB
    PAGE = "page"  # 10 MiB; robots.txt is asked
    PICTURE = "picture"  # 20 MiB
    PICTURE_HEAD = "picture-head"  # the first 64 KiB of a picture, to read its size
    DISCOVERY = "discovery"  # `topicwire add`: a page or feed named by the editor
    ROBOTS = "robots"  # 512 KiB
    NOTICE = "notice"  # telling a WebSub hub that feeds changed; what it answers is of no interest: 64 KiB


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET; one POST where it has a form, of which no redirect is followed."""

    url: str
    purpose: Purpose
    etag: str | None = None  # sent verbatim as If-None-Match
    last_modified: str | None = None  # sent verbatim as If-Modified-Since
    form: tuple[tuple[str, str], ...] = ()  # names and values to be posted; a name may come more than once


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed."""

    status: int
    from_url: str
    to_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer of any status, read whole within the limits."""

    url: str  # asked for
    final_url: str
    hops: tuple[Hop, ...]
    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case, in the order received
    body: bytes  # decoded; empty for 304
    took_ms: int

    def header(self, name: str) -> str | None:
        """Give the first header of that lower-case name, or None."""
        return next((value for key, value in self.headers if key == name), None)


class FailureReason(StrEnum):
    """Why there is no answer."""

    BAD_ADDRESS = "bad-address"  # not http(s), no host, not an address
    NOT_PUBLIC = "not-public"  # refused by the guard, on any hop
    ROBOTS = "robots"  # robots.txt asks us not to
    REDIRECTS = "redirects"  # loop, more than 5 hops, missing or unusable Location
    TOO_LARGE = "too-large"  # over the byte limit, decoded
    BAD_ENCODING = "bad-encoding"  # Content-Encoding unknown, doubled or broken
    NO_HOST = "no-host"  # the name does not resolve
    NO_CONNECTION = "no-connection"  # refused, reset, broke midway, bad TLS, bad HTTP
    TIMEOUT = "timeout"  # no connection, first byte, or whole answer in time; or under 1 kB/s


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """No answer, and why, in words a person can act on."""

    url: str
    final_url: str  # the hop that failed
    hops: tuple[Hop, ...]
    reason: FailureReason
    detail: str
    took_ms: int


class Web(Protocol):
    """Asks the web, politely and guarded. Never raises for what the other side does."""

    async def get(self, request: Request) -> Response | Failure:
        """Ask once, following at most 5 redirects, waiting its turn for the host."""
        ...
