"""The work table: what is due, leases on it, and the latest verdicts."""

from datetime import datetime, timedelta

from topicwire.model.work import Lease, OutcomeKind, StageName, Verdict
from topicwire.store.rows import from_micros, to_micros
from topicwire.store.sqlite.connection import Database, Row

ADD = """
INSERT INTO work (stage, subject, due_at) VALUES (?1, ?2, ?3)
ON CONFLICT (stage, subject) DO UPDATE SET
  due_at = iif(leased_until IS NULL, min(due_at, ?3), due_at),
  attempts = iif(leased_until IS NULL, 0, attempts),
  again_at = iif(leased_until IS NULL, NULL, min(coalesce(again_at, ?3), ?3))
"""
# A lapsed lease may be taken by anyone; what was asked for since it was taken is answered by the new one.
TAKE = """
UPDATE work SET leased_until = ?4, attempts = iif(again_at IS NULL, attempts, 0), again_at = NULL
WHERE stage = ?1 AND subject IN (
  SELECT subject FROM work WHERE stage = ?1 AND due_at <= ?2 AND (leased_until IS NULL OR leased_until <= ?2)
  ORDER BY due_at, subject LIMIT ?3)
RETURNING due_at, subject, attempts
"""
FIND_LEASED = "SELECT attempts, again_at FROM work WHERE stage = ? AND subject = ? AND leased_until = ?"
SETTLE = """
UPDATE work SET due_at = ?3, attempts = ?4, leased_until = NULL, again_at = NULL WHERE stage = ?1 AND subject = ?2
"""
RELEASE = """
UPDATE work SET leased_until = NULL, attempts = iif(again_at IS NULL, attempts, 0),
  due_at = min(due_at, coalesce(again_at, due_at)), again_at = NULL
WHERE leased_until IS NOT NULL
"""
NEXT_DUE = """
SELECT min(iif(leased_until IS NULL, due_at, max(due_at, leased_until))) FROM work WHERE stage = ?
"""
DROP = "DELETE FROM work WHERE stage = ? AND subject = ?"
KEEP_VERDICT = """
INSERT OR REPLACE INTO verdict (stage, subject, kind, reason, detail, at, run, took_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
VERDICT = "SELECT stage, subject, kind, reason, detail, at, run, took_ms FROM verdict"


class SqliteWork:
    """Implements `ports.store.WorkTable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, stage: StageName, subject: str, due_at: datetime) -> None:
        """Make the subject due; under lease it is due again once the lease is settled."""
        self._database.run(ADD, (stage.value, subject, to_micros(due_at)))

    def take(self, stage: StageName, limit: int, now: datetime, lease_for: timedelta) -> tuple[Lease, ...]:
        """Lease up to `limit` rows that are due and free, by due time, then subject."""
        until = now + lease_for
        with self._database.unsynced():  # a lease lost with the power is as good as one that lapsed
            rows = self._database.rows(TAKE, (stage.value, to_micros(now), limit, to_micros(until)))
        return tuple(
            Lease(stage=stage, subject=subject, attempts=attempts, until=until) for _, subject, attempts in sorted(rows)
        )

    def settle(self, lease: Lease, verdict: Verdict, due_at: datetime | None) -> None:
        """End a lease with its verdict; nothing happens when another took it, or it was dropped, meanwhile."""
        key = (lease.stage.value, lease.subject)
        with self._database.transaction():
            row = self._database.first(FIND_LEASED, (*key, to_micros(lease.until)))
            if row is None:
                return
            due = earliest(due_at, row[1])
            if due is None:
                self._database.run(DROP, key)
            else:
                self._database.run(SETTLE, (*key, due, attempts_after(verdict, row)))
            self._database.run(KEEP_VERDICT, verdict_row(verdict))

    def release(self, lease: Lease) -> None:
        """End a lease without a verdict: due as before, attempts as before."""
        sql = f"{RELEASE} AND stage = ? AND subject = ? AND leased_until = ?"
        self._database.run(sql, (lease.stage.value, lease.subject, to_micros(lease.until)))

    def release_all(self) -> int:
        """End every lease without a verdict and count them; only for the one engine of a hub, when it starts."""
        with self._database.transaction():
            self._database.run(RELEASE)
            return self._database.changes()

    def clamp(self, stage: StageName, latest: datetime) -> int:
        """Pull due times and leases later than `latest` back to it and count them: a clock that jumped made them."""
        at = to_micros(latest)
        with self._database.transaction():
            self._database.run("UPDATE work SET due_at = ?2 WHERE stage = ?1 AND due_at > ?2", (stage.value, at))
            return self._database.changes()

    def drop(self, stage: StageName, subject: str) -> None:
        """Forget a row; a lease on it is then settled into nothing."""
        self._database.run(DROP, (stage.value, subject))

    def next_due(self, stage: StageName) -> datetime | None:
        """Give the earliest time something can be taken: when a row is due, or its lease lapses if that is later."""
        at = self._database.value(NEXT_DUE, (stage.value,))
        return None if at is None else from_micros(at)

    def count(self, stage: StageName) -> int:
        """Count the rows of a stage, leased ones too."""
        return int(self._database.value("SELECT count(*) FROM work WHERE stage = ?", (stage.value,)))

    def find_verdict(self, stage: StageName, subject: str) -> Verdict | None:
        """Find the latest verdict of a stage on a subject."""
        row = self._database.first(f"{VERDICT} WHERE stage = ? AND subject = ?", (stage.value, subject))
        return None if row is None else read_verdict(row)

    def list_verdicts(self, run: int) -> tuple[Verdict, ...]:
        """List the verdicts last written in that run, by time, then stage and subject."""
        rows = self._database.rows(f"{VERDICT} WHERE run = ? ORDER BY at, stage, subject", (run,))
        return tuple(read_verdict(row) for row in rows)


def earliest(due_at: datetime | None, again: int | None) -> int | None:
    """Choose when a settled subject is due: what its stage says, or what was asked for meanwhile if that is earlier."""
    times = [at for at in (None if due_at is None else to_micros(due_at), again) if at is not None]
    return min(times, default=None)


def attempts_after(verdict: Verdict, leased: Row) -> int:
    """Count the tries behind a subject; being asked for again starts anew."""
    attempts, again = leased
    return int(attempts) + 1 if verdict.kind is OutcomeKind.RETRY and again is None else 0


def verdict_row(verdict: Verdict) -> Row:
    """Give the columns of a verdict in table order."""
    return (
        verdict.stage.value,
        verdict.subject,
        verdict.kind.value,
        verdict.reason,
        verdict.detail,
        to_micros(verdict.at),
        verdict.run,
        verdict.took_ms,
    )


def read_verdict(row: Row) -> Verdict:
    """Turn `verdict_row` around."""
    stage, subject, kind, reason, detail, at, run, took_ms = row
    return Verdict(
        stage=StageName(stage),
        subject=subject,
        kind=OutcomeKind(kind),
        reason=reason,
        detail=detail,
        at=from_micros(at),
        run=run,
        took_ms=took_ms,
    )
