"""Builds demo hubs, copies them, and runs further cycles on them."""

import asyncio
import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import structlog
from structlog.typing import EventDict, WrappedLogger

from topicwire.demo.clock import DemoClock
from topicwire.demo.server import RUNS, DemoWeb
from topicwire.demo.show import Audience, run_demo
from topicwire.model.work import Run, StageName
from topicwire.net.clock import SystemClock
from topicwire.newsroom.building import build_again
from topicwire.newsroom.room import Room, open_room
from topicwire.newsroom.watching import Plan, run_cycles

Runs = list[tuple[Run, str]]
"""The runs of a hub and the edition that was current after each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One more cycle, and what was logged as a warning or worse."""

    run: Run
    warnings: list[EventDict]


@contextmanager
def overhear() -> Iterator[list[EventDict]]:
    """Print no log; give the warnings."""
    heard: list[EventDict] = []

    def keep(logger: WrappedLogger, level: str, event: EventDict) -> EventDict:
        heard.append(event)
        raise structlog.DropEvent

    structlog.configure([keep], structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        yield heard
    finally:
        structlog.reset_defaults()


def run_demos(folders: Mapping[Path, Runs]) -> None:
    """Run the demo into each folder, all at the same time, so that they get in each other's way."""

    async def together() -> None:
        await asyncio.gather(*(run_demo(folder, _audience(runs)) for folder, runs in folders.items()))

    with overhear():
        asyncio.run(together())


def _audience(runs: Runs) -> Audience:
    def on_run(room: Room, done: Run) -> None:
        latest = room.store.editions.find_latest()
        runs.append((done, latest[0] if latest else ""))

    return Audience(on_start=lambda number, at: None, on_event=lambda stage, verdict: None, on_run=on_run)


def copy_hub(hub: Path, to: Path) -> Path:
    """Copy a hub folder that nobody writes to, links and times included.

    Not the log of its store: a closed store has all in one file, and a test beside that only reads makes and removes
    an empty log at any moment.
    """
    shutil.copytree(hub, to, symlinks=True, ignore=shutil.ignore_patterns("*.db-wal", "*.db-shm"))
    return to


@contextmanager
def opened(hub: Path, at: datetime = RUNS[-1]) -> Iterator[Room]:
    """Open a demo hub at a demo time."""
    with open_room(hub, {}, DemoClock(at, SystemClock())) as room:
        yield room


def run_again(hub: Path, before: Callable[[Room], None] = lambda room: None) -> Again:
    """Run one more cycle at the demo's last time, with the demo web there; `before` is called on the open hub."""
    done: list[Run] = []

    async def cycle() -> None:
        async with DemoWeb(RUNS[-1], slowness=0) as web:
            change_pins(hub, web.pins)
            with opened(hub) as room:
                before(room)
                await run_cycles(room, Plan(on_run=lambda _, run: done.append(run), has_signals=False))

    with overhear() as warnings:
        asyncio.run(cycle())
    return Again(run=done[0], warnings=warnings)


def rebuild(hub: Path) -> None:
    """Do what `topicwire build` does."""
    with overhear(), opened(hub) as room:
        asyncio.run(build_again(room))


def ask_all_feeds(room: Room) -> None:
    """Make every feed due now, whatever its rhythm."""
    for feed in room.store.feeds.list_all():
        room.store.work.add(StageName.POLL, feed.id, room.clock.now())


def change_pins(hub: Path, pins: Mapping[str, str]) -> None:
    """Point the hub's pinned hosts to where the web is now."""
    settings = hub / "hub.toml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    names = {f'"{host}" = ': at for host, at in pins.items()}
    changed = [
        next((f'{start}"{at}"\n' for start, at in names.items() if line.startswith(start)), line) for line in lines
    ]
    settings.write_text("".join(changed), encoding="utf-8")


def stamps(folder: Path) -> dict[str, tuple[str, int]]:
    """List every file below a folder: SHA-256 of its bytes and its time of change."""
    return {
        path.relative_to(folder).as_posix(): (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def outputs(hub: Path) -> dict[str, dict[str, tuple[str, int]]]:
    """List what readers and editors get: site and records."""
    return {name: stamps((hub / name).resolve()) for name in ("public", "_news")}


def bytes_of(hub: Path) -> dict[str, dict[str, str]]:
    """List the same without times."""
    return {name: {path: stamp[0] for path, stamp in found.items()} for name, found in outputs(hub).items()}


def own_threshold(hub: Path, threshold: int) -> None:
    """Set the heat from which articles are published."""
    with (hub / "hub.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[scores]\nthreshold = {threshold}\n")
