"""The demo: all of topicwire on a small web inside this machine."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from topicwire.cli.options import QuietOption
from topicwire.cli.output import say

if TYPE_CHECKING:
    from topicwire.model.work import Run
    from topicwire.newsroom.room import Room


def demo(
    into: Annotated[Path, typer.Option(help="Folder for the demo's hub; an earlier demo there is replaced.")] = Path(
        "demo-hub"
    ),
    quiet: QuietOption = False,
) -> None:
    """Run the whole pipeline on a built-in small web, offline, in seconds, and leave a site to open.

    Example: topicwire demo --into demo-hub
    """
    from topicwire.cli.progress import StageProgress
    from topicwire.demo.show import Audience, run_demo
    from topicwire.newsroom.reporting import report_run

    def on_start(number: int, at: datetime) -> None:
        if not quiet:
            say("")
            say(f"Demo time {at:%A %d %B %Y, %H:%M} UTC", "bold")

    with StageProgress(is_quiet=quiet) as progress:

        def on_run(room: "Room", done: "Run") -> None:
            progress.clear()
            for line in () if quiet else report_run(room, done).words:
                say(f"  {line}")

        asyncio.run(run_demo(into, Audience(on_start=on_start, on_event=progress.on_event, on_run=on_run)))
    for line in _summary(into):
        say(line)


def _summary(folder: Path) -> Iterator[str]:
    from topicwire.newsroom.room import open_room
    from topicwire.newsroom.telling import tell_hub, top_story

    with open_room(folder, {}) as room:
        yield ""
        yield from tell_hub(room)
        top = top_story(room)
    yield ""
    yield f"The site: {folder / 'public' / 'index.html'}"
    yield "Open it in a browser, or look further:"
    yield f"  {sys.argv[0]} serve --hub {folder}"
    yield f"  {sys.argv[0]} ledger --hub {folder}"
    if top:
        yield f"  {sys.argv[0]} explain --hub {folder} {top.record.path}"
