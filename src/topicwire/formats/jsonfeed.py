"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import html
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from topicwire.errors import FormatError
from topicwire.formats.drafts import Draft, clean_language, clean_title, finish
from topicwire.formats.parsed import Entry, ParsedFeed
from topicwire.formats.xml_feed import with_entries
from topicwire.model.source import Picture
from topicwire.text.urls import normal


def parse_json(text: str, url: str) -> ParsedFeed:
    """Read a JSON Feed.

    Raises:
        FormatError: not JSON, or JSON without a list of items.
    """
    try:
        top = orjson.loads(text.lstrip("\ufeff").encode("utf-8", "replace"))
    except orjson.JSONDecodeError as error:
        raise FormatError(f"not JSON: {error}") from error
    if not isinstance(top, dict) or not isinstance(top.get("items"), list):
        raise FormatError("JSON, but no JSON Feed: it has no list of items")
    feed = _head(top, url)

    def read(item: object) -> Entry:
        if not isinstance(item, Mapping):
            raise FormatError("an item that is no mapping")
        return finish(_draft(item), feed.site_url or url)

    return with_entries(feed, top["items"], read)


def _head(top: Mapping[str, Any], url: str) -> ParsedFeed:
    hubs = [_text(hub, "url") for hub in _mappings(top.get("hubs"))]
    return ParsedFeed(
        title=clean_title(_text(top, "title"), is_literal=True),
        site_url=normal(_text(top, "home_page_url"), url),
        language=clean_language(_text(top, "language")),
        hub_url=normal(hubs[0], url) if hubs else None,
        self_url=normal(_text(top, "feed_url"), url),
    )


def _draft(item: Mapping[str, Any]) -> Draft:
    markup, words = _text(item, "content_html"), _text(item, "content_text")
    body = markup or "".join(f"<p>{html.escape(part)}</p>" for part in words.split("\n\n") if part.strip())
    return Draft(
        entry_id=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url") or _address(_text(item, "id")),
        title=_text(item, "title"),
        is_literal=True,
        summary=html.escape(_text(item, "summary"), quote=False),
        body=body,
        authors=tuple(_authors(item)),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        pictures=tuple(_pictures(item)),
        language=_text(item, "language"),
    )


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    singular = item.get("author")
    for author in (*_mappings(item.get("authors")), *([singular] if isinstance(singular, Mapping) else [])):
        yield _text(author, "name")


def _pictures(item: Mapping[str, Any]) -> Iterator[Picture]:
    for key in ("image", "banner_image"):
        if url := _text(item, key):
            yield Picture(url=url)
    for attachment in _mappings(item.get("attachments")):
        if _text(attachment, "mime_type").startswith("image/"):
            yield Picture(url=_text(attachment, "url"))


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _text(item: Mapping[str, Any], key: str) -> str:
    """Give a text value; numbers, which some write for ids and dates, as text too."""
    value = item.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
