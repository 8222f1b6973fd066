"""One cycle, or cycle after cycle: waking when something is due, following changes of the settings."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from topicwire.config.loading import load_hub
from topicwire.errors import OutboxError, SettingsError, StoreError, WorkersError
from topicwire.model.work import Run, StageName
from topicwire.newsroom.newsletter.going import send_beside, wake_for_mail
from topicwire.newsroom.room import Room
from topicwire.newsroom.running import Line, OnEvent, open_line, run_once
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
    """Run one cycle, or go on until SIGINT or SIGTERM asks to stop; a cycle under way ends cleanly.

    While watching, a change of the hub's files takes effect before the next cycle.
    """
    stop = asyncio.Event()
    if plan.watch:
        room = spread(room)
    with _stop_on_signals(stop) if plan.has_signals else nullcontext():
        while not stop.is_set():
            async with open_line(room, plan.on_event) as line:
                changed = await _cycles(line, plan, stop)
            if changed is None:
                return
            room = spread(changed)


async def _cycles(line: Line, plan: Plan, stop: asyncio.Event) -> Room | None:
    """Run cycles until told to stop, or until the hub's files changed: then give the room as it is now."""
    while not stop.is_set():
        done = await _run(line, plan, stop)
        if plan.watch and plan.only is None:
            await send_beside(line)
        if plan.on_run and done:
            plan.on_run(line.room, done)
        if not plan.watch:
            return None
        wait = wake_for_mail(
            line.room, next_wake(line.room.store, tuple(StageName), line.room.clock.now(), _LONGEST_SLEEP)
        )
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait.total_seconds())
        now = spread(reloaded(line.room))
        if now.config != line.room.config:
            return now
    return None


async def _run(line: Line, plan: Plan, stop: asyncio.Event) -> Run | None:
    """Run one cycle. While watching, a machine in trouble (a full disk, no processes) ends it and not the watch."""
    try:
        return await run_once(line, plan.only, stop)
    except (OutboxError, StoreError, WorkersError, OSError) as error:
        if not plan.watch:
            raise
        log.error("cycle ended early", why=str(error))
        return None


def spread(room: Room) -> Room:
    """Give many feeds that are all overdue some minutes to be asked in, instead of one rush after a restart.

    An editor's own `polling.first_wait_minutes` is left as it is. One minute for each 80 feeds keeps the rush near
    the rate of ordinary polling: no second holds more than three times the mean.
    """
    settings = room.config.settings
    minutes = min(60.0, len(room.config.hub.feeds) / 80)
    if settings.polling.first_wait_minutes or minutes < 1:
        return room
    polling = replace(settings.polling, first_wait_minutes=minutes)
    return replace(room, config=replace(room.config, settings=replace(settings, polling=polling)))


def reloaded(room: Room) -> Room:
    """Read the settings again; a file that became wrong is reported and the old settings stay in force."""
    try:
        return replace(room, config=load_hub(room.folder, room.environment))
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
