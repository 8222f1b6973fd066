"""kill -9 at every kind of point of a real run, and at random times: the hub ends as if nothing had happened."""

import asyncio
import json
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import psutil
import pytest

from tests.faults.hub_facts import Watcher
from topicwire.demo.folder import make_demo_folder
from topicwire.demo.server import RUNS, DemoWeb
from topicwire.store.sqlite import open_store

pytestmark = pytest.mark.faults
SEED = int(os.environ.get("KILL_SEED", "20260306"))
ROOT = Path(__file__).parents[2]
EARLY = (("commit", 6), ("page flush", 1), ("half a write", 6), ("fsync", 3), ("commit", 9), ("half a write", 9))
LATE = (
    ("folder of an edition", 4), ("rename", 2), ("fsync", 30), ("leftovers removed", 4),
    ("link of the site", 1), ("record into place", 6), ("manifest", 2),
)  # fmt: skip
"""Points and the highest number of the call to die at: before pages are published, and while they are."""
LONGEST_MS = 200
"""Within this time a run that was begun anew never ends by itself."""


class Engine:
    """Runs a demo hub in processes that may be killed."""

    def __init__(self, process: Process, hub: Path) -> None:
        self._process, self._hub = process, hub

    async def run(self, at: datetime, **kill: Any) -> int:
        """Run one cycle and give how it ended: 0, or -9 when it was killed."""
        order = {"folder": str(self._hub), "time": at.isoformat(), **kill}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write((json.dumps(order) + "\n").encode())
        answer = json.loads(await self._process.stdout.readline())
        status: int = answer["status"]
        return status

    def workers(self) -> list[psutil.Process]:
        """List the worker processes that are alive: the server that forks them is a child of ours."""
        ours = psutil.Process(self._process.pid).children()
        return [worker for server in ours for worker in server.children() if is_alive(worker)]


@asynccontextmanager
async def engine(hub: Path) -> AsyncIterator[Engine]:
    """Start the process that runs are forked from; what dying workers say goes to a file beside the hub."""
    program = [sys.executable, "-m", "tests.faults.run_engine"]
    with hub.with_name("engine.log").open("wb") as said:
        process = await asyncio.create_subprocess_exec(*program, stdin=PIPE, stdout=PIPE, stderr=said, cwd=ROOT)
        try:
            yield Engine(process, hub)
        finally:
            assert process.stdin
            process.stdin.close()
            await process.wait()


def plan(run: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Choose where to die in the runs at one demo time, in the order in which a run gets that far."""
    again = (("link to the edition before", 60),) if run else (("picture into place", 3),)
    for name, most in (*EARLY, *again, *LATE):
        if chance.random() < 0.4:
            yield {"after_ms": round(chance.uniform(5, LONGEST_MS))}
        yield {"point": (name, chance.randint(1, most), chance.random() < 0.5)}


async def test_killing_a_run_anywhere_changes_nothing_in_the_end(tmp_path: Path) -> None:
    """After each of 50 kills the hub is sound; in the end its edition and records are those of a hub never killed."""
    hub, unhurt = tmp_path / "hub", tmp_path / "unhurt"
    chance, killed, tried = random.Random(SEED), 0, 0
    watcher = Watcher(hub)
    async with DemoWeb(RUNS[0], slowness=0) as web, engine(hub) as hurt:
        make_demo_folder(hub, web.pins)
        make_demo_folder(unhurt, web.pins)
        for number, at in enumerate(RUNS):
            web.set_time(at)
            for kill in plan(number, chance):
                status = await hurt.run(at, **kill)
                assert status in {0, -signal.SIGKILL}, (SEED, number, kill)
                killed, tried = killed + (status != 0), tried + 1
                check(watcher, SEED, number, kill)
            assert await hurt.run(at) == 0, (SEED, number)
            check(watcher, SEED, number, "no kill")
            assert await Engine(hurt._process, unhurt).run(at) == 0
        hurt_end, whole_end = ended(hub), ended(unhurt)
        assert hurt_end["ledger"] == whole_end["ledger"], SEED
        assert hurt_end == whole_end, SEED
        assert not await left_over(hurt), SEED
    sys.stdout.write(f"seed {SEED}: {killed} of {tried} runs were killed\n")
    assert killed >= 50, (SEED, killed, tried)


def check(watcher: Watcher, *what: object) -> None:
    """Check the hub, and say after which kill it was when something is wrong."""
    try:
        watcher.check()
    except AssertionError as error:
        raise AssertionError(f"after {what}: {error}") from error


def ended(hub: Path) -> dict[str, object]:
    """Give what two hubs have to have in common in the end."""
    store = open_store(str(hub / ".topicwire/hub.db"))
    try:
        lines = {(line.state, line.reason): line.count for line in store.ledger.count_tips()}
        latest = store.editions.find_latest()
    finally:
        store.close()
    site = (hub / "public").resolve()
    return {
        "edition": latest[:2] if latest else None,
        "ledger": lines,
        "records": {path.name: path.read_bytes() for path in (hub / "_news").glob("*.md")},
        "site": {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()},
        "unfinished": [path.name for path in hub.rglob("*.part")],
    }


async def left_over(engine: Engine) -> list[psutil.Process]:
    """Wait a moment for the workers of dead engines to notice, and list those that did not."""
    await until(lambda: not engine.workers())
    return engine.workers()


async def test_nobody_survives_a_killed_engine(tmp_path: Path) -> None:
    """When the program itself is killed in the midst of a run, its worker processes end, and the hub is free again."""
    hub = tmp_path / "hub"
    command = [sys.executable, "-c", "from topicwire.cli.main import main; main()", "run", "--hub", str(hub)]
    async with DemoWeb(RUNS[0]) as web:
        make_demo_folder(hub, web.pins)
        program = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=DEVNULL, cwd=ROOT)
        watched = psutil.Process(program.pid)
        await until(lambda: len(watched.children(recursive=True)) > 3)
        family = watched.children(recursive=True)
        program.kill()
        await program.wait()
        await until(lambda: not any(map(is_alive, family)))
    assert len(family) > 3
    assert not list(filter(is_alive, family))
    Watcher(hub).check()


def is_alive(process: psutil.Process) -> bool:
    """Tell whether a process still does something."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, half a minute at most; whoever calls looks again."""
    for _ in range(600):
        if holds():
            return
        await asyncio.sleep(0.05)
