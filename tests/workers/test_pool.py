"""Workers that may die: a call's fault is that call's alone."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from multiprocessing import forkserver
from pathlib import Path

import psutil
import pytest

from tests.workers import calls
from topicwire.errors import WorkersError
from topicwire.ports.workers import Crash, Workers
from topicwire.workers.pool import ProcessWorkers

SECONDS = 30.0
"""Far more than any call here needs, so that a busy machine changes nothing."""


def living() -> list[psutil.Process]:
    """List the worker processes of this process: what multiprocessing's own server has started and not ended."""
    server: int | None = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    return psutil.Process(server).children(recursive=True) if server else []


@pytest.fixture
async def pool() -> AsyncIterator[ProcessWorkers]:
    """Two workers, gone after the test."""
    async with ProcessWorkers(2, SECONDS) as workers:
        yield workers
    assert living() == []


async def test_a_call_gives_its_value(pool: ProcessWorkers) -> None:
    """Functions run in another process, with whatever can be pickled."""
    workers: Workers = pool
    assert await workers.run(calls.add, 1, 2) == 3
    assert await workers.run(calls.whoami) != os.getpid()
    big = {"page": bytes(5_000_000), "text": "é\ud800"}
    assert await workers.run(calls.echo, big) == big
    assert await workers.run(calls.echo, None) is None


