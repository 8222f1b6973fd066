"""RSS 2.0, Atom and JSON Feed of the published articles: one set for the hub, one for each topic."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from typing import Any

import orjson
from lxml import etree

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.model.topic import Topic
from topicwire.ports.outbox import Sheet
from topicwire.render import addresses
from topicwire.render.digests import key_of, key_of_all
from topicwire.render.entries import FeedEntry, entry_of
from topicwire.render.xml import ATOM, DUBLIN_CORE, add, document

VERSION = "feeds-1"
_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself."""

    title: str
    description: str
    site_url: str
    feed_url: str
    language: str
    updated_at: datetime


def feed_sheets(edition: Edition, entries: int) -> Iterator[Sheet]:
    """Render the newest `entries` published articles in every format, for the hub and for each topic below the root."""
    published = [article for article in edition.articles if article.record.is_published]
    yield from _sheets(None, published[:entries], edition)
    for topic in edition.hub.topics:
        if topic.parent is not None:
            chosen = [article for article in published if topic.name in article.record.topics]
            yield from _sheets(topic, chosen[:entries], edition)


def _sheets(topic: Topic | None, articles: Sequence[RankedArticle], edition: Edition) -> Iterator[Sheet]:
    hub = edition.hub
    name = f"{VERSION} {key_of(hub.title, hub.description, hub.url, hub.locale, topic.name if topic else None)}"
    pictures = (
        edition.thumbnails[picture.url].file
        for article in articles
        for picture in article.record.pictures
        if picture.url in edition.thumbnails
    )
    key = key_of_all(name, (*(article.digest for article in articles), "pictures", *pictures))
    for form, write in _WRITERS.items():
        path = addresses.feed_file(form, topic.id if topic else None)
        yield Sheet(path=path, key=key, make=partial(_make, write, path, topic, articles, edition))


def _make(
    write: Callable[[Channel, Sequence[FeedEntry]], bytes],
    path: str,
    topic: Topic | None,
    articles: Sequence[RankedArticle],
    edition: Edition,
) -> bytes:
    entries = [entry_of(article, edition) for article in articles]
    return write(_channel(path, topic, entries, edition), entries)


def _channel(path: str, topic: Topic | None, entries: Sequence[FeedEntry], edition: Edition) -> Channel:
    hub = edition.hub
    page = addresses.topic_page(topic.id) if topic else addresses.FRONT
    newest = max((entry.updated_at for entry in entries), default=edition.as_of)
    return Channel(
        title=f"{hub.title}: {topic.name}" if topic else hub.title,
        description=(topic.description if topic else "") or hub.description or hub.title,
        site_url=f"{hub.url}/{page}",
        feed_url=f"{hub.url}/{path}",
        language=hub.locale,
        updated_at=newest,
    )


def _rss(channel: Channel, entries: Sequence[FeedEntry]) -> bytes:
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": ATOM, "dc": DUBLIN_CORE})
    top = add(root, "channel")
    add(top, "title", channel.title)
    add(top, "link", channel.site_url)
    add(top, "description", channel.description)
    add(top, "language", channel.language)
    add(top, "lastBuildDate", format_datetime(channel.updated_at))
    add(top, "generator", "topicwire")
    add(top, f"{{{ATOM}}}link", rel="self", type=_TYPES["rss"], href=channel.feed_url)
    for entry in entries:
        _rss_item(top, entry)
    return document(root)


def _rss_item(top: etree._Element, entry: FeedEntry) -> None:
    node = add(top, "item")
    add(node, "title", entry.title)
    add(node, "link", entry.url)
    add(node, "guid", entry.id, isPermaLink="false")
    add(node, "pubDate", format_datetime(entry.published_at))
    add(node, f"{{{DUBLIN_CORE}}}creator", ", ".join(entry.authors) or entry.outlet)
    for topic in entry.topics:
        add(node, "category", topic)
    add(node, "description", entry.html)


def _atom(channel: Channel, entries: Sequence[FeedEntry]) -> bytes:
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    root.set("{http://www.w3.org/XML/1998/namespace}lang", channel.language)
    _atom_child(root, "id", channel.feed_url)
    _atom_child(root, "title", channel.title)
    _atom_child(root, "subtitle", channel.description)
    _atom_child(root, "updated", _instant(channel.updated_at))
    _atom_child(root, "link", rel="self", type=_TYPES["atom"], href=channel.feed_url)
    _atom_child(root, "link", rel="alternate", type="text/html", href=channel.site_url)
    _atom_child(root, "generator", "topicwire")
    for entry in entries:
        _atom_entry(root, entry)
    return document(root)


def _atom_entry(root: etree._Element, entry: FeedEntry) -> None:
    node = _atom_child(root, "entry")
    _atom_child(node, "id", entry.id)
    _atom_child(node, "title", entry.title)
    _atom_child(node, "link", rel="alternate", type="text/html", href=entry.url)
    _atom_child(node, "published", _instant(entry.published_at))
    _atom_child(node, "updated", _instant(entry.updated_at))
    for name in entry.authors or (entry.outlet,):
        _atom_child(_atom_child(node, "author"), "name", name)
    for topic in entry.topics:
        _atom_child(node, "category", term=topic)
    _atom_child(node, "summary", entry.summary)
    _atom_child(node, "content", entry.html, type="html")


def _atom_child(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    return add(parent, f"{{{ATOM}}}{name}", text, **attributes)


def _json(channel: Channel, entries: Sequence[FeedEntry]) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.site_url,
        "feed_url": channel.feed_url,
        "description": channel.description,
        "language": channel.language,
        "items": [_json_item(entry) for entry in entries],
    }
    return orjson.dumps(feed, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": _instant(entry.published_at),
        "date_modified": _instant(entry.updated_at),
        "authors": [{"name": name} for name in entry.authors or (entry.outlet,)],
        "tags": list(entry.topics),
    }


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


_WRITERS: dict[str, Callable[[Channel, Sequence[FeedEntry]], bytes]] = {"rss": _rss, "atom": _atom, "json": _json}
