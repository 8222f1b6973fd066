"""When an issue is due, in the hub's own zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from topicwire.newsroom.newsletter.slots import due_slot, newest_slot, next_slot
from topicwire.outbox.newsletter_settings import NewsletterSettings

DAILY = NewsletterSettings(time="09:00", zone="Europe/Berlin")
WEEKLY = replace(DAILY, every="week", weekday="friday")


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """Give a time in 2026, UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_the_wall_clock_counts_summer_and_winter() -> None:
    """Nine in the morning stays nine: 8 UTC in winter, 7 in summer."""
    assert newest_slot(DAILY, at(2, 12)) == at(2, 8)
    assert newest_slot(DAILY, at(2, 7, 59)) == at(1, 8)
    assert newest_slot(DAILY, at(30, 12)) == at(30, 7)
    assert next_slot(DAILY, at(28, 12)) == at(29, 7)


def test_a_weekly_issue_comes_on_its_day() -> None:
    """2 March 2026 is a Monday."""
    assert newest_slot(WEEKLY, at(2, 12)) == at(27, 8, month=2)
    assert next_slot(WEEKLY, at(2, 12)) == at(6, 8)
    assert next_slot(WEEKLY, at(6, 8)) == at(13, 8)


@pytest.mark.parametrize(("time", "zone"), [("02:30", "Europe/Berlin"), ("00:00", "Pacific/Apia"), ("23:59", "UTC")])
def test_every_day_of_the_year_has_one_slot(time: str, zone: str) -> None:
    """Also the days on which clocks are changed, and the leap day."""
    settings = replace(DAILY, time=time, zone=zone)
    slot, seen = datetime(2024, 1, 1, tzinfo=UTC), []
    for _ in range(800):
        slot = next_slot(settings, slot)
        seen.append(slot)
    gaps = {later - earlier for earlier, later in pairwise(seen)}
    assert gaps <= {timedelta(hours=hours) for hours in (22.5, 23, 23.5, 24, 24.5, 25)}


def test_what_was_missed_is_made_up_once() -> None:
    """Three days away: one issue, for the newest slot."""
    assert due_slot(DAILY, at(2, 8), at(5, 12)) == at(5, 8)
    assert due_slot(DAILY, at(5, 8), at(5, 12)) is None


def test_a_clock_that_jumps_neither_bursts_nor_stalls() -> None:
    """Ten years ahead and back again: the next day has its issue."""
    far = datetime(2036, 3, 2, 12, tzinfo=UTC)
    slot = due_slot(DAILY, at(2, 8), far)
    assert slot is not None
    assert due_slot(DAILY, slot, at(2, 12)) is None
    assert due_slot(DAILY, at(2, 12), at(3, 8)) == at(3, 8)
    assert due_slot(DAILY, at(2, 8), datetime(1971, 1, 1, tzinfo=UTC)) is None
