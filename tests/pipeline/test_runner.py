"""A cycle: everything due is worked on once through the stages, whatever single subjects do."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.fakes import NOON, FixedClock
from tests.pipeline.stages import SmallStage
from tests.store.nouns import tip
from topicwire.errors import OutboxError, StoreError, WorkersError
from topicwire.model.ids import FeedId, TipId
from topicwire.model.outcome import Done, Outcome, Retry, RetryReason, Spike, SpikeReason, Unchanged
from topicwire.model.work import Lease, OutcomeKind, StageName, Verdict
from topicwire.pipeline.runner import Runner
from topicwire.ports.store import Store

POLL, FETCH, CLUSTER, RANK = StageName.POLL, StageName.FETCH, StageName.CLUSTER, StageName.RANK
HOUR = timedelta(hours=1)


def due(store: Store, stage: StageName, *subjects: str) -> None:
    """Make subjects due now."""
    for subject in subjects:
        store.work.add(stage, subject, NOON)


async def test_work_flows_through_all_stages_in_one_cycle(store: Store, clock: FixedClock) -> None:
    """What a stage makes due is worked on by the next in the same cycle; serial stages come when all before are dry."""
    order: list[str] = []

    def noting(name: str) -> Any:
        async def work(lease: Lease) -> Outcome[Any]:
            await asyncio.sleep(0)
            order.append(f"{name} {lease.subject}")
            return Done(value=1)

        return work

    stages = [
        SmallStage(POLL, store, noting("poll"), then=FETCH),
        SmallStage(FETCH, store, noting("fetch"), then=CLUSTER),
        SmallStage(CLUSTER, store, noting("cluster"), is_serial=True, then=RANK),
        SmallStage(RANK, store, noting("rank"), is_serial=True),
    ]
    for stage in stages:
        stage.at = NOON
    due(store, POLL, *"cab")
    due(store, FETCH, "z")
    run = await Runner(stages, store, clock).run_cycle()
    assert (run.number, run.started_at, run.finished_at) == (1, NOON, NOON)
    assert order[-8:] == [f"{stage} {subject}" for stage in ("cluster", "rank") for subject in "abcz"]
    assert sorted(order[:-8]) == ["fetch a", "fetch b", "fetch c", "fetch z", "poll a", "poll b", "poll c"]
    assert len(store.work.list_verdicts(1)) == 15
    assert [store.work.count(stage.name) for stage in stages] == [0, 0, 0, 0]


async def test_results_are_kept_in_groups_in_the_order_taken(store: Store, clock: FixedClock) -> None:
    """A group is one transaction, never larger than the batch, in the order of the work table."""
    stage = SmallStage(POLL, store, batch=4)
    due(store, POLL, *"gfedcba")
    await Runner([stage], store, clock).run_cycle()
    assert stage.groups == [list("abcd"), list("efg")]


async def test_a_slow_subject_holds_only_its_own_place(store: Store, clock: FixedClock) -> None:
    """While one subject hangs, all others are worked on and kept."""
    others_done, seen = asyncio.Event(), list[str]()

    async def work(lease: Lease) -> Outcome[Any]:
        if lease.subject == "a-slow":
            await others_done.wait()
        return Done(value=1)

    def on_event(_: StageName, verdict: Verdict) -> None:
        seen.append(verdict.subject)
        if len(seen) == 20:
            others_done.set()

    due(store, POLL, "a-slow", *(f"b{number:02}" for number in range(20)))
    async with asyncio.timeout(10):
        await Runner([SmallStage(POLL, store, work)], store, clock, on_event=on_event).run_cycle()
    assert seen[-1] == "a-slow"
    assert len(seen) == 21


async def test_a_later_stage_starts_while_an_earlier_one_works(store: Store, clock: FixedClock) -> None:
    """Fetching begins with the first poll that is kept, not after the last."""
    fetched = asyncio.Event()

    async def poll(lease: Lease) -> Outcome[Any]:
        if lease.subject == "slow":
            await fetched.wait()
        return Done(value=1)

    async def fetch(lease: Lease) -> Outcome[Any]:
        fetched.set()
        return Done(value=1)

    stages = [SmallStage(POLL, store, poll, then=FETCH), SmallStage(FETCH, store, fetch)]
    stages[0].at = NOON
    due(store, POLL, "fast", "slow")
    async with asyncio.timeout(10):
        await Runner(stages, store, clock).run_cycle()
    assert sorted(stages[1].worked) == ["fast", "slow"]


async def test_a_bug_costs_one_subject(store: Store, clock: FixedClock) -> None:
    """An exception while working becomes a spike with the reason, and the siblings go on."""

    async def work(lease: Lease) -> Outcome[Any]:
        if lease.subject == "b":
            raise ValueError("no \ud800 such thing")
        return Done(value=1)

    due(store, POLL, *"abc")
    await Runner([SmallStage(POLL, store, work)], store, clock).run_cycle()
    kinds = [store.work.find_verdict(POLL, subject) for subject in "abc"]
    assert [one.kind.value for one in kinds if one] == ["done", "spike", "done"]
    assert kinds[1]
    assert (kinds[1].reason, kinds[1].detail) == ("crashed", "ValueError: no ? such thing")


@pytest.mark.parametrize(("fails_on", "left"), [(Done, 0), ((Done, Spike), 1)], ids=["once", "always"])
async def test_what_cannot_be_kept_costs_one_subject(
    store: Store, clock: FixedClock, fails_on: type[Any], left: int
) -> None:
    """When keeping fails, nothing of that try stays, the siblings are kept, and the subject is not forgotten."""
    stage = SmallStage(POLL, store)

    def keep(lease: Lease, outcome: Outcome[Any]) -> None:
        store.tips.keep(tip(lease.subject))
        if lease.subject == "b" and isinstance(outcome, fails_on):
            raise ValueError("half kept")

    stage.again = keep
    due(store, POLL, *"abc")
    await Runner([stage], store, clock).run_cycle()
    assert {name for name in "abc" if store.tips.find(TipId(name))} == ({"a", "c"} if left else {"a", "b", "c"})
    verdict = store.work.find_verdict(POLL, "b")
    assert verdict
    assert (verdict.reason, verdict.detail) == (SpikeReason.CRASHED.value, "ValueError: half kept")
    assert store.work.count(POLL) == left


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("work", OutboxError("the disk is full")),
        ("work", WorkersError("the disk is full, and the process table too")),
        ("keep", StoreError("the disk is full")),
        ("before_keep", StoreError("the disk is full")),
    ],
)
async def test_a_broken_world_ends_the_cycle_and_loses_nothing(
    store: Store, clock: FixedClock, where: str, error: Exception
) -> None:
    """A full disk is nobody's fault: the cycle stops with the reason and everything stays due."""
    stage, later = SmallStage(POLL, store), SmallStage(FETCH, store)

    def fail(*_: object) -> Any:
        raise error

    async def fail_later(lease: Lease) -> Outcome[Any]:
        raise error

    if where == "work":
        stage._work = fail_later
    elif where == "keep":
        stage.again = fail
    else:
        stage.before_keep = fail  # type: ignore[method-assign]
    due(store, POLL, *"abc")
    with pytest.raises(type(error), match="the disk is full"):
        await Runner([stage, later], store, clock).run_cycle()
    assert [store.work.find_verdict(POLL, subject) for subject in "abc"] == [None, None, None]
    assert len(store.work.take(POLL, 5, NOON, HOUR)) == 3
    run = store.ledger.find_last_run()
    assert run
    assert run.finished_at is None


