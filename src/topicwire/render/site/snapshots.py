"""The front page of one edition as it is kept: what readers saw, in few bytes, to be shown again years later.

Words and addresses are kept as they were; pictures are not, nor links that later editions may no longer have: a page
from the archive must stay whole. `VERSION` is the first thing read, so that old ones can always be told apart.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.record import RankedArticle
from topicwire.render.front_order import front_order
from topicwire.render.site.listing import Listing
from topicwire.render.site.moments import machine, parse
from topicwire.render.site.stories import Report, alternates, story_view

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReport:
    """A report as it was named. Addresses are http(s), empty when there was none."""

    article_id: ArticleId | None
    title: str
    address: str
    outlet: str
    authors: tuple[str, ...]
    language: str  # empty: unknown
    is_video: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStory:
    """A story as it stood on the front page."""

    id: StoryId
    lead: PastReport
    alternates: tuple[PastReport, ...]
    more: int  # reports that were not named
    outlets: int
    first_at: datetime
    last_at: datetime
    excerpt: str
    topics: tuple[str, ...]


def past_stories(edition: Edition, listing: Listing, most: int) -> tuple[PastStory, ...]:
    """List what the front page of an edition shows, in its order; at most `most` stories."""
    return tuple(_story(lead, listing) for lead in front_order(listing.leads, edition.hub, most))


def pack(stories: tuple[PastStory, ...]) -> bytes:
    """Write stories for keeping."""
    told = {"v": VERSION, "stories": [_told(story) for story in stories]}
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode("ascii"), 9)


def unpack(packed: bytes) -> tuple[PastStory, ...]:
    """Read what `pack` wrote; nothing when it is of a version that this program does not know."""
    told = json.loads(zlib.decompress(packed))
    return tuple(_read(one) for one in told["stories"]) if told["v"] == VERSION else ()


def articles_of(stories: tuple[PastStory, ...]) -> tuple[ArticleId, ...]:
    """List the articles that are named, each once, in order."""
    named = (report.article_id for story in stories for report in (story.lead, *story.alternates))
    return tuple(dict.fromkeys(article_id for article_id in named if article_id))


def without(stories: tuple[PastStory, ...], withdrawn: tuple[ArticleId, ...]) -> Iterator[PastStory | None]:
    """Give the stories with what an editor took away left out; None stands for a story whose lead was taken away."""
    gone = set(withdrawn)
    for story in stories:
        if story.lead.article_id in gone:
            yield None
        elif any(report.article_id in gone for report in story.alternates):
            yield _less(story, gone)
        else:
            yield story


def _less(story: PastStory, gone: set[ArticleId]) -> PastStory:
    kept = tuple(report for report in story.alternates if report.article_id not in gone)
    fields = {name: getattr(story, name) for name in PastStory.__dataclass_fields__}
    return PastStory(**{**fields, "alternates": kept})


def _story(lead: RankedArticle, listing: Listing) -> PastStory:
    view = story_view(lead, listing)
    named = alternates(view)
    ids = {(related.title, related.provider.name): related.article_id for related in lead.record.related}
    return PastStory(
        id=lead.story_id,
        lead=_report(view.lead, lead.article_id),
        alternates=tuple(_report(report, ids.get((report.title, report.outlet))) for report in named),
        more=view.reports - 1 - len(named),
        outlets=view.outlets,
        first_at=view.first_at,
        last_at=view.last_at,
        excerpt=view.excerpt,
        topics=tuple(chip.name for chip in view.chips),
    )


def _report(report: Report, article_id: ArticleId | None) -> PastReport:
    return PastReport(
        article_id=article_id,
        title=report.title,
        address=report.address,
        outlet=report.outlet,
        authors=report.authors,
        language=report.language,
        is_video=report.is_video,
    )


def _told(story: PastStory) -> dict[str, Any]:
    return {
        "id": story.id,
        "lead": _told_report(story.lead),
        "also": [_told_report(report) for report in story.alternates],
        "more": story.more,
        "outlets": story.outlets,
        "first": machine(story.first_at),
        "last": machine(story.last_at),
        "excerpt": story.excerpt,
        "topics": story.topics,
    }


def _told_report(report: PastReport) -> list[Any]:
    authors = list(report.authors)
    return [report.article_id, report.title, report.address, report.outlet, authors, report.language, report.is_video]


def _read(told: dict[str, Any]) -> PastStory:
    return PastStory(
        id=StoryId(told["id"]),
        lead=_read_report(told["lead"]),
        alternates=tuple(_read_report(report) for report in told["also"]),
        more=told["more"],
        outlets=told["outlets"],
        first_at=_time(told["first"]),
        last_at=_time(told["last"]),
        excerpt=told["excerpt"],
        topics=tuple(told["topics"]),
    )


def _read_report(told: list[Any]) -> PastReport:
    article_id, title, address, outlet, authors, language, is_video = told
    return PastReport(
        article_id=article_id,
        title=title,
        address=address,
        outlet=outlet,
        authors=tuple(authors),
        language=language,
        is_video=is_video,
    )


def _time(said: str) -> datetime:
    at = parse(said)
    assert at is not None  # written by `machine`
    return at
