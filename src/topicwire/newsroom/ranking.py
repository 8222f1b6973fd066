"""Builds the rank stage of a hub: for the pipeline, and for rulings that take effect at once."""

from topicwire.newsroom.room import Room
from topicwire.stages.rank.stage import RankStage, Seal


def rank_stage(room: Room, seal: Seal | None = None) -> RankStage:
    """Build the stage for the hub; without `seal` records keep the sealed values they have."""
    return RankStage(room.store, room.config.hub, room.clock, room.config.settings.scores, seal)
