"""Record files: `_news/*.md`, relative to the hub folder."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from topicwire.formats.record import write_record
from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle, Record, RecordPicture
from topicwire.ports.outbox import Sheet
from topicwire.render.digests import key_of

VERSION = "records-2"
"""Changes whenever the bytes for the same edition would."""


def record_sheets(edition: Edition) -> Iterator[Sheet]:
    """Render every article of the edition, published or not; `isCached` is true where a copy exists."""
    for article in edition.articles:
        key = key_of(VERSION, article.digest, *(_is_cached(picture, edition) for picture in _pictures(article)))
        yield Sheet(path=article.record.path, key=key, make=partial(_bytes, article.record, edition))


def public_sheet(article: RankedArticle, edition: Edition, path: str) -> Sheet:
    """Render the record of one article for readers at another path, without the sealed value: it is not for them."""
    key = key_of(VERSION, "public", article.digest, *(_is_cached(picture, edition) for picture in _pictures(article)))
    return Sheet(path=path, key=key, make=partial(_bytes, replace(article.record, sealed=None), edition))


def _pictures(article: RankedArticle) -> tuple[RecordPicture, ...]:
    record = article.record
    return (*record.pictures, *(picture for related in record.related for picture in related.pictures))


def _bytes(record: Record, edition: Edition) -> bytes:
    return write_record(dressed(record, edition))


def dressed(record: Record, edition: Edition) -> Record:
    """Mark the pictures whose copy the hub keeps, in the record and in what it lists as related.

    A mark that is there already stays: a record of an older hub speaks of copies made before us.
    """
    related = tuple(replace(item, pictures=_marked(item.pictures, edition)) for item in record.related)
    return replace(record, pictures=_marked(record.pictures, edition), related=related)


def _marked(pictures: tuple[RecordPicture, ...], edition: Edition) -> tuple[RecordPicture, ...]:
    return tuple(replace(picture, is_cached=_is_cached(picture, edition)) for picture in pictures)


def _is_cached(picture: RecordPicture, edition: Edition) -> bool:
    return picture.is_cached or picture.url in edition.thumbnails
