"""The machine's clock: the one place that reads it."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The time of day and a monotonic count of seconds."""

    def now(self) -> datetime:
        """Give the time of day: aware, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Give seconds that never go back."""
        return time.monotonic()
