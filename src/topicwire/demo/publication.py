"""The nouns of the demo web: publishers and what they publish, as the files in `publishers/` say it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPicture:
    """A picture to be drawn: `name` seeds the drawing; the claimed size is what pages and feeds say."""

    name: str
    kind: str  # jpeg, png, webp, gif, avif
    width: int
    height: int
    claimed_width: int
    claimed_height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a publisher alters at an instant. None: left as it was."""

    at: datetime
    title: str | None = None
    slug: str | None = None
    add: str | None = None  # a paragraph at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One article as it stands at one instant. Times are aware, UTC."""

    number: int  # derived from host and first slug; ids in feeds are made of it and never change
    slug: str
    title: str
    at: datetime  # true publication
    visible_at: datetime  # first listed: later than `at` when an old article is sold as new
    author: str
    section: str
    summary: str
    paragraphs: tuple[str, ...]
    picture: DemoPicture | None = None
    video: str = ""  # eleven characters, for a video
    is_paywalled: bool = False
    feed_at: datetime | None  # what feeds claim; None: nothing
    page_at: datetime | None  # what pages claim; None: nothing
    updated_at: datetime | None = None
    changes: tuple[Change, ...] = ()

    def as_of(self, at: datetime) -> "DemoArticle":
        """Give the article with every change made until then."""
        now = self
        for change in (change for change in self.changes if change.at <= at):
            added = (change.add,) if change.add else ()
            now = replace(
                now,
                title=change.title or now.title,
                slug=change.slug or now.slug,
                paragraphs=now.paragraphs + added,
                updated_at=change.at,
            )
        return now


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFeed:
    """How a publisher's feed is written and what is wrong with it. Runs count from 1; 0: never."""

    kind: str  # rss, rdf, atom, json, sitemap, video
    path: str
    link: str = "{url}"  # how entries name an article
    repeat: str = ""  # slug of an article that is listed twice, by two addresses
    wrapped: str = ""  # slug of an article that is named through `wrapper`
    wrapper: str = ""
    moved_from: str = ""  # old path that answers 301
    gone_from_run: int = 0
    busy_in_run: int = 0
    has_full_text: bool = False
    has_dates: bool = True
    is_broken: bool = False  # not well-formed: a bad entry stands among the good ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """An address that a careful reader must not follow far; `link` is verbatim, maybe empty."""

    title: str  # empty: not in the feed
    link: str
    answer: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One site of the demo web."""

    host: str
    name: str
    language: str
    look: str  # name of a template in looks/
    path: str  # of an article, with {year} {month} {day} {slug} {number} {section} {video}
    amp: str  # the same for AMP copies; empty: none
    is_known: bool  # in the demo hub's organizations
    is_focused: bool
    folder: str  # in the demo hub's sources; nested by /
    feed: DemoFeed
    feed_charset: str
    page_charset: str
    claimed_charset: str | None  # what headers and declarations say, when it is not the truth
    robots: str | None  # None: no robots.txt
    slow_ms: int
    articles: tuple[DemoArticle, ...]
    traps: tuple[Trap, ...] = ()

    @property
    def home(self) -> str:
        """Give the front page's address."""
        return f"http://{self.host}/"

    @property
    def feed_url(self) -> str:
        """Give the feed's address in force."""
        return f"http://{self.host}{self.feed.path}"

    def url_of(self, article: DemoArticle, pattern: str = "") -> str:
        """Give an article's address by a path pattern, the publisher's own by default."""
        path = (pattern or self.path).format(
            year=f"{article.at:%Y}",
            month=f"{article.at:%m}",
            day=f"{article.at:%d}",
            slug=article.slug,
            number=article.number,
            section=article.section,
            video=article.video,
        )
        return f"http://{self.host}{path}"

    def visible(self, at: datetime) -> tuple[DemoArticle, ...]:
        """List what is published by then as it then stands, newest first."""
        shown = [article.as_of(at) for article in self.articles if article.visible_at <= at]
        return tuple(sorted(shown, key=lambda article: (article.visible_at, article.number), reverse=True))


RUNS = tuple(datetime(2026, 3, day, 8, 0, tzinfo=UTC) for day in (2, 3, 4, 6))
"""Demo time: the instants at which the demo hub runs."""


def run_at(at: datetime) -> int:
    """Give the number of the run that an instant belongs to, from 1; 1 also before the first."""
    return max(1, sum(start <= at for start in RUNS))
