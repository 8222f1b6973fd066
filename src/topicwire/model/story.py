"""A story: articles on one event, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from topicwire.model.ids import ArticleId, StoryId


class MemberRole(StrEnum):
    """What an article is in its story, beside leading it."""

    COVERAGE = "coverage"  # own words about the event
    COPY = "copy"  # the same text as another member


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What one sign of kinship added to, or took from, the odds that two articles tell of one event."""

    name: str  # as docs/judgement.md explains it, e.g. "title"
    points: float  # in log-odds: +0.7 doubles the odds, -0.7 halves them


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article in a story, and why it is there."""

    article_id: ArticleId
    joined_at: datetime
    role: MemberRole
    similarity: float  # 0 to 1: mean probability of one event with the others, when it joined; 1.0 for the first
    ties: tuple[str, ...]  # the terms and names that tied it to the story, strongest first, at most 8
    copy_of: ArticleId | None = None  # for a copy
    home: StoryId | None = None  # where it would be without an editor's word; None: here
    closest: ArticleId | None = None  # the member it was likest to; None for the first, and for copies
    signals: tuple[Signal, ...] = ()  # of the two, strongest first, at most 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """The nearest story an article did not join."""

    article_id: ArticleId
    story_id: StoryId
    similarity: float
    threshold: float  # what it would have needed
    closest: ArticleId | None = None  # the member of that story it was likest to
    signals: tuple[Signal, ...] = ()  # of the two, strongest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event at one revision of the group."""

    id: StoryId
    revision: int  # 1 when founded, one more for every change
    members: tuple[Member, ...]  # in the order they joined
    first_at: datetime  # earliest publication among the members
    last_at: datetime  # latest publication among the members
    changed_at: datetime  # when this revision was made
    parted_from: StoryId | None = None  # the story an editor parted it from; None: it formed by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """How surely an article tells of the same event as others it was compared with, for good."""

    article_id: ArticleId
    others: tuple[tuple[ArticleId, int], ...]  # probability in ten-thousandths, above 0; by id


class StoryEventKind(StrEnum):
    """What can happen to a story beside articles joining it."""

    MERGED = "merged"  # another story turned out to be this one: `other` leads here now
    PARTED = "parted"  # some of its articles turned out to be another story: `other`
    REOPENED = "reopened"  # an article joined after it had settled
    LED = "led"  # another article took the lead


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """One turn in the life of a story."""

    story_id: StoryId
    at: datetime
    kind: StoryEventKind
    articles: tuple[ArticleId, ...]  # those that came, left, or took the lead
    other: StoryId | None = None  # the other story, where there is one
