"""What readers look for, what can be found, and what was found. Words are folded as text/searchwords.py does."""

from dataclasses import dataclass
from datetime import datetime

from topicwire.model.ids import ArticleId, Domain, StoryId, TopicId

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query as it was understood."""

    words: Words = ()  # all must occur, or a word that begins so
    phrases: tuple[Words, ...] = ()  # must occur, one word after the other
    without: tuple[Words, ...] = ()  # must not
    topics: tuple[str, ...] = ()  # id or name, as the reader wrote it
    sources: tuple[str, ...] = ()  # domain or name, as the reader wrote it
    since: datetime | None = None  # published then or later; None: any time
    until: datetime | None = None  # published before

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was asked at all."""
        asked = (self.words, self.phrases, self.without, self.topics, self.sources)
        return not any(asked) and self.since is None and self.until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A question as an index takes it: names resolved, spellings chosen."""

    words: tuple[Words, ...] = ()  # each with its other spellings; only the first also counts as the start of a word
    phrases: tuple[Words, ...] = ()
    without: tuple[Words, ...] = ()
    topics: tuple[TopicId, ...] = ()  # the story has all of them, itself or by a topic below
    sources: tuple[tuple[Domain, ...], ...] = ()  # of each group the story has at least one
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTopic:
    """A topic as results name it."""

    id: TopicId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStory:
    """A published story as results show it."""

    id: StoryId
    title: str
    excerpt: str
    headlines: Words  # of its other reports, each once
    outlet: str  # of the lead
    sources: int  # different outlets
    topics: tuple[ListedTopic, ...]
    published: datetime
    language: str  # empty: unknown
    articles: tuple[ArticleId, ...]  # whose texts were read, the lead first


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """All that a published story can be found by. Texts as they are; the index folds them."""

    listed: ListedStory
    digest: str  # over everything here; equal digests need no new entry
    outlets: tuple[tuple[Domain, str], ...]
    authors: Words
    topics: tuple[TopicId, ...]  # with those above
    texts: Words  # full texts, copies left out


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStories:
    """One page of what was found, best first."""

    total: int
    stories: tuple[ListedStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, and how the question had to be read."""

    question: Question
    total: int
    stories: tuple[ListedStory, ...]
    terms: Words  # words that were counted, as they are marked in results
    is_mostly: bool = False  # True: nothing has all of the words, these have all but one
    is_similar: bool = False  # True: similar spellings were counted
    mean: tuple[tuple[str, str], ...] = ()  # word as asked -> a spelling the hub knows
