"""Makes a change that the lab tried: writes the files, and makes the archive due to be judged by them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from topicwire.config.files import LOCK
from topicwire.config.loading import load_hub
from topicwire.newsroom.renewal import renew_stale
from topicwire.newsroom.room import Room
from topicwire.outbox.files import write_whole
from topicwire.pipeline.lock import hub_lock
from topicwire.stages.cluster.replaying import replay
from topicwire.stages.cluster.words import common_words
from topicwire.stages.enrich.stage import EnrichStage
from topicwire.vectors.minilm import embedder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What was made due."""

    due: int  # pieces of work: articles to enrich and stories to rank
    regrouped: int  # articles that are in another story now


def save(room: Room, files: Mapping[str, bytes]) -> Room:
    """Write files of the hub, each whole or not at all, and give the room that goes by them.

    Raises:
        OutboxError: one could not be written; it is as it was.
    """
    for path, raw in files.items():
        write_whole(room.folder / path, raw)
    return replace(room, config=load_hub(room.folder, room.environment))


def apply(room: Room, since: datetime, *, is_regrouped: bool) -> Applied:
    """Make due what was judged by other settings than the files have now: the next run does it.

    Raises:
        HubBusyError: the hub runs; it takes the files up by itself before its next cycle.
    """
    settings = room.config.settings.topics
    embedder = embedder_of(room.config.settings.semantic, room.folder)
    version = EnrichStage(room.store, room.config.hub, room.clock, settings, embedder).version
    with hub_lock(room.folder / LOCK), room.store.transaction():
        regrouped = regroup_archive(room, since) if is_regrouped else 0
        return Applied(due=renew_stale(room, version), regrouped=regrouped)


def regroup_archive(room: Room, since: datetime) -> int:
    """Form the stories that began since then anew, and count the articles that are in another one now."""
    config = room.config
    common = common_words(keyword for topic in config.hub.topics for keyword in topic.keywords)
    return replay(room.store, config.settings.stories, common, since, room.clock.now()).moved
