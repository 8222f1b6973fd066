"""The whole demo web at one instant, as a table from address to answer."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from topicwire.demo.feeds import changed_at, entry_link, write_feed
from topicwire.demo.pages import FEED_TYPES, picture_path, write_amp, write_home, write_page
from topicwire.demo.pictures import draw
from topicwire.demo.publication import DemoArticle, DemoPicture, Publisher, run_at
from topicwire.demo.reading import read_publishers

Address = tuple[str, str]
"""Host, and path with query as received, percent-decoded."""
_LEAST_GZIP = 400
_BUSY_SECONDS = 7200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer, ready to be sent."""

    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    body: bytes | Callable[[], bytes] = b""  # a function: made when first asked for
    gzipped: bytes | None = None  # the same, for those who accept it
    etag: str | None = None
    modified_at: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    slow_ms: int = 0


def address_of(url: str) -> Address:
    """Give the table's key for an address."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc, unquote(f"{parts.path or '/'}{query}")


def page_reply(body: bytes, content_type: str, modified_at: datetime, slow_ms: int = 0) -> Reply:
    """Make an answer of text: with validators, and compressed beforehand."""
    return Reply(
        content_type=content_type,
        body=body,
        gzipped=gzip.compress(body, 6, mtime=0) if len(body) >= _LEAST_GZIP else None,
        etag=f'W/"{sha256(body).hexdigest()[:20]}"',
        modified_at=modified_at,
        slow_ms=slow_ms,
    )


def moved(to: str, status: int = 301) -> Reply:
    """Make a redirect."""
    return Reply(status=status, headers=(("Location", to),))


@cache
def build_site(at: datetime) -> dict[Address, Reply]:
    """Write every page, feed and picture address that exists at that instant."""
    return {address: reply for publisher in read_publishers() for address, reply in _publisher(publisher, at)}


def _publisher(publisher: Publisher, at: datetime) -> Iterator[tuple[Address, Reply]]:
    html = f"text/html; charset={publisher.claimed_charset or publisher.page_charset}"
    yield from _feed(publisher, at)
    home = page_reply(write_home(publisher, at), html, changed_at(publisher, at), publisher.slow_ms)
    yield address_of(publisher.home), home
    if publisher.robots is not None:
        body = publisher.robots.lstrip().encode()
        yield (publisher.host, "/robots.txt"), Reply(content_type="text/plain", body=body, slow_ms=publisher.slow_ms)
    for article in publisher.articles:
        if article.visible_at <= at:
            yield from _article(publisher, article, at, html)


def _feed(publisher: Publisher, at: datetime) -> Iterator[tuple[Address, Reply]]:
    feed = publisher.feed
    address = address_of(publisher.feed_url)
    if feed.moved_from:
        yield (publisher.host, feed.moved_from), moved(publisher.feed_url)
    if feed.gone_from_run and run_at(at) >= feed.gone_from_run:
        yield address, Reply(status=410, body=b"<h1>This feed has ended.</h1>")
    elif feed.busy_in_run == run_at(at):
        yield address, Reply(status=429, headers=(("Retry-After", str(_BUSY_SECONDS)),))
    else:
        charset = publisher.claimed_charset or publisher.feed_charset
        content_type = f"{FEED_TYPES[feed.kind]}; charset={charset}"
        yield address, page_reply(write_feed(publisher, at), content_type, changed_at(publisher, at), publisher.slow_ms)


def _article(publisher: Publisher, first: DemoArticle, at: datetime, html: str) -> Iterator[tuple[Address, Reply]]:
    now = first.as_of(at)
    url, modified_at = publisher.url_of(now), now.updated_at or now.visible_at
    if publisher.url_of(first) != url:
        yield address_of(publisher.url_of(first)), moved(url)
    yield address_of(url), page_reply(write_page(publisher, now, at), html, modified_at, publisher.slow_ms)
    if publisher.amp:
        amp = page_reply(write_amp(publisher, now), html, modified_at, publisher.slow_ms)
        yield address_of(publisher.url_of(now, publisher.amp)), amp
    if now.slug == publisher.feed.wrapped:
        yield address_of(entry_link(publisher, now)), moved(url, 302)
    if now.picture is not None:
        yield (publisher.host, picture_path(now, now.picture)), _picture(now.picture)


def _picture(picture: DemoPicture) -> Reply:
    """Make the answer of a picture; it comes at once even from a slow host, so that a demo takes seconds."""
    return Reply(
        content_type=f"image/{picture.kind}",
        body=partial(draw, picture),
        etag=f'"{sha256(repr(picture).encode()).hexdigest()[:20]}"',
    )
