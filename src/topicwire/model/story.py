"""A story: articles on one event."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from topicwire.model.ids import ArticleId, StoryId


class MemberRole(StrEnum):
    """What an article is in its story, beside leading it."""

    COVERAGE = "coverage"  # own words about the event
    COPY = "copy"  # the same text as another member


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article in a story, and why it is there."""

    article_id: ArticleId
    joined_at: datetime
    role: MemberRole
    similarity: float  # 0 to 1 with the story when it joined; 1.0 for the first
    ties: tuple[str, ...]  # the terms that tied it to the story, strongest first, at most 8
    copy_of: ArticleId | None = None  # for a copy
    home: StoryId | None = None  # where it would be without an editor's word; None: here


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """The nearest story an article did not join."""

    article_id: ArticleId
    story_id: StoryId
    similarity: float
    threshold: float  # what it would have needed


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
