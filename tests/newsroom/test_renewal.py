"""A change of the hub's files reaches what is in the store already."""

from dataclasses import replace
from pathlib import Path

from tests.fakes import FixedClock
from tests.store.nouns import enrichment, story
from topicwire.config.new_hub import write_new_hub
from topicwire.model.work import StageName
from topicwire.newsroom.renewal import renew_stale
from topicwire.newsroom.room import Room, open_room


def ranked_with(room: Room, threshold: int) -> Room:
    """Give the room with another threshold."""
    scores = replace(room.config.settings.scores, threshold=threshold)
    return replace(room, config=replace(room.config, settings=replace(room.config.settings, scores=scores)))


def test_stories_are_ranked_again_when_the_scores_change_and_only_then(tmp_path: Path) -> None:
    """An editor who lowers the threshold sees the effect at the next run, without fetching anything."""
    write_new_hub(tmp_path / "hub", "A hub")
    with open_room(tmp_path / "hub", {}, FixedClock()) as room:
        room.store.stories.keep(story("s1", "a1"))
        assert renew_stale(room, "v1") == 1
        assert renew_stale(room, "v1") == 0
        assert renew_stale(ranked_with(room, 50), "v1") == 1
        assert room.store.work.count(StageName.RANK) == 1


def test_articles_are_enriched_again_when_the_stage_is_another_one(tmp_path: Path) -> None:
    """New keywords reach old articles."""
    write_new_hub(tmp_path / "hub", "A hub")
    with open_room(tmp_path / "hub", {}, FixedClock()) as room:
        kept = enrichment("a1")
        room.store.enrichments.keep(kept)
        assert renew_stale(room, kept.version) == 0
        assert renew_stale(room, "another") == 1
        assert room.store.work.count(StageName.ENRICH) == 1
