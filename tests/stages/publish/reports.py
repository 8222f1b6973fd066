"""Ranked articles, tracks and polls for counting report cards; what is not named is the same for all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.fakes import NOON
from tests.store.nouns import feed, ranked
from topicwire.model.dates import DateOrigin
from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId, Domain, StoryId, TopicId
from topicwire.model.poll_day import PollDay
from topicwire.model.record import Provider, RankedArticle
from topicwire.model.source import Feed
from topicwire.model.topic import Topic
from topicwire.model.track import Track
from topicwire.stages.publish.evidence import Evidence

UNTIL = NOON.date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOPICS = (
    Topic(id=TopicId("ai"), name="AI", position=0, parent=None),
    Topic(id=TopicId("palms"), name="Palms", position=1, parent=TopicId("ai")),
)


def followed_feed(name: str = "paper") -> Feed:
    """Build a feed of the site `NAME.example`."""
    return feed(name, site_url=f"https://www.{name}.example/")


def hub(*feeds: Feed) -> Hub:
    """Build a hub that follows these feeds."""
    return Hub(
        title="Hub",
        description="",
        url="https://hub.example",
        locale="en",
        contact="",
        threshold=70,
        half_life_hours=24.0,
        topics=TOPICS,
        organizations=(),
        feeds=feeds,
    )


def report(name: str, outlet: str = "paper", story: str = "s1", hours: float = 0.0, **fields: Any) -> RankedArticle:
    """Build an article of an outlet, published so many hours before noon of the last day counted."""
    record = ranked(name, is_published=fields.pop("is_published", False)).record
    provider = Provider(name=outlet, domain=Domain(f"{outlet}.example"))
    at = NOON - timedelta(hours=hours)
    given: dict[str, Any] = {"published_at": at, "first_seen_at": at, "is_lead": False, "story_id": StoryId(story)}
    topics = fields.pop("topics", ("Palms", "AI"))
    return ranked(name, record=replace(record, provider=provider, topics=topics), **{**given, **fields})


def track(name: str, **fields: Any) -> Track:
    """Build the track of an article that was read at noon, with a date everybody agrees on."""
    given: dict[str, Any] = {
        "first_seen_at": NOON,
        "read_at": NOON,
        "published_at": NOON,
        "dated_by": DateOrigin.META,
        "confidence": 0.9,
        "is_disputed": False,
        "is_future": False,
        "extractor": "own 1",
        "words": "w",
    }
    return Track(article_id=ArticleId(name), **{**given, **fields})


def evidence(
    articles: Sequence[RankedArticle] = (),
    tracks: Iterable[Track] = (),
    polls: Sequence[PollDay] = (),
    feeds: Sequence[Feed] = (),
    until: date = UNTIL,
) -> Evidence:
    """Gather what is to be counted."""
    return Evidence(
        hub=hub(*feeds),
        polled_until=until,
        until=until,
        articles=articles,
        tracks={one.article_id: one for one in tracks},
        polls=polls,
    )


def at(days: float) -> datetime:
    """Give a time so many days before noon of the last day counted."""
    return NOON - days * DAY
