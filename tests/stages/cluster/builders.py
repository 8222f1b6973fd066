"""Builders of articles and stories for the tests of enrich, cluster and rank."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from topicwire.model.article import Article, ArticleKind
from topicwire.model.dates import DateChoice, DateOrigin
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId, Domain, FeedId, RevisionId, TipId, TopicId, digest
from topicwire.model.source import Feed, Organization, Picture
from topicwire.model.tip import Tip
from topicwire.model.topic import Topic, TopicMatch
from topicwire.model.work import Lease, OutcomeKind, StageName, Verdict
from topicwire.ports.stage import Stage
from topicwire.ports.store import Store
from topicwire.text.sketches import SKETCH_VERSION, sketch, text_hash
from topicwire.text.tokens import words

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ROOT = Topic(id=TopicId("ai"), name="AI", position=0, parent=None, keywords=("ai", "artificial intelligence"))
VISION = Topic(
    id=TopicId("vision"), name="Computer Vision", position=1, parent=ROOT.id, keywords=("facial recognition", "camera")
)
ROBOTS = Topic(id=TopicId("robots"), name="Robots", position=2, parent=ROOT.id, keywords=("robot", "机器人", "c++"))
KNOWN = Organization(domain=Domain("known.example"), name="The Known", pictures=(Picture(url="/logo.png", width=50),))
PICTURE = Picture(url="https://known.example/lead.jpg", width=1200, height=630)


def article(name: str = "one", **changes: Any) -> Article:
    """Build an article named by `name`; `at` gives its publication, everything else is a field."""
    at = changes.pop("at", NOON)
    domain = changes.get("domain", "known.example")
    built = Article(
        id=ArticleId(digest("article", name)),
        revision=RevisionId(digest("revision", name)),
        tip_id=TipId(digest("tip", name)),
        kind=ArticleKind.ARTICLE,
        title=f"Title of {name}",
        excerpt="",
        text="",
        text_html="",
        authors=(),
        published=DateChoice(at=at, origin=DateOrigin.FEED, confidence=1.0),
        updated_at=None,
        claims=(),
        original_url=f"https://{domain}/{name}",
        amp_url=None,
        amp_cache_url=None,
        embed_url=None,
        picture=None,
        site_name=None,
        domain=Domain(domain),
        language="en",
        addresses=(f"https://{domain}/{name}",),
        is_paywalled=False,
        extractor="test 1",
        first_seen_at=at,
        read_at=at,
    )
    return replace(built, **changes)


def enrichment(of: Article, **changes: Any) -> Enrichment:
    """Build the enrichment of an article with the root topic, on topic unless told."""
    built = Enrichment(
        article_id=of.id,
        revision=of.revision,
        version="test",
        language=of.language or "und",
        topics=(TopicMatch(topic_id=ROOT.id, keyword=None, field="root"),),
        is_on_topic=True,
        provider_name=of.domain,
        is_known_provider=False,
        text_hash=text_hash(of.text),
        sketch=sketch(of.text),
        sketch_version=SKETCH_VERSION,
        word_count=len(words(of.text)),
    )
    return replace(built, **changes)


def hub(**changes: Any) -> Hub:
    """Build a hub about AI with one known organization."""
    built = Hub(
        title="Hub",
        description="",
        url="https://hub.example",
        locale="en-us",
        contact="",
        threshold=70,
        half_life_hours=24.0,
        topics=(ROOT, VISION, ROBOTS),
        organizations=(KNOWN,),
        feeds=(),
    )
    return replace(built, **changes)


def feed(name: str = "general", is_focused: bool = False, domain: str = "feeds.example") -> Feed:
    """Build a feed."""
    url = f"https://{domain}/{name}.xml"
    return Feed(
        id=FeedId(digest("feed", name)),
        url=url,
        original_url=url,
        title=name,
        site_url=f"https://{domain}/",
        is_focused=is_focused,
    )


def tip(of: Article, by: Feed, language: str | None = None) -> Tip:
    """Build the tip an article was read from."""
    return Tip(
        id=of.tip_id,
        feed_id=by.id,
        entry_id=None,
        url=of.original_url,
        raw_url=of.original_url,
        title=of.title,
        summary=None,
        body_html=None,
        authors=(),
        raw_published=None,
        published_at=None,
        raw_updated=None,
        updated_at=None,
        picture=None,
        video_url=None,
        language=language,
        first_seen_at=of.first_seen_at,
        fingerprint="",
    )


def keep(store: Store, *articles: Article) -> None:
    """Keep articles with their enrichments, as if they were read and enriched."""
    for one in articles:
        store.articles.keep(one)
        store.enrichments.keep(enrichment(one))


def prose(seed: str, words: int = 120) -> str:
    """Build a text of made-up words, different for every seed."""
    return " ".join(digest(seed, str(number))[:6] for number in range(words))


def lease(stage: StageName, subject: str) -> Lease:
    """Build a lease."""
    return Lease(stage=stage, subject=subject, attempts=0, until=NOON + timedelta(hours=1))


async def run(stage: Stage, store: Store, *subjects: str, fails: bool = False) -> list[Any]:
    """Work on the subjects as one batch and keep the outcomes in one transaction; `fails`: it is rolled back."""
    leases = [lease(stage.name, subject) for subject in subjects]
    outcomes = [await stage.work(one) for one in leases]
    stage.before_keep(outcomes)
    try:
        with store.transaction():
            for one, outcome in zip(leases, outcomes, strict=True):
                stage.keep(one, outcome)
            if fails:
                raise ConnectionError
    except ConnectionError:
        pass
    return outcomes


def due(store: Store, stage: StageName) -> Iterator[str]:
    """Take everything that is due, far in the future."""
    return (one.subject for one in store.work.take(stage, 1000, NOON + timedelta(days=9999), timedelta(hours=1)))


def settled(stage: StageName, subject: str) -> Verdict:
    """Build the verdict of work that is done."""
    return Verdict(stage=stage, subject=subject, kind=OutcomeKind.DONE, reason="", detail="", at=NOON, run=1, took_ms=1)
