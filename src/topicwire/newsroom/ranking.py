"""Builds the rank stage of a hub: for the pipeline, and for rulings that take effect at once."""

from topicwire.newsroom.room import Room
from topicwire.stages.rank.stage import RankStage


def rank_stage(room: Room) -> RankStage:
    """Build the stage for the hub."""
    return RankStage(room.store, room.config.hub, room.clock, room.config.settings.scores)
