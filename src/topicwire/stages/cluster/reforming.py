"""Turns groups of articles into stories: which story each group is, and what became of the others. Pure.

A group goes on as the story most of its articles were in, so that addresses and readers' marks stay; what is left over
is a new story, and a story nothing is left of leads on to the one that took most of its articles.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from topicwire.model.ids import ArticleId, StoryId, digest
from topicwire.model.story import Member, MemberRole, Story, StoryEvent, StoryEventKind
from topicwire.stages.cluster.memory import Memory, Newcomer, Remembered
from topicwire.stages.cluster.ties import Tie, tie

IsTaken = Callable[[StoryId], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reformed:
    """What grouping anew changed."""

    kept: tuple[Story, ...]  # new, or in a new revision; the newcomer's first
    merged: tuple[tuple[StoryId, StoryId], ...]  # a story that is no more, and the one that took most of its articles
    events: tuple[StoryEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A newcomer and the stories it may change."""

    newcomer: Newcomer
    stories: Sequence[Remembered]
    memory: Memory
    now: datetime
    is_taken: IsTaken  # an id, by a story beyond these
    before: Mapping[ArticleId, StoryId]  # where each article was
    people: Mapping[ArticleId, Newcomer]  # all members, and the newcomer
    speakers: frozenset[ArticleId]  # those that are compared, the newcomer among them


def circle_of(
    newcomer: Newcomer, stories: Sequence[Remembered], memory: Memory, now: datetime, is_taken: IsTaken
) -> Circle:
    """Draw the circle of stories a newcomer may change."""
    people = {one: member for known in stories for one, member in known.members.items()}
    return Circle(
        newcomer=newcomer,
        stories=stories,
        memory=memory,
        now=now,
        is_taken=is_taken,
        before={one: known.story.id for known in stories for one in known.members},
        people={**people, newcomer.id: newcomer},
        speakers=frozenset((*(one for known in stories for one in known.speakers), newcomer.id)),
    )


def reform(circle: Circle, groups: Sequence[Sequence[ArticleId]]) -> Reformed:
    """Make stories of groups.

    Args:
        circle: the newcomer and all stories whose articles are in the groups.
        groups: every speaker of the stories, and the newcomer, in exactly one.
    """
    whole = _with_followers(circle, groups)
    names = _names(circle, whole)
    stories = [_story(circle, members, name) for members, name in zip(whole, names, strict=True)]
    known = {one.story.id: one.story for one in circle.stories}
    changed = [story for story in stories if story != known.get(story.id)]
    merged = _merged(circle, dict(zip(names, whole, strict=True)))
    return Reformed(
        kept=tuple(sorted(changed, key=lambda story: not _holds(story, circle.newcomer.id))),
        merged=tuple(merged.items()),
        events=tuple(_events(circle, dict(zip(names, whole, strict=True)), merged)),
    )


def _holds(story: Story, article_id: ArticleId) -> bool:
    return any(member.article_id == article_id for member in story.members)


def _with_followers(circle: Circle, groups: Sequence[Sequence[ArticleId]]) -> list[list[ArticleId]]:
    """Add to each group the copies of its articles, and the silent members of a large story."""
    place = {article: number for number, group in enumerate(groups) for article in group}
    whole = [list[ArticleId]() for _ in groups]
    for known in circle.stories:
        for member in known.story.members:
            leader = member.copy_of if member.copy_of in place else member.article_id
            number = place.get(leader, place.get(known.speakers[0], 0) if known.speakers else 0)
            whole[number].append(member.article_id)
    whole[place[circle.newcomer.id]].append(circle.newcomer.id)
    return whole


def _names(circle: Circle, groups: Sequence[Sequence[ArticleId]]) -> list[StoryId]:
    """Name each group by the story most of its articles were in, the older story first; the others anew.

    The article that founded a story counts for half of it: an address stays with what it was given for, and does not
    wander along a chain.
    """
    before, began = circle.before, {one.story.id: one.story.first_at for one in circle.stories}
    founders = {one.story.members[0].article_id: len(one.members) for one in circle.stories}
    claims = [Counter[StoryId]() for _ in groups]
    for claim, group in zip(claims, groups, strict=True):
        for one in group:
            if one in before:
                claim[before[one]] += 2 + founders.get(one, 0)
    wishes = sorted(
        (-count, began[story_id], story_id, number)
        for number, claim in enumerate(claims)
        for story_id, count in claim.items()
    )
    names: dict[int, StoryId] = {}
    for *_, story_id, number in wishes:
        if number not in names and story_id not in names.values():
            names[number] = story_id
    used = {*began, *names.values()}
    for number, group in enumerate(groups):
        if number not in names:
            names[number] = new_story_id(group[0], lambda one: one in used or circle.is_taken(one))
            used.add(names[number])
    return [names[number] for number in range(len(groups))]


