"""The work table: against a plain model over random histories, and its finer points one by one."""

import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from tests.fakes import NOON
from tests.store.nouns import HOUR, verdict
from topicwire.model.work import Lease, OutcomeKind, StageName
from topicwire.ports.store import Store

STAGES = (StageName.POLL, StageName.FETCH)
FETCH = StageName.FETCH


@dataclass
class Entry:
    """A row as the model sees it."""

    due_at: datetime
    attempts: int = 0
    until: datetime | None = None
    again_at: datetime | None = None


@dataclass
class Model:
    """The docstrings of WorkTable, written as simply as possible."""

    rows: dict[tuple[StageName, str], Entry] = field(default_factory=dict)
    verdicts: dict[tuple[StageName, str], OutcomeKind] = field(default_factory=dict)

    def add(self, stage: StageName, subject: str, due_at: datetime) -> None:
        entry = self.rows.get((stage, subject))
        if entry is None:
            self.rows[stage, subject] = Entry(due_at)
        elif entry.until is None:
            entry.due_at, entry.attempts = min(entry.due_at, due_at), 0
        else:
            entry.again_at = min(entry.again_at or due_at, due_at)

    def take(self, stage: StageName, limit: int, now: datetime, lease_for: timedelta) -> list[tuple[str, int]]:
        due = [
            (entry.due_at, subject, entry)
            for (of, subject), entry in self.rows.items()
            if of is stage and entry.due_at <= now and (entry.until is None or entry.until <= now)
        ]
        taken = []
        for _, subject, entry in sorted(due, key=lambda row: row[:2])[:limit]:
            entry.attempts = 0 if entry.again_at else entry.attempts
            entry.until, entry.again_at = now + lease_for, None
            taken.append((subject, entry.attempts))
        return taken

    def settle(self, lease: Lease, kind: OutcomeKind, due_at: datetime | None) -> None:
        entry = self.rows.get((lease.stage, lease.subject))
        if entry is None or entry.until != lease.until:
            return
        self.verdicts[lease.stage, lease.subject] = kind
        times = [at for at in (due_at, entry.again_at) if at]
        if not times:
            del self.rows[lease.stage, lease.subject]
            return
        is_retry = kind is OutcomeKind.RETRY and not entry.again_at
        attempts = entry.attempts + 1 if is_retry else 0
        self.rows[lease.stage, lease.subject] = Entry(min(times), attempts)

    def release(self, lease: Lease) -> None:
        entry = self.rows.get((lease.stage, lease.subject))
        if entry and entry.until == lease.until:
            attempts = 0 if entry.again_at else entry.attempts
            self.rows[lease.stage, lease.subject] = Entry(min(entry.due_at, entry.again_at or entry.due_at), attempts)


@pytest.mark.parametrize("seed", range(6))
def test_any_history_goes_as_the_model_says(store: Store, seed: int) -> None:
    """Adding, taking, settling late or twice, releasing and dropping in any order: same leases, verdicts and counts."""
    chance, model, now = random.Random(seed), Model(), NOON
    leases: list[Lease] = []
    with store.transaction():
        for step in range(400):
            now += timedelta(minutes=chance.choice([0, 0, 1, 7]))
            stage, subject = chance.choice(STAGES), f"s{chance.randrange(8)}"
            match chance.randrange(8):
                case 0 | 1 | 2:
                    due_at = now + timedelta(minutes=chance.randrange(-5, 10))
                    store.work.add(stage, subject, due_at)
                    model.add(stage, subject, due_at)
                case 3 | 4:
                    # Distinct lengths, so that a lease is told from a later one on the same row.
                    args = (stage, chance.randrange(1, 4), now, timedelta(minutes=10, microseconds=step))
                    taken = store.work.take(*args)
                    assert [(lease.subject, lease.attempts) for lease in taken] == model.take(*args)
                    leases.extend(taken)
                case 5 | 6 if leases:
                    lease = leases.pop(chance.randrange(len(leases)))
                    kind = chance.choice(list(OutcomeKind))
                    due = chance.choice([None, now + timedelta(minutes=chance.randrange(10))])
                    store.work.settle(lease, verdict(lease.stage, lease.subject, kind), due)
                    model.settle(lease, kind, due)
                case 7 if leases:
                    lease = chance.choice(leases)
                    store.work.release(lease)
                    model.release(lease)
            agree(store, model)


def agree(store: Store, model: Model) -> None:
    """Compare all that can be seen from outside."""
    for stage in STAGES:
        mine = [entry for (of, _), entry in model.rows.items() if of is stage]
        assert store.work.count(stage) == len(mine)
        free = [max(entry.due_at, entry.until or entry.due_at) for entry in mine]
        assert store.work.next_due(stage) == min(free, default=None)
    for (stage, subject), kind in model.verdicts.items():
        found = store.work.find_verdict(stage, subject)
        assert found
        assert found.kind is kind


