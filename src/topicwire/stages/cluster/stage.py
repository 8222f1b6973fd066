"""The cluster stage: one article after the other joins a story or founds one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.outcome import Done, Outcome, Unchanged
from topicwire.model.ruling import PAIRS
from topicwire.model.story import Story
from topicwire.model.work import Lease, StageName
from topicwire.ports.clock import Clock
from topicwire.ports.store import Store
from topicwire.stages.cluster.bonding import REGROUPED, regroup_around
from topicwire.stages.cluster.leaving import Departure, departed
from topicwire.stages.cluster.placing import Placement, Placer
from topicwire.stages.cluster.recall import bound_articles, keep_learned, newcomer, newcomers, read_place, recall
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import common_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """An article that stays in its story; its record may need to be made anew."""

    story_id: StoryId


class ClusterStage:
    """Subject: an article id. Placing happens in memory at `work`, as the next article must see it."""

    name = StageName.CLUSTER
    is_serial = True

    def __init__(self, store: Store, clock: Clock, settings: ClusterSettings, keywords: Iterable[str] = ()) -> None:
        """Start empty; memory is rebuilt from the store at the first article.

        `keywords` are those of the hub's topics: their words tie nothing together by themselves.
        """
        self._common = common_words(keywords)  # read anew by each language
        self._store, self._clock, self._settings = store, clock, settings
        self._placer: Placer | None = None
        self._placed = set[str]()  # subjects in memory whose outcome is not kept yet
        self._standing_articles = 0  # of the standing copy last kept
        self._to_keep, self._is_batch_over, self._is_doubtful = 0, True, False
        self._arrived = list[ArticleId]()  # placed in this batch
        self._regrouped: bytes | None = None  # of the store, when memory was read from it

    @property
    def batch(self) -> int:
        """Give the number of articles placed in one transaction."""
        return self._settings.batch

    async def work(self, lease: Lease) -> Outcome[Placement | Departure | Revisit]:
        """Place one article, or take it out when it is off topic."""
        article_id = ArticleId(lease.subject)
        placer = self._ready(article_id)
        enrichment = self._store.enrichments.find(article_id)
        if enrichment is None:
            return Unchanged(why="not enriched")
        story = self._story_of(placer, article_id)
        if not enrichment.is_on_topic and not (story and self._is_ruled(article_id)):
            return Done(value=self._take_out(placer, story, article_id)) if story else Unchanged(why="off topic")
        if story:
            return Done(value=self._visit(placer, story))
        now = self._clock.now()
        self._placed.add(article_id)
        return Done(value=placer.place(newcomer(self._store, article_id, now), now))

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Note how many are about to be kept: what was learned is written with the last of them."""
        self._to_keep, self._is_batch_over, self._arrived = len(outcomes), True, []

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        """Keep the story and make its ranking due."""
        if isinstance(outcome, Done):
            self._keep_value(outcome.value)
        elif lease.subject in self._placed:
            self._is_doubtful = True  # placing it crashed half way
        self._placed.discard(lease.subject)
        self._to_keep, self._is_batch_over = self._to_keep - 1, True
        if self._to_keep <= 0 and self._placer:
            self._keep_learned(self._placer)
            self._keep_bonds()
        return None

    def _keep_bonds(self) -> None:
        """Move what arrived and an editor tied or parted: after the batch, for its stories build on each other."""
        rulings = {one: self._store.rulings.list_for(one) for one in self._arrived}
        bonded = [one for one, found in rulings.items() if any(ruling.kind in PAIRS for ruling in found)]
        if bonded:
            regroup_around(self._store, bonded, self._clock.now())

    def _keep_value(self, value: Placement | Departure | Revisit) -> None:
        match value:
            case Placement():
                self._keep_placement(value)
                return
            case Departure(story=None):
                story_id = value.story_id
                self._store.stories.drop(story_id)
            case Departure(story=Story() as story):
                story_id = story.id
                self._store.stories.keep(story)
                self._keep_heir(value)
            case Revisit():
                story_id = value.story_id
        self._store.work.add(StageName.RANK, story_id, self._clock.now())

    def _keep_heir(self, departure: Departure) -> None:
        """Keep how near the copy that stands for its original now is to others."""
        heir, placer = departure.heir, self._placer
        if heir and placer and departure.story and heir in placer.memory.homes:
            at = placer.memory.stories[departure.story.id].members[heir].at
            self._store.stories.keep_kinship(placer.memory.kinship(heir), at)

    def _keep_placement(self, placement: Placement) -> None:
        """Keep every story that changed with it; a story that is no more leads on."""
        stories, now = self._store.stories, self._clock.now()
        for story in placement.kept:
            stories.keep(story)
            self._store.work.add(StageName.RANK, story.id, now)
        for merger in placement.merged:
            stories.drop(merger.story_id)
            stories.keep_successor(merger.story_id, merger.into, now)
        for event in placement.events:
            stories.keep_event(event)
        stories.keep_kinship(placement.kinship, placement.at)
        if placement.near_miss:
            stories.keep_near_miss(placement.near_miss)
        self._arrived.append(placement.article_id)

    def _ready(self, subject: str) -> Placer:
        """Give the placer; rebuilt at the start, and when what it has placed was not kept after all."""
        placer = self._placer
        if placer is None or subject in self._placed or (self._is_batch_over and not self._is_kept(placer)):
            placer = self._placer = recall(self._store, self._settings, self._common)
            self._placed, self._is_doubtful = set(), False
            self._regrouped = self._store.learned.find(REGROUPED)
            self._standing_articles = placer.memory.rarity.standing_articles
        elif self._is_batch_over:
            placer.memory.bind(bound_articles(self._store))
            placer.begin_batch()
        self._is_batch_over = False
        return placer

    def _is_kept(self, placer: Placer) -> bool:
        """Say whether the store holds all that is in memory. Asked between batches only: within one it cannot."""
        if self._placed or self._is_doubtful or self._regrouped != self._store.learned.find(REGROUPED):
            return False
        return read_place(self._store.learned)[0] == placer.memory.rarity.articles

    def _keep_learned(self, placer: Placer) -> None:
        rarity = placer.memory.rarity
        if read_place(self._store.learned)[0] == rarity.articles:
            return
        keep_learned(self._store.learned, placer, rarity.standing_articles != self._standing_articles)
        if placer.remembers_since:
            self._store.stories.drop_kinships(placer.memory.reaches_back_to(placer.remembers_since))
        self._standing_articles = rarity.standing_articles

    def _story_of(self, placer: Placer, article_id: ArticleId) -> Story | None:
        return placer.find_story(article_id) or self._store.stories.find_for(article_id)

    def _is_ruled(self, article_id: ArticleId) -> bool:
        """Say whether an editor decided anything on it: then it stays, whatever a new revision is about."""
        return any(one.undone_at is None for one in self._store.rulings.list_for(article_id))

    def _visit(self, placer: Placer, story: Story) -> Revisit:
        """Read the members' fingerprints and language anew; no article moves."""
        if story.id in placer.memory.stories:
            placer.memory.read_again(story, newcomers(self._store, story))
        return Revisit(story_id=story.id)

    def _take_out(self, placer: Placer, story: Story, article_id: ArticleId) -> Departure:
        rest = [one for one in newcomers(self._store, story) if one.id != article_id]
        departure = departed(story, article_id, {one.id: one.at for one in rest}, self._clock.now())
        placer.leave(departure)
        self._placed.add(article_id)
        return departure
