"""Works on what is due of one stage, until nothing is due and no earlier stage can make more due."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta

from topicwire.errors import OutboxError, StoreError, WorkersError
from topicwire.model.work import Lease
from topicwire.pipeline.flow import Flow
from topicwire.pipeline.keeping import Finished, Keeper, crash, report_crash
from topicwire.ports.clock import Clock
from topicwire.ports.stage import Stage
from topicwire.ports.store import Store

LINGER_SECONDS = 0.05
"""After a subject is done, wait this long for others to share its transaction: at most 20 fsyncs a second."""
TURNS_FIRST, TURNS_LATER = 1, 2
"""How often one subject is worked on in a cycle by the first stage, and by later ones (an earlier stage may bring
news of it). More is left for the next cycle, so that no subject can keep a cycle going for ever."""


class Shop:
    """Where work is taken from."""

    def __init__(self, store: Store, clock: Clock, lease_for: timedelta) -> None:
        self.store, self.clock, self._lease_for = store, clock, lease_for

    def take(self, stage: Stage, limit: int) -> tuple[Lease, ...]:
        """Lease up to `limit` subjects that are due by now."""
        return self.store.work.take(stage.name, limit, self.clock.now(), self._lease_for)


class StageWork:
    """One stage in one cycle."""

    def __init__(self, stage: Stage, place: int, flow: Flow, keeper: Keeper, shop: Shop) -> None:
        self._stage, self._place, self._flow, self._keeper = stage, place, flow, keeper
        self._shop = shop
        self._turns = Counter[str]()
        self._leases: dict[str, Lease] = {}  # taken and not settled, by subject
        self._running: dict[asyncio.Task[Finished], int] = {}  # the number says when it was taken
        self._taken = 0
        self._may_be_due = True

    async def run(self) -> None:
        """Work until the stage is dry, or the cycle is to stop; gives back what it could not finish.

        Raises:
            StoreError, OutboxError, OSError: the world under us is broken.
        """
        try:
            await (self._run_serially() if self._stage.is_serial else self._run_window())
        finally:
            await self._give_back()
            self._flow.tell_dry(self._place)

    async def _run_window(self) -> None:
        """Keep up to `batch` subjects under way: a slow one holds its own place and nobody else's."""
        while True:
            self._fill()
            if self._running:
                await self._collect()
            elif self._flow.is_stopping or (self._flow.is_dry_before(self._place) and not self._may_be_due):
                return
            elif not self._may_be_due:
                await self._flow.wait_for_news(self._place)

    async def _run_serially(self) -> None:
        """After every earlier stage: take a batch, work on one after the other in order, keep them together."""
        while not self._flow.is_dry_before(self._place):
            await self._flow.wait_for_news(self._place)
            self._flow.take_news(self._place)
        while not self._flow.is_stopping and (leases := self._take(self._stage.batch)):
            await self._work_in_order(leases)

    async def _work_in_order(self, leases: Sequence[Lease]) -> None:
        group = []
        for lease in self._first_turns(leases):
            if self._flow.is_stopping:
                break
            group.append(await self._work(lease))
        self._keep(group)

    def _fill(self) -> None:
        """Take what there is room for, when there may be something due; by quarters, for a take is a transaction."""
        self._may_be_due |= self._flow.take_news(self._place)
        room = self._stage.batch - len(self._running)
        is_little = bool(self._running) and room * 4 < self._stage.batch
        if self._flow.is_stopping or is_little or not self._may_be_due:
            return
        leases = self._take(room)
        self._may_be_due = len(leases) == room
        for lease in self._first_turns(leases):
            self._taken += 1
            self._running[asyncio.create_task(self._work(lease))] = self._taken

    async def _collect(self) -> None:
        """Wait until something is done or there is news; keep all that is done, in the order it was taken."""
        news = asyncio.create_task(self._flow.wait_for_news(self._place))
        try:
            done, _ = await asyncio.wait([*self._running, news], return_when=asyncio.FIRST_COMPLETED)
            if done != {news}:
                await asyncio.wait(self._running, timeout=LINGER_SECONDS)
        finally:
            news.cancel()
        done_tasks = sorted((task for task in self._running if task.done()), key=self._running.__getitem__)
        self._keep_results(done_tasks)

    def _keep_results(self, tasks: Sequence[asyncio.Task[Finished]]) -> None:
        """Keep what succeeded, then raise what did not: only a broken world makes a task fail."""
        for task in tasks:
            del self._running[task]
        self._keep([task.result() for task in tasks if not task.exception()])
        for task in tasks:
            task.result()

    def _take(self, limit: int) -> tuple[Lease, ...]:
        return self._shop.take(self._stage, limit)

    def _first_turns(self, leases: Iterable[Lease]) -> list[Lease]:
        """Leave out subjects that had their turns; their leases are held until the end, so that they do not return."""
        limit = TURNS_LATER if self._place else TURNS_FIRST
        wanted = []
        for lease in leases:
            self._leases[lease.subject] = lease
            self._turns[lease.subject] += 1
            if self._turns[lease.subject] <= limit:
                wanted.append(lease)
        return wanted

    async def _work(self, lease: Lease) -> Finished:
        started = self._shop.clock.monotonic()
        try:
            outcome = await self._stage.work(lease)
        except (OutboxError, WorkersError):
            raise
        except Exception as error:  # a bug: it costs this subject, not its siblings
            report_crash("work crashed", lease, error)
            outcome = crash(error)
        took = self._shop.clock.monotonic() - started
        return Finished(lease=lease, outcome=outcome, took_ms=round(took * 1000))

    def _keep(self, group: Sequence[Finished]) -> None:
        if not group:
            return
        self._keeper.keep(self._stage, group)
        for finished in group:
            self._leases.pop(finished.lease.subject, None)
        self._flow.tell_kept(self._place)

    async def _give_back(self) -> None:
        """End what still runs and release every lease that was not settled."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        with suppress(StoreError):  # then the leases lapse by themselves
            for lease in self._leases.values():
                self._shop.store.work.release(lease)
