"""Commands about the hub itself: init, doctor, schema, version."""

import platform
from pathlib import Path
from typing import Annotated

import typer

from topicwire import __version__
from topicwire.cli.options import HubOption, JsonOption, room_of
from topicwire.cli.output import console, give_json, say
from topicwire.config.hosted_hub import Host


def init(
    name: Annotated[Path, typer.Argument(help="Folder to make; its last part names the hub.")],
    title: Annotated[str, typer.Option(help="The hub's name for readers.")] = "",
    hosting: Annotated[Host | None, typer.Option(help="Also write what this host needs to run and publish it.")] = None,
    repository: Annotated[str, typer.Option(help="With --hosting: OWNER/NAME; gives the public address.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List the files, write nothing.")] = False,
) -> None:
    """Make a hub folder that works at once.

    Example: topicwire init ai-hub --title "AI, watched" --hosting github --repository me/ai-hub
    """
    from topicwire.config.hosted_hub import Hosting
    from topicwire.config.new_hub import new_hub_files, write_new_hub

    hosted = Hosting(host=hosting, repository=repository) if hosting else None

    shown = title or name.resolve().name.replace("-", " ").replace("_", " ").strip().title() or "My hub"
    if dry_run:
        for path, raw in new_hub_files(shown, hosted):
            say(f"{name / path}  {len(raw)} bytes")
        return
    count = write_new_hub(name, shown, hosted)
    say(f"A hub named “{shown}” is in {name}: {count} files.", "bold green")
    say("Next:")
    say(f"  cd {name}")
    if hosted:
        say(
            "  git init && git add . && git commit -m 'A hub'; push it, then README.md says which three clicks are left"
        )
    say("  topicwire add https://…      follow more sources (the default ones are in sources.opml)")
    say("  topicwire keys new           seal private fields (full texts, fetch facts) into the public records")
    say("  topicwire run                one cycle: poll, fetch, extract, enrich, cluster, rank, publish")
    say("  topicwire serve              read it at http://localhost:8000")


def doctor(hub: HubOption = None, as_json: JsonOption = False) -> None:
    """Say what is wrong with the hub, and what to do about it.

    Exit code 1 when something is bad. Example: topicwire doctor --json
    """
    from topicwire.newsroom.doctor import Grade, examine

    with room_of(hub) as room:
        findings = examine(room)
    if as_json:
        give_json(findings)
    else:
        marks = {Grade.GOOD: ("✓", "green"), Grade.NOTE: ("!", "yellow"), Grade.BAD: ("✗", "bold red")}
        for finding in findings:
            mark, style = marks[finding.grade]
            say(f"{mark} {finding.what}", style)
            if finding.remedy:
                say(f"    → {finding.remedy}")
    if any(finding.grade is Grade.BAD for finding in findings):
        raise typer.Exit(1)


def schema() -> None:
    """Print the JSON Schema of hub.toml, for editors.

    Example: topicwire schema > hub.schema.json
    """
    from topicwire.config.hub_toml import schema as hub_schema

    give_json(hub_schema())


def version(as_json: JsonOption = False) -> None:
    """Print the versions of topicwire, Python and the store's library.

    Example: topicwire version
    """
    from topicwire.newsroom.versions import versions

    found = {"topicwire": __version__, "python": platform.python_version(), **versions()}
    if as_json:
        give_json(found)
    else:
        console.print("\n".join(f"{name} {number}" for name, number in found.items()))
