"""What Retry-After asks for."""

from datetime import timedelta

import pytest

from tests.fakes import NOON
from topicwire.net.waits import LONGEST, asked_wait


@pytest.mark.parametrize(
    ("status", "text", "wait"),
    [
        (429, "120", timedelta(seconds=120)),
        (503, " 0 ", timedelta(0)),
        (429, "9999999", LONGEST),
        (429, "9" * 6000, LONGEST),
        (503, "Mon, 02 Mar 2026 12:00:30 GMT", timedelta(seconds=30)),
        (503, "Mon, 02 Mar 2026 12:00:30", timedelta(seconds=30)),
        (503, "Sun, 01 Mar 2026 12:00:30 GMT", timedelta(0)),
        (503, "Mon, 02 Mar 2099 12:00:00 GMT", LONGEST),
        (429, "-5", None),
        (429, "soon", None),
        (429, "", None),
        (429, "١٢", None),
        (429, "Mon, 99 Mar 99999 12:00:30 +9999", None),
        (429, None, None),
        (500, "120", None),
        (200, "120", None),
        (301, "120", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_within_a_week(status: int, text: str | None, wait: timedelta | None) -> None:
    """A server says how long to stay away; nonsense asks for nothing."""
    assert asked_wait(status, text, NOON) == wait
