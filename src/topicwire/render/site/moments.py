"""Times as readers see them: absolute, in UTC. A script may turn them into local ones; nothing depends on it."""

from datetime import UTC, datetime, timedelta

from topicwire.render.site.words import DAYS, MONTHS


def machine(at: datetime) -> str:
    """Write a time for the `datetime` attribute, e.g. `2026-11-21T14:05:00Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def full(at: datetime) -> str:
    """Write day and time with the zone, e.g. `21 November 2026, 14:05 UTC`."""
    return f"{day(at)}, {clock(at)} UTC"


def short(at: datetime) -> str:
    """Write day and time for dense lines, e.g. `21 Nov 2026, 14:05`."""
    at = at.astimezone(UTC)
    return f"{at.day} {MONTHS[at.month - 1][:3]} {at.year}, {clock(at)}"


def clock(at: datetime) -> str:
    """Write the time of day, e.g. `14:05`."""
    return f"{at.astimezone(UTC):%H:%M}"


def day(at: datetime) -> str:
    """Write a day, e.g. `21 November 2026`."""
    at = at.astimezone(UTC)
    return f"{at.day} {month(at)}"


def weekday(at: datetime) -> str:
    """Write a day with its name, e.g. `Saturday, 21 November 2026`."""
    return f"{DAYS[at.astimezone(UTC).weekday()]}, {day(at)}"


def month(at: datetime) -> str:
    """Write a month, e.g. `November 2026`."""
    at = at.astimezone(UTC)
    return f"{MONTHS[at.month - 1]} {at.year}"


def gap(later: timedelta) -> str:
    """Say how much later something came, e.g. `2 h 14 min later`, `3 d 4 h later`; empty for under a minute."""
    minutes = int(later.total_seconds()) // 60
    if minutes < 1:
        return ""
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    named = [(days, "d"), (hours, "h"), (minutes, "min")]
    said = [f"{number} {unit}" for number, unit in named if number][:2]
    return f"{' '.join(said)} later"


def parse(raw: str) -> datetime | None:
    """Read a time as a record says it; one without a zone is UTC; None when it is no time."""
    try:
        at = datetime.fromisoformat(raw)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
