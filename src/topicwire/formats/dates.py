"""Dates as feeds and pages write them. Machine forms and month names only: guessing is left to others.

Source of the cost limits: stdlib ISO 0.2 µs, RFC 2822 8 µs; general guessers take 5 to 10 ms a string.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from topicwire.formats.date_words import DAY_PARTS, MONTHS, ZONES

MAX_DATE = 100
"""Longer strings are no dates, in characters."""
YEARS = range(1990, 2101)
"""Years that can be meant: before is older than the web, beyond is a typing error or a spell of far future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDate:
    """Our reading of one date string."""

    at: datetime | None  # aware, UTC; midnight UTC where only a day was given; None: unreadable or an absurd year
    has_time: bool  # False: only a day was given


UNREADABLE = ReadDate(at=None, has_time=False)

_ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?|(?P<m2>\d\d)(?P<d2>\d\d))?"
    r"(?:(?:[Tt]|\s{1,3}|\s?[,_@]\s?)(?P<time>\S.*)?)?"
)
_SLASHED = re.compile(r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?:[T\s,]{1,3}(?P<time>\S.*))?")
_TURNED = re.compile(r"(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})[./-](?P<y>\d{4})(?:[T\s,]{1,3}(?P<time>\S.*))?")
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:(?:[:.h](?P<min>\d\d)(?:[:.](?P<s>\d\d)(?:[.,:]\d{1,12})?)?)?|(?P<min2>\d\d)(?P<s2>\d\d)?)"
    r"\s?(?P<half>[AaPp]\.?[Mm]\.?)?(?![\d:])"
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?(?P<sign>[+\u2212-])(?P<h>\d{1,2}):?(?P<m>\d\d)?(?:\s?\([^)]*\))?")
_HAN = re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]\s?(?P<time>\S.*)?")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_WORD = re.compile(r"[^\W\d_]+\.?|\d+(?:st|nd|rd|th|er|[ºª°])?\b", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|[ºª°])?", re.IGNORECASE)
_CLOCK_SEEN = re.compile(r"\d{1,2}[:h]\d\d|\d{1,2}\s?[AaPp]\.?[Mm]\b")


def read_date(raw: object, *, is_day_first: bool = False) -> ReadDate:
    """Read a date; `at` is None where it cannot be read or its year is outside 1990 to 2100. Never raises.

    Reads ISO 8601 and its odd relatives, RFC 2822 with named zones, bare days, seconds or milliseconds since 1970,
    `2026年3月1日`, and the month names of date_words.py. A time without a zone is taken as UTC; of `1.2.2026` the
    first number is the day, of `1/2/2026` and `1-2-2026` the month, unless it is over 12 or `is_day_first`.
    """
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        return UNREADABLE
    text = str(raw).strip()
    if not text or len(text) > MAX_DATE or not text.isprintable():
        text = " ".join(text[: MAX_DATE + 1].split())
    if not text or len(text) > MAX_DATE:
        return UNREADABLE
    try:
        return _within(_read(text, is_day_first))
    except (ValueError, OverflowError):  # a 31 February, a zone of 99 hours
        return UNREADABLE


def turned(raw: str) -> ReadDate:
    """Give the other reading of a date that can be read with day or month first; unreadable when there is only one."""
    found = _TURNED.fullmatch(raw.strip())
    if found is None or found["mark"] == "." or max(int(found["a"]), int(found["b"])) > 12 or found["a"] == found["b"]:
        return UNREADABLE
    return read_date(raw, is_day_first=True)


def _within(date: ReadDate) -> ReadDate:
    if date.at is None:
        return UNREADABLE
    at = date.at.astimezone(UTC)
    return ReadDate(at=at, has_time=date.has_time) if at.year in YEARS else UNREADABLE