async def test_every_outcome_becomes_a_verdict(store: Store, clock: FixedClock) -> None:
    """Done, unchanged, retry and spike are stored with reason, run and time taken."""
    outcomes: dict[str, Outcome[Any]] = {
        "a": Done(value=1),
        "b": Unchanged(why="same bytes"),
        "c": Retry(reason=RetryReason.TIMEOUT, wait=HOUR, detail="after 20 s"),
        "d": Spike(reason=SpikeReason.GONE, detail="410"),
    }

    async def work(lease: Lease) -> Outcome[Any]:
        clock.seconds += 0.25
        return outcomes[lease.subject]

    stage = SmallStage(POLL, store, work, is_serial=True)
    stage.again = lambda lease, outcome: NOON + outcome.wait if isinstance(outcome, Retry) else None
    due(store, POLL, *outcomes)
    told: list[Verdict] = []
    await Runner([stage], store, clock, on_event=lambda _, verdict: told.append(verdict)).run_cycle()
    assert [(one.kind, one.reason, one.detail) for one in told] == [
        (OutcomeKind.DONE, "", ""),
        (OutcomeKind.UNCHANGED, "same bytes", ""),
        (OutcomeKind.RETRY, "timeout", "after 20 s"),
        (OutcomeKind.SPIKE, "gone", "410"),
    ]
    assert {(one.run, one.took_ms, one.at) for one in told} == {(1, 250, NOON)}
    assert tuple(told) == store.work.list_verdicts(1)
    assert store.work.next_due(POLL) == NOON + HOUR


