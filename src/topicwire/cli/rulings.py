"""Commands about what editors decided: rulings list, undo."""

from typing import Annotated

import typer

from topicwire.cli.options import DryRunOption, HubOption, JsonOption, room_of
from topicwire.cli.output import complain, give_json, instant, say, table

app = typer.Typer(no_args_is_help=True, help="Decisions of editors, as edits of record files make them.")


@app.command("list")
def list_(
    hub: HubOption = None,
    has_all: Annotated[bool, typer.Option("--all", help="Those undone or overruled too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List what editors decided, latest first, and where a publisher says otherwise since.

    Example: topicwire rulings list --all
    """
    from topicwire.newsroom.rulings import list_rulings

    with room_of(hub) as room:
        lines = list_rulings(room, has_all=has_all)
    if as_json:
        give_json(lines)
        return
    if not lines:
        say("Nobody decided anything yet: edit a file in _news, and the next run takes it as a decision.")
        return
    rows = [
        (
            line.ruling.id,
            instant(line.ruling.at),
            line.ruling.by,
            line.words if line.is_in_force else f"({line.words})",
            line.path or line.ruling.article_id,
        )
        for line in lines
    ]
    table(("id", "since (UTC)", "by", "decided", "record"), rows)
    for line in lines:
        if line.conflict:
            say(f"! {line.ruling.id}: {line.conflict}; the editor's word stays", "yellow")


@app.command()
def undo(
    name: Annotated[str, typer.Argument(metavar="ID", help="Of the ruling, or how its id begins.")],
    hub: HubOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take one decision back; files and site follow at the next run. Exit code 1 when there is no such ruling.

    Example: topicwire rulings undo 28a2d18f
    """
    from topicwire.errors import NotStoredError
    from topicwire.newsroom.rulings import undo_ruling

    with room_of(hub) as room:
        try:
            line = undo_ruling(room, name, dry_run=dry_run)
        except NotStoredError as error:
            complain(f"topicwire: {error}")
            raise typer.Exit(1) from error
    if as_json:
        give_json(line)
    elif dry_run:
        say(f"Would take back: {line.words} ({line.path}). Nothing was changed.")
    else:
        say(f"Taken back: {line.words} ({line.path}). Files and site follow at the next run.", "bold green")
