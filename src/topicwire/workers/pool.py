"""Processes that may die, behind `ports.workers.Workers`.

Each process has a line of its own and runs one call at a time, so a crash, a hang or an odd value is that call's alone.
A pool whose processes share one queue loses that: in pebble 5.2.3 one idle process that was killed, or one exception
that could not be unpickled, ended the whole pool, and deadlines went by the time of day.
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar, cast

from topicwire.errors import WorkersError
from topicwire.ports.workers import Crash
from topicwire.workers.child import describe
from topicwire.workers.worker import Worker

T = TypeVar("T")

CALLS = 1000
"""Calls after which a process is replaced."""

QUIET = "topicwire.workers.quiet"
CHILD = "topicwire.workers.child"


class ProcessWorkers:
    """Implements `ports.workers.Workers`; an async context manager."""

    def __init__(
        self,
        count: int | None = None,
        seconds: float = 10.0,
        memory_mib: int = 768,
        *,
        preload: tuple[str, ...] = (),
        calls: int = CALLS,
    ) -> None:
        """Plan the processes; each starts with its first call.

        Args:
            count: how many; one for each core when None.
            seconds: hard deadline of a call, from when its process has it.
            memory_mib: most memory of a process, its libraries included.
            preload: modules loaded once for all processes, by name. The first ProcessWorkers of a program decides.
            calls: after this many a process is replaced.
        """
        self._count, self._seconds = count or os.cpu_count() or 1, seconds
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([QUIET, CHILD, *preload])
        self._workers = [Worker(self._context, memory_mib * 1024 * 1024, calls) for _ in range(self._count)]
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._threads: ThreadPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        """Make the places ready."""
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="worker")
        for worker in self._workers:
            self._idle.put_nowait(worker)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process; calls still under way end as Crash."""
        threads, self._threads = self._threads, None
        if threads is None:
            return
        if kind is not None or self._idle.qsize() < self._count:
            for worker in self._workers:
                worker.kill()
        await asyncio.to_thread(threads.shutdown)
        await asyncio.to_thread(self._close)

    async def run(self, function: Callable[..., T], *arguments: object) -> T | Crash:
        """Run one call in a process and give its value.

        Args:
            function: a module's function: it is sent by name.
            arguments: whatever can be pickled.

        Returns:
            The value; a Crash when the function raised, ran over its time or memory, or its process died.
            Cancelling ends the process the call runs in.

        Raises:
            WorkersError: no process can be started: the machine is in trouble, not the call.
        """
        if self._threads is None:
            raise WorkersError("the workers are not open")
        worker = await self._idle.get()
        job: Future[object] | None = None
        try:
            job = self._submit(worker.start)
            await asyncio.wrap_future(job)
            job = self._submit(worker.call, function, arguments)
            return cast("T | Crash", await self._await(worker, job))
        except (OSError, EOFError) as error:
            raise WorkersError(f"no worker process can be had: {describe(error)}") from error
        finally:
            self._give_back(worker, job)

    async def _await(self, worker: Worker, job: Future[object]) -> object:
        """Wait for the value, and kill the process when it takes too long."""
        loop = asyncio.get_running_loop()
        overran = False

        def overrun() -> None:
            nonlocal overran
            overran = True
            worker.kill()

        deadline = loop.call_later(self._seconds, overrun)
        try:
            value = await asyncio.wrap_future(job)
        finally:
            deadline.cancel()
        if overran and isinstance(value, Crash):
            return Crash(detail=f"it ran for more than {self._seconds:g} s")
        return value

    def _submit(self, function: Callable[..., object], *arguments: object) -> Future[object]:
        if self._threads is None:
            raise OSError("the workers are not open")
        return self._threads.submit(function, *arguments)

    def _give_back(self, worker: Worker, job: Future[object] | None) -> None:
        """Make the place free again, after its thread has left it."""
        if job is None or job.done():
            self._idle.put_nowait(worker)
            return
        worker.kill()
        loop = asyncio.get_running_loop()
        job.add_done_callback(lambda _: loop.call_soon_threadsafe(self._idle.put_nowait, worker))

    def _close(self) -> None:
        for worker in self._workers:
            worker.close()
