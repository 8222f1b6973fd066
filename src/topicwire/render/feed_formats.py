"""The three wire formats of our feeds: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1. Nothing here chooses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from lxml import etree

from topicwire.render.entries import FeedEntry
from topicwire.render.plain_json import json_bytes
from topicwire.render.site.frame import FEED_TYPES
from topicwire.render.site.links import language_of
from topicwire.render.site.moments import machine
from topicwire.render.xml import ATOM, DUBLIN_CORE, MEDIA, add, document

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PICTURE_TYPE = "image/webp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself."""

    title: str
    description: str
    site_url: str
    feed_url: str
    language: str  # BCP 47
    publisher: str  # the hub
    updated_at: datetime


def write_rss(channel: Channel, entries: Sequence[FeedEntry]) -> bytes:
    """Write RSS 2.0; words are text, escaped once, and only `description` is markup."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": ATOM, "dc": DUBLIN_CORE, "media": MEDIA})
    top = add(root, "channel")
    add(top, "title", channel.title)
    add(top, "link", channel.site_url)
    add(top, "description", channel.description)
    if language_of(channel.language):
        add(top, "language", channel.language)
    add(top, "lastBuildDate", _rfc822(channel.updated_at))
    add(top, "generator", "topicwire")
    add(top, f"{{{ATOM}}}link", rel="self", type=FEED_TYPES["rss"], href=channel.feed_url)
    for entry in entries:
        _rss_item(top, entry)
    return document(root)


def _rss_item(top: etree._Element, entry: FeedEntry) -> None:
    node = add(top, "item")
    add(node, "title", entry.title)
    add(node, "link", entry.url)
    add(node, "guid", entry.id, isPermaLink="false")
    add(node, "pubDate", _rfc822(entry.published_at))
    for name in entry.authors:
        add(node, f"{{{DUBLIN_CORE}}}creator", name)
    for topic in entry.topics:
        add(node, "category", topic)
    add(node, "description", entry.html)
    if entry.language:
        add(node, f"{{{DUBLIN_CORE}}}language", entry.language)
    _add_picture(node, entry)


def write_atom(channel: Channel, entries: Sequence[FeedEntry]) -> bytes:
    """Write Atom 1.0; words are text, escaped once, and only `content` is markup."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "media": MEDIA})  # type: ignore[dict-item]
    _set_language(root, language_of(channel.language))
    _atom_child(root, "id", channel.feed_url)
    _atom_child(root, "title", channel.title)
    _atom_child(root, "subtitle", channel.description)
    _atom_child(root, "updated", machine(channel.updated_at))
    _atom_child(_atom_child(root, "author"), "name", channel.publisher)
    _atom_child(root, "link", rel="self", type=FEED_TYPES["atom"], href=channel.feed_url)
    _atom_child(root, "link", rel="alternate", type="text/html", href=channel.site_url)
    _atom_child(root, "generator", "topicwire")
    for entry in entries:
        _atom_entry(root, entry)
    return document(root)


def _atom_entry(root: etree._Element, entry: FeedEntry) -> None:
    node = _atom_child(root, "entry")
    _set_language(node, entry.language)
    _atom_child(node, "id", entry.id)
    _atom_child(node, "title", entry.title)
    _atom_child(node, "link", rel="alternate", type="text/html", href=entry.url)
    _atom_child(node, "published", machine(entry.published_at))
    _atom_child(node, "updated", machine(entry.updated_at))
    for name in entry.authors:
        _atom_child(_atom_child(node, "author"), "name", name)
    for topic in entry.topics:
        _atom_child(node, "category", term=topic)
    if entry.summary:
        _atom_child(node, "summary", entry.summary)
    _atom_child(node, "content", entry.html, type="html")
    _add_picture(node, entry)


def write_json(channel: Channel, entries: Sequence[FeedEntry]) -> bytes:
    """Write JSON Feed 1.1; only `content_html` is markup. What is unknown is left out, as the format asks."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.site_url,
        "feed_url": channel.feed_url,
        "description": channel.description,
        "language": language_of(channel.language),
        "authors": [{"name": channel.publisher}],
    }
    said = {key: value for key, value in feed.items() if value}
    return json_bytes({**said, "items": [_json_item(entry) for entry in entries]})


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    said = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "image": entry.picture_url,
        "date_published": machine(entry.published_at),
        "date_modified": machine(entry.updated_at),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.topics),
        "language": entry.language,
    }
    return {key: value for key, value in said.items() if value}


def _atom_child(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    return add(parent, f"{{{ATOM}}}{name}", text, **attributes)


def _add_picture(node: etree._Element, entry: FeedEntry) -> None:
    """Name the hub's own copy of the lead picture (Media RSS); feeds never show a publisher's own file."""
    if entry.picture:
        size = {"width": str(entry.picture.width), "height": str(entry.picture.height)}
        add(node, f"{{{MEDIA}}}content", url=entry.picture_url, medium="image", type=_PICTURE_TYPE, **size)


def _set_language(node: etree._Element, language: str) -> None:
    if language:
        node.set(_LANG, language)


def _rfc822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC))
