"""One cycle, or cycle after cycle: waking when something is due, following changes of the settings."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from topicwire.config.loading import load_hub
from topicwire.errors import SettingsError
from topicwire.model.work import Run, StageName
from topicwire.newsroom.room import Room
from topicwire.newsroom.running import OnEvent, open_line, run_once
from topicwire.pipeline.schedule import next_wake

_LONGEST_SLEEP = timedelta(minutes=15)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to run and whom to tell."""

    only: StageName | None = None  # None: all stages
    watch: bool = False  # True: cycle after cycle
    on_event: OnEvent | None = None  # told of every verdict
    on_run: Callable[[Room, Run], None] | None = None  # told of every finished cycle
    has_signals: bool = True  # False: somebody else ends it by cancelling


async def run_cycles(room: Room, plan: Plan) -> None:
    """Run one cycle, or go on until SIGINT or SIGTERM asks to stop; a cycle under way ends cleanly."""
    stop = asyncio.Event()
    with _stop_on_signals(stop) if plan.has_signals else nullcontext():
        while not stop.is_set():
            async with open_line(room, plan.on_event) as line:
                done = await run_once(line, plan.only, stop)
            if plan.on_run:
                plan.on_run(room, done)
            if not plan.watch:
                return
            wait = next_wake(room.store, tuple(StageName), room.clock.now(), _LONGEST_SLEEP)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait.total_seconds())
            room = reloaded(room)


def reloaded(room: Room) -> Room:
    """Read the settings again; a file that became wrong is reported and the old settings stay in force."""
    try:
        return replace(room, config=load_hub(room.folder, os.environ))
    except SettingsError as error:
        log.error("settings not taken", why=str(error))
        return room


@contextmanager
def _stop_on_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    caught = (signal.SIGINT, signal.SIGTERM)
    for number in caught:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in caught:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(number)
