"""The cluster stage over the real store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import FixedClock
from tests.stages.cluster.builders import NOON, article, due, enrichment, keep, lease, prose, run
from topicwire.model.article import Article
from topicwire.model.ids import digest
from topicwire.model.outcome import Spike, SpikeReason, Unchanged
from topicwire.model.story import Story
from topicwire.model.work import StageName
from topicwire.ports.store import Store
from topicwire.stages.cluster.recall import COUNTS, PLACE
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.stage import ClusterStage
from topicwire.store.sqlite import open_store

ROBOT = "Robot surgeon operates on first patient"


@pytest.fixture
def store() -> Iterator[Store]:
    """Open a store in memory."""
    opened = open_store(":memory:")
    yield opened
    opened.close()


def stage(store: Store) -> ClusterStage:
    """Build the stage as a new process would."""
    return ClusterStage(store, FixedClock(), ClusterSettings())


def stream(count: int = 60) -> list[Article]:
    """Build ten days of news on a dozen events, some of it copied, a few articles arriving late."""
    return [one(number) for number in range(count)]


def one(number: int) -> Article:
    """Build the article of that number."""
    event, hours = number * 7 % 12 + number // 24 * 12, 4 * number - (30 if number % 9 == 0 else 0)
    return article(
        f"n{number}",
        title=f"AI news: {prose(f'event{event}', 4)} {prose(f'own{number}', 2)}",
        excerpt=prose(f"event{event}", 8),
        text=prose(f"wire{event}") if number % 5 == 0 else prose(f"text{number}"),
        at=NOON - timedelta(days=12) + timedelta(hours=hours),
    )


def facts(store: Store) -> list[Story]:
    """List all stories."""
    return list(store.stories.list_all())


async def test_an_article_founds_a_story_and_the_next_joins(store: Store) -> None:
    """Both are placed in one batch; ranking is due once for their story."""
    first, second = article("a", title=ROBOT), article("b", title="First patient of robot surgeon is well")
    other = article("c", title="Parliament votes on new tax for carbon")
    keep(store, first, second, other)
    await run(stage(store), store, first.id, second.id, other.id)
    story = store.stories.find_for(first.id)
    assert story
    assert story.id == digest("story", first.id)
    assert [member.article_id for member in story.members] == [first.id, second.id]
    assert sorted(due(store, StageName.RANK)) == sorted([story.id, digest("story", other.id)])


@pytest.mark.parametrize("batch", [1, 7, 60])
async def test_a_restart_between_batches_changes_nothing(store: Store, batch: int) -> None:
    """One process and a new one for every batch form the same stories, to the last similarity."""
    articles = stream()
    keep(store, *articles)
    with_restarts = open_store(":memory:")
    keep(with_restarts, *articles)
    await run(stage(store), store, *(one.id for one in articles))
    for start in range(0, len(articles), batch):
        await run(stage(with_restarts), with_restarts, *(one.id for one in articles[start : start + batch]))
    assert facts(with_restarts) == facts(store)
    assert 10 < len(facts(store)) < 50
    assert [with_restarts.stories.find_near_miss(one.id) for one in articles] == [
        store.stories.find_near_miss(one.id) for one in articles
    ]
    with_restarts.close()


async def test_a_batch_that_was_not_kept_is_placed_again(store: Store) -> None:
    """After a rolled-back transaction the same process forgets what it placed."""
    articles = stream(20)
    keep(store, *articles)
    first, rest = [one.id for one in articles[:10]], [one.id for one in articles[10:]]
    clustering = stage(store)
    await run(clustering, store, *first)
    await run(clustering, store, *rest, fails=True)
    await run(clustering, store, *rest)
    again = open_store(":memory:")
    keep(again, *articles)
    await run(stage(again), again, *first, *rest)
    assert facts(store) == facts(again)
    again.close()


async def test_work_that_never_came_to_keeping_is_done_again(store: Store) -> None:
    """A subject that comes back was not kept, whatever happened in between."""
    first = article("a", title=ROBOT)
    keep(store, first)
    clustering = stage(store)
    await clustering.work(lease(StageName.CLUSTER, first.id))
    await run(clustering, store, first.id)
    assert [story.revision for story in facts(store)] == [1]


async def test_an_article_whose_placing_crashed_spoils_no_story(store: Store) -> None:
    """The next batch starts from what was kept; the article is placed when it comes again."""
    first, second = article("a", title=ROBOT), article("b", title=ROBOT)
    keep(store, first, second)
    clustering = stage(store)
    crashed = lease(StageName.CLUSTER, first.id)
    await clustering.work(crashed)
    clustering.before_keep([Spike(reason=SpikeReason.CRASHED)])
    assert clustering.keep(crashed, Spike(reason=SpikeReason.CRASHED)) is None
    await run(clustering, store, second.id)
    assert [[member.article_id for member in story.members] for story in facts(store)] == [[second.id]]
    await run(clustering, store, first.id)
    assert [len(story.members) for story in facts(store)] == [2]


async def test_a_new_revision_moves_nothing_but_is_ranked_again(store: Store) -> None:
    """A retitled article stays where readers found it; the record may change."""
    first, second = article("a", title=ROBOT), article("b", title=ROBOT)
    keep(store, first, second)
    clustering = stage(store)
    await run(clustering, store, first.id, second.id)
    before = facts(store)
    list(due(store, StageName.RANK))
    keep(store, replace(second, title="Something else entirely", revision="2"))  # type: ignore[arg-type]
    await run(clustering, store, second.id)
    await run(stage(store), store, second.id)
    assert facts(store) == before


async def test_an_article_gone_off_topic_leaves_its_story(store: Store) -> None:
    """The others stay; the last one to leave takes the story with it."""
    first, second = article("a", title=ROBOT), article("b", title=ROBOT)
    keep(store, first, second)
    clustering = stage(store)
    await run(clustering, store, first.id, second.id)
    store.enrichments.keep(enrichment(first, is_on_topic=False))
    await run(clustering, store, first.id)
    assert [[member.article_id for member in story.members] for story in facts(store)] == [[second.id]]
    store.enrichments.keep(enrichment(second, is_on_topic=False))
    await run(clustering, store, second.id)
    assert facts(store) == []
    assert list(due(store, StageName.RANK)) == [digest("story", first.id)]
    [outcome] = await run(clustering, store, second.id)
    assert outcome == Unchanged(why="off topic")


async def test_damaged_counts_are_learned_anew(store: Store) -> None:
    """Weights are a comfort, not a fact: without them work goes on, and stories stay."""
    articles = stream(10)
    keep(store, *articles)
    await run(stage(store), store, *(one.id for one in articles[:9]))
    store.learned.keep(COUNTS, b"damaged")
    await run(stage(store), store, articles[9].id)
    assert sum(len(story.members) for story in facts(store)) == 10
    assert (store.learned.find(PLACE) or b"").startswith(b"1 ")


async def test_what_was_never_enriched_waits(store: Store) -> None:
    """Nothing is placed without its language and fingerprint."""
    clustering = stage(store)
    assert isinstance(await clustering.work(lease(StageName.CLUSTER, "0" * 16)), Unchanged)
    assert clustering.batch == 200
