"""The stories an article may still join, the words of their articles, and how near those are to each other. Pure.

Only what is recent enough is here, so that the cost of one article does not grow with the archive. Probabilities are
whole numbers: sums of them are the same in any order, so that what is rebuilt from the store is equal to the last bit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import Kinship, MemberRole, Story
from topicwire.stages.cluster.copies import CopyFinder, Fingerprint
from topicwire.stages.cluster.grouping import Block
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.shelf import Compared, Shelf, Shelved
from topicwire.stages.cluster.signals import Measured, measured
from topicwire.stages.cluster.words import Common, Words

FOUNDERS, LATEST = 10, 20
"""Of a story with more members than these together, the first and the latest speak for it: the first, so that it cannot
drift away from what it began with; the latest, so that it can go on. Such a story is not taken apart any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """An article as clustering sees it."""

    id: ArticleId
    at: datetime  # published, never later than the clock
    language: str
    publisher: str  # registrable domain
    words: Words
    fingerprint: Fingerprint
    vector: npt.NDArray[np.float32] | None = None  # of length 1; None: nobody made one
    vector_model: str = ""  # that made it: vectors of two models cannot be compared


@dataclass(slots=True)
class Remembered:
    """One story in memory."""

    story: Story
    members: dict[ArticleId, Newcomer]  # in the order they joined
    speakers: tuple[ArticleId, ...] = ()  # those that are compared: no copies, and not all of very many
    is_settled: bool = False  # not taken apart


