"""Finds days that are written out in running text. Pure; whether a day is a publication is judged elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from topicwire.formats.date_words import MONTHS
from topicwire.formats.dates import YEARS, with_time

MAX_TEXT = 2_000
"""Longer texts are read up to here, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDay:
    """One day in a text."""

    start: int  # place of its first character
    end: int  # place behind its last, the time of day included
    raw: str  # as written
    at: datetime  # aware, UTC; midnight where only the day is given
    has_time: bool
    is_ambiguous: bool  # written in numbers that may also be read with day and month the other way round


_NAME = r"[^\W\d_]{2,11}"
_YEAR = r"(?:19|20)\d\d"
_OF = r"(?:\s?(?:de|del|of|di)\s)?"
_TIME = (
    r"(?:(?:[\s,T|·•@–—-]{1,4}(?:at|um|à|às|a las|alle|om|kl\.?)?\s?|\s)"
    r"(?P<time>\d{1,2}(?:[:h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?)?"
    r"|\s?[ap]\.?m\b\.?|\.\d\d(?=\s?Uhr))(?:\s?(?:[A-Z]{2,4}\b|(?:UTC|GMT)?[+-]\d\d:?\d\d))?))?"
)
_DAYS = tuple(
    re.compile(pattern + _TIME, re.IGNORECASE)
    for pattern in (
        (
            rf"(?<![\w.])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|[ºª])?{_OF}[\s./-]{{0,3}}\b(?P<n>{_NAME})\b\.?,?{_OF}"
            rf"[\s.,/-]{{0,3}}(?P<y>{_YEAR})(?!\d)"
        ),
        rf"\b(?P<n>{_NAME})\b\.?\s{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\d)(?P<y>{_YEAR})\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]",
        rf"(?<![\d./-])(?P<y>{_YEAR})(?P<mark>[-./])(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})(?![\d/-]|\.\d)",
        rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<mark>[./-])\s?(?P<b>\d{{1,2}})(?P=mark)\s?(?P<y>{_YEAR}|\d\d(?!\d))(?![\d/-]|\.\d)",
    )
)
_MAY_HOLD = re.compile(rf"(?<!\d){_YEAR}(?!\d)|\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?\d\d")


def find_days(text: str, *, is_day_first: bool = False) -> list[FoundDay]:
    """List the days in a text in the order they stand; those that are no day of any calendar are left out.

    Args:
        text: one line or paragraph.
        is_day_first: how `1/2/2026` is meant where nothing else tells.
    """
    text = text[:MAX_TEXT]
    if not _MAY_HOLD.search(text):
        return []
    found = {day.start: day for pattern in _DAYS for one in pattern.finditer(text) for day in _day(one, is_day_first)}
    return [found[start] for start in sorted(found)]


def _day(found: re.Match[str], is_day_first: bool) -> Iterator[FoundDay]:
    said = found.groupdict()
    month, day, is_ambiguous = _month_and_day(said, is_day_first)
    year = int(said["y"]) + (2000 if len(said["y"]) == 2 else 0)
    try:
        bare = datetime(year, month, day, tzinfo=UTC)
        read = with_time(bare, said["time"])
    except (ValueError, OverflowError):  # a 31 February, a clock beyond the calendar's end
        return
    if read.at is not None and year in YEARS:
        at = read.at.astimezone(UTC)
        raw = found[0]
        yield FoundDay(
            start=found.start(), end=found.end(), raw=raw, at=at, has_time=read.has_time, is_ambiguous=is_ambiguous
        )


def _month_and_day(said: dict[str, str | None], is_day_first: bool) -> tuple[int, int, bool]:
    if name := said.get("n"):
        return MONTHS.get(name.lower(), 0), int(said["d"] or 0), False  # month 0 is no month: ValueError
    if said.get("m"):
        return int(said["m"] or 0), int(said["d"] or 0), False
    first, second = int(said["a"] or 0), int(said["b"] or 0)
    is_ambiguous = said["mark"] != "." and first <= 12 and second <= 12 and first != second
    if said["mark"] == "." or first > 12 or (is_day_first and second <= 12):
        return second, first, is_ambiguous
    return first, second, is_ambiguous
