"""A hub of published records in our own made-up prose: every record leads a story that up to five outlets report."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks.hubs import make_hub
from benchmarks.prose import Invented, invent
from benchmarks.run_again import article_of
from topicwire.model.article import ArticleKind
from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId, Domain, FeedId, StoryId, digest
from topicwire.model.record import Provider, RankedArticle, Record, RecordPicture, Related
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.model.source import Feed
from topicwire.model.story import Member, MemberRole, Story
from topicwire.newsroom.room import open_room, sync_feeds

OUTLETS = 120
EXCERPT = 300
"""Characters of an article that its record carries."""
YEARS = timedelta(days=730)
"""Over which the stories are spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Names of the hub's topics, as records say them."""

    root: str
    below: tuple[str, ...]

    def of(self, number: int) -> tuple[str, ...]:
        """Choose one or two topics, and the root, for a story."""
        count = len(self.below)
        return tuple(dict.fromkeys((self.below[number % count], self.below[number // count % count], self.root)))


def write_hub(folder: Path, records: int) -> None:
    """Write a hub folder whose store holds that many published records, and no site yet."""
    feeds = [_feed(number) for number in range(OUTLETS)]
    make_hub(folder, feeds, {}, pictures=False)
    with open_room(folder, {}) as room:
        sync_feeds(room)
        topics = topics_of(room.config.hub)
        with room.store.transaction():
            for group in _events(records):
                story = _story(group)
                room.store.stories.keep(story)
                room.store.ranked.keep(_ranked(group, story, topics))
                for report in group:
                    room.store.articles.keep(article_of(report))


def topics_of(hub: Hub) -> Topics:
    """Give the topics of the hub: the root, and the others."""
    root = next(topic for topic in hub.topics if topic.parent is None)
    return Topics(root=root.name, below=tuple(topic.name for topic in hub.topics if topic.parent is not None))


def _events(records: int) -> Iterator[list[Invented]]:
    """Give articles by event, so far apart as to fill YEARS."""
    pace = YEARS / (timedelta(minutes=7) * records) - 1
    found: dict[int, list[Invented]] = {}
    for one in invent(math.ceil(records * 2.4) + 30, OUTLETS, seed=11):
        found.setdefault(one.event, []).append(one)
    for event, group in list(found.items())[:records]:
        later = timedelta(minutes=7 * event) * pace - YEARS
        yield [replace(one, at=one.at + later) for one in group]


def _story(group: Sequence[Invented]) -> Story:
    times = sorted(report.at for report in group)
    members = tuple(_member(report, place) for place, report in enumerate(group))
    story_id = StoryId(digest("story", str(group[0].number)))
    return Story(
        id=story_id, revision=len(group), members=members, first_at=times[0], last_at=times[-1], changed_at=times[-1]
    )


def _member(report: Invented, place: int) -> Member:
    return Member(
        article_id=_id(report), joined_at=report.at + timedelta(minutes=9),
        role=MemberRole.COPY if place and report.number % 5 == 0 else MemberRole.COVERAGE,
        similarity=0.8 if place else 1.0, ties=tuple(report.title.lower().split()[:3]) if place else (),
    )  # fmt: skip


def _ranked(group: Sequence[Invented], story: Story, topics: Topics) -> RankedArticle:
    lead, number = group[0], group[0].number
    quality = 64 + number % 17
    heat = quality + 4 + 9 * (len(group) - 1)
    article = RankedArticle(
        article_id=_id(lead), story_id=story.id, story_revision=story.revision,
        record=_record(group, quality, heat, topics), published_at=lead.at,
        first_seen_at=lead.at + timedelta(minutes=9), updated_at=None, authors=(_author(number),), language="en",
        is_lead=True, is_copy=False, quality=_quality(lead, quality), heat=_heat(len(group), quality, heat),
        threshold=60, verdict=f"It leads its story, and its heat of {heat} is at or above 60.", digest="",
    )  # fmt: skip
    return _signed(article)


def _quality(lead: Invented, total: int) -> ScoreCard:
    parts = (
        ScorePart(name="start", points=52, why="every article begins here"),
        ScorePart(name="picture", points=12, why="it has a lead picture of 1200 × 675"),
        ScorePart(name="length", points=total - 64, why=f"{len(lead.paragraphs) * 60} words of its own"),
    )
    return ScoreCard(name="quality", preset="default", total=total, parts=parts)


def _heat(reports: int, quality: int, total: int) -> ScoreCard:
    parts = (
        ScorePart(name="quality", points=quality, why="the quality of the article that leads"),
        ScorePart(name="related", points=total - quality, why=f"{reports - 1} other reports"),
    )
    return ScoreCard(name="heat", preset="law", total=total, parts=parts)


def _record(group: Sequence[Invented], quality: int, heat: int, topics: Topics) -> Record:
    lead = group[0]
    url = article_of(lead).original_url
    return Record(
        path=f"_news/{lead.at:%Y-%m-%d}-{_slug(lead.title)}-{lead.number}.md", category="news", title=lead.title,
        excerpt=lead.paragraphs[0][:EXCERPT], published=f"{lead.at:%Y-%m-%dT%H:%M:%SZ}", original_url=url,
        web_url=url, amp_url=f"{url}?amp", amp_cache_url=None, kind=ArticleKind.ARTICLE, quality=quality, heat=heat,
        is_published=True, embed=None, provider=_provider(lead), topics=topics.of(lead.number),
        pictures=(RecordPicture(url=f"{url}.jpg", width=1200, height=675),),
        related=tuple(_related(report) for report in group[1:]),
    )  # fmt: skip


def _related(report: Invented) -> Related:
    return Related(
        title=report.title, excerpt=report.paragraphs[0][:EXCERPT], published=f"{report.at:%Y-%m-%dT%H:%M:%SZ}",
        web_url=article_of(report).original_url, amp_url=None, amp_cache_url=None, kind=ArticleKind.ARTICLE,
        provider=_provider(report), quality=60 + report.number % 11, article_id=_id(report),
    )  # fmt: skip


def _signed(article: RankedArticle) -> RankedArticle:
    return replace(article, digest=digest(repr(replace(article, digest=""))))


def _id(report: Invented) -> ArticleId:
    return article_of(report).id


def _provider(report: Invented) -> Provider:
    return Provider(name=f"Outlet {report.outlet}", domain=Domain(f"outlet{report.outlet}.example"))


def _author(number: int) -> str:
    return f"{'Ada Omar Mei Jonas Priya'.split()[number % 5]} {'Writer Porter Wright Miller'.split()[number // 5 % 4]}"


def _slug(title: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in title.lower()).split())[:60].strip("-")


def _feed(number: int) -> Feed:
    url = f"http://outlet{number}.example/feed"
    return Feed(
        id=FeedId(digest(url)), url=url, original_url=url, title=f"Outlet {number}",
        site_url=f"http://outlet{number}.example/",
    )  # fmt: skip
