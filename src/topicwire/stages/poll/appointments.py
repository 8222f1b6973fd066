"""The appointment book: no second is given to many feeds while its neighbours are free."""

from collections.abc import Iterable
from datetime import datetime, timedelta

REACH = 60
"""Seconds a poll may be put later to find a free one. 60 keeps 5,000 hourly feeds at two or three in a second."""
MOST_SECONDS = 200_000
"""Seconds remembered before those gone by are forgotten."""


class Appointments:
    """Remembers how many polls were promised for each second."""

    def __init__(self, taken: Iterable[datetime] = ()) -> None:
        """Start with the times already promised."""
        self._taken: dict[int, int] = {}
        for at in taken:
            self._mark(int(at.timestamp()))

    def give(self, at: datetime, now: datetime) -> datetime:
        """Give the freest second within a minute from `at`, and remember it; the earliest of equally free ones."""
        self._forget(now)
        wanted = int(at.timestamp())
        second = min(range(wanted, wanted + REACH), key=self._count) if self._count(wanted) else wanted
        self._mark(second)
        return at + timedelta(seconds=second - wanted)

    def _count(self, second: int) -> int:
        return self._taken.get(second, 0)

    def _mark(self, second: int) -> None:
        self._taken[second] = self._count(second) + 1

    def _forget(self, now: datetime) -> None:
        if len(self._taken) > MOST_SECONDS:
            gone = int(now.timestamp())
            self._taken = {second: count for second, count in self._taken.items() if second >= gone}