def new_story_id(founder: ArticleId, is_taken: IsTaken) -> StoryId:
    """Derive the id of a story from its first article; where that is taken, the next that is free."""
    story_id, step = StoryId(digest("story", founder)), 0
    while is_taken(story_id):
        step += 1
        story_id = StoryId(digest("story", founder, str(step)))
    return story_id


def _story(circle: Circle, articles: Sequence[ArticleId], story_id: StoryId) -> Story:
    """Give the story of a group; the very same object when nothing about it changed."""
    known = next((one for one in circle.stories if one.story.id == story_id), None)
    if known and set(articles) == known.members.keys():
        return known.story
    members = _in_order(circle, articles)
    times = [circle.people[one.article_id].at for one in members]
    kept = known.story if known else None
    return Story(
        id=story_id,
        revision=kept.revision + 1 if kept else 1,
        members=tuple(_tied(circle, member, story_id, articles) for member in members),
        first_at=min(times),
        last_at=max(times),
        changed_at=circle.now,
        parted_from=kept.parted_from if kept else None,
    )


def _in_order(circle: Circle, articles: Sequence[ArticleId]) -> list[Member]:
    """List members in the order they joined; the newcomer, who has no membership yet, last."""
    chosen = set(articles)
    known = [(one.joined_at, one) for story in circle.stories for one in story.story.members]
    members = [one for _, one in sorted(known, key=lambda pair: pair[0]) if one.article_id in chosen]
    if circle.newcomer.id in chosen:
        members.append(_new_member(circle))
    return members


def _new_member(circle: Circle) -> Member:
    return Member(
        article_id=circle.newcomer.id,
        joined_at=circle.now,
        role=MemberRole.COVERAGE,
        similarity=1.0,
        ties=(),
    )


def _tied(circle: Circle, member: Member, story_id: StoryId, articles: Sequence[ArticleId]) -> Member:
    """Say anew why a member that is new to the story is in it; the others stay as they are."""
    if circle.before.get(member.article_id) == story_id or member.role is MemberRole.COPY:
        return member
    others = [circle.people[one] for one in articles if one != member.article_id and one in circle.speakers]
    if not others:
        return replace(member, similarity=1.0, ties=(), closest=None, signals=())
    found: Tie = tie(circle.people[member.article_id], others, circle.memory)
    return replace(member, similarity=found.similarity, ties=found.terms, closest=found.closest, signals=())


def _merged(circle: Circle, groups: Mapping[StoryId, Sequence[ArticleId]]) -> dict[StoryId, StoryId]:
    """Say for each story that is no more which one took most of its articles."""
    place = {article: story_id for story_id, group in groups.items() for article in group}
    gone = [one for one in circle.stories if one.story.id not in groups]
    counted = {one.story.id: Counter(place[article] for article in one.members) for one in gone}
    return {story_id: min(count, key=lambda into: (-count[into], into)) for story_id, count in counted.items()}


def _events(
    circle: Circle, groups: Mapping[StoryId, Sequence[ArticleId]], merged: Mapping[StoryId, StoryId]
) -> list[StoryEvent]:
    """List what came to a story from another that is no more, and what left a story that goes on."""
    before, found = circle.before, list[StoryEvent]()
    for story_id, group in groups.items():
        origins: dict[StoryId, list[ArticleId]] = {}
        for article in group:
            if before.get(article, story_id) != story_id:
                origins.setdefault(before[article], []).append(article)
        for origin, articles in origins.items():
            came = merged.get(origin) == story_id
            found.append(
                StoryEvent(
                    story_id=story_id if came else origin,
                    at=circle.now,
                    kind=StoryEventKind.MERGED if came else StoryEventKind.PARTED,
                    articles=tuple(articles),
                    other=origin if came else story_id,
                )
            )
    return found
