"""Gathers what became of the stories that readers see: their turns, what they lead on from, and edits of articles."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from topicwire.model.edits import Edited
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.ruling import RulingKind, in_force
from topicwire.model.story import Story, StoryEvent
from topicwire.ports.store import Store
from topicwire.stages.publish.edits import edits_of


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What an edition says beyond how things stand."""

    turns: dict[StoryId, tuple[StoryEvent, ...]]
    successors: dict[StoryId, StoryId]
    edits: dict[ArticleId, Edited]
    own_excerpts: frozenset[ArticleId]

    @property
    def facts(self) -> list[str]:
        """Spell all of it out, always in the same order."""
        named = (sorted(self.turns.items()), sorted(self.successors.items()), sorted(self.own_excerpts))
        return [*map(repr, named), repr(list(self.edits.values()))]


def history_of(store: Store, stories: Mapping[StoryId, Story], members: Collection[ArticleId]) -> History:
    """Gather the history of these stories and of the articles in them, each kind in one query."""
    turns: dict[StoryId, list[StoryEvent]] = defaultdict(list)
    for event in store.stories.list_all_events():
        if event.story_id in stories:
            turns[event.story_id].append(event)
    return History(
        turns={story_id: tuple(found) for story_id, found in turns.items()},
        successors={old: new for old, new in store.stories.list_successors() if new in stories and old not in stories},
        edits=edits_of(store, members),
        own_excerpts=_own_excerpts(store, members),
    )


def _own_excerpts(store: Store, members: Collection[ArticleId]) -> frozenset[ArticleId]:
    """Name the articles whose excerpt an editor wrote."""
    named = {one.article_id for one in store.rulings.list_all() if one.kind is RulingKind.EXCERPT}
    return frozenset(
        article_id
        for article_id in named & set(members)
        if (ruling := in_force(store.rulings.list_for(article_id)).get(RulingKind.EXCERPT)) and ruling.value
    )