def test_rows_come_by_due_time_then_subject(store: Store) -> None:
    """What waited longest is taken first, what is not due stays."""
    for subject, at in (("b", NOON), ("a", NOON), ("c", NOON - HOUR), ("d", NOON + HOUR)):
        store.work.add(FETCH, subject, at)
    assert [lease.subject for lease in store.work.take(FETCH, 3, NOON, HOUR)] == ["c", "a", "b"]
    assert store.work.take(FETCH, 3, NOON, HOUR) == ()


def test_a_lapsed_lease_can_be_taken_and_its_old_owner_is_too_late(store: Store) -> None:
    """A worker that hung is overtaken; what it says later changes nothing."""
    store.work.add(FETCH, "t1", NOON)
    (old,) = store.work.take(FETCH, 1, NOON, HOUR)
    assert store.work.take(FETCH, 1, NOON + HOUR / 2, HOUR) == ()
    (new,) = store.work.take(FETCH, 1, NOON + HOUR, HOUR)
    store.work.settle(old, verdict(FETCH, "t1", OutcomeKind.SPIKE), None)
    assert store.work.find_verdict(FETCH, "t1") is None
    store.work.settle(new, verdict(FETCH, "t1"), None)
    assert store.work.count(FETCH) == 0


def test_a_lapsed_lease_nobody_took_can_still_be_settled(store: Store) -> None:
    """Being slow alone loses no work."""
    store.work.add(FETCH, "t1", NOON)
    (lease,) = store.work.take(FETCH, 1, NOON, HOUR)
    store.work.settle(lease, verdict(FETCH, "t1", at=NOON + 2 * HOUR), None)
    assert store.work.count(FETCH) == 0


def test_what_is_asked_for_under_lease_is_done_again(store: Store) -> None:
    """News that comes while a subject is worked on is not lost."""
    store.work.add(FETCH, "t1", NOON)
    (lease,) = store.work.take(FETCH, 1, NOON, HOUR)
    store.work.add(FETCH, "t1", NOON)
    assert store.work.take(FETCH, 1, NOON, HOUR) == ()
    store.work.settle(lease, verdict(FETCH, "t1"), None)
    assert [one.subject for one in store.work.take(FETCH, 1, NOON, HOUR)] == ["t1"]


def test_attempts_grow_with_retries_only(store: Store) -> None:
    """Tries are counted until something else happens."""
    store.work.add(FETCH, "t1", NOON)
    seen = []
    for kind in (OutcomeKind.RETRY, OutcomeKind.RETRY, OutcomeKind.UNCHANGED, OutcomeKind.DONE):
        (lease,) = store.work.take(FETCH, 1, NOON, HOUR)
        seen.append(lease.attempts)
        store.work.settle(lease, verdict(FETCH, "t1", kind), NOON)
    assert seen == [0, 1, 2, 0]


def test_a_dropped_row_is_settled_into_nothing(store: Store) -> None:
    """What was forgotten meanwhile does not come back."""
    store.work.add(FETCH, "t1", NOON)
    (lease,) = store.work.take(FETCH, 1, NOON, HOUR)
    store.work.drop(FETCH, "t1")
    store.work.settle(lease, verdict(FETCH, "t1"), NOON)
    assert (store.work.count(FETCH), store.work.find_verdict(FETCH, "t1")) == (0, None)


def test_a_new_engine_frees_the_leases_of_a_dead_one(store: Store) -> None:
    """After a crash nothing waits for leases to lapse."""
    for name in ("t1", "t2"):
        store.work.add(FETCH, name, NOON)
    store.work.take(FETCH, 1, NOON, HOUR)
    assert store.work.release_all() == 1
    assert [lease.subject for lease in store.work.take(FETCH, 5, NOON, HOUR)] == ["t1", "t2"]


def test_due_times_of_a_wrong_clock_are_pulled_back(store: Store) -> None:
    """A clock that once ran years ahead does not stall a subject for years."""
    store.work.add(FETCH, "t1", NOON + 90_000 * HOUR)
    store.work.add(FETCH, "t2", NOON)
    assert store.work.clamp(FETCH, NOON + HOUR) == 1
    assert [lease.subject for lease in store.work.take(FETCH, 5, NOON + HOUR, HOUR)] == ["t2", "t1"]


def test_verdicts_of_a_run_are_listed(store: Store) -> None:
    """The latest verdict for each stage and subject, under the run that wrote it last."""
    said = [
        verdict(FETCH, "t1", run=1),
        verdict(FETCH, "t2", run=1, at=NOON - HOUR),
        verdict(FETCH, "t1", OutcomeKind.RETRY, run=2, reason="timeout", detail="after 20 s"),
    ]
    for one in said:
        store.work.add(FETCH, one.subject, NOON)
        (lease,) = store.work.take(FETCH, 1, NOON, HOUR)
        store.work.settle(replace(lease), one, None)
    assert store.work.list_verdicts(1) == (said[1],)
    assert store.work.list_verdicts(2) == (said[2],)
    assert store.work.find_verdict(FETCH, "t1") == said[2]
