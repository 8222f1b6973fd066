"""What rendering an edition costs, part by part: computing the keys alone, and making every byte.

    python -m benchmarks.rendering [--records 10000] [--json]

When nothing changed only the keys are computed. Beside the API, in the same run: the same items written by the
standard library's `json`, which is the least that any generator in Python pays for the same bytes.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.figures import show
from topicwire import __version__
from topicwire.model.article import ArticleKind
from topicwire.model.hub import Edition, Hub
from topicwire.model.ids import ArticleId, Domain, EditionId, StoryId, TopicId, digest
from topicwire.model.record import Provider, RankedArticle, Record, RecordPicture, Related
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.model.story import Member, MemberRole, Story
from topicwire.model.topic import Topic
from topicwire.ports.outbox import Sheet
from topicwire.render.api import api_sheets, item
from topicwire.render.feeds import feed_sheets
from topicwire.render.records import record_sheets
from topicwire.render.site import site_sheets
from topicwire.render.sitemaps import sitemap_sheets

AS_OF = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = ("Arms", "Drones", "Farming", "Care", "Law", "Sensors", "Toys", "Ships")
TOPICS = tuple(
    Topic(id=TopicId(name.lower()), name=name, position=at, parent=TopicId("robots") if at else None)
    for at, name in enumerate(("Robots", *NAMES))
)
HUB = Hub(
    title="Benchmark", description="News on robots", url="https://hub.example", locale="en", contact="", threshold=70,
    half_life_hours=24.0, topics=TOPICS, organizations=(), feeds=(),
)  # fmt: skip
PAGE_SIZE, FRONT_STORIES, FEED_ENTRIES = 25, 30, 50
"""As a new hub has them."""


def invent(records: int) -> Edition:
    """Invent an edition over two years: stories of two reports, one of which leads and is published."""
    step = timedelta(days=730) / max(1, records)
    articles = [_article(number, AS_OF - number * step) for number in range(records)]
    stories = {article.story_id: _story(article) for article in articles if article.is_lead}
    return Edition(
        id=EditionId("0" * 64), as_of=AS_OF, hub=HUB, articles=tuple(articles), stories=stories, thumbnails={},
        source_notes={},
    )  # fmt: skip


def _article(number: int, at: datetime) -> RankedArticle:
    is_lead = number % 2 == 0
    record = _record(number, at, is_lead)
    parts = (ScorePart(name="start", points=52, why="every article"), ScorePart(name="picture", points=20, why="one"))
    article = RankedArticle(
        article_id=ArticleId(digest(str(number))), story_id=StoryId(digest("story", str(number // 2))),
        story_revision=2, record=record, published_at=at, first_seen_at=at, updated_at=None, authors=("A. Writer",),
        language="en", is_lead=is_lead, is_copy=False,
        quality=ScoreCard(name="quality", preset="default", total=72, parts=parts),
        heat=ScoreCard(name="heat", preset="law", total=92, parts=parts) if is_lead else None, threshold=70,
        verdict="It leads its story.", digest="",
    )  # fmt: skip
    return replace(article, digest=digest(repr(article)))


def _record(number: int, at: datetime, is_lead: bool) -> Record:
    url = f"https://outlet{number % 200}.example/{number}"
    provider = Provider(name=f"Outlet {number % 200}", domain=Domain(f"outlet{number % 200}.example"))
    title = f"Report {number}: a machine learned one more thing, and its makers say what & why"
    excerpt = "It did so in front of visitors, who asked whether it could do it again. It could. " * 3
    other = Related(
        title=title, excerpt=excerpt, published=f"{at:%Y-%m-%dT%H:%M:%SZ}", web_url=f"{url}?other", amp_url=None,
        amp_cache_url=None, kind=ArticleKind.ARTICLE, provider=provider, quality=60,
        article_id=ArticleId(digest(str(number ^ 1))),
    )  # fmt: skip
    return Record(
        path=f"_news/{at:%Y-%m-%d}-report-{number}.md", category="news", title=title, excerpt=excerpt,
        published=f"{at:%Y-%m-%dT%H:%M:%SZ}", original_url=url, web_url=url, amp_url=None, amp_cache_url=None,
        kind=ArticleKind.ARTICLE, quality=72, heat=92 if is_lead else -1, is_published=is_lead, embed=None,
        provider=provider, topics=(NAMES[number // 2 % len(NAMES)], "Robots"),
        pictures=(RecordPicture(url=f"{url}.jpg", width=1200, height=675),), related=(other,),
    )  # fmt: skip


def _story(lead: RankedArticle) -> Story:
    ids = (lead.article_id, lead.record.related[0].article_id or lead.article_id)
    members = tuple(
        Member(article_id=one, joined_at=lead.published_at, role=MemberRole.COVERAGE, similarity=0.8, ties=("machine",))
        for one in ids
    )
    at = lead.published_at
    return Story(id=lead.story_id, revision=2, members=members, first_at=at, last_at=at, changed_at=at)


PARTS: dict[str, Callable[[Edition], Iterable[Sheet]]] = {
    "site": lambda edition: site_sheets(edition, front_stories=FRONT_STORIES, version=__version__),
    "api": lambda edition: api_sheets(edition, PAGE_SIZE),
    "feeds": lambda edition: feed_sheets(edition, FEED_ENTRIES),
    "sitemaps": sitemap_sheets,
    "records": record_sheets,
}


def measure(part: Callable[[Edition], Iterable[Sheet]], edition: Edition) -> dict[str, float | int]:
    """Time the keys of one part, then all its bytes."""
    started = time.perf_counter()
    sheets = list(part(edition))
    keyed = time.perf_counter()
    size = sum(len(sheet.make()) for sheet in sheets)
    made = time.perf_counter()
    return {"files": len(sheets), "bytes": size, "keys_seconds": keyed - started, "bytes_seconds": made - keyed}


def standard_library(edition: Edition) -> float:
    """Time writing the API's files from the same items with the standard library: each list twice, each record once."""
    published = [article for article in edition.articles if article.record.is_visible]
    lists = [published, *([one for one in published if name in one.record.topics] for name in NAMES)]
    started = time.perf_counter()
    for chosen in lists:
        for at in range(0, len(chosen), PAGE_SIZE):
            value = [item(article, edition) for article in chosen[at : at + PAGE_SIZE]]
            page = {"page": at // PAGE_SIZE + 1, "value": value, "nextPage": None}
            for _ in range(1 if at else 2):
                json.dumps(page, indent=2, ensure_ascii=False).encode()
    for article in published:
        json.dumps(item(article, edition), indent=2, ensure_ascii=False).encode()
    return time.perf_counter() - started


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    edition = invent(options.records)
    measured = {name: measure(part, edition) for name, part in PARTS.items()}
    figures: dict[str, float | int] = {"records": options.records}
    figures |= {f"{name}_{what}": value for name, part in measured.items() for what, value in part.items()}
    figures["all_keys_seconds"] = sum(part["keys_seconds"] for part in measured.values())
    figures["all_bytes_seconds"] = sum(part["bytes_seconds"] for part in measured.values())
    figures["json_api_seconds"] = standard_library(edition)
    figures["json_to_our_api"] = figures["json_api_seconds"] / figures["api_bytes_seconds"]
    show(figures, options.json)


if __name__ == "__main__":
    main()
