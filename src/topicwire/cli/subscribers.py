"""Commands about the newsletter's subscribers: list, add, import, export, remove, bounce."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from topicwire.cli.options import DryRunOption, HubOption, JsonOption, room_of
from topicwire.cli.output import complain, give_json, instant, say, table

if TYPE_CHECKING:
    from topicwire.newsroom.newsletter.listing import Line

app = typer.Typer(
    no_args_is_help=True, help="Who gets the newsletter. Addresses are sealed, and shown only with --show."
)

ConfirmedOption = Annotated[
    bool, typer.Option("--confirmed", help="They agreed elsewhere, and you can prove it: ask for no confirmation.")
]
ShowOption = Annotated[bool, typer.Option("--show", help="Show whole addresses.")]


@app.command("list")
def list_(hub: HubOption = None, show: ShowOption = False, as_json: JsonOption = False) -> None:
    """Count subscribers by state and list them, addresses masked.

    Example: topicwire subscribers list --json
    """
    from topicwire.newsroom.newsletter.listing import list_subscribers

    with room_of(hub) as room:
        found = list_subscribers(room, is_shown=show)
    if as_json:
        give_json(found)
        return
    table(("subscriber", "state", "address", "since (UTC)", "from"), map(_row, found.lines))
    say(", ".join(f"{count} {state}" for state, count in found.counts.items()) or "No subscribers yet.", "bold")


@app.command()
def add(
    address: Annotated[str, typer.Argument(help="Mail address.")],
    hub: HubOption = None,
    confirmed: ConfirmedOption = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Ask an address to confirm the newsletter; the mail goes out with the next `topicwire send` or cycle.

    Example: topicwire subscribers add reader@mail.example
    """
    from topicwire.newsroom.newsletter.listing import add_all

    with room_of(hub) as room:
        done = add_all(room, [address], origin="desk", is_confirmed=confirmed, dry_run=dry_run)
    _say_added(done, as_json, dry_run)
    if done["refused"]:
        raise typer.Exit(1)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A text or CSV file: the first address of each line counts.")],
    hub: HubOption = None,
    confirmed: ConfirmedOption = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take over a list. Whoever left before, or complained, stays off it.

    Example: topicwire subscribers import list.csv --confirmed
    """
    from topicwire.newsroom.newsletter.listing import add_all, addresses_in

    with room_of(hub) as room:
        done = add_all(room, addresses_in(file), origin="import", is_confirmed=confirmed, dry_run=dry_run)
    _say_added(done, as_json, dry_run)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="CSV file to write; it must not be there yet.")],
    hub: HubOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the confirmed addresses, in the clear, to a file that only you can read.

    Example: topicwire subscribers export /private/readers.csv
    """
    from topicwire.newsroom.newsletter.listing import export_to

    with room_of(hub) as room:
        count = export_to(room, file)
    if as_json:
        give_json({"exported": count, "file": file})
    else:
        say(f"{count} addresses are in {file}, in the clear: keep it safe and delete it when you are done.")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Address, or id as `subscribers list` shows it.")],
    hub: HubOption = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Erase all that is known, also that they do not want it.")
    ] = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take a subscriber off the list and erase the address.

    Example: topicwire subscribers remove 0123456789abcdef
    """
    from topicwire.newsroom.newsletter.listing import remove_one

    with room_of(hub) as room:
        is_known = remove_one(room, name, is_forgotten=forget, dry_run=dry_run)
    if as_json:
        give_json({"removed": is_known and not dry_run})
    elif is_known:
        say("Would be taken off the list. Nothing was changed." if dry_run else "Taken off the list.")
    else:
        complain("topicwire: nobody of that name subscribes")
    if not is_known:
        raise typer.Exit(1)


@app.command()
def bounce(
    files: Annotated[list[Path], typer.Argument(help="Returned mails: delivery reports or complaints, as .eml.")],
    hub: HubOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in what mail servers sent back: hard bounces and complaints stop further mail. Exit code 1 if unreadable.

    Example: topicwire subscribers bounce returned/*.eml
    """
    from topicwire.newsroom.newsletter.listing import take_files

    with room_of(hub) as room:
        found = take_files(room, files)
    if as_json:
        give_json(found)
    else:
        for line in found:
            say(f"{line.file}: {line.words}", "yellow" if line.is_unreadable else "")
    if any(line.is_unreadable for line in found):
        raise typer.Exit(1)


def _row(line: "Line") -> tuple[str, str, str, str, str]:
    return (line.id, line.state, line.address or "(erased)", instant(line.since), line.origin)


def _say_added(done: dict[str, int], as_json: bool, dry_run: bool) -> None:
    if as_json:
        give_json(done)
        return
    words = {
        "asked": "will be asked to confirm",
        "confirmed": "are on the list",
        "unchanged": "stay as they are",
        "refused": "are no mail addresses",
    }
    for name, count in done.items():
        if count:
            say(f"{count} {words[name]}")
    if dry_run:
        say("Nothing was changed.")
