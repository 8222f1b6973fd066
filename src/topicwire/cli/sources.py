"""Commands about sources: add, and `sources` list, check, remove, import, export."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from topicwire.cli.options import DryRunOption, HubOption, JsonOption, room_of
from topicwire.cli.output import complain, console, give_json, instant, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from topicwire.model.source import Feed
    from topicwire.stages.poll.finding import Candidate, Finding

app = typer.Typer(help="List, check, remove, import and export the hub's sources.", no_args_is_help=True)


def add(
    url: Annotated[str, typer.Argument(help="A feed, a page, a YouTube channel or handle, with or without https://.")],
    hub: HubOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Add every feed that is found, without asking.")] = False,
    first: Annotated[bool, typer.Option("--first", help="Add the best feed, without asking.")] = False,
    focused: Annotated[bool, typer.Option("--focused", help="All it carries is on topic: take every article.")] = False,
    folder: Annotated[str, typer.Option(help="Folder in sources.opml, parts separated by /.")] = "",
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Follow a source: finds the feeds behind any address and offers them.

    Example: topicwire add https://www.example.org/ --first
    """
    from topicwire.newsroom.sources import add_feeds, find_feeds, to_feed

    with room_of(hub) as room:
        finding = asyncio.run(find_feeds(room, url))
        if not finding.feeds:
            give_json(finding) if as_json else complain(f"topicwire: no feed at {url}: {finding.why}")
            raise typer.Exit(1)
        chosen = _choose(finding, everything=everything, first=first or as_json or dry_run)
        names = tuple(part.strip() for part in folder.split("/") if part.strip())
        feeds = [to_feed(candidate, focused=focused, folder=names) for candidate in chosen]
        added, had = ((), ()) if dry_run else add_feeds(room, feeds)
    if as_json:
        give_json({"found": finding, "added": added, "known": had})
        return
    if dry_run:
        _offer(finding)
    for feed in added:
        say(f"Added {feed.title}: {feed.url}", "green")
    for feed in had:
        say(f"Followed already: {feed.url}", "yellow")


def _choose(finding: "Finding", *, everything: bool, first: bool) -> "Sequence[Candidate]":
    if everything:
        return finding.feeds
    if first or len(finding.feeds) == 1:
        return finding.feeds[:1]
    _offer(finding)
    if not console.is_terminal:
        complain("topicwire: several feeds; choose with --first or --all")
        raise typer.Exit(2)
    number = typer.prompt("Which one? (0 for all)", type=click.IntRange(0, len(finding.feeds)), default=1)
    return finding.feeds[number - 1 : number] if number else finding.feeds


def _offer(finding: "Finding") -> None:
    rows = [
        (str(number), found.title or "(no title)", found.url, str(found.entries), instant(found.newest_at))
        for number, found in enumerate(finding.feeds, 1)
    ]
    table(("#", "title", "address", "#entries", "newest"), rows)


@app.command("list")
def list_(hub: HubOption = None, as_json: JsonOption = False) -> None:
    """List the hub's feeds and how each does.

    Example: topicwire sources list --json
    """
    from topicwire.newsroom.sources import list_sources

    with room_of(hub) as room:
        lines = list_sources(room)
    if as_json:
        give_json(lines)
        return
    rows = [(line.feed.title, "/".join(line.feed.folder), line.words, instant(line.next_poll_at)) for line in lines]
    table(("feed", "folder", "how it does", "next poll (UTC)"), rows)
    say(f"{len(rows)} feeds")


@app.command()
def check(hub: HubOption = None, as_json: JsonOption = False) -> None:
    """Ask every feed once, now, and say what it answers; changes nothing. Exit code 1 when one has trouble.

    Example: topicwire sources check
    """
    from topicwire.newsroom.sources import check_sources

    with room_of(hub) as room:
        found = asyncio.run(check_sources(room))
    if as_json:
        give_json(found)
    else:
        for line in found:
            words = line.trouble or f"{line.entries} entries, newest {instant(line.newest_at)}"
            say(f"{'✗' if line.trouble else '✓'} {line.feed.title}: {words}", "yellow" if line.trouble else "green")
    if any(line.trouble for line in found):
        raise typer.Exit(1)


@app.command()
def remove(
    url: Annotated[str, typer.Argument(help="The feed's address, as `sources list --json` shows it.")],
    hub: HubOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Stop following a feed; its articles stay.

    Example: topicwire sources remove https://www.example.org/feed
    """
    from topicwire.newsroom.sources import remove_feed

    with room_of(hub) as room:
        gone = remove_feed(room, url, dry_run=dry_run)
    if gone is None:
        complain(f"topicwire: the hub does not follow {url}")
        raise typer.Exit(1)
    say(f"{'Would remove' if dry_run else 'Removed'} {gone.title}: {gone.url}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An OPML file from any reader.")],
    hub: HubOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Follow all feeds of an OPML file, folders included; what cannot be taken is told line by line.

    Example: topicwire sources import subscriptions.opml --dry-run
    """
    from topicwire.newsroom.sources import add_feeds, known_feeds, read_import

    feeds, problems = read_import(file)
    with room_of(hub) as room:
        added, had = known_feeds(room, feeds) if dry_run else add_feeds(room, feeds)
    if as_json:
        give_json({"added": added, "known": had, "problems": problems})
        return
    for problem in problems:
        say(f"! {problem}", "yellow")
    _tell_import(added, had, dry_run)


def _tell_import(added: "Sequence[Feed]", had: "Sequence[Feed]", dry_run: bool) -> None:
    verb = "would be added" if dry_run else "added"
    say(f"{len(added)} feeds {verb}, {len(had)} followed already", "bold")


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; the terminal when not given.")] = None,
    hub: HubOption = None,
) -> None:
    """Write the hub's feeds as OPML 2.0, folders included.

    Example: topicwire sources export my-sources.opml
    """
    from topicwire.newsroom.sources import export_opml

    with room_of(hub) as room:
        raw = export_opml(room)
    if file is None:
        console.file.write(raw.decode())
    else:
        file.write_bytes(raw)
        say(f"Wrote {file}")
