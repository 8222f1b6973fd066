"""How long a server asks us to wait."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=7)
"""No server gets to stop us for longer at a time."""

STATUSES = {429, 503}
"""Answers whose Retry-After holds for the whole host (RFC 6585, section 4; RFC 9110, section 15.6.4)."""


def asked_wait(status: int, retry_after: str | None, now: datetime) -> timedelta | None:
    """Read Retry-After: seconds or a date, held within 0 and 7 days.

    Args:
        status: of the answer.
        retry_after: the header's value, None when there was none.
        now: aware; a date is counted from it.

    Returns:
        The wait, None when the answer asks for none or says it in a way nobody can read.
    """
    if status not in STATUSES or retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST) if len(text) < 10 else LONGEST
    try:
        until = parsedate_to_datetime(text)
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return min(max(aware - now, timedelta(0)), LONGEST)
    except (ValueError, OverflowError, TypeError):
        return None
