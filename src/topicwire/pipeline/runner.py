"""Runs the stages over what is due. Knows them by their order only."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from topicwire.model.work import Run, StageName
from topicwire.pipeline.flow import Flow
from topicwire.pipeline.keeping import Keeper, OnEvent
from topicwire.pipeline.schedule import mend_due_times
from topicwire.pipeline.working import Shop, StageWork
from topicwire.ports.clock import Clock
from topicwire.ports.stage import Stage
from topicwire.ports.store import Store

LEASE = timedelta(minutes=15)
"""Longer than any subject may take; only another engine on the same store ever waits for it."""


class Runner:
    """Runs cycle after cycle over the same stages."""

    def __init__(
        self,
        stages: Sequence[Stage],
        store: Store,
        clock: Clock,
        *,
        lease: timedelta = LEASE,
        on_event: OnEvent | None = None,
    ) -> None:
        """Join the stages in their order; `on_event` is told of every verdict once it is kept."""
        self._stages, self._store, self._clock = tuple(stages), store, clock
        self._lease, self._on_event = lease, on_event

    async def run_cycle(self, only: StageName | None = None, stop: asyncio.Event | None = None) -> Run:
        """Work on all that is due, and on what that makes due, once through the stages.

        Args:
            only: run just this stage.
            stop: when set, nothing new is begun; what is under way is finished and kept.

        Returns:
            The run as stored. A run that is cut off by an exception stays without an end.

        Raises:
            StoreError, OutboxError, OSError: the world under us is broken; what was kept before is kept.
        """
        run = self._store.ledger.begin_run(self._clock.now())
        mend_due_times(self._store, [stage.name for stage in self._stages], run.started_at)
        flow = Flow(len(self._stages), stop)
        keeper = Keeper(self._store, self._clock, run.number, self._on_event)
        shop = Shop(self._store, self._clock, self._lease)
        works = []
        for place, stage in enumerate(self._stages):
            if only in (None, stage.name):
                works.append(StageWork(stage, place, flow, keeper, shop))
            else:
                flow.tell_dry(place)
        await run_together(works)
        return self._end(run)

    def _end(self, run: Run) -> Run:
        seen, new = self._store.ledger.count_sightings(run.started_at)
        ended = replace(run, finished_at=self._clock.now(), tips_seen=seen, tips_new=new)
        self._store.ledger.end_run(ended)
        return ended


async def run_together(works: Sequence[StageWork]) -> None:
    """Run all until each is dry; when one fails the others end too, and its exception is raised."""
    tasks = [asyncio.create_task(work.run()) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