FAULTS: dict[str, tuple[Callable[..., object], tuple[object, ...], str]] = {
    "an exception": (calls.raise_value_error, (), "ValueError: this feed is odd"),
    "an exception that cannot be built again": (calls.raise_odd, (), "OddError: odd"),
    "an exception without words": (calls.raise_wordless, (), "WordlessError"),
    "a polite exit": (calls.leave, (), "SystemExit: 0"),
    "an interrupt": (calls.interrupt, (), "KeyboardInterrupt"),
    "endless recursion": (calls.recurse, (), "RecursionError"),
    "a hard exit": (calls.leave_hard, (3,), "the worker process ended with 3"),
    "a hard exit without a fault": (calls.leave_hard, (0,), "the worker process ended with 0"),
    "an abort": (calls.abort, (), "the worker process was ended by SIGABRT"),
    "a segmentation fault": (calls.segfault, (), "the worker process was ended by SIGSEGV"),
    "too much memory": (calls.eat_memory, (), "it ran out of memory"),
    "a value that cannot be sent": (calls.make_unpackable, (), "the value cannot be sent"),
    "a value that cannot be read": (calls.make_unreadable, (), "the value cannot be read"),
    "a value that is too deep": (calls.make_deep, (), "the value cannot be sent"),
    "a function that cannot be sent": (lambda: 1, (), "the call cannot be sent"),
    "a line that was cut": (calls.cut_the_line, (), "the worker process"),
    "a Crash of its own": (calls.give_crash, (), "ours"),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_is_a_crash_of_that_call_alone(name: str, pool: ProcessWorkers, tmp_path: Path) -> None:
    """The call beside it goes on, and the next ones find a worker."""
    function, arguments, words = FAULTS[name]
    beside = asyncio.create_task(pool.run(calls.wait_for, str(tmp_path / "go")))
    crash = await pool.run(function, *arguments)
    assert isinstance(crash, Crash)
    assert crash.detail.startswith(words), crash
    assert [await pool.run(calls.add, at, 1) for at in range(3)] == [1, 2, 3]
    (tmp_path / "go").touch()
    assert await beside == "waited"


@pytest.mark.parametrize("function", [calls.hang, calls.hang_stubbornly])
async def test_a_call_that_hangs_is_killed_at_its_deadline(function: Callable[[], None]) -> None:
    """Not even a call that ignores every polite signal holds its worker."""
    async with ProcessWorkers(1, 0.5) as workers:
        assert await workers.run(function) == Crash(detail="it ran for more than 0.5 s")
        assert await workers.run(calls.add, 1, 1) == 2


async def test_the_time_a_process_needs_to_start_is_not_the_calls() -> None:
    """The deadline runs from when the process has the call."""
    async with ProcessWorkers(1, 0.5, preload=()) as workers:
        for _ in range(3):
            assert isinstance(await workers.run(calls.leave_hard, 1), Crash)
            assert await workers.run(calls.add, 1, 1) == 2


async def test_an_idle_worker_that_is_killed_is_replaced(pool: ProcessWorkers) -> None:
    """Whatever ends an idle process, the next call gets another."""
    for _ in range(2):
        pid = await pool.run(calls.whoami)
        assert isinstance(pid, int)
        os.kill(pid, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=5)
        other = await pool.run(calls.whoami)
        assert isinstance(other, int)
        assert other != pid


async def test_many_calls_share_few_workers(pool: ProcessWorkers) -> None:
    """Hundreds at once, with faults among them: each gets its own answer."""
    answers = await asyncio.gather(
        *(pool.run(calls.leave_hard, 1) if at % 50 == 7 else pool.run(calls.add, at, 1) for at in range(300))
    )
    assert [isinstance(answer, Crash) for answer in answers] == [at % 50 == 7 for at in range(300)]
    assert all(answer == at + 1 for at, answer in enumerate(answers) if at % 50 != 7)


async def test_a_worker_is_replaced_after_so_many_calls() -> None:
    """What libraries leak is given back."""
    async with ProcessWorkers(1, SECONDS, calls=3) as workers:
        pids = [await workers.run(calls.whoami) for _ in range(7)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


async def test_the_limits_hold_and_the_libraries_still_load() -> None:
    """Memory is bounded and no core is written, and numpy and lxml work within that."""
    async with ProcessWorkers(1, SECONDS, 256) as workers:
        assert await workers.run(calls.limits) == (256 * 1024 * 1024, 0)
        assert await workers.run(calls.import_libraries) == ["x", "[200"]


async def test_a_cancelled_call_ends_its_process(pool: ProcessWorkers, tmp_path: Path) -> None:
    """Nobody waits for it any more; the worker is free for others."""
    started = tmp_path / "started"
    tasks = [asyncio.create_task(pool.run(calls.touch_and_hang, str(started))) for _ in range(2)]
    await asyncio.to_thread(calls.wait_for, str(started))
    for task in tasks:
        task.cancel()
    assert all(isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*tasks, return_exceptions=True))
    assert await asyncio.gather(*(pool.run(calls.add, 1, 1) for _ in range(4))) == [2] * 4


async def test_leaving_while_calls_run_ends_them(tmp_path: Path) -> None:
    """Closing is not held up by a call that hangs; whoever waits for it gets a Crash."""
    async with ProcessWorkers(1, 600) as workers:
        hanging = asyncio.create_task(workers.run(calls.touch_and_hang, str(tmp_path / "started")))
        await asyncio.to_thread(calls.wait_for, str(tmp_path / "started"))
        queued = asyncio.create_task(workers.run(calls.add, 1, 1))
        await asyncio.sleep(0)
    assert await hanging == Crash(detail="the worker process was ended by SIGKILL")
    with pytest.raises(WorkersError):
        await queued
    assert living() == []


async def test_an_exception_inside_the_block_leaves_no_process() -> None:
    """Shutting down in a hurry is still shutting down."""

    async def fail() -> None:
        async with ProcessWorkers(2, SECONDS) as workers:
            await workers.run(calls.add, 1, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert living() == []


async def test_workers_that_are_not_open_blame_no_call() -> None:
    """Asking too early or too late does not hang, and rejects nobody's page."""
    workers = ProcessWorkers(1)
    with pytest.raises(WorkersError):
        await workers.run(calls.add, 1, 1)
    async with workers:
        pass
    with pytest.raises(WorkersError):
        await workers.run(calls.add, 1, 1)
