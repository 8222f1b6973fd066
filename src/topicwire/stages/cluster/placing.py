"""Decides which story an article joins, and what that makes of the stories around it. Never looks ahead. Pure.

One pass, in the order of arrival. An article is likened to those of the window; then it and the stories it is near to
are grouped anew, so that evidence which came later can join what stood apart and part what stood together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import Kinship, Member, MemberRole, NearMiss, Signal, Story, StoryEvent, StoryEventKind
from topicwire.stages.cluster.grouping import Block, group
from topicwire.stages.cluster.leaving import Departure
from topicwire.stages.cluster.memory import Memory, Newcomer, Remembered, mean_kinship
from topicwire.stages.cluster.pair_model import WHOLE, PairModel, shipped_model
from topicwire.stages.cluster.reforming import IsTaken, Reformed, circle_of, new_story_id, reform
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.shelf import NOBODY, Compared
from topicwire.stages.cluster.ties import shared_terms

REMEMBERED_WINDOWS = 1.5
"""A story is remembered this many windows behind the newest article, so that one arriving half a window late still
finds every story it may join."""
NEAR = 1_000
"""Mean probability, in ten-thousandths, from which a story is looked at again when an article comes. Below that the
article changes nothing about it: grouping all of the hub anew each time gave the very same stories."""
MOST_NEAR = 60
"""Articles grouped anew at once, about; the nearest stories first."""
LEAST_KEPT = 500
"""Probability, in ten-thousandths, below which two articles are not kept as kin: half of what two articles have that
came at once and share one frequent word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """A story that is no more, and the one it became part of."""

    story_id: StoryId
    into: StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article was placed, and what changed with it."""

    article_id: ArticleId
    at: datetime  # its publication
    kept: tuple[Story, ...]  # new stories and new revisions, the article's first
    merged: tuple[Merger, ...]
    events: tuple[StoryEvent, ...]
    kinship: Kinship
    near_miss: NearMiss | None

    @property
    def story(self) -> Story:
        """Give the story that holds the article."""
        return self.kept[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """A story the newcomer is kin to."""

    remembered: Remembered
    mean: float  # probability of one event with those who speak for it, in ten-thousandths


class Placer:
    """Places articles one after the other. Its state is the memory and `front`, both restored from the store."""

    def __init__(
        self,
        memory: Memory,
        settings: ClusterSettings,
        front: datetime | None = None,
        model: PairModel | None = None,
        is_taken: IsTaken = lambda _: False,
        learns: bool = True,
    ) -> None:
        """Start with what is remembered.

        Args:
            memory: of the stories within reach.
            settings: of the hub.
            front: the newest publication seen.
            model: tells how surely two articles are on one event; None: the shipped one.
            is_taken: says whether a story that is not in memory has an id.
            learns: False: the words of what is placed were learned before.
        """
        self.memory, self.front, self._settings = memory, front, settings
        self._model, self._is_taken, self._learns = model or shipped_model(), is_taken, learns
        self._window, self._span = timedelta(hours=settings.window_hours), timedelta(days=settings.span_days)
        self._quiet = timedelta(hours=settings.quiet_hours)
        self._needed = round(settings.threshold * WHOLE)
        self._forgotten = dict[StoryId, Story]()  # in this batch, as too old
        self._homes = dict[ArticleId, StoryId]()  # of the articles in those
        self._gone = set[StoryId]()  # in this batch: part of another by now, or without articles

    @property
    def remembers_since(self) -> datetime | None:
        """Give the last publication a story must have to be remembered, by the hour; None when nothing was placed yet.

        By the hour, as looking for what is too old means a look at every story.
        """
        if self.front is None:
            return None
        return self.front.replace(minute=0, second=0, microsecond=0) - REMEMBERED_WINDOWS * self._window

    def begin_batch(self) -> None:
        """Note that the store has learned all that was placed before."""
        self._forgotten.clear()
        self._homes.clear()
        self._gone.clear()

    def remembers(self, story: Story) -> bool:
        """Say whether the story is recent enough for articles to join it."""
        since = self.remembers_since
        return since is not None and story.last_at >= since

    def find_story(self, article_id: ArticleId) -> Story | None:
        """Find the story of an article, where the store may not know it as it is; None: the store does."""
        home = self.memory.homes.get(article_id)
        if home is not None:
            return self.memory.stories[home].story
        story = self._forgotten.get(self._homes.get(article_id, StoryId("")))
        return story if story and any(one.article_id == article_id for one in story.members) else None

    def leave(self, departure: Departure) -> None:
        """Take an article out of its story."""
        story_id, story = departure.story_id, departure.story
        if departure.article_id in self.memory.homes:
            self.memory.leave(departure.article_id, story, departure.heir)
        if story is None:
            self._forgotten.pop(story_id, None)
            self._gone.add(story_id)
        elif story_id in self.memory.stories:
            self._forget_old([story])
        else:
            self._note_forgotten([story])

    def _forget_old(self, stories: Sequence[Story]) -> None:
        """Forget those whose latest articles went elsewhere, as a restart would."""
        for story in stories:
            if not self.remembers(story):
                self.memory.drop(story.id)
                self._note_forgotten([story])

    def _note_forgotten(self, stories: Iterable[Story]) -> None:
        for story in stories:
            self._forgotten[story.id] = story
            self._homes |= {one.article_id: story.id for one in story.members}

    def place(self, newcomer: Newcomer, now: datetime) -> Placement:
        """Place an article that is in no story yet, and learn its terms."""
        self._advance(newcomer.at)
        copied = self.memory.copies.find(newcomer.fingerprint, self._settings.copy_threshold)
        placement = self._copied(newcomer, *copied, now) if copied else self._compared(newcomer, now)
        if self._learns and self.memory.rarity.learn(newcomer.language, newcomer.words.all_terms):
            self.memory.weigh_again()
        return placement

    def _advance(self, at: datetime) -> None:
        if self.front and at <= self.front:
            return
        before, self.front = self.remembers_since, at
        since = self.remembers_since
        if since is not None and since != before:
            self._note_forgotten(self.memory.drop_before(since))

    def _copied(self, newcomer: Newcomer, like: ArticleId, likeness: float, now: datetime) -> Placement:
        """Put a copy beside what it copies: nothing else can follow from it."""
        home = self.memory.stories[self.memory.homes[like]]
        original = next((one.copy_of for one in home.story.members if one.article_id == like), None)
        if original not in home.members:  # it is one itself, or an editor moved it elsewhere
            original = like
        member = Member(
            article_id=newcomer.id,
            joined_at=now,
            role=MemberRole.COPY,
            similarity=likeness,
            ties=shared_terms(newcomer, [home.members[original]], self.memory),
            copy_of=original,
        )
        story = _grown(home.story, member, newcomer.at, now)
        kinship = Kinship(article_id=newcomer.id, others=())
        self.memory.keep_kin(kinship)
        events = self._reopening([home.story], story, newcomer, now)
        self.memory.revise([story], newcomer)
        return _placement(newcomer, (story,), kinship, events=events)

    def _compared(self, newcomer: Newcomer, now: datetime) -> Placement:
        compared = self.memory.compare(newcomer, self._settings.window_hours) if self._is_reached(newcomer) else NOBODY
        found = zip(compared.others, self._model.probabilities(compared), strict=True)
        others = tuple(sorted((other, probability) for other, probability in found if probability >= LEAST_KEPT))
        kinship = Kinship(article_id=newcomer.id, others=others)
        self.memory.keep_kin(kinship)
        near = self._near(newcomer)
        made, before = self._grouped(newcomer, near, now)
        if made is None:
            placement = self._founded(newcomer, kinship, now)
        else:
            merged = tuple(Merger(story_id=gone, into=into) for gone, into in made.merged)
            events = (*made.events, *self._reopening(before, made.kept[0], newcomer, now))
            placement = _placement(newcomer, made.kept, kinship, merged, events)
            self.memory.revise(made.kept, newcomer)
            self._gone.update(gone for gone, _ in made.merged)
        placement = self._explained(newcomer, placement, near, compared)
        self._forget_old([one for one in placement.kept if one.id in self.memory.stories])
        return placement

    def _is_reached(self, newcomer: Newcomer) -> bool:
        """Say whether the article is recent enough to join anything remembered."""
        since = self.remembers_since
        return since is not None and newcomer.at >= since

    def _near(self, newcomer: Newcomer) -> list[_Near]:
        """List the stories the article is kin to, nearest first; among equals the story that began first."""
        memory, kin = self.memory, self.memory.kin[newcomer.id]
        stories = (memory.stories[one] for one in {memory.homes[other] for other in kin if other in memory.homes})
        near = [_Near(remembered=one, mean=mean_kinship(kin, one.speakers)) for one in stories]
        return sorted(near, key=lambda one: (-one.mean, one.remembered.story.first_at, one.remembered.story.id))

    def _grouped(self, newcomer: Newcomer, near: Sequence[_Near], now: datetime) -> tuple[Reformed | None, list[Story]]:
        """Group the article with the stories it is near to; None when there are none."""
        chosen = _few([one.remembered for one in near if one.mean >= NEAR])
        if not chosen:
            return None, []
        blocks = [block for one in chosen for block in self.memory.blocks_of(one.story.id)]
        own = Block(articles=(newcomer.id,), first_at=newcomer.at, last_at=newcomer.at)
        blocks = [*sorted(blocks, key=lambda block: (block.first_at, block.articles)), own]
        groups = group(blocks, self.memory.kin, self._needed, self._span)
        articles = [[one for place in places for one in blocks[place].articles] for places in groups]
        circle = circle_of(newcomer, chosen, self.memory, now, self._has)
        return reform(circle, articles), [one.story for one in chosen]

    def _has(self, story_id: StoryId) -> bool:
        """Say whether there is such a story, whatever of this batch the store has yet to learn."""
        if story_id in self.memory.stories or story_id in self._forgotten:
            return True
        return story_id not in self._gone and self._is_taken(story_id)

    def _founded(self, newcomer: Newcomer, kinship: Kinship, now: datetime) -> Placement:
        member = Member(article_id=newcomer.id, joined_at=now, role=MemberRole.COVERAGE, similarity=1.0, ties=())
        story = Story(
            id=new_story_id(newcomer.id, self._has),
            revision=1,
            members=(member,),
            first_at=newcomer.at,
            last_at=newcomer.at,
            changed_at=now,
        )
        if self.remembers(story):
            self.memory.put(story, [newcomer], [kinship])
        else:
            self.memory.forget_kin(newcomer.id)
            self._note_forgotten([story])
        return _placement(newcomer, (story,), kinship)

    def _reopening(
        self, before: Sequence[Story], story: Story, newcomer: Newcomer, now: datetime
    ) -> tuple[StoryEvent, ...]:
        """Tell that the article joined a story that had settled."""
        was = next((one for one in before if one.id == story.id), None)
        if was is None or newcomer.at - was.last_at <= self._quiet:
            return ()
        articles = (newcomer.id,)
        return (StoryEvent(story_id=story.id, at=now, kind=StoryEventKind.REOPENED, articles=articles),)

    def _explained(
        self, newcomer: Newcomer, placement: Placement, near: Sequence[_Near], compared: Compared
    ) -> Placement:
        """Add by which signals the article joined, and the nearest story it did not join."""
        story = placement.story
        own = next(one for one in story.members if one.article_id == newcomer.id)
        signals = self._signals(own.closest, compared)
        members = tuple(replace(one, signals=signals) if one is own else one for one in story.members)
        explained = replace(story, members=members)
        if story.id in self.memory.stories:
            self.memory.stories[story.id].story = explained
        own_or_gone = {story.id, *(one.story_id for one in placement.merged)}
        missed = next((one for one in near if one.remembered.story.id not in own_or_gone), None)
        miss = self._miss(newcomer, missed, own, compared) if missed else None
        return replace(placement, kept=(explained, *placement.kept[1:]), near_miss=miss)

    def _signals(self, closest: ArticleId | None, compared: Compared) -> tuple[Signal, ...]:
        if closest is None or closest not in compared.others:
            return ()
        return self._model.reasons(compared, compared.others.index(closest))

    def _miss(self, newcomer: Newcomer, missed: _Near, own: Member, compared: Compared) -> NearMiss:
        kin = self.memory.kin[newcomer.id]
        closest = max(missed.remembered.speakers, key=lambda one: (kin.get(one, 0), one), default=None)
        is_alone = own.closest is None
        return NearMiss(
            article_id=newcomer.id,
            story_id=missed.remembered.story.id,
            similarity=round(missed.mean / WHOLE, 4),
            threshold=self._settings.threshold if is_alone else max(self._settings.threshold, own.similarity),
            closest=closest,
            signals=self._signals(closest, compared),
        )


def _few(stories: Sequence[Remembered]) -> list[Remembered]:
    """Take the nearest stories until they hold MOST_NEAR articles."""
    taken, count = list[Remembered](), 0
    for one in stories:
        count += len(one.speakers)
        if taken and count > MOST_NEAR:
            break
        taken.append(one)
    return taken


def _grown(story: Story, member: Member, at: datetime, now: datetime) -> Story:
    return replace(
        story,
        revision=story.revision + 1,
        members=(*story.members, member),
        first_at=min(story.first_at, at),
        last_at=max(story.last_at, at),
        changed_at=now,
    )


def _placement(
    newcomer: Newcomer,
    kept: tuple[Story, ...],
    kinship: Kinship,
    merged: tuple[Merger, ...] = (),
    events: tuple[StoryEvent, ...] = (),
) -> Placement:
    return Placement(
        article_id=newcomer.id, at=newcomer.at, kept=kept, merged=merged, events=events, kinship=kinship, near_miss=None
    )