@pytest.mark.parametrize("is_serial", [False, True])
async def test_a_subject_that_is_always_due_does_not_keep_a_cycle_going(
    store: Store, clock: FixedClock, is_serial: bool
) -> None:
    """The first stage works on a subject once in a cycle, later ones twice; the rest waits for the next cycle."""
    stages = [SmallStage(name, store, is_serial=is_serial, batch=2) for name in (POLL, FETCH)]
    for stage in stages:
        stage.again = lambda lease, outcome: NOON
        due(store, stage.name, *"abcde")
    runner = Runner(stages, store, clock)
    await runner.run_cycle()
    assert [sorted(stage.worked) for stage in stages] == [list("abcde"), list("aabbccddee")]
    await runner.run_cycle()
    assert len(stages[0].worked) == 10


async def test_only_one_stage_can_be_run(store: Store, clock: FixedClock) -> None:
    """A single stage runs without waiting for the others."""
    stages = [SmallStage(POLL, store), SmallStage(RANK, store, is_serial=True)]
    due(store, POLL, "a")
    due(store, RANK, "b")
    await Runner(stages, store, clock).run_cycle(only=RANK)
    assert [stage.worked for stage in stages] == [[], ["b"]]


async def test_stopping_finishes_what_is_under_way(store: Store, clock: FixedClock) -> None:
    """Asked to stop, a cycle begins nothing new, keeps what it had begun, and leaves the rest due."""
    stop = asyncio.Event()

    async def work(lease: Lease) -> Outcome[Any]:
        stop.set()
        await asyncio.sleep(0)
        return Done(value=1)

    stages = [SmallStage(POLL, store, work, batch=2, then=RANK), SmallStage(RANK, store, is_serial=True)]
    stages[0].at = NOON
    due(store, POLL, *"abcde")
    run = await Runner(stages, store, clock).run_cycle(stop=stop)
    assert (stages[0].groups, stages[1].worked) == ([["a", "b"]], [])
    assert (store.work.count(POLL), store.work.count(RANK), run.finished_at) == (3, 2, NOON)


async def test_cancelling_gives_everything_back(store: Store, clock: FixedClock) -> None:
    """A cycle that is cancelled leaves no lease behind."""
    begun = asyncio.Event()

    async def work(lease: Lease) -> Outcome[Any]:
        begun.set()
        await asyncio.Event().wait()
        return Done(value=1)

    due(store, POLL, *"ab")
    cycle = asyncio.create_task(Runner([SmallStage(POLL, store, work)], store, clock).run_cycle())
    await begun.wait()
    cycle.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cycle
    assert len(store.work.take(POLL, 5, NOON, HOUR)) == 2


async def test_a_run_counts_what_its_feeds_named(store: Store, clock: FixedClock) -> None:
    """The run is stored with the tips seen and the new ones among them."""
    stage = SmallStage(POLL, store)
    store.tips.keep(tip("old", first_seen_at=NOON - HOUR))

    def keep(lease: Lease, outcome: Outcome[Any]) -> None:
        store.tips.keep(tip("new"))
        for name in ("old", "new"):
            store.tips.keep_sighting(FeedId("f1"), TipId(name), NOON)

    stage.again = keep
    due(store, POLL, "f1")
    run = await Runner([stage], store, clock).run_cycle()
    assert (run.tips_seen, run.tips_new) == (2, 1)
    assert store.ledger.find_last_run() == run


async def test_a_clock_that_ran_ahead_stalls_nothing(store: Store, clock: FixedClock) -> None:
    """Due times years ahead are pulled back to what a stage can have meant."""
    store.work.add(POLL, "a", NOON + timedelta(days=3650))
    await Runner([SmallStage(POLL, store)], store, clock).run_cycle()
    assert store.work.next_due(POLL) == NOON + timedelta(days=8)
