"""Taking over a hub that exists already: import."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from topicwire.cli.options import DryRunOption, JsonOption
from topicwire.cli.output import complain, give_json, say

if TYPE_CHECKING:
    from topicwire.newsroom.importing import Import


def import_(
    folder: Annotated[Path, typer.Argument(help="The existing hub: it has _news, _data and _config.yml.")],
    into: Annotated[Path | None, typer.Option("--into", help="Copy it there first, and leave it as it is.")] = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take over an existing hub without losing a byte; doing it again takes over what is new.

    Exit code 1 when a file could not be taken over. Example: topicwire import ../old-hub --into hub --dry-run
    """
    from topicwire.newsroom.importing import import_hub

    done = import_hub(folder, into, os.environ, dry_run=dry_run)
    if as_json:
        give_json(done)
    else:
        _tell(done, dry_run=dry_run)
    if any(trouble.where.startswith("_news") for trouble in done.troubles):
        raise typer.Exit(1)


def _tell(done: "Import", *, dry_run: bool) -> None:
    say(f"{'Would take over' if dry_run else 'Took over'} {done.taken} records into {done.folder}", "bold green")
    if done.known:
        say(f"  {done.known} are in the hub already")
    if done.copied:
        say(f"  {done.copied} files {'to copy' if dry_run else 'copied'}")
    say(f"  {done.identical} files are as we write them to the byte, {done.rewritten} get LF line ends,")
    say(f"  {done.kept} have another form and stay as they are until their article changes")
    say(f"  {done.stories} stories, {done.grouped} of them with more than one article")
    links = done.links
    say(f"  related: {links.agreed} agree both ways, {links.one_sided} are one-sided (one record is older),")
    say(
        f"    {links.elsewhere} name an article of another story, {links.unknown} one without a record, and stay listed"
    )
    say(f"  quality: offset {done.fit.offset} and {len(done.fit.host_bonus)} host bonuses give", "")
    say(f"    {done.fit.exact} of {done.fit.scored} records the quality they have; threshold {done.threshold}")
    for name in done.made:
        say(f"  {'would write' if dry_run else 'wrote'} {name}")
    for name, count in done.untouched.items():
        say(f"  {name}: {count} files, left as they are")
    for trouble in done.troubles:
        complain(f"{trouble.where}: {trouble.why}")
    if dry_run:
        say("Nothing was written.")
