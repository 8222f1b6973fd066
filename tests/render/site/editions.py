"""Editions to render: a small, varied one, hostile ones, and large ones. All words here are our own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.render.site.carded import METHODS
from topicwire.model.article import ArticleKind
from topicwire.model.hub import Edition, Hub, Thumbnail
from topicwire.model.ids import ArticleId, Domain, EditionId, FeedId, StoryId, TopicId, digest
from topicwire.model.record import Provider, RankedArticle, Record, RecordPicture, Related
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.model.source import Feed, FeedKind, Organization
from topicwire.model.story import Member, MemberRole, Story
from topicwire.model.topic import Topic

AS_OF = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def topic(topic_id: str, name: str, position: int, parent: str | None, description: str = "") -> Topic:
    """Build a topic whose one keyword is its name."""
    above = TopicId(parent) if parent else None
    words = (name.casefold(),)
    return Topic(
        id=TopicId(topic_id), name=name, position=position, parent=above, description=description, keywords=words
    )


TOPICS = (
    topic("robotics", "Robotics", 0, None, "Machines that move, and what they move into."),
    topic("arms", "Robot arms", 1, "robotics", "Arms and grippers in factories, kitchens and labs."),
    topic("grippers", "Grippers", 2, "arms", "Hands for machines."),
    topic("drones", "Drones", 3, "robotics", "Machines in the air."),
    topic("farming", "Farming", 4, "robotics", "Robots in fields, stables and greenhouses."),
    topic("standards", "Standards & law", 5, "robotics", "Rules, norms and who writes them."),
    topic("care", "Care", 6, "robotics"),
)
FEEDS = tuple(
    Feed(
        id=FeedId(digest("feed", name)),
        url=f"https://{domain}/feed.xml",
        original_url=f"https://{domain}/feed.xml",
        title=name,
        site_url=f"https://{domain}/",
        kind=FeedKind.FEED,
        folder=folder,
    )
    for name, domain, folder in (
        ("Automation Weekly", "automation-weekly.example", ("Trade press",)),
        ("Field & Furrow", "field-and-furrow.example", ("Trade press", "Farming")),
        ("The Harbour Post", "harbour-post.example", ("General news",)),
        ("机器日报", "jiqi-ribao.example", ("General news",)),
    )
)
NOTES = {
    FEEDS[0].id: "ok",
    FEEDS[1].id: "silent",
    FEEDS[2].id: "failing",
}
HUB = Hub(
    title="Robotics Wire",
    description="What happened with robots, who reported it best, who else did, and how much it matters.",
    url="https://robotics.example/wire",
    locale="en-gb",
    contact="desk@robotics.example",
    threshold=70,
    half_life_hours=24.0,
    topics=TOPICS,
    organizations=(Organization(domain=Domain("automation-weekly.example"), name="Automation Weekly"),),
    feeds=FEEDS,
    methods=METHODS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report, before it is an article."""

    title: str
    outlet: str
    excerpt: str | None = None
    authors: tuple[str, ...] = ()
    hours: float = 0.0  # before AS_OF
    language: str = "en"
    is_copy: bool = False
    kind: ArticleKind = ArticleKind.ARTICLE
    url: str | None = None
    domain: str | None = None

    @property
    def at(self) -> datetime:
        """Give the time of publication."""
        return AS_OF - timedelta(hours=self.hours)

    @property
    def provider(self) -> Provider:
        """Give who published it; the domain follows from the name."""
        ascii_name = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in self.outlet.lower())
        name = ascii_name.strip("-") or digest(self.outlet)
        return Provider(name=self.outlet, domain=Domain(self.domain or f"{name}.example"))

    @property
    def address(self) -> str:
        """Give its address."""
        return self.url if self.url is not None else f"https://{self.provider.domain}/{self.article_id}"

    @property
    def article_id(self) -> ArticleId:
        """Derive its id."""
        return ArticleId(digest("article", self.title, self.outlet, str(self.hours)))


