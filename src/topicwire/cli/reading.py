"""Commands that tell: explain, ledger."""

from typing import Annotated

import typer

from topicwire.cli.options import HubOption, JsonOption, room_of
from topicwire.cli.output import complain, give_json, instant, say, table


def explain(
    name: Annotated[str, typer.Argument(help="A record file, an article's id, or any address it is known under.")],
    hub: HubOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why something is, or is not, on the page: evidence, parts of every score, thresholds.

    Example: topicwire explain https://publisher.example/article
    """
    from topicwire.cli.explanation import explanation_lines
    from topicwire.newsroom.explaining import explain as look_up

    with room_of(hub) as room:
        found = look_up(room, name)
    if found is None:
        complain(f"topicwire: the hub has never heard of {name}")
        raise typer.Exit(1)
    if as_json:
        give_json(found)
        return
    for words, style in explanation_lines(found):
        say(words, style)


def ledger(
    hub: HubOption = None,
    runs: Annotated[int, typer.Option(min=1, max=1000, help="How many of the newest runs to list.")] = 5,
    as_json: JsonOption = False,
) -> None:
    """Count every tip by the one state it ended in; the counts add up, or the exit code is 1.

    Example: topicwire ledger --runs 10
    """
    from topicwire.newsroom.reporting import report_ledger, state_words

    with room_of(hub) as room:
        report = report_ledger(room, runs)
    if as_json:
        give_json(report)
    else:
        rows = [(state_words(line.state), line.reason, str(line.count)) for line in report.lines]
        table(("state", "why", "#tips"), rows)
        sign = "=" if report.reconciles else "≠"
        say(f"{report.total} counted {sign} {report.tips} tips the hub ever had", "bold")
        say("")
        runs_made = [(str(r.number), instant(r.started_at), str(r.tips_seen), str(r.tips_new)) for r in report.runs]
        table(("#run", "began (UTC)", "#entries seen", "#new tips"), runs_made)
        for title in report.silent:
            say(f"silent: {title} answers but has had nothing new for much longer than its rhythm", "yellow")
    if not report.reconciles:
        raise typer.Exit(1)
