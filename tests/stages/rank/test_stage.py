"""The rank stage over the real store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import FixedClock
from tests.stages.cluster.builders import NOON, article, due, enrichment, hub, run
from tests.stages.rank.dossiers import BOTH, dossier, good, story
from topicwire.model.article import Article
from topicwire.model.ids import StoryId
from topicwire.model.outcome import Done, Unchanged
from topicwire.model.record import RankedArticle
from topicwire.model.work import StageName
from topicwire.ports.store import Store
from topicwire.stages.rank.settings import RankSettings
from topicwire.stages.rank.stage import RankStage
from topicwire.store.sqlite import open_store

STORY = StoryId("5" * 16)


@pytest.fixture
def store() -> Iterator[Store]:
    """Open a store in memory."""
    opened = open_store(":memory:")
    yield opened
    opened.close()


def stage(store: Store, **settings: int) -> RankStage:
    """Build the stage."""
    return RankStage(store, hub(), FixedClock(), RankSettings(**settings))  # type: ignore[arg-type]


def tell(store: Store, *articles: Article, story_id: StoryId = STORY, revision: int = 1) -> None:
    """Keep articles as one story."""
    for one in articles:
        store.articles.keep(one)
        store.enrichments.keep(enrichment(one, topics=BOTH))
    kept = story([dossier(one) for one in articles], revision)
    store.stories.keep(replace(kept, id=story_id))


def kept(store: Store, of: Article) -> RankedArticle:
    """Get what was ranked last."""
    return store.ranked.get(of.id)


async def test_a_better_late_comer_takes_the_lead(store: Store) -> None:
    """The old lead's record gets -1 and false and lists the new one: every record it touches is written anew."""
    first, second = (
        article("first", domain="x.example"),
        article("second", domain="y.example", at=NOON + timedelta(hours=1)),
    )
    tell(store, first, second)
    await run(stage(store), store, STORY)
    assert (kept(store, first).is_lead, kept(store, second).record.heat) == (True, -1)
    before = {one.id: kept(store, one) for one in (first, second)}
    late = good("late", at=NOON + timedelta(days=1))
    tell(store, first, second, late, revision=2)
    [outcome] = await run(stage(store), store, STORY)
    assert outcome.value.changed[0].article_id == late.id
    assert len(outcome.value.changed) == 3
    assert (kept(store, late).record.heat, kept(store, late).record.is_published) == (125, True)
    for old in (first, second):
        now = kept(store, old).record
        assert (now.heat, now.is_published) == (-1, False)
        assert now.related[0].article_id == late.id
        assert now.quality == before[old.id].record.quality
        assert now.path == before[old.id].record.path
    assert list(due(store, StageName.PUBLISH)) == ["hub"]


async def test_the_same_again_keeps_nothing(store: Store) -> None:
    """Ranking twice writes once, and publishing is not asked for."""
    one = good()
    tell(store, one)
    assert isinstance((await run(stage(store), store, STORY))[0], Done)
    list(due(store, StageName.PUBLISH))
    assert isinstance((await run(stage(store), store, STORY))[0], Unchanged)
    assert stage(store, batch=3).batch == 3


async def test_a_changed_threshold_writes_the_records_again(store: Store) -> None:
    """The verdict depends on the hub's settings, so the record does."""
    one = good()
    tell(store, one)
    await run(stage(store), store, STORY)
    [outcome] = await run(stage(store, threshold=99), store, STORY)
    assert isinstance(outcome, Done)
    assert kept(store, one).record.is_published is False


async def test_a_path_once_given_stays(store: Store) -> None:
    """A retitled and re-dated article keeps its file."""
    one = good()
    tell(store, one)
    await run(stage(store), store, STORY)
    tell(store, replace(one, title="Another camera altogether", revision="2"), revision=2)  # type: ignore[arg-type]
    await run(stage(store), store, STORY)
    assert kept(store, one).record.path == "_news/2026-03-02-ai-camera-good.md"
    assert kept(store, one).record.title == "Another camera altogether"


async def test_two_articles_of_one_title_and_day_get_two_files(store: Store) -> None:
    """In one story or in one batch, the second file carries six characters of its id, for good."""
    titled = [good(name, title="Camera") for name in ("a", "b", "c")]
    tell(store, titled[0], titled[1])
    tell(store, titled[2], story_id=StoryId("6" * 16))
    await run(stage(store), store, STORY, "6" * 16)
    paths = sorted(kept(store, one).record.path for one in titled)
    assert paths[0].startswith("_news/2026-03-02-camera-")
    assert paths[2] == "_news/2026-03-02-camera.md"
    assert len(set(paths)) == 3
    again = await run(stage(store), store, STORY, "6" * 16)
    assert [type(outcome) for outcome in again] == [Unchanged, Unchanged]


async def test_an_article_that_left_its_story_loses_its_record(store: Store) -> None:
    """The others stop listing it; when the last one leaves, nothing is left of the story."""
    first, second = good("a"), good("b")
    tell(store, first, second)
    await run(stage(store), store, STORY)
    tell(store, first, revision=2)
    await run(stage(store), store, STORY)
    assert store.ranked.find(second.id) is None
    assert kept(store, first).record.related == ()
    store.stories.drop(STORY)
    await run(stage(store), store, STORY)
    assert store.ranked.count() == 0
    assert isinstance((await run(stage(store), store, STORY))[0], Unchanged)


async def test_an_article_that_moved_keeps_its_record(store: Store) -> None:
    """The story it came from does not take away what the other one made."""
    first, second = good("a"), good("b")
    tell(store, first, second)
    await run(stage(store), store, STORY)
    tell(store, first, revision=2)
    tell(store, second, story_id=StoryId("6" * 16))
    await run(stage(store), store, STORY, "6" * 16)
    assert kept(store, second).story_id == "6" * 16
    assert kept(store, second).is_lead
