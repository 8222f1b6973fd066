"""Sentence vectors in the enrich stage, from any model."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from tests.fakes import FixedClock
from tests.stages.cluster.builders import article, feed, hub, lease, tip
from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.topic import MatchField
from topicwire.model.work import StageName
from topicwire.ports.store import Store
from topicwire.stages.enrich.settings import EnrichSettings
from topicwire.stages.enrich.stage import EnrichStage
from topicwire.store.sqlite import open_store
from topicwire.text.cosines import packed

FOCUSED = feed("focused", is_focused=True)


@pytest.fixture
def store() -> Iterator[Store]:
    """Open a store in memory."""
    opened = open_store(":memory:")
    yield opened
    opened.close()


def seen(store: Store, one: Article) -> Article:
    """Keep an article as read from a focused feed."""
    store.tips.keep(tip(one, FOCUSED, None))
    store.tips.keep_sighting(FOCUSED.id, one.tip_id, one.first_seen_at)
    store.tips.keep_article(one.tip_id, one.id)
    store.articles.keep(one)
    return one


class CountingEmbedder:
    """Gives every text the same vector, and keeps what it was asked."""

    dimensions = 2

    def __init__(self, name: str = "model-1") -> None:
        self.name, self.asked = name, []

    def embed(self, texts: Sequence[str]) -> list[Any]:
        """Give one vector a text."""
        self.asked += texts
        return [np.array([0.6, 0.8], dtype=np.float32) for _ in texts]


async def test_a_vector_is_made_once_for_the_same_words(store: Store) -> None:
    """Changed topics do not send the whole archive through the model again; another model does."""
    one = seen(store, article(title="Palm vein", excerpt="At gates."))
    first = CountingEmbedder()
    made = await work_and_keep(store, one, first)
    assert (made.vector, made.vector_model) == (packed(np.array([0.6, 0.8], dtype=np.float32)), "model-1")
    assert first.asked == ["Palm vein. At gates."]
    again = await work_and_keep(store, one, first, match=MatchField.TEXT)
    assert (again.vector, len(first.asked)) == (made.vector, 1)
    other = CountingEmbedder("model-2")
    assert (await work_and_keep(store, one, other)).vector_model == "model-2"
    assert len(other.asked) == 1


async def test_without_a_model_there_is_no_vector(store: Store) -> None:
    """Everything works with none."""
    one = seen(store, article())
    assert (await work_and_keep(store, one, None)).vector is None


async def work_and_keep(store: Store, one: Article, embedder: Any, **settings: object) -> Enrichment:
    """Enrich one article and give what the store keeps of it."""
    made = EnrichStage(
        store,
        hub(feeds=(FOCUSED,)),
        FixedClock(),
        EnrichSettings(**settings),  # type: ignore[arg-type]
        embedder,
    )
    with store.transaction():
        asked = lease(StageName.ENRICH, one.id)
        made.keep(asked, await made.work(asked))
    return store.enrichments.get(one.id)
