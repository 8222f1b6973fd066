"""Forms the stories of some time anew by other settings: the archive follows what an editor changed.

What came with an existing hub's records, and what an editor put together or took apart, stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import Story
from topicwire.model.work import StageName
from topicwire.ports.store import Store
from topicwire.stages.cluster.bonding import note_regrouped
from topicwire.stages.cluster.memory import Memory
from topicwire.stages.cluster.placing import Placement, Placer
from topicwire.stages.cluster.recall import bound_articles, known_rarity, newcomers, put
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import Common


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What came of it."""

    articles: int  # placed anew
    moved: int  # that are now in a story with another id
    stories: tuple[StoryId, ...]  # made or changed


def replay(store: Store, settings: ClusterSettings, common: Common, since: datetime, now: datetime) -> Replayed:
    """Place the articles of all stories that began at or after `since` anew. Inside a transaction.

    Stories keep the id of their first article, as always; one that is no more leads on to the story that took most of
    its articles. Ranking is made due for all that changed.
    """
    bound = bound_articles(store)
    active = store.stories.list_active(since)
    old = [story for story in active if story.first_at >= since and _is_free(store, story, bound)]
    before = {member.article_id: story.id for story in old for member in story.members}
    placer = _placer(store, settings, common, since, {story.id for story in old})
    placements = list(_placed(placer, store, old))
    made = _last_revisions(placements)
    changed = _keep(store, made, old, now)
    for placement in placements:
        store.stories.keep_kinship(placement.kinship, placement.at)
        if placement.near_miss:
            store.stories.keep_near_miss(placement.near_miss)
    homes = {member.article_id: story.id for story in made.values() for member in story.members}
    moved = sum(homes[article_id] != story_id for article_id, story_id in before.items())
    note_regrouped(store)
    return Replayed(articles=len(before), moved=moved, stories=changed)


def _is_free(store: Store, story: Story, bound: frozenset[ArticleId]) -> bool:
    """Say whether nobody but we formed the story."""
    articles = [member.article_id for member in story.members]
    is_moved = story.parted_from is not None or any(member.home is not None for member in story.members)
    return not is_moved and bound.isdisjoint(articles) and not any(store.adopted.find(one) for one in articles)


def _placer(store: Store, settings: ClusterSettings, common: Common, since: datetime, leaving: set[StoryId]) -> Placer:
    """Give a placer that stands at `since`, knows the stories that stay, and learns no word a second time."""
    memory = Memory(rarity=known_rarity(store.learned), common=common, bound=bound_articles(store))

    def is_taken(story_id: StoryId) -> bool:
        return story_id not in leaving and store.stories.find(story_id) is not None

    placer = Placer(memory, settings, since, is_taken=is_taken, learns=False)
    start = placer.remembers_since
    active = store.stories.list_active(start) if start else ()
    put(memory, store, [story for story in active if story.id not in leaving])
    return placer


def _placed(placer: Placer, store: Store, old: Sequence[Story]) -> Iterable[Placement]:
    joined = {member.article_id: member.joined_at for story in old for member in story.members}
    arriving = [one for story in old for one in newcomers(store, story)]
    for one in sorted(arriving, key=lambda one: (one.at, one.id)):
        yield placer.place(one, joined[one.id])


def _last_revisions(placements: Iterable[Placement]) -> dict[StoryId, Story]:
    made: dict[StoryId, Story] = {}
    for placement in placements:
        made |= {story.id: story for story in placement.kept}
        for merger in placement.merged:
            made.pop(merger.story_id, None)
    return made


def _keep(store: Store, made: Mapping[StoryId, Story], old: Sequence[Story], now: datetime) -> tuple[StoryId, ...]:
    known = {story.id: story for story in old}
    homes = {member.article_id: story.id for story in made.values() for member in story.members}
    for story in old:
        if story.id not in made:
            store.stories.drop(story.id)
            count = Counter(homes[member.article_id] for member in story.members)
            into = min(count, key=lambda one: (-count[one], one))
            store.stories.keep_successor(story.id, into, now)
    changed = []
    for story in made.values():
        was = known.get(story.id) or store.stories.find(story.id)
        if was is None or _articles(was) != _articles(story):
            revision = was.revision + 1 if was else 1
            store.stories.keep(replace(story, revision=revision, changed_at=now))
            store.work.add(StageName.RANK, story.id, now)
            changed.append(story.id)
    return tuple(changed)


def _articles(story: Story) -> set[ArticleId]:
    return {member.article_id for member in story.members}
