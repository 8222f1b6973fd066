"""Commands that move the hub on: run, build, announce, serve."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from topicwire.cli.options import DryRunOption, HubOption, JsonOption, QuietOption, room_of
from topicwire.cli.output import give_json, say
from topicwire.model.work import StageName

if TYPE_CHECKING:
    from topicwire.cli.progress import StageProgress
    from topicwire.model.work import Run
    from topicwire.newsroom.room import Room


def run(
    hub: HubOption = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on for ever, waking when something is due.")] = False,
    stage: Annotated[StageName | None, typer.Option(help="Run only this stage.")] = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Run one cycle: poll, fetch, extract, enrich, cluster, rank, publish.

    Example: topicwire run --watch
    """
    from topicwire.cli.progress import StageProgress
    from topicwire.newsroom.reporting import due_now
    from topicwire.newsroom.watching import Plan, run_cycles

    with room_of(hub) as room:
        if dry_run:
            _say_due(due_now(room), as_json)
            return
        with StageProgress(is_quiet=quiet or as_json) as progress:
            told = partial(_tell, as_json, quiet, progress)
            asyncio.run(run_cycles(room, Plan(only=stage, watch=watch, on_event=progress.on_event, on_run=told)))


def build(hub: HubOption = None, dry_run: DryRunOption = False, as_json: JsonOption = False) -> None:
    """Render the current edition again, from what the store holds, without asking the web.

    Example: topicwire build
    """
    from topicwire.newsroom.building import build_again, would_change

    with room_of(hub) as room:
        if dry_run:
            changed = would_change(room)
            if as_json:
                give_json(changed)
            else:
                say("\n".join((*changed, f"{len(changed)} files would change.")))
            return
        run_done = asyncio.run(build_again(room))
        _tell(as_json, False, None, room, run_done)


def announce(hub: HubOption = None, as_json: JsonOption = False) -> None:
    """Tell the WebSub hub of changed feeds, once the public site shows them; every run does so by itself.

    For hubs that a host publishes after the run. Example: topicwire announce
    """
    from topicwire.config.files import LOCK
    from topicwire.newsroom.announcing import announce_feeds, push_words
    from topicwire.newsroom.running import open_web
    from topicwire.pipeline.lock import hub_lock

    with room_of(hub) as room:

        async def tell() -> None:
            async with open_web(room) as web:
                await announce_feeds(room, web)

        if room.config.hub.websub_hub:
            with hub_lock(room.folder / LOCK):
                asyncio.run(tell())
        words = push_words(room) if room.config.hub.websub_hub else "No WebSub hub: publishing.websub_hub names none."
    if as_json:
        give_json({"websub": words})
    else:
        say(words)


def serve(
    hub: HubOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; hub.toml's when not given.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; hub.toml's when not given.")] = -1,
    watch: Annotated[bool, typer.Option("--watch", help="Run cycles too, in the same process.")] = False,
) -> None:
    """Serve the current edition; a new one shows as soon as it is ready.

    Example: topicwire serve --watch --port 8080
    """
    from topicwire.web.server import serve_hub

    with room_of(hub) as room:
        table = room.config.settings.serve
        address = host or table.host
        number = table.port if port < 0 else port
        serve_hub(room, address, number, watch=watch, on_ready=lambda url: say(f"Serving {url} (Ctrl+C stops)", "bold"))


def _tell(as_json: bool, quiet: bool, progress: "StageProgress | None", room: "Room", done: "Run") -> None:
    from topicwire.newsroom.reporting import report_run

    report = report_run(room, done)
    if progress:
        progress.clear()
    if as_json:
        give_json(report)
    elif not quiet:
        for line in report.words:
            say(line)


def _say_due(due: dict[str, int], as_json: bool) -> None:
    if as_json:
        give_json(due)
        return
    for stage, count in due.items():
        say(f"{stage:8} {count:6} waiting")
    say("Nothing was changed.")
