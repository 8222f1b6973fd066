"""The archive formed anew by other settings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.stages.cluster.builders import NOON, article, due, keep, prose, run
from tests.stages.cluster.test_stage import stage
from topicwire.model.article import Article
from topicwire.model.ids import StoryId
from topicwire.model.work import StageName
from topicwire.ports.store import Store
from topicwire.stages.cluster.recall import recall
from topicwire.stages.cluster.replaying import Replayed, replay
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import Common
from topicwire.store.sqlite import open_store

START = NOON - timedelta(days=5)


@pytest.fixture
def store() -> Iterator[Store]:
    """Open a store in memory."""
    opened = open_store(":memory:")
    yield opened
    opened.close()


def news() -> list[Article]:
    """Write twenty reports on four events."""
    return [
        article(
            f"n{at}",
            title=f"{prose(f'event{at % 4}', 6)} {prose(str(at), 1)}",
            excerpt=prose(f"told{at % 4}", 12),
            text=prose(f"text{at}"),
            at=START + timedelta(hours=3 * at),
        )
        for at in range(20)
    ]


def homes(store: Store) -> dict[str, StoryId]:
    """Give the story of each article; one in two stories fails."""
    found = [(member.article_id, story.id) for story in store.stories.list_all() for member in story.members]
    assert len(found) == len(dict(found))
    return dict(found)


def again(store: Store, threshold: float) -> Replayed:
    """Replay all by another threshold."""
    settings = replace(ClusterSettings(), threshold=threshold)
    with store.transaction():
        return replay(store, settings, Common(), START - timedelta(hours=1), NOON)


async def test_another_threshold_groups_anew_and_loses_nothing(store: Store) -> None:
    """Every article is in one story before and after; founders keep their address; what is gone leads on."""
    articles = news()
    keep(store, *articles)
    await run(stage(store), store, *(one.id for one in articles))
    before, founders = homes(store), {one.id: one.members[0].article_id for one in store.stories.list_all()}
    for ranked in list(due(store, StageName.RANK)):
        store.work.drop(StageName.RANK, ranked)
    apart = again(store, 0.999)
    strict = homes(store)
    assert strict.keys() == before.keys() == {one.id for one in articles}
    assert len(set(strict.values())) > len(set(before.values()))
    assert apart.moved == sum(strict[one] != before[one] for one in before) > 0
    assert all(strict[founder] == story_id for story_id, founder in founders.items())
    assert set(due(store, StageName.RANK)) == set(apart.stories)
    assert again(store, 0.999).stories == ()
    again(store, 0.24)
    back = homes(store)
    assert back.keys() == before.keys()
    assert len(set(back.values())) < len(set(strict.values()))
    gone = set(strict.values()) - set(back.values())
    assert {one for one, into in store.stories.list_successors() if into in set(back.values())} >= gone


async def test_what_an_editor_parted_stays(store: Store) -> None:
    """A story with a member that was moved is not formed anew."""
    articles = news()
    keep(store, *articles)
    await run(stage(store), store, *(one.id for one in articles))
    ruled = max(store.stories.list_all(), key=lambda one: len(one.members))
    first, *rest = ruled.members
    ruled = replace(ruled, members=(replace(first, home=StoryId("f" * 16)), *rest))
    store.stories.keep(ruled)
    again(store, 0.999)
    assert store.stories.get(ruled.id) == ruled
    assert homes(store).keys() == {one.id for one in articles}


async def test_after_it_a_running_process_goes_on_as_a_new_one_would(store: Store) -> None:
    """Memory is read anew, and kinship is that of the new groups."""
    articles = news()
    keep(store, *articles)
    running = stage(store)
    await run(running, store, *(one.id for one in articles[:16]))
    again(store, 0.999)
    await run(running, store, *(one.id for one in articles[16:]))
    assert running._placer
    assert running._placer.memory.kin == recall(store, ClusterSettings(), Common()).memory.kin
