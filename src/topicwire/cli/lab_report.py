"""What the lab found, as lines and tables for a terminal."""

from collections.abc import Iterable, Sequence

from topicwire.cli.output import say, table
from topicwire.newsroom.lab.asked import Asked
from topicwire.newsroom.lab.comparing import Comparison, ScoreChange, SiteChange, Told
from topicwire.newsroom.lab.moves import Move, MoveKind
from topicwire.newsroom.lab.trying import Trial

GAIN, LOSS = "green", "red"


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
        _articles("Leave the hub", "-", found.leaves, examples)
        _topics(found, examples)
        _site("Appear on the site", "+", found.appears, examples)
        _site("Disappear from the site", "-", found.disappears, examples)
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
    if trial.is_regrouped and trial.agreement is not None and trial.agreement < 1:
        say(
            f"Stories were formed anew on both sides: {trial.agreement:.0%} of the articles stand as in the hub now.",
            "dim",
        )


def _sums(trial: Trial) -> None:
    found = trial.found
    moved = sum(len(move.titles) for move in found.moves)
    ups = sum(one.after > one.before for one in found.scores)
    say("")
    rows = [
        ("articles in the hub", f"+{len(found.enters)}", f"-{len(found.leaves)}", ""),
        (
            "stories on the site",
            *_signed(found.appears, found.disappears),
            _from_to(found.site_before, found.site_after),
        ),
        ("stories", "", "", _from_to(found.stories_before, found.stories_after)),
        ("articles in another story", str(moved), "", ""),
        ("stories with another lead", str(len(found.leads)), "", ""),
        ("scores", f"{ups} up", f"{len(found.scores) - ups} down", ""),
    ]
    topics = [
        (one.name, f"+{len(one.gained)}", f"-{len(one.lost)}", _from_to(one.before, one.after)) for one in found.topics
    ]
    table(("what", "#more", "#less", "#in all"), [*rows, *topics])


def _signed(more: Sequence[object], less: Sequence[object]) -> tuple[str, str]:
    return f"+{len(more)}", f"-{len(less)}"


def _from_to(before: int, after: int) -> str:
    return f"{before} → {after}" if before != after else str(after)


def _head(words: str, count: int) -> None:
    say("")
    say(f"{words} ({count})", "bold")


def _rest(count: int, shown: int) -> None:
    if count > shown:
        say(f"    and {count - shown} more", "dim")


def _articles(words: str, sign: str, told: Sequence[Told], examples: int) -> None:
    if told:
        _head(words, len(told))
        _list(sign, told, examples)


def _list(sign: str, told: Sequence[Told], examples: int) -> None:
    for one in told[:examples]:
        say(f"  {sign} {one.title}", GAIN if sign == "+" else LOSS)
        say(f"      {one.publisher}: {one.why}", "dim")
    _rest(len(told), examples)


def _topics(found: Comparison, examples: int) -> None:
    for topic in found.topics:
        _articles(f"{topic.name} gains", "+", topic.gained, examples)
        _articles(f"{topic.name} loses", "-", topic.lost, examples)


def _site(words: str, sign: str, changes: Sequence[SiteChange], examples: int) -> None:
    if not changes:
        return
    _head(words, len(changes))
    for one in changes[:examples]:
        say(f"  {sign} {one.title}", GAIN if sign == "+" else LOSS)
        heat = f"heat {_heat(one.heat_before)} → {_heat(one.heat_after)}"
        say(f"      {one.publisher}, {heat}. {one.verdict}", "dim")
    _rest(len(changes), examples)


def _heat(heat: int | None) -> str:
    return "none" if heat is None else "not leading" if heat < 0 else str(heat)


def _moves(found: Comparison, examples: int) -> None:
    if not found.moves:
        return
    _head("Stories that are grouped otherwise", len(found.moves))
    for move in found.moves[:examples]:
        say(f"  {_move_words(move)}")
        for title in move.titles[:examples]:
            if title != move.source:
                say(f"      {title}", "dim")
    _rest(len(found.moves), examples)


def _move_words(move: Move) -> str:
    count = f"{len(move.titles)} article{'s' if len(move.titles) > 1 else ''}"
    if move.kind is MoveKind.JOINS:
        return f"“{move.source}” ({count}) joins “{move.target}”"
    if move.kind is MoveKind.PARTS:
        return f"{count} of “{move.source}” become a story of their own, led by “{move.target}”"
    return f"{count} of “{move.source}” go to “{move.target}”"


def _leads(found: Comparison, examples: int) -> None:
    if not found.leads:
        return
    _head("Stories that another article leads", len(found.leads))
    for one in found.leads[:examples]:
        say(f"  {one.after} ({one.quality_after})", GAIN)
        say(f"      instead of {one.before} ({one.quality_before})", "dim")
    _rest(len(found.leads), examples)


def _scores(found: Comparison, examples: int) -> None:
    if not found.scores:
        return
    _head("Scores that change most", len(found.scores))
    for one in found.scores[:examples]:
        say(f"  {one.before:4} → {one.after:<4} {one.title}", GAIN if one.after > one.before else LOSS)
        say(f"      {'; '.join(_parts(one))}", "dim")
    _rest(len(found.scores), examples)


def _parts(change: ScoreChange) -> Iterable[str]:
    return (f"{part.name} {part.before:+} → {part.after:+}" for part in change.parts)
