"""The rank stage: scores a story and keeps the records that changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from topicwire.model.article import Article
from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.outcome import Done, Outcome, Unchanged
from topicwire.model.record import RankedArticle
from topicwire.model.ruling import in_force
from topicwire.model.story import Member, Story, StoryEvent, StoryEventKind
from topicwire.model.work import Lease, StageName
from topicwire.ports.clock import Clock
from topicwire.ports.store import Store
from topicwire.stages.rank.conflicts import find_conflicts
from topicwire.stages.rank.ranking import Dossier, rank, rules
from topicwire.stages.rank.records import SHORT_ID, elsewhere, sealed_by_digest
from topicwire.stages.rank.settings import RankSettings

log = structlog.get_logger()

HUB = "hub"
"""The one subject of the publish stage."""


Seal = Callable[[Article, RankedArticle, str | None], str | None]
"""Gives the sealed value of a record: from its article, the record so far, and the value it had."""


def _keep_sealed(article: Article, ranked: RankedArticle, previous: str | None) -> str | None:
    return previous


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What ranking a story changed."""

    changed: tuple[RankedArticle, ...]
    led: StoryEvent | None  # another article took the lead
    dropped: tuple[ArticleId, ...]  # that are in no story any more


class RankStage:
    """Subject: a story id."""

    name = StageName.RANK
    is_serial = True

    def __init__(self, store: Store, hub: Hub, clock: Clock, settings: RankSettings, seal: Seal | None = None) -> None:
        """Prepare the hub's organizations and topics once. Without `seal` records keep the sealed value they have."""
        self._seal = seal or _keep_sealed
        self._store, self._clock, self._settings = store, clock, settings
        self._rules = rules(hub, settings)

    @property
    def batch(self) -> int:
        """Give the number of stories ranked in one transaction."""
        return self._settings.batch

    async def work(self, lease: Lease) -> Outcome[Ranking]:
        """Rank one story; records that would say the same as before are not in the outcome."""
        return self._outcome(StoryId(lease.subject), tells=True)

    def rank_at_once(self, story_id: StoryId) -> None:
        """Rank one story and keep its records, inside the caller's transaction: with the ruling that asks for it."""
        self._keep(self._outcome(story_id, tells=False))  # the next run tells

    def _outcome(self, story_id: StoryId, *, tells: bool) -> Outcome[Ranking]:
        story = self._store.stories.find(story_id)
        if story is None:
            known = tuple(self._of_story(story_id))
            ranking = Ranking(changed=(), led=None, dropped=self._gone(known))
        else:
            ranking = self._rank(story, tells=tells)
        return (
            Done(value=ranking) if ranking.changed or ranking.dropped else Unchanged(why="the same records as before")
        )

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        """Keep the changed records, drop those without a story, and make publishing due."""
        self._keep(outcome)
        return None

    def _keep(self, outcome: Outcome[Any]) -> None:
        if isinstance(outcome, Done):
            for ranked in outcome.value.changed:
                self._store.ranked.keep(self._at_free_path(ranked))
            if outcome.value.led:
                self._store.stories.keep_event(outcome.value.led)
            for article_id in outcome.value.dropped:
                self._store.ranked.drop(article_id)
            self._store.work.add(StageName.PUBLISH, HUB, self._clock.now())

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Do nothing: results lean on nothing outside the store."""

    def _rank(self, story: Story, *, tells: bool) -> Ranking:
        before = {member.article_id: self._store.ranked.find(member.article_id) for member in story.members}
        dossiers = [self._dossier(member, before[member.article_id]) for member in story.members]
        for dossier in dossiers if tells else ():
            self._tell_conflicts(dossier)
        made = [self._sealed(one, before[one.article_id]) for one in rank(story, dossiers, self._rules)]
        changed = tuple(one for one in made if not (old := before[one.article_id]) or old.digest != one.digest)
        former = {other for known in before.values() if known for other in _related_ids(known)} - before.keys()
        return Ranking(changed=changed, led=self._led(story, before, made), dropped=self._gone(sorted(former)))

    def _led(
        self, story: Story, before: Mapping[ArticleId, RankedArticle | None], made: Sequence[RankedArticle]
    ) -> StoryEvent | None:
        """Tell that another member took the lead of the story."""
        was = next((one for one in before.values() if one and one.is_lead and one.story_id == story.id), None)
        now = next((one for one in made if one.is_lead), None)
        if was is None or now is None or was.article_id == now.article_id:
            return None
        articles = (now.article_id,)
        return StoryEvent(story_id=story.id, at=self._clock.now(), kind=StoryEventKind.LED, articles=articles)

    def _sealed(self, ranked: RankedArticle, known: RankedArticle | None) -> RankedArticle:
        """Put the private fields in, sealed; the value that is there stays as long as it says the same."""
        previous = ranked.record.sealed or (known.record.sealed if known else None)
        sealed = self._seal(self._store.articles.get(ranked.article_id), ranked, previous)
        if sealed == ranked.record.sealed:
            return ranked
        return sealed_by_digest(replace(ranked, record=replace(ranked.record, sealed=sealed)))

    def _dossier(self, member: Member, known: RankedArticle | None) -> Dossier:
        adopted = self._store.adopted.find(member.article_id)
        if adopted and known:  # a sealed value may have been sealed again since
            adopted = replace(adopted, record=replace(adopted.record, sealed=known.record.sealed))
        return Dossier(
            member=member,
            article=self._store.articles.get(member.article_id),
            enrichment=self._store.enrichments.get(member.article_id),
            path=known.record.path if known else adopted.record.path if adopted else None,
            adopted=adopted,
            force=in_force(self._store.rulings.list_for(member.article_id)),
        )

    def _tell_conflicts(self, dossier: Dossier) -> None:
        """Tell when a revision says other than what an editor decided, which stays."""
        if all(one.revision == dossier.article.revision for one in dossier.force.values()):
            return
        for conflict in find_conflicts(dossier.force.values(), self._store.articles.list_revisions(dossier.article.id)):
            what, instead = conflict.ruling.kind.value, conflict.publisher
            log.warning("an editor's word stays", url=dossier.path, what=what, publisher=instead)

    def _gone(self, article_ids: Sequence[ArticleId]) -> tuple[ArticleId, ...]:
        """Give those that are in no story: one that moved is ranked with its new story."""
        return tuple(one for one in article_ids if self._store.stories.find_for(one) is None)

    def _of_story(self, story_id: StoryId) -> Iterator[ArticleId]:
        """Give the articles last ranked in a story that is gone. Reads all records: a story rarely goes."""
        return (ranked.article_id for ranked in self._store.ranked.iterate() if ranked.story_id == story_id)

    def _at_free_path(self, ranked: RankedArticle) -> RankedArticle:
        """Give the record a path no other article has, decided at keeping, when the paths of its batch are known."""
        for candidate in (ranked, elsewhere(ranked, SHORT_ID)):
            holder = self._store.ranked.find_by_path(candidate.record.path)
            if holder is None or holder.article_id == ranked.article_id:
                return candidate
        return elsewhere(ranked, len(ranked.article_id))


def _related_ids(ranked: RankedArticle) -> set[ArticleId]:
    return {related.article_id for related in ranked.record.related if related.article_id}
