"""Rendering in tests: bytes by path, editions with changes, and articles whose digest is over all they say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from tests.render.site.editions import edition
from topicwire.model.hub import Edition
from topicwire.model.ids import digest
from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render.feeds import feed_sheets


def made(sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Give the bytes of sheets, by path; no path comes twice."""
    found = [(sheet.path, sheet.make()) for sheet in sheets]
    assert len(dict(found)) == len(found), "two sheets for one path"
    return dict(found)


def feeds(whole: Edition, entries: int = 1000) -> dict[str, bytes]:
    """Render all feeds."""
    return made(feed_sheets(whole, entries))


def empty() -> Edition:
    """Freeze a hub that has no article yet."""
    return edition([])


def digested(article: RankedArticle) -> RankedArticle:
    """Give the article with a digest over everything else it says, as rank makes it."""
    return replace(article, digest=digest(repr(replace(article, digest=""))))


def changed(article: RankedArticle, **record: Any) -> RankedArticle:
    """Give the article with other values in its record."""
    return digested(replace(article, record=replace(article.record, **record)))


def with_articles(whole: Edition, change: Callable[[RankedArticle], RankedArticle | None]) -> Edition:
    """Give the edition with every article changed, or left out where `change` gives None."""
    return replace(whole, articles=tuple(_changes(whole, change)))


def _changes(whole: Edition, change: Callable[[RankedArticle], RankedArticle | None]) -> Iterator[RankedArticle]:
    for article in whole.articles:
        after = change(article)
        if after is not None:
            yield after
