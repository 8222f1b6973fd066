"""Commands about sentence vectors: vectors check."""

from pathlib import Path
from typing import Annotated

import typer

from topicwire.cli.options import HubOption, JsonOption, room_of
from topicwire.cli.output import give_json, say

app = typer.Typer(no_args_is_help=True, help="The optional model that compares articles by meaning.")


@app.callback()
def vectors() -> None:
    """Keep `check` a command of its own while it is the only one."""


@app.command()
def check(
    hub: HubOption = None,
    as_json: JsonOption = False,
    model: Annotated[
        Path | None, typer.Option("--model", help="Try the model in this folder, whatever hub.toml names.")
    ] = None,
) -> None:
    """Say whether the model loads, the sum of its weights, and how quick it is.

    Example: topicwire vectors check --model ../model
    """
    from topicwire.newsroom.vectors import check_vectors
    from topicwire.vectors.minilm import HOW_TO_GET, HOW_TO_INSTALL

    with room_of(hub) as room:
        settings = room.config.settings.semantic
        if not model and not settings.model:
            say("Off: hub.toml names no model under [semantic], and none is needed.")
            say(f"To compare articles by meaning, {HOW_TO_GET} with --model; {HOW_TO_INSTALL}.")
            return
        found = check_vectors(settings, room.folder, model.resolve() if model else None)
    if as_json:
        give_json(found)
        return
    say(
        f"{found.name} loads in {found.load_seconds} s and reads {found.texts_per_second} texts a second.", "bold green"
    )
    say(f"Its vectors have {found.dimensions} numbers. SHA-256 of the weights: {found.sha256}")
    if not found.is_pinned:
        say("hub.toml does not pin it. If you trust where the files came from, write there:")
        say(f'[semantic]\nmodel = "{found.folder}"\nsha256 = "{found.sha256}"')
