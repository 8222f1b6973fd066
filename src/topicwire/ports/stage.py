"""A stage, as the pipeline sees it: take, work, keep."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from topicwire.model.outcome import Outcome
from topicwire.model.work import Lease, StageName


class Stage(Protocol):
    """Turns what is due into outcomes.

    The runner takes leases from the work table, calls `work` for many at once, then, in ONE transaction for a batch,
    calls `keep` for each and settles its lease. A crash in between costs one repeat.
    """

    @property
    def name(self) -> StageName: ...

    @property
    def batch(self) -> int:
        """How many leases are taken and kept together."""
        ...

    @property
    def is_serial(self) -> bool:
        """True: starts only when every earlier stage has run dry, and works on one subject after the other."""
        ...

    async def work(self, lease: Lease) -> Outcome[Any]:
        """Turn one subject into an outcome. Reads the store, writes nothing."""
        ...

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        """Store the result and make later stages' work due. Called inside a transaction.

        Returns:
            When this same subject is due again, or None for never. For a Retry the stage decides here too.
        """
        ...

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Called once a batch, before the transaction: make durable what the results lean on (page bytes)."""
        ...
