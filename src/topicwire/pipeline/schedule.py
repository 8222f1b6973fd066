"""When to look for work again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from topicwire.model.work import StageName
from topicwire.ports.store import Store

SHORTEST = timedelta(seconds=1)
"""What is due at once still lets the machine breathe: a subject that is always due must not become a busy loop."""
LONGEST_WAIT = timedelta(days=8)
"""No stage waits longer (Retry-After is believed up to 7 days): a later due time was made by a clock that was wrong."""


def next_wake(store: Store, stages: Iterable[StageName], now: datetime, ceiling: timedelta) -> timedelta:
    """Choose how long to sleep until the first stage has something due.

    Returns:
        Between one second and `ceiling`, whatever the clock did; `ceiling` when nothing is due ever.
    """
    times = [at for stage in stages if (at := store.work.next_due(stage)) is not None]
    if not times:
        return ceiling
    return min(max(min(times) - now, SHORTEST), ceiling)


def mend_due_times(store: Store, stages: Iterable[StageName], now: datetime) -> int:
    """Pull due times back that only a wrong clock can have made, and count them; the cycle after a jump is no stall."""
    return sum(store.work.clamp(stage, now + LONGEST_WAIT) for stage in stages)
