"""The enrich stage: reads an article, derives, hands it on to cluster."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId
from topicwire.model.outcome import Done, Outcome, Spike, SpikeReason, Unchanged
from topicwire.model.work import Lease, StageName
from topicwire.ports.clock import Clock
from topicwire.ports.embedder import Embedder
from topicwire.ports.store import Store
from topicwire.stages.enrich.enriching import as_adopted, enrich, lexicon, with_vector
from topicwire.stages.enrich.reasons import explain_topics, words_of
from topicwire.stages.enrich.settings import EnrichSettings
from topicwire.stages.enrich.topics import FIELDS

KEYWORDS_NAMED = 12
"""Keywords listed when an article is off topic; more would not be read."""


class EnrichStage:
    """Subject: an article id."""

    name = StageName.ENRICH
    is_serial = False

    def __init__(
        self, store: Store, hub: Hub, clock: Clock, settings: EnrichSettings, embedder: Embedder | None = None
    ) -> None:
        """Prepare the hub's topics and organizations once; without an embedder, no article gets a vector."""
        self._embedder = embedder
        self._store, self._clock, self._hub, self._settings = store, clock, hub, settings
        self._focused = {feed.id for feed in hub.feeds if feed.is_focused}
        self._lexicon = lexicon(hub, settings, embedder.name if embedder else "")

    @property
    def batch(self) -> int:
        """Give the number of articles enriched together."""
        return self._settings.batch

    @property
    def version(self) -> str:
        """Give what every enrichment made here says: `enrichments.list_stale` lists those made otherwise."""
        return self._lexicon.version

    async def work(self, lease: Lease) -> Outcome[Enrichment]:
        """Enrich one article, or refuse it as off topic."""
        article = self._store.articles.find(ArticleId(lease.subject))
        if article is None:
            return Unchanged(why="no such article")
        made = self._enrich(article)
        if not made.is_on_topic:
            return Spike(reason=SpikeReason.OFF_TOPIC, detail=self._why_refused(article))
        earlier = self._store.enrichments.find(article.id)
        if self._embedder:
            made = with_vector(made, article, earlier, self._embedder)
        return Unchanged(why="enriched before") if made == earlier else Done(value=made)

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        """Keep the enrichment and make clustering due; of a refused article, keep that it was refused and why."""
        if isinstance(outcome, Done):
            self._store.enrichments.keep(outcome.value)
            self._make_due(self._store.articles.get(outcome.value.article_id))
        elif isinstance(outcome, Spike) and outcome.reason is SpikeReason.OFF_TOPIC:
            self._keep_refused(self._store.articles.get(ArticleId(lease.subject)))
        return None

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Do nothing: results lean on nothing outside the store."""

    def _enrich(self, article: Article) -> Enrichment:
        tips = self._store.tips.list_for_article(article.id)
        namers = {feed for tip in tips for feed in (tip.feed_id, *self._store.tips.list_sightings(tip.id))}
        is_focused = not self._focused.isdisjoint(namers)
        made = enrich(article, self._lexicon, [tip.language for tip in tips], is_focused)
        adopted = self._store.adopted.find(article.id)
        if adopted is None:
            return made
        is_unread = adopted.revision == article.revision
        return as_adopted(made, adopted.record, self._lexicon) if is_unread else replace(made, is_on_topic=True)

    def _keep_refused(self, article: Article) -> None:
        """Keep it as off topic, so that changed topics find it stale; a story it already stood in must let it go."""
        self._store.enrichments.keep(replace(self._enrich(article), is_on_topic=False))
        if self._store.stories.find_for(article.id):
            self._make_due(article)

    def _make_due(self, article: Article) -> None:
        """Make clustering due as of the publication, so that a batch is clustered in the order of the news."""
        due_at = min(article.published.at, self._clock.now())
        self._store.work.add(StageName.CLUSTER, article.id, due_at)

    def _why_refused(self, article: Article) -> str:
        """Name the keywords that stand in it and did not count, else those that were looked for."""
        answers = explain_topics(words_of(article), self._hub.topics, self._lexicon.finder, self._settings)
        near = [one for one in answers if one.is_refusing or (one.has_sign and not one.is_given)]
        return "; ".join(f"{one.name}: {one.why}" for one in near[:KEYWORDS_NAMED]) or self._looked_for()

    def _looked_for(self) -> str:
        keywords = [keyword for topic in self._hub.topics for keyword in dict.fromkeys(topic.keywords)]
        if not keywords:
            return "the source is general and no topic of the hub has a keyword"
        more = len(keywords) - KEYWORDS_NAMED
        named = ", ".join(keywords[:KEYWORDS_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"none of these stands in its {', '.join(FIELDS[self._settings.gate])}: {named}"
