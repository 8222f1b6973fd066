"""Dates in every form that feeds and pages use."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.formats.hostile import hostile_titles
from topicwire.formats.dates import ReadDate, read_date


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00"),
        ("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00"),
        ("2026-03-02T10:00:00+0100", "2026-03-02T09:00:00"),
        ("2026-03-02T10:00:00-08", "2026-03-02T18:00:00"),
        ("2026-03-02T10:00:00.123456789Z", "2026-03-02T10:00:00"),
        ("2026-03-02T10:00:00,5Z", "2026-03-02T10:00:00"),
        ("2026-03-02T10:00Z", "2026-03-02T10:00:00"),
        ("2026-03-02 10:00:00 +0000 UTC", "2026-03-02T10:00:00"),
        ("2026-03-02 10:00", "2026-03-02T10:00:00"),
        ("2026-03-02T10:00:00", "2026-03-02T10:00:00"),
        ("2026-3-2T9:05:00Z", "2026-03-02T09:05:00"),
        ("2026-03-02T24:00:00Z", "2026-03-03T00:00:00"),
        ("2026-03-02T23:59:60Z", "2026-03-02T23:59:59"),
        ("2026-03-02T10:00:00 EST", "2026-03-02T15:00:00"),
        ("20260302T101112Z", "2026-03-02T10:11:12"),
        ("20260302101112", "2026-03-02T10:11:12"),
        ("2026/03/02 10:00:00", "2026-03-02T10:00:00"),
        ("02.03.2026 10:15 Uhr", "2026-03-02T10:15:00"),
        ("3/2/2026 10:15:00 PM", "2026-03-02T22:15:00"),
        ("13/2/2026 10:15", "2026-02-13T10:15:00"),
        ("3/2/2026 12:15 AM", "2026-03-02T00:15:00"),
        ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00"),
        ("Mon, 02 Mar 2026 10:00:00 +0530", "2026-03-02T04:30:00"),
        ("Mon, 2 Mar 26 10:00:00 UT", "2026-03-02T10:00:00"),
        ("Mon, 02 Mar 2026 10:00:00 PST", "2026-03-02T18:00:00"),
        ("Mon, 02 Mar 2026 10:00:00 PDT", "2026-03-02T17:00:00"),
        ("Thu, 02 Jul 2026 10:00:00 CEST", "2026-07-02T08:00:00"),
        ("Mon, 02 Mar 2026 10:00:00 GMT+0100 (CET)", "2026-03-02T09:00:00"),
        ("02 Mar 2026 10:00", "2026-03-02T10:00:00"),
        ("Mon Mar  2 10:00:00 2026", "2026-03-02T10:00:00"),
        ("Mon Mar 2 10:00:00 PST 2026", "2026-03-02T18:00:00"),
        ("Monday, March 2, 2026 - 10:00am", "2026-03-02T10:00:00"),
        ("Mar. 2nd, 2026 10:00 p.m.", "2026-03-02T22:00:00"),
        ("2. März 2026, 10:00 Uhr", "2026-03-02T10:00:00"),
        ("Montag, 2. Dezember 2024 um 8:30", "2024-12-02T08:30:00"),
        ("lundi 2 février 2026 à 10h30", "2026-02-02T10:30:00"),
        ("1er août 2026 10:00", "2026-08-01T10:00:00"),
        ("mar 3 de mayo de 2026 10:00", "2026-05-03T10:00:00"),
        ("seg, 2 de março de 2026 10:00", "2026-03-02T10:00:00"),
        ("1772445600", "2026-03-02T10:00:00"),
        ("1772445600000", "2026-03-02T10:00:00"),
        (1772445600, "2026-03-02T10:00:00"),
        (" 2026-03-02T10:00:00Z\n", "2026-03-02T10:00:00"),
    ],
)
def test_an_instant_is_read(raw: object, at: str) -> None:
    """ISO and its relatives, mail dates with named zones, epochs, and months in five languages."""
    date = read_date(raw)
    assert date.has_time
    assert date.at is not None
    assert date.at.replace(microsecond=0) == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-02", "20260302", "2026/03/02", "02.03.2026", "3/2/2026", "March 2, 2026", "2 Mar 2026", "2 mars 2026",
        "2 de marzo de 2026", "Mon, 02 Mar 2026", "2026-03-02T", "2026-03-02T25:99:00Z",
        "٢٠٢٦-٠٣-٠٢",
    ],
)  # fmt: skip
def test_a_day_is_read_as_a_day(raw: str) -> None:
    """Without a time, or with an impossible one, the day is kept and said to be only a day."""
    assert read_date(raw) == ReadDate(at=datetime(2026, 3, 2, tzinfo=UTC), has_time=False)


@pytest.mark.parametrize(
    "raw",
    [
        None, "", " ", "-", "yesterday", "2 hours ago", "2026", "10:00", "March", "2026-13-45", "0000-00-00 00:00:00",
        "Mon, 31 Feb 2026 10:00:00 GMT", "1970-01-01T00:00:00Z", "1989-12-31", "2101-01-01", "9999-12-31T23:59:59Z",
        "2026-03-02T10:00:00+99:00", "99999999999999999999", "-1", True, ["2026"], {"a": 1}, float("nan"), float("inf"),
        "2026-W10-1", "²⁰²⁶-03-02", "1" * 1000, "2026-03-02" + "T" * 1000,
    ],
)  # fmt: skip
def test_what_is_no_date_gives_none(raw: object) -> None:
    """Absent, impossible and absurd dates are unreadable, never an error."""
    assert read_date(raw).at is None


@pytest.mark.parametrize("raw", hostile_titles())
def test_no_text_makes_reading_a_date_fail(raw: str) -> None:
    """Whatever stands there, there is an answer."""
    assert isinstance(read_date(raw), ReadDate)


def test_reading_a_date_takes_microseconds() -> None:
    """A feed of thousands of entries is not slowed by its dates, readable or not."""
    started = time.perf_counter()
    for number in range(1000):
        read_date(f"Mon, 02 Mar 2026 10:00:{number % 60:02d} PST")
        read_date("1 " * 49)
        read_date("x" * 100)
    assert timedelta(seconds=time.perf_counter() - started) < timedelta(seconds=0.5)
