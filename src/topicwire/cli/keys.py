"""Commands about the key ring: keys new, list, rotate, check. None of them prints a byte of a key."""

import os
from typing import Annotated

import typer

from topicwire.cli.options import DryRunOption, HubOption, JsonOption, room_of
from topicwire.cli.output import complain, give_json, instant, say, table

app = typer.Typer(no_args_is_help=True, help="The keys that private fields of records are sealed with.")

HISTORY = "Old ciphertext stays in the repository's history and in backups: if a key leaked, what it sealed is public."


@app.command()
def new(
    hub: HubOption = None,
    as_json: JsonOption = False,
    lost: Annotated[bool, typer.Option("--lost", help="The old ring is gone for good: begin anew.")] = False,
) -> None:
    """Make a key ring with one key; one that is there is never overwritten.

    Example: topicwire keys new
    """
    from topicwire.newsroom.keys import SITE_ID, new_ring

    with room_of(hub) as room:
        ring, path = new_ring(room, os.environ, is_lost=lost)
    if as_json:
        give_json({"id": ring.active.id.hex(), "site": ring.site, "path": path})
        return
    say(f"Made the key {ring.active.id.hex()} in {path}", "bold green")
    say("Back this file up, apart from the hub: without it nothing that is sealed can be opened.")
    say(f"Keep {SITE_ID} in the repository: it is no secret, and values open under that id alone.")


@app.command("list")
def list_(hub: HubOption = None, as_json: JsonOption = False) -> None:
    """List the keys, their states, and how many values each has sealed.

    Example: topicwire keys list --json
    """
    from topicwire.newsroom.keys import list_keys

    with room_of(hub) as room:
        found = list_keys(room, os.environ)
    if as_json:
        give_json(found)
        return
    rows = [
        (key.id, key.state, instant(key.created_at), str(key.in_files), str(key.in_store), str(key.seals))
        for key in found.keys
    ]
    table(("key", "state", "created (UTC)", "#in files", "#in store", "#seals made"), rows)
    for key_id, count in found.strangers.items():
        say(f"! {count} values are sealed with {key_id}, which is not in the ring", "yellow")
    if found.legacy:
        say(f"{found.legacy} values of the older shape are left as they are")
    if not found.keys:
        say("No key ring here: private fields are left out of records. Make one with: topicwire keys new")


@app.command()
def rotate(hub: HubOption = None, dry_run: DryRunOption = False, as_json: JsonOption = False) -> None:
    """Make a new key and seal everything again with it; cut off, it goes on where it was. Exit code 1 if not ended.

    Example: topicwire keys rotate --dry-run
    """
    from topicwire.newsroom.rotation import rotate as rotate_keys

    with room_of(hub) as room:
        done = rotate_keys(room, os.environ, dry_run=dry_run)
    if as_json:
        give_json(done)
    elif dry_run:
        begins = "An unfinished rotation would go on" if done.is_resumed else "A new key would be made"
        say(f"{begins}; {done.resealed} records would be sealed again. Nothing was changed.")
    else:
        say(f"The key {done.active} seals from now on; {done.resealed} records were sealed again.", "bold green")
        for key_id in done.retired:
            say(f"The key {key_id} is retired: nothing here is sealed with it.")
        say(HISTORY)
        for trouble in done.troubles:
            complain(f"{trouble.path}: {trouble.why}")
    if done.troubles:
        raise typer.Exit(1)


@app.command()
def check(hub: HubOption = None, as_json: JsonOption = False) -> None:
    """Check every key and open every sealed value. Exit code 1 when one does not open.

    Example: topicwire keys check
    """
    from topicwire.newsroom.keys import must_open_ring
    from topicwire.newsroom.sealed_values import check_values

    with room_of(hub) as room:
        ring, _ = must_open_ring(room, os.environ)
        found = check_values(room, ring)
    if as_json:
        give_json(found)
    else:
        for trouble in found.troubles:
            complain(f"{trouble.path}: {trouble.why}")
        legacy = f", {found.legacy} of the older shape left alone" if found.legacy else ""
        say(f"{len(ring.keys)} keys are right; {found.opened} values open{legacy}")
    if found.troubles:
        raise typer.Exit(1)
