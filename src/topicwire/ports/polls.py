"""What is kept of polling over time; part of `ports.store.Store`, with the same verbs."""

from datetime import date
from typing import Protocol

from topicwire.model.poll_day import PollDay


class PollDays(Protocol):
    """Counts of polls, a row for each feed and day."""

    def add(self, counted: PollDay) -> None:
        """Add to the counts of that feed and day; without counts yet, these are the first."""
        ...

    def list_between(self, first: date, last: date) -> tuple[PollDay, ...]:
        """List the counts of all feeds from day to day, both included, by feed id, then day."""
        ...

    def drop_before(self, day: date) -> None:
        """Forget the days before that one."""
        ...
