"""The static JSON API in the shape of existing hubs: pages of 25, overall and per topic, and one file a record."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import orjson

from topicwire.model.hub import Edition, Hub
from topicwire.model.record import Provider, RankedArticle, Record, RecordPicture
from topicwire.model.source import Picture
from topicwire.ports.outbox import Sheet
from topicwire.render.digests import key_of, key_of_all

VERSION = "api-1"
"""Changes whenever the bytes for the same edition would."""


def api_sheets(edition: Edition, page_size: int) -> Iterator[Sheet]:
    """Render the published records, newest first: all, then per child topic, then each record's own file.

    The first page of a list lies at `index.json` and again at `page/1/index.json`, as in existing hubs. The root
    topic has no list of its own: it is the list of all. A topic without records has no list.
    """
    articles = [article for article in edition.articles if article.record.is_published is not False]
    yield from _list_sheets("api/news", articles, edition, page_size)
    for topic in edition.hub.topics:
        if topic.parent is not None:
            chosen = [article for article in articles if topic.name in article.record.topics]
            yield from _list_sheets(f"api/news/{topic.id}", chosen, edition, page_size)
    hub_key = _hub_key(edition.hub)
    for article in articles:
        name = _record_name(article.record)
        key = key_of(VERSION, hub_key, article.digest, *_cached(article, edition))
        make = partial(_record_bytes, article, edition)
        yield Sheet(path=f"api/news/{name}/index.json", key=key, make=make)


def item(article: RankedArticle, edition: Edition) -> dict[str, Any]:
    """Build one API item; what is unknown is None, never left out."""
    record = article.record
    return {
        "path": record.path,
        "title": record.title,
        "excerpt": record.excerpt,
        "sourceUrl": None,
        "webUrl": record.web_url,
        "originalUrl": record.original_url,
        "featuredContent": record.embed,
        "highlight": None,
        "heat": record.heat,
        "tags": None,
        "images": [_picture(picture, edition) for picture in record.pictures] or None,
        "content": "",
        "type": record.kind.value,
        "ampWebUrl": record.amp_url,
        "cdnAmpWebUrl": record.amp_cache_url,
        "publishedDateTime": record.published,
        "updatedDateTime": None,
        "provider": _provider(record.provider, edition.hub),
        "locale": edition.hub.locale,
        "categories": [record.category],
        "topics": list(record.topics),
    }


def _list_sheets(folder: str, articles: Sequence[RankedArticle], edition: Edition, size: int) -> Iterator[Sheet]:
    pages = [articles[start : start + size] for start in range(0, len(articles), size)]
    if not pages and folder == "api/news":
        pages = [[]]
    for number, page in enumerate(pages, 1):
        digests = (part for article in page for part in (article.digest, *map(repr, _cached(article, edition))))
        key = key_of_all(f"{VERSION} {_hub_key(edition.hub)} {number} {len(pages)}", digests)
        make = partial(_page_bytes, number, len(pages), page, edition)
        if number == 1:
            yield Sheet(path=f"{folder}/index.json", key=key, make=make)
        yield Sheet(path=f"{folder}/page/{number}/index.json", key=key, make=make)


def _page_bytes(number: int, pages: int, articles: Sequence[RankedArticle], edition: Edition) -> bytes:
    value = [item(article, edition) for article in articles]
    next_page = number + 1 if number < pages else None
    return orjson.dumps({"page": number, "value": value, "nextPage": next_page}, option=orjson.OPT_INDENT_2)


def _record_bytes(article: RankedArticle, edition: Edition) -> bytes:
    return orjson.dumps(item(article, edition), option=orjson.OPT_INDENT_2)


def _record_name(record: Record) -> str:
    return record.path.rpartition("/")[2].removesuffix(".md")


def _hub_key(hub: Hub) -> str:
    return key_of(hub.url, hub.locale)


def _cached(article: RankedArticle, edition: Edition) -> tuple[bool, ...]:
    """Tell which pictures have a copy: the one thing outside the article's digest that its item shows."""
    return tuple(picture.is_cached or picture.url in edition.thumbnails for picture in article.record.pictures)


def _picture(picture: RecordPicture, edition: Edition) -> dict[str, Any]:
    is_cached = picture.is_cached or picture.url in edition.thumbnails
    return _image(picture.url, picture.width, picture.height, is_cached)


def _provider(provider: Provider, hub: Hub) -> dict[str, Any]:
    images = [_logo(picture, hub) for picture in provider.pictures] or None
    return {
        "name": provider.name,
        "domain": provider.domain,
        "images": images,
        "publishers": None,
        "authors": None,
    }


def _logo(picture: Picture, hub: Hub) -> dict[str, Any]:
    url = f"{hub.url}{picture.url}" if picture.url.startswith("/") else picture.url
    return _image(url, picture.width, picture.height, False)


def _image(url: str, width: int | None, height: int | None, is_cached: bool) -> dict[str, Any]:
    return {
        "url": url,
        "width": width,
        "height": height,
        "title": None,
        "attribution": None,
        "isCached": is_cached,
    }
