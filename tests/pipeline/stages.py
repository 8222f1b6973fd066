"""Small stages for the runner's tests: what a subject does is a function."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from topicwire.model.outcome import Done, Outcome
from topicwire.model.work import Lease, StageName
from topicwire.ports.store import Store

Work = Callable[[Lease], Awaitable[Outcome[Any]]]


class SmallStage:
    """Does what `work` says; keeping hands the subject on to the next stage and remembers the groups."""

    def __init__(
        self,
        name: StageName,
        store: Store,
        work: Work | None = None,
        *,
        batch: int = 4,
        is_serial: bool = False,
        then: StageName | None = None,
    ) -> None:
        self.name, self.batch, self.is_serial = name, batch, is_serial
        self._store, self._work, self._then = store, work, then
        self.worked: list[str] = []
        self.groups: list[list[str]] = []
        self.again: Callable[[Lease, Outcome[Any]], datetime | None] = lambda lease, outcome: None
        self.at: datetime | None = None  # when what is handed on is due

    async def work(self, lease: Lease) -> Outcome[Any]:
        self.worked.append(lease.subject)
        if self._work:
            return await self._work(lease)
        await asyncio.sleep(0)
        return Done(value=lease.subject)

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        self.groups.append([])

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        self.groups[-1].append(lease.subject)
        if self._then and isinstance(outcome, Done) and self.at:
            self._store.work.add(self._then, lease.subject, self.at)
        return self.again(lease, outcome)
