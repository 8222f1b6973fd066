"""The stories an article may still join, with the sum of their members' weights and an index of their terms. Pure.

Only stories of the window are here, so that the cost of one article does not grow with the archive. All sums are made
in the order the members joined: rebuilt from the store they are equal to the last bit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import Story
from topicwire.stages.cluster.copies import CopyFinder, Fingerprint
from topicwire.stages.cluster.rarity import Rarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """An article as clustering sees it."""

    id: ArticleId
    at: datetime  # published, never later than the clock
    language: str
    terms: dict[str, float]  # as terms.weighted_terms gives them
    fingerprint: Fingerprint


@dataclass(slots=True)
class Remembered:
    """One story in memory."""

    story: Story
    language: str
    members: list[Newcomer]
    total: dict[str, float] = field(default_factory=dict)  # the members' weights, summed

    def add(self, weights: dict[str, float]) -> None:
        """Add one member's weights."""
        for term, weight in weights.items():
            self.total[term] = self.total.get(term, 0.0) + weight


@dataclass(slots=True)
class Memory:
    """All stories in the window."""

    rarity: Rarity
    stories: dict[StoryId, Remembered] = field(default_factory=dict)
    homes: dict[ArticleId, StoryId] = field(default_factory=dict)
    index: dict[tuple[str, str], dict[StoryId, float]] = field(default_factory=dict)  # (language, term) -> weights
    copies: CopyFinder = field(default_factory=CopyFinder)

    def put(self, story: Story, members: Sequence[Newcomer]) -> None:
        """Remember a story in place of what was known of it.

        Args:
            story: as it is or will be stored.
            members: its articles, in the order they joined.
        """
        self.drop(story.id)
        remembered = Remembered(story=story, language=members[0].language, members=list(members))
        self.stories[story.id] = remembered
        for member in members:
            self.homes[member.id] = story.id
            self.copies.add(member.fingerprint)
            remembered.add(self.rarity.weigh(member.language, member.terms))
        self._index(remembered, remembered.total)

    def join(self, story: Story, newcomer: Newcomer, weights: dict[str, float]) -> None:
        """Add one article to a story in memory; `story` is its new revision."""
        remembered = self.stories[story.id]
        remembered.story = story
        remembered.members.append(newcomer)
        self.homes[newcomer.id] = story.id
        self.copies.add(newcomer.fingerprint)
        remembered.add(weights)
        self._index(remembered, weights)

    def drop(self, story_id: StoryId) -> None:
        """Forget a story; an unknown one is no error."""
        remembered = self.stories.pop(story_id, None)
        if remembered is None:
            return
        for member in remembered.members:
            del self.homes[member.id]
            self.copies.drop(member.id)
        for term in remembered.total:
            self._unindex((remembered.language, term), story_id)

    def weigh_again(self) -> None:
        """Read every weight anew after the rarity of terms changed."""
        self.index.clear()
        for remembered in self.stories.values():
            remembered.total = {}
            for member in remembered.members:
                remembered.add(self.rarity.weigh(member.language, member.terms))
            self._index(remembered, remembered.total)

    def drop_before(self, at: datetime) -> None:
        """Forget the stories whose last publication is before that time."""
        for story_id in [known for known, remembered in self.stories.items() if remembered.story.last_at < at]:
            self.drop(story_id)

    def products(self, language: str, weights: dict[str, float]) -> dict[StoryId, float]:
        """Give the sum of products with every story of the language that shares a term."""
        sums: dict[StoryId, float] = {}
        for term, weight in weights.items():
            for story_id, other in self.index.get((language, term), {}).items():
                sums[story_id] = sums.get(story_id, 0.0) + weight * other
        return sums

    def _index(self, remembered: Remembered, terms: dict[str, float]) -> None:
        for term in terms:
            self.index.setdefault((remembered.language, term), {})[remembered.story.id] = remembered.total[term]

    def _unindex(self, key: tuple[str, str], story_id: StoryId) -> None:
        holders = self.index[key]
        del holders[story_id]
        if not holders:
            del self.index[key]
