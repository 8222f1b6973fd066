"""A month as a calendar: weeks of days, each with its page and how much there was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from topicwire.render.addresses import day_page
from topicwire.render.wording import Wording

LEVELS = 4
"""Shades of a day, from few stories to as many as on the month's fullest day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day in a calendar."""

    day: int
    page: str  # empty: nothing to show
    stories: int
    level: int  # 0 for none, to LEVELS


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A month."""

    name: str
    page: str
    stories: int
    weekdays: tuple[tuple[str, str], ...]  # (short, long) names, in the order of the language's week
    weeks: tuple[tuple[Cell | None, ...], ...]  # seven to a week; None: a day of another month


def calendar_of(month: datetime, page: str, days: Mapping[str, int], wording: Wording) -> Calendar:
    """Lay out a month.

    Args:
        month: any moment in it.
        page: of the month.
        days: page of a day -> its stories; only days that have a page.
        wording: in whose language weeks begin and days are named.
    """
    first = month.astimezone(UTC).date().replace(day=1)
    found = [(day, days.get(_page(day))) for day in _days(first)]
    most = max((stories or 0 for _, stories in found), default=0)
    cells: list[Cell | None] = [None] * ((first.weekday() - wording.locale.first_week_day) % 7)
    cells += [_cell(day, stories, most) for day, stories in found]
    cells += [None] * (-len(cells) % 7)
    return Calendar(
        name=wording.month(month),
        page=page,
        stories=sum(stories or 0 for _, stories in found),
        weekdays=_weekdays(wording),
        weeks=tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7)),
    )


def _days(first: date) -> list[date]:
    days = (first + timedelta(days=number) for number in range(31))
    return [day for day in days if day.month == first.month]


def _page(day: date) -> str:
    return day_page(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _cell(day: date, stories: int | None, most: int) -> Cell:
    if stories is None:
        return Cell(day=day.day, page="", stories=0, level=0)
    level = -(-stories * LEVELS // most) if most else 0
    return Cell(day=day.day, page=_page(day), stories=stories, level=level)


def _weekdays(wording: Wording) -> tuple[tuple[str, str], ...]:
    names = wording.locale.days["stand-alone"]
    order = [(wording.locale.first_week_day + number) % 7 for number in range(7)]
    return tuple((str(names["short"][day]), str(names["wide"][day])) for day in order)
