"""When an issue is due: a time of day in the hub's zone, every day or on one day of the week. Pure."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from topicwire.outbox.newsletter_settings import NewsletterSettings

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LOOK_BACK = 8
"""Days looked at for a due time: a week, and one more as today's may not have come yet."""


def period(settings: NewsletterSettings) -> timedelta:
    """Give the time from one issue to the next."""
    return timedelta(days=7 if settings.every == "week" else 1)


def newest_slot(settings: NewsletterSettings, now: datetime) -> datetime:
    """Give the newest due time that is not after `now`, in UTC.

    The wall clock of the zone counts: on the day clocks are set forward a time that does not exist comes an hour
    later, and where they are set back the first of the two counts.
    """
    return next(slot for slot in _slots(settings, now, range(1, -_LOOK_BACK, -1)) if slot <= now)


def next_slot(settings: NewsletterSettings, now: datetime) -> datetime:
    """Give the first due time after `now`, in UTC."""
    return next(slot for slot in _slots(settings, now, range(-1, _LOOK_BACK + 1)) if slot > now)


def due_slot(settings: NewsletterSettings, last: datetime, now: datetime) -> datetime | None:
    """Give the slot to compose an issue for; None when none is due.

    However many were missed since `last`, one issue makes up for them. A `last` in the future was made by a clock
    that was wrong, and must not stop the newsletter until then: it counts as now.
    """
    slot = newest_slot(settings, now)
    return slot if slot > min(last, now) else None


def _slots(settings: NewsletterSettings, now: datetime, offsets: range) -> list[datetime]:
    zone = ZoneInfo(settings.zone)
    hours, minutes = map(int, settings.time.split(":"))
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=offset) for offset in offsets)
    wanted = [day for day in days if settings.every == "day" or DAYS[day.weekday()] == settings.weekday]
    return [datetime.combine(day, time(hours, minutes), zone).astimezone(UTC) for day in wanted]
