"""The static JSON API in the shape of existing hubs: pages of 25, overall and per topic, and one file a record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from topicwire.model.hub import Edition, Hub
from topicwire.model.record import Provider, RankedArticle, Record, RecordPicture
from topicwire.model.source import Picture
from topicwire.ports.outbox import Sheet
from topicwire.render.digests import key_of
from topicwire.render.plain_json import json_bytes
from topicwire.render.site.links import web_address

VERSION = "api-2"
"""Changes whenever the bytes for the same edition would."""
_FOLDER = "api/news"
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,198}[a-z0-9_-])?")
"""What a record's own file may be called: lower case, as the outbox writes."""
_PLAYER = re.compile(
    r"<iframe(?: (?:(?:width|height|frameborder|title|allow|loading|referrerpolicy)=\"[^\"<>]*\""
    r"|src=\"(?P<address>[^\"<>]*)\"|allowfullscreen))+></iframe>"
)
"""One frame, as records carry a video's player; an attribute that could run anything is not among them."""


def api_sheets(edition: Edition, page_size: int) -> Iterator[Sheet]:
    """Render the published records, newest first: all, then per child topic, then each record's own file.

    The first page of a list lies at `index.json` and again at `page/1/index.json`, as in existing hubs. The root
    topic has no list of its own: it is the list of all. A topic without records has no list. A record whose name
    cannot be a file's, or is taken already, is in the lists only.
    """
    articles = [article for article in edition.articles if article.record.is_visible]
    articles.sort(key=lambda article: (-article.published_at.timestamp(), article.record.path))
    entries = [_Entry(article=article, key=_entry_key(article, edition)) for article in articles]
    yield from _list_sheets(_FOLDER, entries, edition, page_size)
    taken = {"page"}
    for topic in edition.hub.topics:
        if topic.parent is not None and _NAME.fullmatch(topic.id) and topic.id not in taken:
            taken.add(topic.id)
            chosen = [entry for entry in entries if topic.name in entry.article.record.topics]
            yield from _list_sheets(f"{_FOLDER}/{topic.id}", chosen, edition, page_size)
    yield from _record_sheets(entries, edition, taken)


def item(article: RankedArticle, edition: Edition) -> dict[str, Any]:
    """Build one API item; what is unknown is None, never left out, and so is an address that is not http(s)."""
    record = article.record
    pictures = [_picture(picture, edition) for picture in record.pictures if web_address(picture.url)]
    return {
        "path": record.path,
        "title": record.title,
        "excerpt": record.excerpt,
        "sourceUrl": None,
        "webUrl": web_address(record.web_url) or None,
        "originalUrl": web_address(record.original_url) or None,
        "featuredContent": _player(record.embed),
        "highlight": None,
        "heat": record.heat,
        "tags": None,
        "images": pictures or None,
        "content": "",
        "type": record.kind.value,
        "ampWebUrl": web_address(record.amp_url) or None,
        "cdnAmpWebUrl": web_address(record.amp_cache_url) or None,
        "publishedDateTime": record.published,
        "updatedDateTime": None,
        "provider": _provider(record.provider, edition.hub),
        "locale": edition.hub.locale,
        "categories": [record.category],
        "topics": list(record.topics),
    }


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record of the API."""

    article: RankedArticle
    key: str  # all that its item shows, beside the hub's own facts


def _entry_key(article: RankedArticle, edition: Edition) -> str:
    """Digest what the item shows: the article, and which of its pictures have a copy."""
    return f"{article.digest} {''.join('01'[is_cached] for is_cached in _cached(article, edition))}"


def _list_sheets(folder: str, entries: Sequence[_Entry], edition: Edition, size: int) -> Iterator[Sheet]:
    hub_key = _hub_key(edition.hub)
    pages = [entries[start : start + size] for start in range(0, len(entries), size)]
    if not pages and folder == _FOLDER:
        pages = [[]]
    for number, page in enumerate(pages, 1):
        has_next = number < len(pages)
        key = key_of(VERSION, hub_key, number, has_next, *(entry.key for entry in page))
        make = partial(_page_bytes, number, has_next, [entry.article for entry in page], edition)
        if number == 1:
            yield Sheet(path=f"{folder}/index.json", key=key, make=make)
        yield Sheet(path=f"{folder}/page/{number}/index.json", key=key, make=make)


def _record_sheets(entries: Sequence[_Entry], edition: Edition, taken: set[str]) -> Iterator[Sheet]:
    hub_key = _hub_key(edition.hub)
    for entry in entries:
        name = _record_name(entry.article.record)
        if name in taken or not _NAME.fullmatch(name):
            continue
        taken.add(name)
        key = key_of(VERSION, hub_key, entry.key)
        yield Sheet(path=f"{_FOLDER}/{name}/index.json", key=key, make=partial(_record_bytes, entry.article, edition))


def _page_bytes(number: int, has_next: bool, articles: Sequence[RankedArticle], edition: Edition) -> bytes:
    value = [item(article, edition) for article in articles]
    return json_bytes({"page": number, "value": value, "nextPage": number + 1 if has_next else None})


def _record_bytes(article: RankedArticle, edition: Edition) -> bytes:
    return json_bytes(item(article, edition))


def _record_name(record: Record) -> str:
    return record.path.rpartition("/")[2].removesuffix(".md")


def _hub_key(hub: Hub) -> str:
    return key_of(hub.url, hub.locale)


def _cached(article: RankedArticle, edition: Edition) -> tuple[bool, ...]:
    """Tell which pictures have a copy: the one thing outside the article's digest that its item shows."""
    return tuple(picture.is_cached or picture.url in edition.thumbnails for picture in article.record.pictures)


def _player(embed: str | None) -> str | None:
    """Give a video's player when it is one harmless frame, or an address; None for any other markup."""
    found = _PLAYER.fullmatch(embed or "")
    return embed if web_address(found["address"] if found else embed) else None


def _picture(picture: RecordPicture, edition: Edition) -> dict[str, Any]:
    is_cached = picture.is_cached or picture.url in edition.thumbnails
    return _image(picture.url, picture.width, picture.height, is_cached)


def _provider(provider: Provider, hub: Hub) -> dict[str, Any]:
    logos = [_logo(picture, hub) for picture in provider.pictures]
    return {
        "name": provider.name,
        "domain": provider.domain,
        "images": [logo for logo in logos if web_address(logo["url"])] or None,
        "publishers": None,
        "authors": None,
    }


def _logo(picture: Picture, hub: Hub) -> dict[str, Any]:
    is_ours = picture.url.startswith("/") and not picture.url.startswith("//")
    return _image(f"{hub.url}{picture.url}" if is_ours else picture.url, picture.width, picture.height, False)


def _image(url: str, width: int | None, height: int | None, is_cached: bool) -> dict[str, Any]:
    return {
        "url": url,
        "width": width,
        "height": height,
        "title": None,
        "attribution": None,
        "isCached": is_cached,
    }
