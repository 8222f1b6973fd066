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
from topicwire.stages.enrich.stage import EnrichStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What was made due."""

    due: int  # pieces of work: articles to enrich and stories to rank
    regrouped: int  # articles to place anew


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
    version = EnrichStage(room.store, room.config.hub, room.clock, settings).version
    with hub_lock(room.folder / LOCK), room.store.transaction():
        regrouped = regroup_archive(room, since) if is_regrouped else 0
        return Applied(due=renew_stale(room, version), regrouped=regrouped)


def regroup_archive(room: Room, since: datetime) -> int:
    """Make the articles published since then due to be placed anew, and count them.

    Nothing yet: stored articles keep their stories, new settings place what arrives from now on.
    """
    return 0
