"""What the lab found, as lines and tables for a terminal."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from topicwire.cli.output import console, say, table
from topicwire.newsroom.lab.asked import Asked
from topicwire.newsroom.lab.comparing import Comparison, ScoreChange, SiteChange, Told
from topicwire.newsroom.lab.moves import Move, MoveKind
from topicwire.newsroom.lab.trying import Trial

GAIN, LOSS = "green", "red"
INDENT = " " * 6
MOST_TITLES = 3
"""Articles named of each move."""


def report(trial: Trial, asked: Asked, examples: int) -> None:
    """Print what a change does: the sums first, then examples of each kind."""
    found = trial.found
    span = f"{trial.since:%Y-%m-%d} to {trial.until:%Y-%m-%d}"
    say(f"{trial.articles} articles, {span}: {_what(trial, asked)}", "bold")
    _notes(trial, asked)
    if not trial.articles:
        say("No article was published in these days: give more --days.", "yellow")
    elif found.is_empty:
        say("It changes nothing in these days.", "yellow")
    else:
        _sums(trial)
        _articles("Come into the hub", "+", found.enters, examples)
        _articles("Leave the hub", "−", found.leaves, examples)
        _topics(found, examples)
        _site("Appear on the site", "+", found.appears, examples)
        _site("Disappear from the site", "−", found.disappears, examples)
        _moves(found, examples)
        _leads(found, examples)
        _scores(found, examples)


def _what(trial: Trial, asked: Asked) -> str:
    if asked.is_empty:
        return "the files as they are now, beside the last run"
    parts = [f"+{one}" for one in asked.add] + [f"-{one}" for one in asked.drop]
    parts += [f"excluding {one}" for one in asked.exclude]
    parts += [f"at least {asked.least} keywords"] if asked.least else []
    parts += [f"matched on {asked.match}"] if asked.match else []
    parts += [f"threshold {asked.threshold}"] if asked.threshold is not None else []
    topic = [f"{asked.topic}: {', '.join(parts)}"] if parts else []
    return "; ".join((*topic, *asked.settings))


def _notes(trial: Trial, asked: Asked) -> None:
    if asked.is_empty and not trial.has_baseline:
        say("No run has noted its settings yet: run once, edit the files, then look again.", "yellow")
    elif not asked.is_empty and trial.is_edited:
        say("The files were edited since the last run; `topicwire lab` alone shows what that does.", "yellow")
    if trial.taken_over:
        say(f"{trial.taken_over} were taken over and keep what their records say; --afresh judges them too.", "dim")
    if trial.is_regrouped and trial.agreement is not None and trial.agreement < 1:
        say(
            f"Stories were formed anew on both sides: {trial.agreement:.0%} of the articles stand as in the hub now.",
            "dim",
        )


def _sums(trial: Trial) -> None:
    found = trial.found
    moved = sum(len(move.titles) for move in found.moves)
    ups = sum(one.after > one.before for one in found.scores)
    rows = [
        ("articles in the hub", _more(found.enters), _less(found.leaves), ""),
        (
            "stories on the site",
            _more(found.appears),
            _less(found.disappears),
            _all(found.site_before, found.site_after),
        ),
        *((one.name, _more(one.gained), _less(one.lost), _all(one.before, one.after)) for one in found.topics),
        ("articles in another story", str(moved or ""), "", ""),
        ("stories formed", "", "", _all(found.stories_before, found.stories_after) if moved else ""),
        ("stories with another lead", str(len(found.leads) or ""), "", ""),
        (
            "scores",
            f"{ups} up" if ups else "",
            f"{len(found.scores) - ups} down" if len(found.scores) > ups else "",
            "",
        ),
    ]
    say("")
    table(("", "#more", "#less", "#in all"), (row for row in rows if any(row[1:])))


def _more(items: Sequence[object]) -> str:
    return f"+{len(items)}" if items else ""


def _less(items: Sequence[object]) -> str:
    return f"−{len(items)}" if items else ""


def _all(before: int, after: int) -> str:
    return f"{before} → {after}" if before != after else str(after)


def _head(words: str, count: int) -> None:
    say("")
    say(f"{words} ({count})", "bold")


def _title(words: str, style: str = "") -> None:
    """Print one line that ends at the edge of the terminal; whole where nobody looks at one."""
    is_cut = console.is_terminal and len(words) > console.width
    say(f"{words[: console.width - 1]}…" if is_cut else words, style)


def _why(words: str) -> None:
    """Print an explanation below a title; on a terminal its further lines are set in as the first."""
    if not console.is_terminal:
        say(INDENT + words, "dim")
        return
    for line in wrap(words, max(console.width - 1, 40), initial_indent=INDENT, subsequent_indent=INDENT):
        say(line, "dim")


def _rest(count: int, shown: int) -> None:
    if count > shown:
        say(f"{INDENT}and {count - shown} more", "dim")


def _articles(words: str, sign: str, told: Sequence[Told], examples: int) -> None:
    if told:
        _head(words, len(told))
        _list(sign, told, examples)


def _list(sign: str, told: Sequence[Told], examples: int) -> None:
    for one in told[:examples]:
        _title(f"  {sign} {one.title}", GAIN if sign == "+" else LOSS)
        _why(f"{one.publisher}: {one.why}")
    _rest(len(told), examples)


def _topics(found: Comparison, examples: int) -> None:
    for topic in found.topics:
        _articles(f"{topic.name} gains", "+", topic.gained, examples)
        _articles(f"{topic.name} loses", "−", topic.lost, examples)


def _site(words: str, sign: str, changes: Sequence[SiteChange], examples: int) -> None:
    if not changes:
        return
    _head(words, len(changes))
    for one in changes[:examples]:
        _title(f"  {sign} {one.title}", GAIN if sign == "+" else LOSS)
        before, after = _heat(one.heat_before), _heat(one.heat_after)
        heat = f"heat {after}" if before == after else f"heat {before} → {after}"
        _why(f"{one.publisher}, {heat}. {one.verdict}")
    _rest(len(changes), examples)


def _heat(heat: int | None) -> str:
    return "none" if heat is None else "not leading" if heat < 0 else str(heat)


def _moves(found: Comparison, examples: int) -> None:
    if not found.moves:
        return
    _head("Stories that are grouped otherwise", len(found.moves))
    for move in found.moves[:examples]:
        for title in move.titles[:MOST_TITLES]:
            _title(f"  ~ {title}", "yellow")
        _rest(len(move.titles), MOST_TITLES)
        _why(_move_words(move))
    _rest(len(found.moves), examples)


def _move_words(move: Move) -> str:
    ends = "s" if len(move.titles) == 1 else ""
    if move.kind is MoveKind.JOINS:
        return f"join{ends} “{move.target}”"
    if move.kind is MoveKind.PARTS:
        return f"leave{ends} “{move.source}” and stand{ends} alone" + ("" if ends else ", together")
    return f"go{'es' if ends else ''} from “{move.source}” to “{move.target}”"


def _leads(found: Comparison, examples: int) -> None:
    if not found.leads:
        return
    _head("Stories that another article leads", len(found.leads))
    for one in found.leads[:examples]:
        _title(f"  {one.quality_after:4}  {one.after}", GAIN)
        _why(f"instead of “{one.before}”, {one.quality_before} before")
    _rest(len(found.leads), examples)


def _scores(found: Comparison, examples: int) -> None:
    if not found.scores:
        return
    _head("Scores that change most", len(found.scores))
    for one in found.scores[:examples]:
        _title(f"  {one.before:4} → {one.after:<4} {one.title}", GAIN if one.after > one.before else LOSS)
        _why(", ".join(_parts(one)))
    _rest(len(found.scores), examples)


def _parts(change: ScoreChange) -> Iterable[str]:
    return (f"{part.name} {_points(part.before)} → {_points(part.after)}" for part in change.parts)


def _points(points: int) -> str:
    return f"{points:+}" if points else "0"
