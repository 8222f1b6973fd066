"""Months as calendars."""

from datetime import UTC, datetime

from topicwire.render.site.calendar import calendar_of
from topicwire.render.wording import wording_of

MARCH = datetime(2026, 3, 15, 10, tzinfo=UTC)
DAYS = {"days/2026-03-01.html": 8, "days/2026-03-02.html": 1, "days/2026-03-31.html": 0, "days/2026-02-28.html": 99}


def test_a_month_is_laid_out_in_weeks() -> None:
    """March 2026 begins on a Sunday: the last day of an English week."""
    found = calendar_of(MARCH, "archive/2026-03.html", DAYS, wording_of("en"))
    assert found.weekdays[0] == ("Mo", "Monday")
    assert [len(week) for week in found.weeks] == [7] * 6
    first, second = found.weeks[0], found.weeks[1]
    assert [cell and cell.day for cell in first] == [None] * 6 + [1]
    assert [cell and cell.day for cell in second] == [2, 3, 4, 5, 6, 7, 8]
    assert (found.name, found.stories) == ("March 2026", 9)


def test_days_are_shaded_by_how_much_there_was() -> None:
    """Only days that have a page lead to one; a day with an edition and no story has no shade."""
    found = calendar_of(MARCH, "archive/2026-03.html", DAYS, wording_of("en"))
    cells = {cell.day: cell for week in found.weeks for cell in week if cell}
    assert [cells[day].level for day in (1, 2, 3, 31)] == [4, 1, 0, 0]
    assert [cells[day].page for day in (2, 3, 31)] == ["days/2026-03-02.html", "", "days/2026-03-31.html"]


def test_a_month_of_four_whole_weeks_has_four_rows() -> None:
    """February 2027 begins on a Monday."""
    found = calendar_of(datetime(2027, 2, 1, tzinfo=UTC), "", {}, wording_of("en"))
    assert len(found.weeks) == 4
    assert found.weeks[-1][-1] is not None
