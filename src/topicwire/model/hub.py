"""The hub's own facts, as readers see them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from topicwire.model.edits import Edited
from topicwire.model.ids import ArticleId, Domain, EditionId, StoryId
from topicwire.model.methods import Methods
from topicwire.model.newsletter import Issue, NewsletterOffer
from topicwire.model.record import RankedArticle
from topicwire.model.report_card import ReportCard
from topicwire.model.source import Feed, Organization
from topicwire.model.story import Story, StoryEvent
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
    quiet_hours: float = 72.0  # without a report, after which a story has settled
    diversity: float = 0.0  # share of heat lost for each story close above by the same publisher, 0 to 1
    hot_hours: float = 6.0  # a story is hot when unusually many outlets report within this time
    hot_outlets: int = 3  # the fewest different ones that count as many
    websub_hub: str = ""  # who tells feed readers at once when a feed changed; empty: nobody
    topics: tuple[Topic, ...]  # root first, then by position
    organizations: tuple[Organization, ...]  # by domain
    lost_logos: tuple[str, ...] = ()  # files under the hub that organizations name and that are not there, sorted
    feeds: tuple[Feed, ...]  # by title
    methods: Methods | None = None  # how it works, in figures; None where only its topics and sources matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """The hub's copy of a lead picture."""

    picture_url: str  # the publisher's address
    file: str  # under the hub, e.g. assets/images/news/0123456789abcdef.webp
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastFront:
    """The front page of an earlier edition, as it was."""

    edition_id: EditionId
    as_of: datetime
    withdrawn: tuple[ArticleId, ...] = ()  # stood there, and an editor hides them now; by id
    read: Callable[[], bytes] = field(compare=False, repr=False)  # what it held, packed: render/site/snapshots.py


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A frozen snapshot: everything readers get is rendered from one."""

    id: EditionId
    as_of: datetime  # when the newest of its contents changed; not when it was made
    hub: Hub
    articles: tuple[RankedArticle, ...]  # newest publication first, ties by article id
    stories: dict[StoryId, Story]
    thumbnails: dict[str, Thumbnail]  # by the publisher's picture address
    source_notes: dict[str, str]  # feed id -> how it is: a word of stages/poll/health, said by render in words
    past: tuple[PastFront, ...] = ()  # newest first, this edition not among them; no part of its id
    turns: dict[StoryId, tuple[StoryEvent, ...]] = field(default_factory=dict)  # of `stories` only, oldest first
    successors: dict[StoryId, StoryId] = field(default_factory=dict)  # a story that is no more -> one of `stories`
    edits: dict[ArticleId, Edited] = field(default_factory=dict)  # of articles in `stories` that were revised
    own_excerpts: frozenset[ArticleId] = frozenset()  # articles whose excerpt an editor wrote
    cards: Mapping[Domain, ReportCard] = field(default_factory=dict)  # of every source
    issues: tuple[Issue, ...] = ()  # of the newsletter that readers may see, oldest first
    newsletter: NewsletterOffer | None = None  # None: the hub has none
