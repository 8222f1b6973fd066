"""Builders of whole nouns for the store's tests; every field can be named."""

from datetime import timedelta
from typing import Any

from tests.fakes import NOON
from topicwire.model.article import Article, ArticleKind
from topicwire.model.dates import DateChoice, DateClaim, DateOrigin
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId, Domain, FeedId, RevisionId, StoryId, TipId, TopicId
from topicwire.model.outcome import SpikeReason
from topicwire.model.page import Page, PagePlace
from topicwire.model.record import Provider, RankedArticle, Record, RecordPicture, Related
from topicwire.model.ruling import Ruling, RulingKind, ruling_id
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.model.source import Feed, FeedState, Picture
from topicwire.model.story import Member, MemberRole, Story
from topicwire.model.tip import Tip
from topicwire.model.topic import TopicMatch
from topicwire.model.work import OutcomeKind, StageName, Verdict

HOUR = timedelta(hours=1)


def feed(name: str = "f1", **fields: Any) -> Feed:
    """Build a feed."""
    given = {"url": f"https://{name}.example/feed", "original_url": f"https://{name}.example/feed", "title": name}
    return Feed(**{"id": FeedId(name), "site_url": None, **given, **fields})


def feed_state(name: str = "f1", **fields: Any) -> FeedState:
    """Build a polling state."""
    return FeedState(**{"feed_id": FeedId(name), "url": f"https://{name}.example/feed", **fields})


def tip(name: str = "t1", **fields: Any) -> Tip:
    """Build a tip."""
    url = f"https://paper.example/{name}"
    given: dict[str, Any] = {
        "id": TipId(name),
        "feed_id": FeedId("f1"),
        "entry_id": f"entry-{name}",
        "url": url,
        "raw_url": f"{url}?utm_source=feed",
        "title": "Sensors “read” palms",
        "summary": "A summary of some length that says what it is about. " * 6,
        "body_html": None,
        "authors": ("Ada Example",),
        "raw_published": "Mon, 02 Mar 2026 11:00:00 GMT",
        "published_at": NOON - HOUR,
        "raw_updated": None,
        "updated_at": None,
        "picture": Picture(url=f"{url}.jpg", width=640, height=None),
        "video_url": None,
        "language": "en",
        "first_seen_at": NOON,
        "fingerprint": "0123456789abcdef",
    }
    return Tip(**{**given, **fields})


def page(name: str = "t1", **fields: Any) -> Page:
    """Build the facts of a page."""
    given: dict[str, Any] = {
        "tip_id": TipId(name),
        "url": f"https://paper.example/{name}",
        "final_url": f"https://paper.example/{name}",
        "hops": (),
        "status": 200,
        "content_type": "text/html",
        "charset": "utf-8",
        "etag": None,
        "last_modified": None,
        "fetched_at": NOON,
        "body_hash": "00" * 32,
        "size_bytes": 6,
        "place": PagePlace(file="pages-000001.warc.gz", offset_bytes=10, length_bytes=20),
    }
    return Page(**{**given, **fields})


def article(name: str = "a1", **fields: Any) -> Article:
    """Build an article; its tip has the same name with `t` for `a`."""
    url = f"https://paper.example/{name}"
    given: dict[str, Any] = {
        "id": ArticleId(name),
        "revision": RevisionId("r1"),
        "tip_id": TipId(name.replace("a", "t", 1)),
        "kind": ArticleKind.ARTICLE,
        "title": "Sensors read palms",
        "excerpt": "An excerpt.",
        "text": "A text.\n\nOf two paragraphs.",
        "text_html": "<p>A text.</p><p>Of two paragraphs.</p>",
        "authors": ("Ada Example",),
        "published": DateChoice(at=NOON - HOUR, origin=DateOrigin.JSONLD, confidence=0.95),
        "updated_at": None,
        "claims": (DateClaim(origin=DateOrigin.META, raw="2026-03-02", at=NOON, has_time=False),),
        "original_url": url,
        "amp_url": None,
        "amp_cache_url": None,
        "embed_url": None,
        "picture": None,
        "site_name": "Paper",
        "domain": Domain("paper.example"),
        "language": "en",
        "addresses": (url,),
        "is_paywalled": False,
        "extractor": "own 1",
        "first_seen_at": NOON,
        "read_at": NOON,
    }
    return Article(**{**given, **fields})


