"""A process that runs for years and one that starts anew for every batch form the same stories."""

from hypothesis import HealthCheck, given, settings

from tests.stages.cluster.streams import CHAPTERS, Chapter, Telling, spelled
from topicwire.stages.cluster.recall import recall
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import Common
from topicwire.store.sqlite import open_store

BY = ClusterSettings(window_hours=48.0, span_days=4.0, quiet_hours=12.0)
"""A short memory, so that much is forgotten."""


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(chapters=CHAPTERS)
async def test_restarts_change_nothing(chapters: list[Chapter]) -> None:
    """Copies, late arrivals, long silences and departures: every story, event, near miss and kinship is the same."""
    told, restarted = Telling(open_store(":memory:"), BY), Telling(open_store(":memory:"), BY)
    try:
        for chapter in chapters:
            await told.tell(chapter, [1000], is_restarted=False)
            await restarted.tell(chapter, chapter.batches, is_restarted=True)
            assert told.facts() == restarted.facts()
            placer = told.stage._placer
            assert placer
            assert spelled(placer.memory) == spelled(recall(told.store, BY, Common()).memory)
        members = [one.article_id for story in told.store.stories.list_all() for one in story.members]
        assert sorted(members) == sorted(one.id for at, one in enumerate(told.articles) if at not in told.off)
    finally:
        told.store.close()
        restarted.store.close()
