"""Demo time: it stands still during a run and jumps between runs, so that every demo ends in the same edition."""

from datetime import datetime

from topicwire.ports.clock import Clock


class DemoClock:
    """A date that is set, and the machine's own count of seconds for intervals."""

    def __init__(self, at: datetime, real: Clock) -> None:
        self.at, self._real = at, real

    def now(self) -> datetime:
        """Give the demo's date: aware, UTC."""
        return self.at

    def monotonic(self) -> float:
        """Give real seconds."""
        return self._real.monotonic()
