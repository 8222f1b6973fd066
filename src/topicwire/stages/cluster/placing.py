"""Decides which story an article joins: one pass, in the order of arrival, never looking ahead. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import exp

from topicwire.model.ids import ArticleId, StoryId, digest
from topicwire.model.story import Member, MemberRole, NearMiss, Story
from topicwire.stages.cluster.memory import Memory, Newcomer, Remembered
from topicwire.stages.cluster.settings import ClusterSettings

TIES = 8
"""Shared terms kept with a member."""
CANDIDATES = 2
"""Stories looked at closely: the one to join and, beside it, the nearest not joined."""
REMEMBERED_WINDOWS = 2
"""A story is remembered this many windows behind the newest article, so that one arriving late by up to a window
still finds every story it may join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article was placed, and the nearest story it was not placed in."""

    story: Story  # the revision that holds it
    near_miss: NearMiss | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    remembered: Remembered
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """Why an article belongs to a story."""

    role: MemberRole
    similarity: float
    copy_of: ArticleId | None = None


class Placer:
    """Places articles one after the other. Its state is the memory and `front`, both restored from the store."""

    def __init__(self, memory: Memory, settings: ClusterSettings, front: datetime | None = None) -> None:
        """Start with what is remembered; `front` is the newest publication seen."""
        self.memory, self.front, self._settings = memory, front, settings
        self._window, self._span = timedelta(hours=settings.window_hours), timedelta(days=settings.span_days)

    @property
    def remembers_since(self) -> datetime | None:
        """Give the last publication a story must have to be remembered; None when nothing was placed yet."""
        return self.front - REMEMBERED_WINDOWS * self._window if self.front else None

    def place(self, newcomer: Newcomer, now: datetime) -> Placement:
        """Place an article that is in no story yet, and learn its terms."""
        self._advance(newcomer.at)
        weights = self.memory.rarity.weigh(newcomer.language, newcomer.terms)
        candidates = self._candidates(newcomer, weights)
        home, fit = self._decide(newcomer, candidates)
        story = _joined(home, newcomer, weights, fit, now)
        if home:
            self.memory.join(story, newcomer, weights)
        elif self.remembers(story):
            self.memory.put(story, [newcomer])
        near_miss = self._near_miss(newcomer, candidates, home, fit)
        if self.memory.rarity.learn(newcomer.language, newcomer.terms):
            self.memory.weigh_again()
        return Placement(story=story, near_miss=near_miss)

    def _advance(self, at: datetime) -> None:
        if self.front and at <= self.front:
            return
        self.front = at
        self.memory.drop_before(at - REMEMBERED_WINDOWS * self._window)

    def remembers(self, story: Story) -> bool:
        """Say whether the story is recent enough for articles to join it."""
        since = self.remembers_since
        return since is not None and story.last_at >= since

    def _candidates(self, newcomer: Newcomer, weights: dict[str, float]) -> list[_Candidate]:
        """List the two nearest stories within reach, nearest first; among equals the story that began first.

        The similarity is the mean cosine with the members. The cosine with their sum would rise with every member
        that differs from the others, so that large stories would swallow their neighbours.
        """
        nearest: list[_Candidate] = []
        for likeness, story_id in self._likenesses(newcomer, weights):
            if len(nearest) == CANDIDATES and likeness < nearest[-1].similarity:
                break  # fading only takes away: no later one can be nearer
            known = self.memory.stories[story_id]
            if self._is_in_reach(known.story, newcomer.at):
                similarity = likeness * self._fading(known.story, newcomer.at)
                nearest = sorted([*nearest, _Candidate(remembered=known, similarity=similarity)], key=_nearness)
                nearest = nearest[:CANDIDATES]
        return nearest

    def _likenesses(self, newcomer: Newcomer, weights: dict[str, float]) -> list[tuple[float, StoryId]]:
        """List the mean cosine with every story that shares a term, highest first, fading not yet counted."""
        products, stories = self.memory.products(newcomer.language, weights), self.memory.stories
        return sorted(((product / len(stories[one].members), one) for one, product in products.items()), reverse=True)

    def _is_in_reach(self, story: Story, at: datetime) -> bool:
        return _gap(story, at) <= self._window and max(at, story.last_at) - min(at, story.first_at) <= self._span

    def _fading(self, story: Story, at: datetime) -> float:
        """Give how much of a similarity counts after a pause: all of it at once, 37 % at the window's end."""
        return exp(-_gap(story, at) / self._window)

    def _decide(self, newcomer: Newcomer, candidates: list[_Candidate]) -> tuple[Remembered | None, _Fit]:
        copy = self.memory.copies.find(newcomer.fingerprint, self._settings.copy_threshold)
        if copy:
            home = self.memory.stories[self.memory.homes[copy[0]]]
            return home, _Fit(role=MemberRole.COPY, similarity=copy[1], copy_of=_original(home.story, copy[0]))
        if candidates and candidates[0].similarity >= self._settings.threshold:
            return candidates[0].remembered, _Fit(role=MemberRole.COVERAGE, similarity=candidates[0].similarity)
        return None, _Fit(role=MemberRole.COVERAGE, similarity=1.0)

    def _near_miss(
        self, newcomer: Newcomer, candidates: list[_Candidate], home: Remembered | None, fit: _Fit
    ) -> NearMiss | None:
        nearest = next((one for one in candidates if one.remembered is not home), None)
        if nearest is None:
            return None
        needed = max(self._settings.threshold, fit.similarity) if home else self._settings.threshold
        return NearMiss(
            article_id=newcomer.id,
            story_id=nearest.remembered.story.id,
            similarity=nearest.similarity,
            threshold=needed,
        )


def _nearness(candidate: _Candidate) -> tuple[float, datetime, StoryId]:
    return -candidate.similarity, candidate.remembered.story.first_at, candidate.remembered.story.id


def _gap(story: Story, at: datetime) -> timedelta:
    """Give the time between a publication and the nearest end of the story; none inside it."""
    return max(story.first_at - at, at - story.last_at, timedelta(0))


def _original(story: Story, article_id: ArticleId) -> ArticleId:
    """Give the member that the article copies, or itself."""
    return next((one.copy_of for one in story.members if one.article_id == article_id and one.copy_of), article_id)


def _joined(home: Remembered | None, newcomer: Newcomer, weights: dict[str, float], fit: _Fit, now: datetime) -> Story:
    """Give the story with its new member, or the story the article founds."""
    member = Member(
        article_id=newcomer.id,
        joined_at=now,
        role=fit.role,
        similarity=fit.similarity,
        ties=_ties(weights, home.total) if home else (),
        copy_of=fit.copy_of,
    )
    if home is None:
        story_id = StoryId(digest("story", newcomer.id))
        at = newcomer.at
        return Story(id=story_id, revision=1, members=(member,), first_at=at, last_at=at, changed_at=now)
    story = home.story
    return replace(
        story,
        revision=story.revision + 1,
        members=(*story.members, member),
        first_at=min(story.first_at, newcomer.at),
        last_at=max(story.last_at, newcomer.at),
        changed_at=now,
    )


def _ties(weights: dict[str, float], total: dict[str, float]) -> tuple[str, ...]:
    """Give the terms that add most to the similarity, strongest first."""
    shared = [(weight * total[term], term) for term, weight in weights.items() if term in total]
    return tuple(term for _, term in sorted(shared, key=lambda tie: (-tie[0], tie[1]))[:TIES])
