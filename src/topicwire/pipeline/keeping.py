"""Keeps finished subjects: a group in one transaction, one by one when the group fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from topicwire.errors import NotStoredError, OutboxError, StoreConflictError, StoreError
from topicwire.model.outcome import Done, Outcome, Retry, Spike, SpikeReason, Unchanged
from topicwire.model.work import Lease, OutcomeKind, StageName, Verdict
from topicwire.ports.clock import Clock
from topicwire.ports.stage import Stage
from topicwire.ports.store import Store

OnEvent = Callable[[StageName, Verdict], None]
LAST_RESORT = timedelta(days=1)
"""When a subject is due again that even its stage cannot keep: seldom enough, and after an upgrade it heals itself."""
DETAIL_LIMIT = 500
log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A subject whose work is done and not yet kept."""

    lease: Lease
    outcome: Outcome[Any]
    took_ms: int


class Keeper:
    """Keeps what the stages of one run finished."""

    def __init__(self, store: Store, clock: Clock, run: int, on_event: OnEvent | None) -> None:
        self._store, self._clock, self._run, self._on_event = store, clock, run, on_event

    def keep(self, stage: Stage, group: Sequence[Finished]) -> None:
        """Keep a group in one transaction; a subject that cannot be kept costs only itself.

        Raises:
            StoreError, OutboxError, OSError: the world under us is broken; nothing of the group is kept.
        """
        if not group:
            return
        stage.before_keep([finished.outcome for finished in group])
        try:
            verdicts = self._keep_together(stage, group)
        except Exception as error:
            if is_environment(error):
                raise
            verdicts = [self._keep_alone(stage, finished) for finished in group]
        for verdict in verdicts:
            self._tell(verdict)

    def _keep_together(self, stage: Stage, group: Sequence[Finished]) -> list[Verdict]:
        with self._store.transaction():
            return [self._keep_one(stage, finished) for finished in group]

    def _keep_one(self, stage: Stage, finished: Finished) -> Verdict:
        due_at = stage.keep(finished.lease, finished.outcome)
        return self._settle(finished, due_at)

    def _keep_alone(self, stage: Stage, finished: Finished) -> Verdict:
        """Keep one; when its stage fails on it, let the stage keep it as crashed; when that fails too, only settle."""
        try:
            return self._keep_together(stage, [finished])[0]
        except Exception as error:
            if is_environment(error):
                raise
            report_crash("keep crashed", finished.lease, error)
            crashed = Finished(lease=finished.lease, outcome=crash(error), took_ms=finished.took_ms)
        try:
            return self._keep_together(stage, [crashed])[0]
        except Exception as error:
            if is_environment(error):
                raise
            with self._store.transaction():
                return self._settle(crashed, self._clock.now() + LAST_RESORT)

    def _settle(self, finished: Finished, due_at: datetime | None) -> Verdict:
        verdict = judge(finished, self._clock.now(), self._run)
        self._store.work.settle(finished.lease, verdict, due_at)
        return verdict

    def _tell(self, verdict: Verdict) -> None:
        log.info(
            "outcome",
            stage=verdict.stage.value,
            subject=verdict.subject,
            outcome=verdict.kind.value,
            why=verdict.reason,
            took_ms=verdict.took_ms,
        )
        if self._on_event:
            self._on_event(verdict.stage, verdict)


def judge(finished: Finished, at: datetime, run: int) -> Verdict:
    """Turn an outcome into the verdict that is stored."""
    kind, reason, detail = describe(finished.outcome)
    return Verdict(
        stage=finished.lease.stage,
        subject=finished.lease.subject,
        kind=kind,
        reason=reason,
        detail=detail[:DETAIL_LIMIT],
        at=at,
        run=run,
        took_ms=finished.took_ms,
    )


def describe(outcome: Outcome[Any]) -> tuple[OutcomeKind, str, str]:
    """Give kind, reason and detail of an outcome."""
    match outcome:
        case Done():
            return OutcomeKind.DONE, "", ""
        case Unchanged(why=why):
            return OutcomeKind.UNCHANGED, why, ""
        case Retry(reason=reason, detail=detail):
            return OutcomeKind.RETRY, reason.value, detail
        case Spike(reason=cause, detail=detail):
            return OutcomeKind.SPIKE, cause.value, detail


def crash(error: BaseException) -> Spike:
    """Turn a bug into the outcome of the subject it struck; always text that can be stored."""
    words = f"{type(error).__name__}: {error}".encode("utf-8", "replace").decode("utf-8")
    return Spike(reason=SpikeReason.CRASHED, detail=words[:DETAIL_LIMIT])


def report_crash(what: str, lease: Lease, error: BaseException) -> None:
    """Log a bug with its traceback."""
    log.error(what, stage=lease.stage.value, subject=lease.subject, why=type(error).__name__, exc_info=error)


def is_environment(error: BaseException) -> bool:
    """Tell a broken world (full disk, damaged store) from a bug that strikes one subject."""
    if isinstance(error, NotStoredError | StoreConflictError):
        return False
    return isinstance(error, StoreError | OutboxError | OSError)
