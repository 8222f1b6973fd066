"""Options that many commands share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from topicwire.newsroom.room import Room

HubOption = Annotated[
    Path | None,
    typer.Option("--hub", "-C", help="The hub's folder; the current folder or one above it when not given."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what went wrong.")]


def hub_folder(hub: Path | None) -> Path:
    """Give the folder to work in."""
    from topicwire.config.loading import find_hub

    return hub.resolve() if hub else find_hub(Path.cwd())


@contextmanager
def room_of(hub: Path | None) -> Iterator["Room"]:
    """Open the hub a command was pointed at."""
    from topicwire.newsroom.room import open_room

    with open_room(hub_folder(hub), os.environ) as room:
        yield room
