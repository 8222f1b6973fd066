"""Work and its bookkeeping: leases, runs and the ledger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StageName(StrEnum):
    """The seven stages, in order."""

    POLL = "poll"
    FETCH = "fetch"
    EXTRACT = "extract"
    ENRICH = "enrich"
    CLUSTER = "cluster"
    RANK = "rank"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A piece of work taken by one worker for a while; after `until` anyone may take it again."""

    stage: StageName
    subject: str  # feed id, tip id, article id, story id or "hub"
    attempts: int  # tries before this one
    until: datetime


class OutcomeKind(StrEnum):
    """How a piece of work ended."""

    DONE = "done"
    UNCHANGED = "unchanged"
    RETRY = "retry"
    SPIKE = "spike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The last outcome of one stage for one subject, as stored."""

    stage: StageName
    subject: str
    kind: OutcomeKind
    reason: str  # SpikeReason or RetryReason value, or why it is unchanged; empty when done
    detail: str
    at: datetime
    run: int
    took_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One cycle of the pipeline."""

    number: int
    started_at: datetime
    finished_at: datetime | None  # None: it runs, or was cut off
    tips_seen: int = 0  # entries in all feeds read
    tips_new: int = 0  # of them unknown before


class TipState(StrEnum):
    """Where a tip stands. Every tip is in exactly one state; the ledger counts them."""

    LEADS = "leads"  # published, leading its story
    RELATED = "related"  # in a story that another article leads
    COPY = "copy"  # the same text as another article
    BELOW = "below-threshold"  # leads its story, not hot enough to publish
    DUPLICATE = "duplicate"  # another tip already gave this article
    SPIKED = "spiked"  # rejected, see the reason
    WAITING = "waiting"  # work is due or will be tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A count of tips in one state, for one reason."""

    state: TipState
    reason: str  # the spike's reason, or the waiting stage; empty otherwise
    count: int
