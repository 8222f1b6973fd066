"""The lab: see what a change of topics, thresholds or scores would do before it is made."""

from typing import TYPE_CHECKING, Annotated

import typer

from topicwire.cli.options import HubOption, JsonOption, room_of
from topicwire.cli.output import give_json, say

if TYPE_CHECKING:
    from topicwire.newsroom.lab.applying import Applied

Words = list[str]


def lab(
    hub: HubOption = None,
    days: Annotated[float, typer.Option(min=0.01, help="How many days to look at, up to the newest article.")] = 14,
    topic: Annotated[str, typer.Option("--topic", "-t", help="The topic to change: its _id or its name.")] = "",
    add: Annotated[Words | None, typer.Option("--add", help="A keyword more; `robot*` finds what begins so.")] = None,
    drop: Annotated[Words | None, typer.Option("--drop", help="A keyword or excluded phrase less.")] = None,
    exclude: Annotated[Words | None, typer.Option("--exclude", help="A phrase that keeps the topic away.")] = None,
    least: Annotated[int | None, typer.Option(min=1, max=20, help="How many keywords the topic needs.")] = None,
    match: Annotated[str, typer.Option(help="Words it is matched on: title, title+excerpt or text.")] = "",
    threshold: Annotated[int | None, typer.Option(help="Heat from which the topic's stories are shown.")] = None,
    change: Annotated[Words | None, typer.Option("--set", help="A value of hub.toml: scores.threshold=60")] = None,
    examples: Annotated[int, typer.Option(min=0, max=1000, help="How many to show of each kind.")] = 5,
    afresh: Annotated[bool, typer.Option("--afresh", help="Judge records taken over as if found here.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Write the change into the hub's files.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Save, and have the next run judge the archive anew.")] = False,
    as_json: JsonOption = False,
) -> None:
    """See what a change would gain, lose and regroup on the last days, before saving it.

    Without a change: what the files say now, beside what the last run went by. Nothing is changed without --save.

    Example: topicwire lab --topic robotics --add "robot*" --set scores.threshold=60 --days 30
    """
    from topicwire.cli.lab_report import report
    from topicwire.newsroom.lab.applying import apply as make_due
    from topicwire.newsroom.lab.applying import save as write_files
    from topicwire.newsroom.lab.asked import Asked
    from topicwire.newsroom.lab.trying import drafted_files, try_out

    asked = Asked(
        topic=topic,
        add=tuple(add or ()),
        drop=tuple(drop or ()),
        exclude=tuple(exclude or ()),
        least=least,
        match=match,
        threshold=threshold,
        settings=tuple(change or ()),
    )
    applied = None
    with room_of(hub) as room:
        trial = try_out(room, asked, days, is_afresh=afresh)
        files = drafted_files(room, asked) if save or apply else {}
        saved = write_files(room, files) if files else room
        if apply:
            applied = make_due(saved, trial.since, is_regrouped=trial.is_regrouped)
    if as_json:
        give_json({"trial": trial, "saved": list(files), "applied": applied})
        return
    report(trial, asked, examples)
    _tell_done(list(files), applied, has_change=bool(trial.files), wants=save or apply)


def _tell_done(saved: Words, applied: "Applied | None", *, has_change: bool, wants: bool) -> None:
    say("")
    if saved:
        say(f"Saved: {', '.join(saved)}.", "bold green")
    elif has_change and not wants:
        say("Nothing was changed. --save writes it into the files, --apply has the archive judged anew too.", "dim")
    if applied:
        say(f"{applied.due} pieces of work are due: `topicwire run` does them.", "bold green")
