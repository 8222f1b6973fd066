"""Real hubs beside the checkout, frozen into editions through our own readers."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import yaml

from topicwire.config.topics import read_topics
from topicwire.formats.record import read_record
from topicwire.model.hub import Edition, Hub
from topicwire.model.ids import ArticleId, EditionId, StoryId, digest
from topicwire.model.record import RankedArticle, Record
from topicwire.model.score import ScoreCard


def files(news: Path) -> list[Path]:
    """List the record files of a folder: hubs keep `.md`, the seeds are `.txt`."""
    return sorted([*news.glob("*.md"), *news.glob("*.txt")])


@cache
def records(news: Path) -> tuple[Record, ...]:
    """Read every record file of a folder, under the path it has in its hub."""
    return tuple(read_record(path.read_bytes(), f"_news/{path.name}") for path in files(news))


def edition(hub_folder: Path) -> Edition:
    """Freeze a hub as it lies there: its own topics, address and locale."""
    site = yaml.safe_load((hub_folder / "_config.yml").read_text(encoding="utf-8"))
    root = site["topic"].lower().replace(" ", "-")
    hub = Hub(
        title=site["title"],
        description="",
        url=f"{site['url']}{site['baseurl']}",
        locale=site["locale"],
        contact="",
        threshold=70,
        half_life_hours=24.0,
        topics=read_topics(hub_folder, root),
        organizations=(),
        feeds=(),
    )
    return frozen(hub, records(hub_folder / "_news"))


def frozen(hub: Hub, found: tuple[Record, ...]) -> Edition:
    """Freeze records into an edition, newest first."""
    articles = sorted(map(ranked, found), key=lambda article: (-article.published_at.timestamp(), article.article_id))
    as_of = articles[0].published_at
    return Edition(
        id=EditionId(digest(hub.title) * 4), as_of=as_of, hub=hub, articles=tuple(articles),
        stories={}, thumbnails={}, source_notes={},
    )  # fmt: skip


def ranked(record: Record) -> RankedArticle:
    """Say of an adopted record what the hub would know beyond its file."""
    article_id = ArticleId(digest(record.original_url or record.web_url or record.path))
    at = datetime.fromisoformat(record.published).astimezone(UTC)
    card = ScoreCard(name="quality", preset="reference", total=record.quality or 0, parts=())
    return RankedArticle(
        article_id=article_id, story_id=StoryId(article_id), story_revision=1, record=record, published_at=at,
        first_seen_at=at, updated_at=None, authors=(), language="en", is_lead=record.heat != -1, is_copy=False,
        quality=card, heat=None, threshold=70, verdict="", digest=digest(repr(record)),
    )  # fmt: skip
