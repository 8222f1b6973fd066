"""Moves articles between stories as editors decided. Pure.

Every member remembers its home: the story it was placed in before an editor's word moved it. Stories are made anew
from homes and bonds each time, so that the order of decisions does not matter and undoing one gives back what was.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.ruling import Bond
from topicwire.model.story import Member, Story
from topicwire.stages.cluster.reforming import new_story_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """What regrouping changes."""

    kept: tuple[Story, ...]  # new, or in a new revision
    dropped: tuple[StoryId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The stories that bonds may move articles between, and what is known of their members."""

    stories: Sequence[Story]
    bonds: Sequence[Bond]  # latest first: of bonds that cannot all be kept, the latest are
    times: Mapping[ArticleId, datetime]  # publication of every member
    is_taken: Callable[[StoryId], bool]  # by a story beyond these
    first: Sequence[ArticleId] = ()  # who chooses a group first: those that lead


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A member and where it comes from."""

    member: Member
    home: StoryId  # where it would be without an editor's word
    place: StoryId  # where it is
    number: int  # its place among all members, as they joined
    is_follower: bool  # joined by itself, what an editor had parted


@dataclass(slots=True, kw_only=True)
class _Group:
    """A story in the making."""

    members: list[_Placed] = field(default_factory=list)

    def count(self, home: StoryId) -> int:
        """Count the members with that home."""
        return sum(one.home == home for one in self.members)


def regroup(circle: Circle, now: datetime) -> Regrouped:
    """Form the stories anew; those that come out as they were are not among the result."""
    placed = [one for story in circle.stories for one in _places(story)]
    placed = [replace(one, number=number) for number, one in enumerate(placed)]
    groups = [group for union in _unions(placed, circle) for group in _parted(union, circle)]
    before = {story.id: story for story in circle.stories}
    names = _name(groups, circle)
    made = [_story(group, name, before.get(name), circle.times, now) for group, name in zip(groups, names, strict=True)]
    return Regrouped(
        kept=tuple(story for story in made if story != before.get(story.id)),
        dropped=tuple(sorted(before.keys() - {story.id for story in made})),
    )


def _places(story: Story) -> list[_Placed]:
    native = story.parted_from or story.id
    return [
        _Placed(
            member=member,
            home=member.home or native,
            place=story.id,
            number=0,
            is_follower=member.home is None and story.parted_from is not None,
        )
        for member in story.members
    ]


def _unions(placed: Sequence[_Placed], circle: Circle) -> list[list[_Placed]]:
    """Part the members by home, homes that a bond joins together; those who choose first stand first."""
    homes, roots = {one.member.article_id: one.home for one in placed}, dict[str, str]()
    for bond in circle.bonds:
        if bond.is_one_story and bond.first in homes and bond.second in homes:
            roots[_root(roots, homes[bond.first])] = _root(roots, homes[bond.second])
    leads = {article_id: place for place, article_id in enumerate(circle.first)}
    unions: dict[str, list[_Placed]] = {}
    for one in sorted(placed, key=lambda one: (leads.get(one.member.article_id, len(leads)), one.number)):
        unions.setdefault(_root(roots, one.home), []).append(one)
    return list(unions.values())


def _root(roots: Mapping[str, str], name: str) -> str:
    while roots.get(name, name) != name:
        name = roots[name]
    return name


def _parted(union: Sequence[_Placed], circle: Circle) -> list[_Group]:
    """Part the members of joined homes into groups that keep every bond; each goes with those of its home if it may."""
    blocks, apart = _blocks(union, [*circle.bonds, *_followings(union)])
    groups: list[_Group] = []
    chosen: dict[str, _Group] = {}
    for one in union:
        block = blocks[one.member.article_id]
        if block not in chosen:
            shut = {
                blocks[other] for pair in apart if block in pair for other in blocks if blocks[other] in pair - {block}
            }
            free = [group for group in groups if shut.isdisjoint(blocks[m.member.article_id] for m in group.members)]
            group = next((found for found in free if found.count(one.home)), free[0] if free else _Group())
            groups += [group] if not group.members else []
            chosen[block] = group
        chosen[block].members.append(one)
    return groups


def _followings(union: Sequence[_Placed]) -> Iterator[Bond]:
    """Tie what joined a parted story by itself to the first article that was parted."""
    for one in union:
        if one.is_follower:
            led = (other for other in union if other.place == one.place and not other.is_follower)
            if leader := next(led, None):
                first, second = sorted((one.member.article_id, leader.member.article_id))
                yield Bond(first=first, second=second, is_one_story=True, at=one.member.joined_at)


def _blocks(union: Sequence[_Placed], bonds: Sequence[Bond]) -> tuple[dict[str, str], set[frozenset[str]]]:
    """Give the block of each article (those that must stay together), and the pairs of blocks that must not.

    A bond that goes against later ones is passed over.
    """
    blocks: dict[str, str] = {one.member.article_id: one.member.article_id for one in union}
    apart: set[frozenset[str]] = set()
    for bond in bonds:
        first, second = blocks.get(bond.first), blocks.get(bond.second)
        if first is None or second is None or first == second or frozenset((first, second)) in apart:
            continue
        if bond.is_one_story:
            blocks = {one: first if block == second else block for one, block in blocks.items()}
            apart = {frozenset(first if block == second else block for block in pair) for pair in apart}
        else:
            apart.add(frozenset((first, second)))
    return blocks, apart


def _name(groups: Sequence[_Group], circle: Circle) -> list[StoryId]:
    """Give each group an id: the home of most of its members, else where most of them are, else a new one."""
    known = {story.id for story in circle.stories}
    names: dict[int, StoryId] = {}
    wishes = [wish for at, group in enumerate(groups) for wish in _wishes(at, group, circle.times)]
    for *_, at, story_id in sorted(wishes):
        is_free = story_id not in names.values() and (story_id in known or not circle.is_taken(story_id))
        if at not in names and is_free:
            names[at] = story_id
    for at, group in enumerate(groups):
        if at not in names:
            names[at] = _new_id(group, known.union(names.values()), circle.is_taken)
    return [names[at] for at in range(len(groups))]


def _wishes(
    at: int, group: _Group, times: Mapping[ArticleId, datetime]
) -> Iterator[tuple[int, int, int, datetime, int, StoryId]]:
    """Give the ids a group would like to have: which kind, members of that home, members there, its first news."""
    for kind, ids in enumerate(({one.home for one in group.members}, {one.place for one in group.members})):
        for story_id in ids:
            its = [one for one in group.members if story_id in (one.home, one.place)]
            here = sum(one.place == story_id for one in its)
            first = min(times[one.member.article_id] for one in its)
            yield kind, -group.count(story_id), -here, first, at, story_id


def _new_id(group: _Group, used: Container[StoryId], is_taken: Callable[[StoryId], bool]) -> StoryId:
    founder = min(group.members, key=lambda one: one.number).member.article_id
    return new_story_id(founder, lambda story_id: story_id in used or is_taken(story_id))


def _story(
    group: _Group, story_id: StoryId, before: Story | None, times: Mapping[ArticleId, datetime], now: datetime
) -> Story:
    """Give the story of a group; as it was when nothing about it changed."""
    in_order = sorted(group.members, key=lambda one: (one.member.joined_at, one.number))
    members = tuple(_moved(one, story_id) for one in in_order)
    homes = Counter(one.home for one in in_order)
    parted_from = None if story_id in homes else homes.most_common(1)[0][0]
    if before and (before.members, before.parted_from) == (members, parted_from):
        return before
    at = [times[member.article_id] for member in members]
    return Story(
        id=story_id,
        revision=before.revision + 1 if before else 1,
        members=members,
        first_at=min(at),
        last_at=max(at),
        changed_at=now,
        parted_from=parted_from,
    )


def _moved(one: _Placed, story_id: StoryId) -> Member:
    is_at_home = one.home == story_id or (one.is_follower and one.place == story_id)
    return replace(one.member, home=None if is_at_home else one.home)