def _read(text: str, is_day_first: bool) -> ReadDate:
    if _EPOCH.fullmatch(text):
        seconds = float(text)
        return ReadDate(
            at=datetime.fromtimestamp(seconds / (1000 if len(text.partition(".")[0]) > 11 else 1), UTC), has_time=True
        )
    if len(text) == 14 and text.isdecimal():
        return _numbers(text[:4], text[4:6], text[6:8], text[8:])
    if len(text) in {20, 25} and text[10] == "T":
        try:
            return ReadDate(at=_aware(datetime.fromisoformat(text)), has_time=True)
        except ValueError:
            pass
    for pattern in (_ISO, _SLASHED, _HAN):
        if found := pattern.fullmatch(text):
            return _numbers(
                found["y"], found["m"] or _group(found, "m2"), found["d"] or _group(found, "d2"), found["time"]
            )
    if found := _TURNED.fullmatch(text):
        first, second = int(found["a"]), int(found["b"])
        month, day = (
            (second, first)
            if found["mark"] == "." or first > 12 or (is_day_first and second <= 12)
            else (first, second)
        )
        return _numbers(found["y"], str(month), str(day), found["time"])
    return _named(text)


def _group(found: re.Match[str], name: str) -> str | None:
    return found[name] if name in found.re.groupindex else None


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _numbers(year: str, month: str | None, day: str | None, time: str | None) -> ReadDate:
    if month is None:
        return UNREADABLE
    at = datetime(int(year), int(month), int(day or 1), tzinfo=UTC)
    return with_time(at, time)


def with_time(day: datetime, time: str | None) -> ReadDate:
    """Add a clock and a zone to a day; a time that makes no sense is left away, the day stays."""
    found = _CLOCK.match(time) if time else None
    if time is None or found is None:
        return ReadDate(at=day, has_time=False)
    hour, minute, second = int(found["h"]), int(found["min"] or found["min2"] or 0), int(found["s"] or found["s2"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60:
        return ReadDate(at=day, has_time=False)
    offset = _zone(time[found.end() :].strip())
    at = day + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))  # hour 24 is the next midnight
    return ReadDate(at=at.replace(tzinfo=timezone(offset)), has_time=True)


def _zone(text: str) -> timedelta:
    """Read what stands behind a clock: an offset, a zone's name, or nothing that is known (UTC)."""
    if found := _OFFSET.match(text):
        size = timedelta(hours=int(found["h"]), minutes=int(found["m"] or 0))
        return -size if found["sign"] != "+" else size
    name = re.match(r"\(?([A-Za-z]{1,5})\b", text)
    return timedelta(minutes=ZONES.get(name[1].upper(), 0)) if name else timedelta()


def _named(text: str) -> ReadDate:
    """Read a date with a month's name: `Tue, 3 Mar 2026 10:00:00 PST`, `March 3rd, 2026`, `3. März 2026, 10:00 Uhr`."""
    clock = _CLOCK_SEEN.search(text)
    days, time = (text[: clock.start()], text[clock.start() :]) if clock else (text, None)
    if time is not None and (late := re.search(r"\b(?:19|20)\d\d\s*$", time)):  # Tue Mar 3 10:00:00 PST 2026
        days, time = f"{days} {late[0]}", time[: late.start()]
    parts = dict[str, int]()
    for word in _WORD.findall(days):
        kind, number = _part(word, parts)
        if kind == "unknown":
            return UNREADABLE
        parts[kind] = number
    if "month" not in parts or "year" not in parts:
        return UNREADABLE
    return with_time(datetime(parts["year"], parts["month"], parts.get("day", 1), tzinfo=UTC), time)


def _part(word: str, known: dict[str, int]) -> tuple[str, int]:
    """Say what a word of a date is, given what is known; of two month names the last counts (`mar 3 mayo`)."""
    name = word.rstrip(".").lower()
    if name in MONTHS:
        return "month", MONTHS[name]
    if name in DAY_PARTS:
        return "", 0
    if word.isdecimal() and len(word) == 4:
        return "year", int(word)
    if "day" not in known and (number := _DAY.fullmatch(word)):
        return "day", int(number[1])
    if "year" not in known and word.isdecimal() and len(word) == 2:
        return "year", int(word) + (2000 if int(word) < 70 else 1900)
    return "unknown", 0
