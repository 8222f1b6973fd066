"""A record: what one Markdown file says, under our own names. formats/record.py maps them to the file's keys."""

from dataclasses import dataclass
from datetime import datetime

from topicwire.model.article import ArticleKind
from topicwire.model.ids import ArticleId, Domain, RevisionId, StoryId
from topicwire.model.score import ScoreCard
from topicwire.model.source import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPicture:
    """A lead picture; `is_cached` is true only when the hub's copy exists."""

    url: str
    width: int | None
    height: int | None
    is_cached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Who published it."""

    name: str
    domain: Domain
    pictures: tuple[Picture, ...] = ()  # logos when the organization is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another article of the same story, as a record lists it. None: the key is left out."""

    title: str
    excerpt: str | None
    published: str  # as the file says it, e.g. 2021-04-28T15:53:00Z
    web_url: str | None
    amp_url: str | None
    amp_cache_url: str | None
    kind: ArticleKind
    provider: Provider
    quality: int | None
    pictures: tuple[RecordPicture, ...] = ()
    article_id: ArticleId | None = None  # None when read from a file; never written to one


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """Lines of a record file that are not ours: an unknown key with all it holds, a comment, words below the fence."""

    after: str  # the file's key they stand behind; empty: before the first; `---`: what follows the front matter
    text: str  # verbatim, with LF line ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article as the hub publishes it. None: the key is left out of the file."""

    path: str  # under the hub, `_news/YYYY-MM-DD-slug.md`; once given it stays
    category: str
    title: str
    excerpt: str | None
    published: str  # as the file says it: UTC with Z, or the publisher's offset
    original_url: str | None
    web_url: str | None  # None for a video
    amp_url: str | None
    amp_cache_url: str | None
    kind: ArticleKind
    quality: int | None
    heat: int | None  # -1: does not lead its story
    is_published: bool | None
    embed: str | None  # a video's player, as markup: one iframe of our own making
    provider: Provider
    topics: tuple[str, ...]  # names; child topics first, the root last
    pictures: tuple[RecordPicture, ...]
    related: tuple[Related, ...]
    sealed: str | None = None  # the `secured` field, verbatim
    extras: tuple[Extra, ...] = ()  # what the file says beyond all this, in its order

    @property
    def is_visible(self) -> bool:
        """Tell whether readers see it; one without figures is seen (record-format, section 6)."""
        return self.is_published is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A record taken over from an existing hub. A fact: kept once, never changed."""

    article_id: ArticleId
    revision: RevisionId  # of the article made from it: a later one has the publisher's newer words
    record: Record  # as its file says it; related articles that are in the same story carry their id
    companions: tuple[ArticleId, ...]  # the other members of its story when it was taken over, in their order
    threshold: int  # of heat, in the hub's settings at that time


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedArticle:
    """A record with what the hub knows beyond the file: made by rank, frozen into editions."""

    article_id: ArticleId
    story_id: StoryId
    story_revision: int
    record: Record
    published_at: datetime  # aware, UTC: what order and pages go by
    first_seen_at: datetime
    updated_at: datetime | None
    authors: tuple[str, ...]
    language: str
    is_lead: bool
    is_copy: bool
    quality: ScoreCard
    heat: ScoreCard | None  # None when it does not lead
    threshold: int  # of heat, that decided is_published
    verdict: str  # in words: why it is, or is not, on the page
    digest: str  # over all of this: equal digests render to equal bytes
    word_count: int | None = None  # of its text, in words of usual length; None: its text is not known
    is_paywalled: bool = False  # the publisher says so; False: nothing is said
