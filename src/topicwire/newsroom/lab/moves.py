"""Which articles go from one story to another. Pure.

A story after the change is the same story as the one before it that it shares most articles with, and the other way
round; whatever goes elsewhere moves.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from topicwire.model.ids import ArticleId, StoryId
from topicwire.newsroom.lab.judging import Side


class MoveKind(StrEnum):
    """What becomes of the articles."""

    JOINS = "joins"  # all of a story go into another
    PARTS = "parts"  # some of a story become a story of their own
    MOVES = "moves"  # some of a story go into another


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Articles that go together from one story to another."""

    kind: MoveKind
    titles: tuple[str, ...]  # of those that move
    article_ids: tuple[ArticleId, ...]
    source: str  # title of the lead of the story they leave
    target: str  # title of the lead of the story they come to


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A story that another article leads."""

    before: str  # title
    after: str
    quality_before: int
    quality_after: int
    article_id: ArticleId  # that leads after


def moves(told: Sequence[ArticleId], before: Side, after: Side) -> tuple[Move, ...]:
    """List what moves, the largest first. Articles that are in no story on one side neither move nor count."""
    old, new = _homes(before), _homes(after)
    both = [article_id for article_id in old if article_id in new]
    successors = _successors(both, old, new)
    groups: dict[tuple[StoryId, StoryId], list[ArticleId]] = {}
    for article_id in both:
        if successors.get(old[article_id]) != new[article_id]:
            groups.setdefault((old[article_id], new[article_id]), []).append(article_id)
    wanted = set(told)
    found = [_move(*pair, ids, before, after) for pair, ids in groups.items() if not wanted.isdisjoint(ids)]
    return tuple(sorted(found, key=lambda move: (-len(move.titles), move.source)))


def changed_leads(told: Sequence[ArticleId], before: Side, after: Side) -> tuple[Rewording, ...]:
    """List the stories that go on under another lead, though the one that led is still among them."""
    old, new = _homes(before), _homes(after)
    old_leads, new_leads = _leads(before), _leads(after)
    wanted, found = set(told), list[Rewording]()
    for story_id, lead in old_leads.items():
        now = new_leads.get(new[lead]) if lead in new else None
        if now and now != lead and now in wanted and old.get(now) == story_id:
            first, second = before.ranked[lead], after.ranked[now]
            found.append(
                Rewording(
                    before=first.record.title,
                    after=second.record.title,
                    quality_before=first.quality.total,
                    quality_after=second.quality.total,
                    article_id=now,
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.quality_after, one.after)))


def _homes(side: Side) -> dict[ArticleId, StoryId]:
    return {member.article_id: story.id for story in side.stories.values() for member in story.members}


def _leads(side: Side) -> dict[StoryId, ArticleId]:
    return {one.story_id: one.article_id for one in side.ranked.values() if one.is_lead}


def _successors(
    both: Sequence[ArticleId], old: Mapping[ArticleId, StoryId], new: Mapping[ArticleId, StoryId]
) -> dict[StoryId, StoryId]:
    """Give the story that each one before the change goes on as: at most one, and no two as the same."""
    shared = Counter((old[one], new[one]) for one in both)
    successors: dict[StoryId, StoryId] = {}
    taken = set[StoryId]()
    for (first, second), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0][0] != item[0][1], item[0])):
        if first not in successors and second not in taken:
            successors[first] = second
            taken.add(second)
    return successors


def _move(source: StoryId, target: StoryId, ids: Sequence[ArticleId], before: Side, after: Side) -> Move:
    whole = {member.article_id for member in before.stories[source].members}
    arrived = {member.article_id for member in after.stories[target].members}
    kind = MoveKind.PARTS if arrived <= whole else MoveKind.JOINS if whole <= set(ids) else MoveKind.MOVES
    return Move(
        kind=kind,
        titles=tuple(after.ranked[one].record.title for one in ids),
        article_ids=tuple(ids),
        source=_title(source, before),
        target=_title(target, after),
    )


def _title(story_id: StoryId, side: Side) -> str:
    members = [side.ranked[one.article_id] for one in side.stories[story_id].members]
    return next((one.record.title for one in members if one.is_lead), members[0].record.title)
