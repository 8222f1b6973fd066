"""The hub's own facts, as readers see them."""

from dataclasses import dataclass
from datetime import datetime

from topicwire.model.ids import EditionId, StoryId
from topicwire.model.newsletter import Issue, NewsletterOffer
from topicwire.model.record import RankedArticle
from topicwire.model.source import Feed, Organization
from topicwire.model.story import Story
from topicwire.model.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """One hub as its readers know it."""

    title: str
    description: str
    url: str  # public base address, without a trailing slash
    locale: str  # BCP 47, e.g. "en-us"
    contact: str  # mail or web address for webmasters; empty: none given
    threshold: int  # heat from which an article is published
    half_life_hours: float  # of heat on the front page
    diversity: float = 0.0  # share of heat lost for each story close above by the same publisher, 0 to 1
    topics: tuple[Topic, ...]  # root first, then by position
    organizations: tuple[Organization, ...]  # by domain
    feeds: tuple[Feed, ...]  # by title


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """The hub's copy of a lead picture."""

    picture_url: str  # the publisher's address
    file: str  # under the hub, e.g. assets/images/news/0123456789abcdef.webp
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A frozen snapshot: everything readers get is rendered from one."""

    id: EditionId
    as_of: datetime  # when the newest of its contents changed; not when it was made
    hub: Hub
    articles: tuple[RankedArticle, ...]  # newest publication first, ties by article id
    stories: dict[StoryId, Story]
    thumbnails: dict[str, Thumbnail]  # by the publisher's picture address
    source_notes: dict[str, str]  # feed id -> last status in words
    issues: tuple[Issue, ...] = ()  # of the newsletter that readers may see, oldest first
    newsletter: NewsletterOffer | None = None  # None: the hub has none
