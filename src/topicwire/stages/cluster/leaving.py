"""Takes an article out of its story: a revision that is off topic, or one an editor refused. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import Member, MemberRole, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """An article that left its story."""

    article_id: ArticleId
    story_id: StoryId
    story: Story | None  # the revision without it; None: it was the last member
    heir: ArticleId | None = None  # the copy that became the original of the others


def departed(story: Story, article_id: ArticleId, times: Mapping[ArticleId, datetime], now: datetime) -> Departure:
    """Take the article out; the first copy of it becomes the original of the others.

    `times` says when each remaining member was published.
    """
    heir = next((member.article_id for member in story.members if member.copy_of == article_id), None)
    members = _without(story.members, article_id, heir)
    left = replace(
        story,
        revision=story.revision + 1,
        members=members,
        first_at=min((times[member.article_id] for member in members), default=story.first_at),
        last_at=max((times[member.article_id] for member in members), default=story.last_at),
        changed_at=now,
    )
    return Departure(article_id=article_id, story_id=story.id, story=left if members else None, heir=heir)


def _without(members: tuple[Member, ...], article_id: ArticleId, heir: ArticleId | None) -> tuple[Member, ...]:
    rest = [member for member in members if member.article_id != article_id]
    return tuple(_inheriting(member, article_id, heir) for member in rest)


def _inheriting(member: Member, gone: ArticleId, heir: ArticleId | None) -> Member:
    if member.copy_of != gone:
        return member
    if member.article_id == heir:
        return replace(member, role=MemberRole.COVERAGE, copy_of=None)
    return replace(member, copy_of=heir)