@dataclass(slots=True)
class Memory:
    """All stories in reach."""

    rarity: Rarity
    common: Common = field(default_factory=Common)
    stories: dict[StoryId, Remembered] = field(default_factory=dict)
    homes: dict[ArticleId, StoryId] = field(default_factory=dict)
    kin: dict[ArticleId, dict[ArticleId, int]] = field(default_factory=dict)
    compared: set[ArticleId] = field(default_factory=set)  # those that were compared with others when they came
    shelves: dict[str, Shelf] = field(default_factory=dict)  # by language
    copies: CopyFinder = field(default_factory=CopyFinder)
    bound: frozenset[ArticleId] = frozenset()  # those an editor tied to, or parted from, another
    measure: tuple[Words, Measured] | None = None  # of the words last measured

    def put(self, story: Story, members: Iterable[Newcomer], kinships: Iterable[Kinship] = ()) -> None:
        """Remember a story in place of what was known of it.

        Args:
            story: as it is or will be stored.
            members: its articles, in the order they joined.
            kinships: of those of them that were compared with others when they came.
        """
        self.drop(story.id)
        remembered = self.stories[story.id] = Remembered(story, {member.id: member for member in members})
        for member in remembered.members.values():
            self.homes[member.id] = story.id
            self.copies.add(member.fingerprint)
        for kinship in kinships:
            self.keep_kin(kinship)
        self._let_speak(remembered)

    def keep_kin(self, kinship: Kinship) -> None:
        """Remember how near an article is to those it was compared with, in place of what was known of it."""
        self.forget_kin(kinship.article_id)
        self.compared.add(kinship.article_id)
        own = self.kin.setdefault(kinship.article_id, {})
        for other, probability in kinship.others:
            own[other] = probability
            self.kin.setdefault(other, {})[kinship.article_id] = probability

    def forget_strangers(self) -> None:
        """Forget kin that is in no story in memory: after a start, what had grown too old before it."""
        for article_id in (self.kin.keys() | self.compared) - self.homes.keys():
            self.forget_kin(article_id)

    def revise(self, stories: Sequence[Story], newcomer: Newcomer) -> None:
        """Take over new revisions among whose members the newcomer and articles in memory are.

        Stories that these leave nothing of are forgotten.
        """
        known = {newcomer.id: newcomer}
        members = (one.article_id for story in stories for one in story.members)
        before = {self.homes[one] for one in members if one in self.homes}
        for story_id in before:
            known |= self.stories[story_id].members
        for story_id in before - {story.id for story in stories}:
            del self.stories[story_id]
        self.copies.add(newcomer.fingerprint)
        for story in stories:
            remembered = Remembered(story, {one.article_id: known[one.article_id] for one in story.members})
            self.stories[story.id] = remembered
            self.homes |= dict.fromkeys(remembered.members, story.id)
            self._let_speak(remembered)

    def read_again(self, story: Story, members: Iterable[Newcomer]) -> None:
        """Take the fingerprints, languages and vectors of a story's members anew; nobody moves."""
        remembered = self.stories[story.id]
        for member in members:
            was = remembered.members[member.id]
            if not _is_compared_alike(was, member):
                self._shelf(was.language).drop(member.id)
            remembered.members[member.id] = member
            self.copies.add(member.fingerprint)
        self._let_speak(remembered)

    def leave(self, article_id: ArticleId, story: Story | None, heir: ArticleId | None) -> None:
        """Take an article out of its story; `story` is what is left of it.

        `heir`, where there is one, is the copy that stands for the article now, and is as near to the others.
        """
        remembered = self.stories[self.homes.pop(article_id)]
        member = remembered.members.pop(article_id)
        self.copies.drop(article_id)
        self._shelf(member.language).drop(article_id)
        if heir is not None:
            others = tuple(sorted(self.kin.get(article_id, {}).items()))
            self.keep_kin(Kinship(article_id=heir, others=others))
        self.forget_kin(article_id)
        if story is None:
            del self.stories[remembered.story.id]
        else:
            remembered.story = story
            self._let_speak(remembered)

    def kinship(self, article_id: ArticleId) -> Kinship:
        """Give how near an article is to others, as it is kept."""
        return Kinship(article_id=article_id, others=tuple(sorted(self.kin.get(article_id, {}).items())))

    def bind(self, bound: frozenset[ArticleId]) -> None:
        """Learn which articles an editor tied or parted: their stories are not taken apart, or may be again."""
        changed, self.bound = self.bound ^ bound, bound
        for story_id in {self.homes[one] for one in changed if one in self.homes}:
            self._let_speak(self.stories[story_id])

    def drop(self, story_id: StoryId) -> None:
        """Forget a story and its articles; an unknown one is no error."""
        remembered = self.stories.pop(story_id, None)
        if remembered is None:
            return
        for member in remembered.members.values():
            del self.homes[member.id]
            self.copies.drop(member.id)
            self._shelf(member.language).drop(member.id)
            self.forget_kin(member.id)

    def forget_kin(self, article_id: ArticleId) -> None:
        """Forget how near an article is to any other."""
        self.compared.discard(article_id)
        for other in self.kin.pop(article_id, {}):
            self.kin.get(other, {}).pop(article_id, None)

    def reaches_back_to(self, at: datetime) -> datetime:
        """Give the first publication of all stories, `at` at the latest: a copy may keep one of long ago here."""
        return min((at, *(remembered.story.first_at for remembered in self.stories.values())))

    def drop_before(self, at: datetime) -> list[Story]:
        """Forget the stories whose last publication is before that time, and give them."""
        old = [remembered.story for remembered in self.stories.values() if remembered.story.last_at < at]
        for story in old:
            self.drop(story.id)
        return old

    def weigh_again(self) -> None:
        """Read every weight anew after the rarity of terms changed."""
        for shelf in self.shelves.values():
            shelf.weigh_again(self.rarity)

    def compare(self, newcomer: Newcomer, window_hours: float) -> Compared:
        """Liken a newcomer to the articles that speak for stories of its language."""
        columns = self.measured(newcomer)
        return self._shelf(newcomer.language).compare(shelved(newcomer), columns, window_hours, self.rarity)

    def measured(self, article: Newcomer) -> Measured:
        """Give an article's words as figures."""
        shelf = self._shelf(article.language)
        if article.id in shelf.places:
            return shelf.columns[shelf.places[article.id]]
        if self.measure is None or self.measure[0] is not article.words:
            self.measure = (article.words, measured(article.words, article.language, self.rarity, self.common))
        return self.measure[1]

    def blocks_of(self, story_id: StoryId) -> list[Block]:
        """Give a story as what grouping may move: each article alone, or the whole where it is settled."""
        remembered = self.stories[story_id]
        times = {one: remembered.members[one].at for one in remembered.speakers}
        if remembered.is_settled:
            story = remembered.story
            whole = Block(articles=remembered.speakers, first_at=story.first_at, last_at=story.last_at, is_settled=True)
            return [whole]
        return [Block(articles=(one,), first_at=at, last_at=at) for one, at in times.items()]

    def _let_speak(self, remembered: Remembered) -> None:
        """Choose who speaks for a story, put them on the shelf and the others off it."""
        own = [one.article_id for one in remembered.story.members if one.role is MemberRole.COVERAGE]
        is_large = len(own) > FOUNDERS + LATEST
        remembered.speakers = tuple([*own[:FOUNDERS], *own[-LATEST:]] if is_large else own)
        remembered.is_settled = is_large or self._is_ruled(remembered) or not self.compared.issuperset(own)
        for one in remembered.members.keys() - set(remembered.speakers):
            self._shelf(remembered.members[one].language).drop(one)
        for one in remembered.speakers:
            member = remembered.members[one]
            shelf = self._shelf(member.language)
            if one not in shelf.places:
                shelf.add(shelved(member), self.measured(member), self.rarity)

    def _is_ruled(self, remembered: Remembered) -> bool:
        """Say whether an editor put the story together or took it apart: then nobody else does."""
        members = remembered.story.members
        is_moved = any(one.home is not None for one in members) or remembered.story.parted_from is not None
        return is_moved or not self.bound.isdisjoint(remembered.members)

    def _shelf(self, language: str) -> Shelf:
        if language not in self.shelves:
            self.shelves[language] = Shelf(language)
        return self.shelves[language]


def _is_compared_alike(one: Newcomer, other: Newcomer) -> bool:
    is_same_vector = one.vector is other.vector or (
        one.vector is not None and other.vector is not None and np.array_equal(one.vector, other.vector)
    )
    return one.language == other.language and one.vector_model == other.vector_model and is_same_vector


def shelved(newcomer: Newcomer) -> Shelved:
    """Give a newcomer as it is compared."""
    return Shelved(
        id=newcomer.id,
        at=newcomer.at,
        language=newcomer.language,
        publisher=newcomer.publisher,
        words=newcomer.words,
        vector=newcomer.vector,
        vector_model=newcomer.vector_model,
    )


def mean_kinship(kin: Mapping[ArticleId, int], others: Sequence[ArticleId]) -> float:
    """Give the mean probability, in ten-thousandths, of an article with others; those never compared count as 0."""
    return sum(kin.get(one, 0) for one in others) / len(others) if others else 0.0
