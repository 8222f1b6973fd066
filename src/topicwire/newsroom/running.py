"""Joins the concrete parts into the pipeline and runs it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from topicwire import __version__
from topicwire.config.files import LOCK
from topicwire.model.work import Run, StageName, Verdict
from topicwire.net.client import PoliteWeb
from topicwire.newsroom.announcing import announce_feeds
from topicwire.newsroom.committing import commit_edition
from topicwire.newsroom.edits.taking import take_edits
from topicwire.newsroom.lab.last_run import keep_settings
from topicwire.newsroom.methods import named_contact
from topicwire.newsroom.publishing import publish_stage
from topicwire.newsroom.ranking import rank_stage
from topicwire.newsroom.renewal import renew_stale
from topicwire.newsroom.room import Room, sync_feeds
from topicwire.newsroom.sealing_runs import RunSeals
from topicwire.newsroom.site_branch import publish_site_branch
from topicwire.pipeline.lock import hub_lock
from topicwire.pipeline.runner import Runner
from topicwire.pipeline.schedule import mend_due_times
from topicwire.ports.stage import Stage
from topicwire.ports.web import Web
from topicwire.ports.workers import Workers
from topicwire.stages.cluster.stage import ClusterStage
from topicwire.stages.enrich.stage import EnrichStage
from topicwire.stages.extract.stage import ExtractStage
from topicwire.stages.fetch.stage import FetchStage
from topicwire.stages.poll.stage import PollStage
from topicwire.stages.rank.stage import Seal
from topicwire.vectors.minilm import embedder_of
from topicwire.workers.pool import ProcessWorkers

PRELOADED = (
    "topicwire.formats.feeds",
    "topicwire.stages.extract.reading",
    "topicwire.stages.publish.thumbnails",
    "trafilatura",
)
"""Modules every worker has imported before its first call."""

OnEvent = Callable[[StageName, Verdict], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The stages of one hub, joined: what `run` runs."""

    room: Room
    stages: Sequence[Stage]
    runner: Runner
    seals: RunSeals
    web: Web


@asynccontextmanager
async def open_web(room: Room) -> AsyncIterator[Web]:
    """Open the one door to the world."""
    settings = room.config.settings
    network = replace(settings.network, contact=named_contact(settings))
    async with PoliteWeb(network, room.clock, __version__) as web:
        yield web


@asynccontextmanager
async def open_line(room: Room, on_event: OnEvent | None = None) -> AsyncIterator[Line]:
    """Open door and workers and join the stages; one process at a time may do so for a hub.

    Raises:
        HubBusyError: another process has the hub.
    """
    with hub_lock(room.folder / LOCK):
        async with open_web(room) as web, ProcessWorkers(preload=PRELOADED) as workers:
            room.store.work.release_all()  # nobody else works on this hub, so what is leased was cut off
            mend_due_times(room.store, tuple(StageName), room.clock.now())
            sync_feeds(room)
            seals = RunSeals(room)
            stages = join_stages(room, web, workers, seals.seal)
            renew_stale(room, enrich_version(stages))
            keep_settings(room)
            runner = Runner(stages, room.store, room.clock, on_event=on_event)
            yield Line(room=room, stages=stages, runner=runner, seals=seals, web=web)


def join_stages(room: Room, web: Web, workers: Workers, seal: Seal | None = None) -> tuple[Stage, ...]:
    """Build the seven stages in order."""
    store, clock, settings, hub = room.store, room.clock, room.config.settings, room.config.hub
    return (
        PollStage(store, web, workers, clock, settings.polling),
        FetchStage(store, web, room.pages, clock, settings.fetching),
        ExtractStage(store, web, workers, room.pages, clock, settings.extraction),
        EnrichStage(store, hub, clock, settings.topics, embedder_of(settings.semantic, room.folder)),
        ClusterStage(store, clock, settings.stories, [word for topic in hub.topics for word in topic.keywords]),
        rank_stage(room, seal),
        publish_stage(room, web, workers),
    )


def enrich_version(stages: Sequence[Stage]) -> str:
    """Give what every enrichment made now says."""
    return next(stage.version for stage in stages if isinstance(stage, EnrichStage))


async def run_once(line: Line, only: StageName | None = None, stop: asyncio.Event | None = None) -> Run:
    """Run one cycle; publishing is always due, and finds by itself that nothing changed.

    What a person changed in the record files binds this cycle already.
    What was published is committed last, where the hub is a git repository; also what an earlier run left to commit.
    """
    line.seals.begin()
    take_edits(line.room)
    line.room.store.work.add(StageName.PUBLISH, "hub", line.room.clock.now())
    try:
        run = await line.runner.run_cycle(only=only, stop=stop)
    finally:
        line.seals.end()
    if only in {None, StageName.PUBLISH}:
        await commit_edition(line.room)
        await publish_site_branch(line.room)
        await announce_feeds(line.room, line.web)
    return run