def enrichment(name: str = "a1", **fields: Any) -> Enrichment:
    """Build an enrichment."""
    given: dict[str, Any] = {
        "article_id": ArticleId(name),
        "revision": RevisionId("r1"),
        "version": "v1",
        "language": "en",
        "topics": (TopicMatch(topic_id=TopicId("biometrics"), keyword="palm", field="title"),),
        "is_on_topic": True,
        "provider_name": "Paper",
        "is_known_provider": False,
        "text_hash": "ff",
        "sketch": bytes(range(256)),
        "sketch_version": "s1",
        "word_count": 5,
    }
    return Enrichment(**{**given, **fields})


def story(name: str = "s1", *members: str, **fields: Any) -> Story:
    """Build a story of those articles."""
    joined = tuple(
        Member(article_id=ArticleId(one), joined_at=NOON, role=MemberRole.COVERAGE, similarity=0.5, ties=("palm",))
        for one in members
    )
    given: dict[str, Any] = {"revision": 1, "first_at": NOON - HOUR, "last_at": NOON, "changed_at": NOON}
    return Story(**{"id": StoryId(name), "members": joined, **given, **fields})


def ranked(name: str = "a1", **fields: Any) -> RankedArticle:
    """Build a ranked article with a record of realistic size; `is_published` goes into the record."""
    parts = tuple(ScorePart(name=f"part {n}", points=10, why=f"evidence number {n} in words") for n in range(5))
    provider = Provider(name="Paper", domain=Domain("paper.example"))
    related = Related(
        title="The other paper on palms",
        excerpt="What it says.",
        published="2026-03-02T11:00:00Z",
        web_url="https://other.example/palms",
        amp_url=None,
        amp_cache_url=None,
        kind=ArticleKind.ARTICLE,
        provider=provider,
        quality=50,
        article_id=ArticleId("other"),
    )
    record = Record(
        path=f"_news/2026-03-02-{name}.md",
        category="news",
        title="Sensors read palms",
        excerpt="An excerpt.",
        published="2026-03-02T11:00:00Z",
        original_url=f"https://paper.example/{name}",
        web_url=f"https://paper.example/{name}",
        amp_url=None,
        amp_cache_url=None,
        kind=ArticleKind.ARTICLE,
        quality=50,
        heat=70,
        is_published=fields.pop("is_published", True),
        embed=None,
        provider=provider,
        topics=("Palms", "Biometrics"),
        pictures=(RecordPicture(url="https://paper.example/p.jpg", width=640, height=480),),
        related=(related, related),
    )
    given: dict[str, Any] = {
        "article_id": ArticleId(name),
        "story_id": StoryId("s1"),
        "story_revision": 1,
        "record": record,
        "published_at": NOON - HOUR,
        "first_seen_at": NOON,
        "updated_at": None,
        "authors": (),
        "language": "en",
        "is_lead": True,
        "is_copy": False,
        "quality": ScoreCard(name="quality", preset="default", total=50, parts=parts),
        "heat": ScoreCard(name="heat", preset="law", total=70, parts=parts[:2]),
        "threshold": 70,
        "verdict": "on the page: heat 70 of 70",
        "digest": "d1",
    }
    return RankedArticle(**{**given, **fields})


def verdict(stage: StageName, subject: str, kind: OutcomeKind = OutcomeKind.DONE, **fields: Any) -> Verdict:
    """Build a verdict; a spike is off-topic unless told otherwise."""
    reason = SpikeReason.OFF_TOPIC.value if kind is OutcomeKind.SPIKE else ""
    given: dict[str, Any] = {"reason": reason, "detail": "", "at": NOON, "run": 1, "took_ms": 3}
    return Verdict(**{"stage": stage, "subject": subject, "kind": kind, **given, **fields})


def ruling(name: str = "a1", **fields: Any) -> Ruling:
    """Build a ruling on an article; its id follows from what it says."""
    given: dict[str, Any] = {
        "kind": RulingKind.TITLE,
        "article_id": ArticleId(name),
        "value": "Sensors read hands",
        "replaced": None,
        "at": NOON,
        "by": "file",
        "revision": RevisionId("r1"),
        **fields,
    }
    told = {name: given[name] for name in ("kind", "article_id", "value", "at")}
    return Ruling(**{"id": ruling_id(**told), **given})
