"""Time is injected: nothing but a Clock says what time it is."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Two clocks: one for dates, one for intervals."""

    def now(self) -> datetime:
        """Give the time of day: aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Give seconds that never go back, for intervals only."""
        ...
