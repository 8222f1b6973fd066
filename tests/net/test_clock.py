"""The machine's clock."""

from datetime import UTC

from topicwire.net.clock import SystemClock


def test_the_clock_gives_aware_dates_and_intervals_that_never_shrink() -> None:
    """Dates are in UTC, intervals only grow."""
    clock = SystemClock()
    before = clock.monotonic()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() >= before
