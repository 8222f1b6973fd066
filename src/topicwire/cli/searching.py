"""The command that looks for stories: search."""

from typing import Annotated

import typer

from topicwire.cli.options import HubOption, JsonOption, room_of
from topicwire.cli.output import give_json, say


def search(
    words: Annotated[list[str], typer.Argument(help='What to look for; "phrases", -words and operators work too.')],
    hub: HubOption = None,
    topic: Annotated[str, typer.Option(help="Only stories of this topic, by id or name.")] = "",
    source: Annotated[str, typer.Option(help="Only stories this outlet reported, by domain or name.")] = "",
    since: Annotated[str, typer.Option("--from", help="From this day, month or year on, e.g. 2026-03.")] = "",
    until: Annotated[str, typer.Option("--to", help="Until the end of this day, month or year.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many stories to list.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Look for published stories by their full text.

    Example: topicwire search robot recall --topic arms --from 2026-01
    """
    from topicwire.newsroom.search_answers import answer as look_for
    from topicwire.newsroom.search_answers import answer_dict, fields_of

    fields = fields_of({"q": " ".join(words), "topic": topic, "source": source, "from": since, "to": until})
    with room_of(hub) as room:
        if as_json:
            give_json(answer_dict(room, fields, limit, 0))
            return
        answer = look_for(room, fields, limit)
    for story in answer.stories:
        say(story.title or story.id, "bold")
        say(f"  {story.published:%Y-%m-%d}  {story.outlet}, {story.sources} sources  stories/{story.id}.html")
    if answer.is_mostly:
        say("No story has all of these words; these have all but one.", "yellow")
    if answer.mean:
        say(f"Counted too: {', '.join(known for _, known in answer.mean)}", "yellow")
    say(f"{answer.total} found" if answer.total else "Nothing found.")
    if not answer.total:
        raise typer.Exit(1)
