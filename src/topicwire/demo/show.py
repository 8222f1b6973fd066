"""Runs the real pipeline on the demo web, run after run of demo time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from topicwire.demo.clock import DemoClock
from topicwire.demo.folder import make_demo_folder
from topicwire.demo.server import RUNS, DemoWeb
from topicwire.model.work import Run
from topicwire.net.clock import SystemClock
from topicwire.newsroom.room import Room, open_room
from topicwire.newsroom.running import OnEvent
from topicwire.newsroom.sealing_runs import TOLD
from topicwire.newsroom.watching import Plan, run_cycles


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom to tell of what happens."""

    on_start: Callable[[int, datetime], None]  # number of the run, demo time
    on_event: OnEvent
    on_run: Callable[[Room, Run], None]


async def run_demo(folder: Path, audience: Audience) -> None:
    """Make the hub in `folder` and run it through all of demo time.

    Raises:
        SettingsError: the folder holds something that is not a demo.
    """
    clock = DemoClock(RUNS[0], SystemClock())
    async with DemoWeb(RUNS[0]) as web:
        make_demo_folder(folder, web.pins)
        for number, at in enumerate(RUNS, 1):
            web.set_time(at)
            clock.at = at
            audience.on_start(number, at)
            with open_room(folder, {}, clock) as room:
                room.store.learned.keep(TOLD, b"the demo seals nothing")
                await run_cycles(room, Plan(on_event=audience.on_event, on_run=audience.on_run, has_signals=False))
