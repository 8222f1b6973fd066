"""The last resort for feeds nobody else can read: feedparser, in a cage.

The cage: bytes in `BytesIO` only (a path or an address given as text would be opened), its sanitiser and resolver off
(ours run afterwards), overlong fields cut before its patterns see them, and every exception caught.
"""

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from topicwire.errors import FormatError
from topicwire.formats.drafts import Draft, clean_language, clean_title, finish
from topicwire.formats.parsed import Entry, ParsedFeed
from topicwire.formats.xml_feed import with_entries
from topicwire.model.source import Picture
from topicwire.text.urls import normal

_SHORT_FIELD = re.compile(
    r"(<(?:[\w.-]{1,20}:)?(?:author|creator|name|email|contributor|managingEditor|webMaster|publisher|pubDate|date|"
    r"published|updated|issued|modified|title|link|guid|id)\b[^<>]{0,400}>)([^<]{400})[^<]*",
    re.IGNORECASE,
)
"""An author of 40 kB takes feedparser 25 s (its issue 562): such fields are cut to 400 characters."""
MAX_LENGTH = 2_000_000
"""Longer text is cut first, in characters: feedparser reads about 1 MB a second."""


def parse_leniently(text: str, url: str) -> ParsedFeed:
    """Read repaired text of any dialect feedparser knows.

    Raises:
        FormatError: it finds no feed in it either.
    """
    import feedparser

    cut = _SHORT_FIELD.sub(r"\1\2", text[:MAX_LENGTH])
    try:
        parsed = feedparser.parse(
            io.BytesIO(cut.encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        )
    except Exception as error:  # 82 of 10,000 mutated feeds raise one of five kinds
        raise FormatError(f"the feed cannot be read: {type(error).__name__}") from error
    if not parsed.get("entries") and not parsed.get("version"):
        raise FormatError("this is no feed")
    return _feed(parsed, url)


def _feed(parsed: Mapping[str, Any], url: str) -> ParsedFeed:
    head = parsed.get("feed") or {}
    site = normal(_text(head, "link"), url)
    feed = ParsedFeed(
        title=clean_title(_text(head, "title")),
        site_url=site,
        language=clean_language(_text(head, "language")),
        notes=("a dialect of its own: read leniently",),
    )

    def read(entry: Mapping[str, Any]) -> Entry:
        return finish(_draft(entry), site or url)

    return with_entries(feed, parsed.get("entries") or (), read)


def _draft(entry: Mapping[str, Any]) -> Draft:
    bodies = [_text(body, "value") for body in _mappings(entry.get("content"))]
    pictures = (*_mappings(entry.get("media_content")), *_mappings(entry.get("media_thumbnail")))
    return Draft(
        entry_id=_text(entry, "id"),
        link=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        body=max(bodies, key=len, default=""),
        authors=tuple(_text(author, "name") for author in _mappings(entry.get("authors"))),
        published=_text(entry, "published"),
        updated=_text(entry, "updated"),
        pictures=tuple(Picture(url=_text(picture, "url")) for picture in pictures if _text(picture, "url")),
        video=_text(entry, "yt_videoid"),
        language=_text(entry, "language"),
    )


def _mappings(value: object) -> Iterable[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _text(entry: Mapping[str, Any], key: str) -> str:
    """Give what stands under the very key: feedparser's own `get` gives `published` for `updated`, with a warning."""
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""
