"""What a run did, in words and figures, and the ledger."""

from collections import Counter
from dataclasses import dataclass

from topicwire.model.work import LedgerLine, OutcomeKind, Run, StageName, TipState, Verdict
from topicwire.newsroom.room import Room
from topicwire.stages.poll.health import silent_feeds
from topicwire.stages.poll.stage import NOT_ASKED

_NAMES = {
    TipState.LEADS: "lead a published story",
    TipState.RELATED: "related coverage of a story",
    TipState.COPY: "copies of another article's text",
    TipState.BELOW: "below the threshold, not published",
    TipState.DUPLICATE: "another address of an article we have",
    TipState.SPIKED: "rejected",
    TipState.WAITING: "waiting",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """What one stage did in a run."""

    stage: StageName
    done: int
    unchanged: int
    not_asked: int  # of the unchanged: put off without asking anybody
    retry: int
    spiked: int
    took_ms: int  # added up over subjects; many run at once


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One run."""

    run: Run
    stages: tuple[StageLine, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReport:
    """Every tip the hub ever had, by the state it is in."""

    lines: tuple[LedgerLine, ...]
    total: int
    tips: int
    reconciles: bool
    runs: tuple[Run, ...]
    silent: tuple[str, ...]  # titles of feeds that answer but have gone silent


def due_now(room: Room) -> dict[str, int]:
    """Count the work that waits, by stage; feeds that were named and never asked wait too."""
    counts = {stage.value: room.store.work.count(stage) for stage in StageName}
    known = {feed.id for feed in room.store.feeds.list_all()}
    counts[StageName.POLL.value] += sum(1 for feed in room.config.hub.feeds if feed.id not in known)
    return counts


def report_run(room: Room, run: Run) -> RunReport:
    """Tell what one run did."""
    verdicts = room.store.work.list_verdicts(run.number)
    stages = tuple(_stage_line(stage, [v for v in verdicts if v.stage is stage]) for stage in StageName)
    return RunReport(run=run, stages=stages, words=tuple(_run_words(room, run, stages)))


def report_ledger(room: Room, runs: int = 5) -> LedgerReport:
    """Count every tip by state, and check that the counts add up."""
    lines = room.store.ledger.count_tips()
    total, tips = sum(line.count for line in lines), room.store.tips.count()
    titles = {feed.id: feed.title for feed in room.config.hub.feeds}
    silent = silent_feeds(room.store.feeds.list_states(), room.clock.now())
    return LedgerReport(
        lines=lines,
        total=total,
        tips=tips,
        reconciles=total == tips,
        runs=room.store.ledger.list_runs(runs),
        silent=tuple(titles[state.feed_id] for state in silent if state.feed_id in titles),
    )


def state_words(state: TipState) -> str:
    """Name a state for people."""
    return _NAMES[state]


def _stage_line(stage: StageName, verdicts: list[Verdict]) -> StageLine:
    kinds = Counter(verdict.kind for verdict in verdicts)
    return StageLine(
        stage=stage,
        done=kinds[OutcomeKind.DONE],
        unchanged=kinds[OutcomeKind.UNCHANGED],
        not_asked=sum(1 for verdict in verdicts if verdict.reason in NOT_ASKED),
        retry=kinds[OutcomeKind.RETRY],
        spiked=kinds[OutcomeKind.SPIKE],
        took_ms=sum(verdict.took_ms for verdict in verdicts),
    )


def _run_words(room: Room, run: Run, stages: tuple[StageLine, ...]) -> list[str]:
    by_name = {line.stage: line for line in stages}
    polled, fetched = by_name[StageName.POLL], by_name[StageName.FETCH]
    seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at else 0.0
    same = polled.unchanged - polled.not_asked
    tried = f"{polled.retry} will be asked again, {polled.spiked} stopped"
    pages = f"{fetched.done} pages fetched, {fetched.retry} to try again, {fetched.spiked} rejected"
    words = [
        f"Run {run.number}: {polled.done + same} feeds answered, {same} with nothing new; {tried}.",
        f"{run.tips_new} new tips; {pages}.",
        f"{by_name[StageName.EXTRACT].done} articles read; {by_name[StageName.RANK].done} stories ranked.",
    ]
    if by_name[StageName.PUBLISH].done:
        words.append(_edition_words(room))
    elif by_name[StageName.PUBLISH].unchanged:
        words.append("Nothing to publish: the edition is current.")
    return [*words, f"Took {seconds:.1f} s."] if seconds else words


def _edition_words(room: Room) -> str:
    latest = room.store.editions.find_latest()
    articles, published = room.store.editions.count_latest()
    return (
        f"Edition {latest[0][:12] if latest else 'none'} is out: {articles} articles, {published} stories on the site."
    )
