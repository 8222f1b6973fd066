"""What each purpose asks for, and how much of the answer it takes."""

from dataclasses import dataclass

from topicwire.net.decode import ACCEPTED
from topicwire.net.settings import NetworkSettings
from topicwire.ports.web import Purpose

MIB = 1024 * 1024
PICTURE_HEAD_BYTES = NOTICE_BYTES = 64 * 1024
ROBOTS_BYTES = 512 * 1024
"""RFC 9309, section 2.5: at least 500 KiB have to be read; what is beyond is left out."""

_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_FEEDS = (
    "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,"
    "application/json;q=0.8"
)
_PICTURE = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.5,*/*;q=0.1"
_ACCEPT = {
    Purpose.FEED: f"{_FEEDS},text/html;q=0.5,*/*;q=0.2",
    Purpose.PAGE: _PAGE,
    Purpose.PICTURE: _PICTURE,
    Purpose.PICTURE_HEAD: _PICTURE,
    Purpose.DISCOVERY: f"{_FEEDS},text/html;q=0.9,*/*;q=0.2",
    Purpose.ROBOTS: "text/plain,*/*;q=0.5",
    Purpose.NOTICE: "*/*",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one purpose asks."""

    headers: tuple[tuple[str, str], ...]
    limit_bytes: int  # of the decoded body
    is_cut: bool  # the start of a larger body is a whole answer


def make_plans(settings: NetworkSettings) -> dict[Purpose, Plan]:
    """Make the plan of every purpose."""
    limits = {
        Purpose.PICTURE: int(settings.picture_mib * MIB),
        Purpose.PICTURE_HEAD: PICTURE_HEAD_BYTES,
        Purpose.ROBOTS: ROBOTS_BYTES,
        Purpose.NOTICE: NOTICE_BYTES,
    }
    return {
        purpose: Plan(
            headers=(("Accept", _ACCEPT[purpose]), *_how_much(purpose)),
            limit_bytes=limits.get(purpose, int(settings.feed_mib * MIB)),
            is_cut=purpose in {Purpose.PICTURE_HEAD, Purpose.ROBOTS, Purpose.NOTICE},
        )
        for purpose in Purpose
    }


def _how_much(purpose: Purpose) -> tuple[tuple[str, str], ...]:
    if purpose is Purpose.PICTURE_HEAD:  # a range of an encoded body would be of no use
        return (("Accept-Encoding", "identity"), ("Range", f"bytes=0-{PICTURE_HEAD_BYTES - 1}"))
    return (("Accept-Encoding", ACCEPTED),)
