"""A hub of published records in our own made-up prose: every record leads a story that up to five outlets report."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from benchmarks.prose import Invented, invent
from topicwire.model.article import ArticleKind
from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId, Domain, FeedId, StoryId, TopicId, digest
from topicwire.model.record import Provider, RankedArticle, Record, RecordPicture, Related
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.model.source import Feed
from topicwire.model.story import Member, MemberRole, Story
from topicwire.model.topic import Topic

OUTLETS = 120
EXCERPT = 300
"""Characters of an article that its record carries."""
NAMES = tuple("Robots|Arms|Care|Chips|Farming|Law|Models|Schools|Sensors|Ships|Speech|Transport|Vision".split("|"))
TOPICS = tuple(
    Topic(
        id=TopicId(name.lower()),
        name=name,
        description=f"What is new in {name.lower()}.",
        position=at,
        parent=TopicId("robots") if at else None,
    )
    for at, name in enumerate(NAMES)
)
FEEDS = tuple(
    Feed(
        id=FeedId(digest(f"https://outlet{number}.example/feed")),
        url=f"https://outlet{number}.example/feed",
        original_url=f"https://outlet{number}.example/feed",
        title=f"Outlet {number}",
        site_url=f"https://outlet{number}.example/",
    )
    for number in range(OUTLETS)
)
HUB = Hub(
    title="Machines at Work", description="News on robots and those who work beside them", url="https://hub.example",
    locale="en", contact="desk@hub.example", threshold=70, half_life_hours=24.0, topics=TOPICS, organizations=(),
    feeds=FEEDS,
)  # fmt: skip


def published(records: int) -> Iterator[tuple[RankedArticle, Story]]:
    """Give that many leading records with their stories, oldest first."""
    pace = timedelta(days=730) / (timedelta(minutes=7) * records)
    for group in _events(records, pace):
        times = sorted(report.at for report in group)
        story_id = StoryId(digest("story", str(group[0].number)))
        members = tuple(_member(report, place) for place, report in enumerate(group))
        story = Story(
            id=story_id, revision=len(group), members=members, first_at=times[0], last_at=times[-1],
            changed_at=times[-1],
        )  # fmt: skip
        yield _ranked(group, story), story


def changed(article: RankedArticle, at: datetime) -> RankedArticle:
    """Give the article as its publisher edited it: a longer title and a new excerpt."""
    record = replace(article.record, title=f"{article.record.title}, again", excerpt=article.record.title)
    return _signed(replace(article, record=record, updated_at=at))


def _events(records: int, pace: float) -> Iterator[list[Invented]]:
    """Give articles by event, the events so far apart as to fill two years."""
    found: dict[int, list[Invented]] = {}
    for one in invent(records * 5 // 2 + 30, OUTLETS, seed=11):
        found.setdefault(one.event, []).append(one)
    for event, group in list(found.items())[:records]:
        later = timedelta(minutes=7 * event) * (pace - 1)
        yield [replace(one, at=one.at + later) for one in group]


def _ranked(group: Sequence[Invented], story: Story) -> RankedArticle:
    lead, number = group[0], group[0].number
    points = 4 + 9 * (len(group) - 1)
    card = (
        ScorePart(name="start", points=52, why="every article begins here"),
        ScorePart(name="picture", points=12, why="it has a lead picture of 1200 × 675"),
        ScorePart(name="length", points=number % 17, why=f"{len(lead.paragraphs) * 60} words of its own"),
    )
    warm = (
        ScorePart(name="quality", points=64 + number % 17, why="the quality of the article that leads"),
        ScorePart(name="related", points=points, why=f"{len(group) - 1} other reports"),
    )
    quality, heat = 64 + number % 17, 64 + number % 17 + points
    article = RankedArticle(
        article_id=_id(lead), story_id=story.id, story_revision=story.revision, record=_record(group, quality, heat),
        published_at=lead.at, first_seen_at=lead.at + timedelta(minutes=9), updated_at=None,
        authors=(_author(number),), language="en", is_lead=True, is_copy=False,
        quality=ScoreCard(name="quality", preset="default", total=quality, parts=card),
        heat=ScoreCard(name="heat", preset="law", total=heat, parts=warm), threshold=HUB.threshold,
        verdict=f"It leads its story, and its heat of {heat} is at or above 70.", digest="",
    )  # fmt: skip
    return _signed(article)


def _record(group: Sequence[Invented], quality: int, heat: int) -> Record:
    lead, number = group[0], group[0].number
    url = _url(lead)
    return Record(
        path=f"_news/{lead.at:%Y-%m-%d}-{_slug(lead.title)}-{number}.md", category="news", title=lead.title,
        excerpt=lead.paragraphs[0][:EXCERPT], published=f"{lead.at:%Y-%m-%dT%H:%M:%SZ}", original_url=url,
        web_url=url, amp_url=f"{url}?amp", amp_cache_url=None, kind=ArticleKind.ARTICLE, quality=quality, heat=heat,
        is_published=True, embed=None, provider=_provider(lead),
        topics=tuple(dict.fromkeys((NAMES[1 + number % 12], NAMES[1 + number // 12 % 12], NAMES[0]))),
        pictures=(RecordPicture(url=f"{url}.jpg", width=1200, height=675),),
        related=tuple(_related(report) for report in group[1:]),
    )  # fmt: skip


def _related(report: Invented) -> Related:
    return Related(
        title=report.title, excerpt=report.paragraphs[0][:EXCERPT], published=f"{report.at:%Y-%m-%dT%H:%M:%SZ}",
        web_url=_url(report), amp_url=None, amp_cache_url=None, kind=ArticleKind.ARTICLE,
        provider=_provider(report), quality=60 + report.number % 11, article_id=_id(report),
    )  # fmt: skip


def _member(report: Invented, place: int) -> Member:
    return Member(
        article_id=_id(report), joined_at=report.at + timedelta(minutes=9),
        role=MemberRole.COPY if place and report.number % 5 == 0 else MemberRole.COVERAGE,
        similarity=0.8 if place else 1.0, ties=tuple(report.title.lower().split()[:3]) if place else (),
    )  # fmt: skip


def _signed(article: RankedArticle) -> RankedArticle:
    return replace(article, digest=digest(repr(replace(article, digest=""))))


def _id(report: Invented) -> ArticleId:
    return ArticleId(digest(_url(report)))


def _url(report: Invented) -> str:
    return f"https://outlet{report.outlet}.example/a{report.number}.html"


def _provider(report: Invented) -> Provider:
    return Provider(name=f"Outlet {report.outlet}", domain=Domain(f"outlet{report.outlet}.example"))


def _author(number: int) -> str:
    return f"{'Ada Omar Mei Jonas Priya'.split()[number % 5]} {'Writer Porter Wright Miller'.split()[number // 5 % 4]}"


def _slug(title: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in title.lower()).split())[:60].strip("-")