def stamp(at: datetime) -> str:
    """Write a time as records do."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def card(quality: int) -> ScoreCard:
    """Build a quality card whose parts add up."""
    parts = (
        ScorePart(name="start", points=2, why="every article starts with this"),
        ScorePart(name="lead picture", points=20, why="the page names a picture of 1200 × 800"),
        ScorePart(name="length", points=quality - 19, why="1,240 words of own text"),
        ScorePart(name="long title", points=-3, why="the title has 77 characters, 7 over 70"),
    )
    return ScoreCard(name="quality", preset="default", total=quality, parts=parts)


def heat_card(quality: int, related: int) -> ScoreCard:
    """Build the heat card of the story law."""
    parts = (
        ScorePart(name="quality", points=quality, why="quality of the article that leads"),
        ScorePart(name="related", points=20 * related, why=f"{related} related articles, 20 each"),
    )
    return ScoreCard(name="heat", preset="law", total=quality + 20 * related, parts=parts)


def related(told: Told, quality: int) -> Related:
    """Build the line a record has for another article of its story."""
    return Related(
        title=told.title,
        excerpt=told.excerpt,
        published=stamp(told.at),
        web_url=told.address,
        amp_url=None,
        amp_cache_url=None,
        kind=told.kind,
        provider=told.provider,
        quality=quality,
        article_id=told.article_id,
    )


def ranked(
    reports: Sequence[Told],
    place: int,
    *,
    quality: int,
    topics: Sequence[str],
    picture: str | None,
    threshold: int = 70,
) -> RankedArticle:
    """Build one article of a story; the first of `reports` leads it."""
    told, is_lead = reports[place], place == 0
    others = tuple(related(other, quality - 5 * i) for i, other in enumerate(reports) if other is not told)
    heat = heat_card(quality, len(others)) if is_lead else None
    pictures = (RecordPicture(url=picture, width=1200, height=800),) if picture and is_lead else ()
    is_video = told.kind is ArticleKind.VIDEO
    record = Record(
        path=f"_news/{told.at:%Y-%m-%d}-{told.article_id}.md",
        category="news",
        title=told.title,
        excerpt=told.excerpt,
        published=stamp(told.at),
        original_url=told.address,
        web_url=None if is_video else told.address,
        amp_url=None,
        amp_cache_url=None,
        kind=told.kind,
        quality=quality,
        heat=heat.total if heat else -1,
        is_published=bool(heat and heat.total >= threshold),
        embed=told.address if is_video else None,
        provider=told.provider,
        topics=tuple(topics),
        pictures=pictures,
        related=others,
    )
    return RankedArticle(
        article_id=told.article_id,
        story_id=StoryId(digest("story", reports[0].article_id)),
        story_revision=len(reports),
        record=record,
        published_at=told.at,
        first_seen_at=told.at,
        updated_at=None,
        authors=told.authors,
        language=told.language,
        is_lead=is_lead,
        is_copy=told.is_copy,
        quality=card(quality),
        heat=heat,
        threshold=threshold,
        verdict="Published: it leads its story and is hot enough." if is_lead else "Another article leads its story.",
        digest=digest("ranked", repr(record), repr(told)),
    )


def story(
    reports: Sequence[Told], *, quality: int = 75, topics: Sequence[str] = ("Robotics",), picture: str | None = None
) -> tuple[list[RankedArticle], Story]:
    """Build a story and its articles; the first report leads."""
    articles = [
        ranked(reports, place, quality=quality - 4 * place, topics=topics, picture=picture)
        for place in range(len(reports))
    ]
    members = tuple(
        Member(
            article_id=told.article_id,
            joined_at=told.at,
            role=MemberRole.COPY if told.is_copy else MemberRole.COVERAGE,
            similarity=1.0 if place == 0 else 0.62,
            ties=() if place == 0 else ("robot arm", "recall", "gripper", "line 4"),
            copy_of=reports[0].article_id if told.is_copy else None,
        )
        for place, told in enumerate(reports)
    )
    times = [told.at for told in reports]
    founded = Story(
        id=articles[0].story_id,
        revision=len(reports),
        members=members,
        first_at=min(times),
        last_at=max(times),
        changed_at=max(times),
    )
    return articles, founded


def edition(
    stories: Iterable[tuple[list[RankedArticle], Story]],
    *,
    hub: Hub = HUB,
    thumbnails: Iterable[Thumbnail] = (),
    name: str = "edition",
) -> Edition:
    """Freeze stories into an edition."""
    found = list(stories)
    articles = [article for group, _ in found for article in group]
    articles.sort(key=lambda article: (-article.published_at.timestamp(), article.article_id))
    return Edition(
        id=EditionId(digest(name) * 4),
        as_of=AS_OF,
        hub=hub,
        articles=tuple(articles),
        stories={group.id: group for _, group in found},
        thumbnails={thumbnail.picture_url: thumbnail for thumbnail in thumbnails},
        source_notes=dict(NOTES),
    )


def thumbnail(url: str) -> Thumbnail:
    """Build the hub's copy of a picture."""
    return Thumbnail(picture_url=url, file=f"assets/images/news/{digest(url)}.webp", width=640, height=427)


def many(count: int, *, per_story: int = 2) -> Edition:
    """Build an edition of `count` articles in stories of a fixed size, over two years, from 200 outlets."""
    names = [topic.name for topic in TOPICS[1:]]
    groups = []
    for number in range(count // per_story):
        reports = [
            Told(
                title=f"Report {number}.{place} about a machine that learned one more thing this week",
                outlet=f"Outlet {(number * 7 + place) % 200}",
                excerpt="It did so in front of visitors, who asked whether it could do it again. It could. " * 3,
                authors=("A. Writer",),
                hours=number * 24 * 730 / max(1, count // per_story) + place,
            )
            for place in range(per_story)
        ]
        chosen = (names[number % len(names)], "Robotics")
        groups.append(story(reports, topics=chosen, picture=f"https://pictures.example/{number}.jpg"))
    copies = (thumbnail(f"https://pictures.example/{number}.jpg") for number in range(0, count // per_story, 2))
    return edition(groups, thumbnails=copies, name=f"many {count}")


def renamed(whole: Edition, place: int, title: str) -> Edition:
    """Give the edition with another title for the article at `place`, and so another digest for it."""
    article = whole.articles[place]
    record = replace(article.record, title=title)
    changed = replace(article, record=record, digest=digest("renamed", title, article.digest))
    articles = (*whole.articles[:place], changed, *whole.articles[place + 1 :])
    return replace(whole, articles=articles, id=EditionId(digest("renamed", title) * 4))
