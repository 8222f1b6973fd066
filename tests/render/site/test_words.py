"""Numbers, times and sentences read well."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from topicwire.render.site import moments, words

AT = datetime(2026, 11, 1, 1, 5, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 sources"), (1, "1 source"), (2, "2 sources"), (12345, "12\u202f345 sources")]
)
def test_things_are_counted_in_words(number: int, said: str) -> None:
    """One is singular, thousands are set apart."""
    assert words.count(number, "source") == said


@pytest.mark.parametrize(("points", "said"), [(20, "+20"), (0, "0"), (-3, "−3")])
def test_points_carry_their_sign(points: int, said: str) -> None:
    """A true minus, not a hyphen."""
    assert words.signed(points) == said


def test_times_are_told_in_utc() -> None:
    """Wherever the publisher's clock stood."""
    assert moments.full(AT) == "31 October 2026, 23:05 UTC"
    assert moments.machine(AT) == "2026-10-31T23:05:00Z"
    assert moments.weekday(AT) == "Saturday, 31 October 2026"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, ""), (36, "36 min later"), (134, "2 h 14 min later"), (1440, "1 d later"), (4567, "3 d 4 h later")],
)
def test_a_gap_is_told_in_two_units(minutes: int, said: str) -> None:
    """Close enough to compare."""
    assert moments.gap(timedelta(minutes=minutes)) == said


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("2021-04-28T15:53:00Z", datetime(2021, 4, 28, 15, 53, tzinfo=UTC)),
        ("2021-04-28T15:53:00-0500", datetime(2021, 4, 28, 20, 53, tzinfo=UTC)),
        ("2021-04-28T15:53:00", datetime(2021, 4, 28, 15, 53, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_a_records_date_is_read_or_left_as_words(raw: str, at: datetime | None) -> None:
    """A date nobody can read is no error."""
    assert moments.parse(raw) == at
