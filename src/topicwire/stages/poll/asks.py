"""What a publisher asks of us in the headers of an answer: how long to wait, and how long it stays fresh. Pure."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from topicwire.ports.web import Response

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])(?:no-store|no-cache)(?:$|[\s,])", re.IGNORECASE)
LONGEST = timedelta(days=3650)
"""Stands for every longer time, so that absurd numbers stay computable."""


def http_date(raw: str) -> datetime | None:
    """Read an HTTP date (RFC 9110, section 5.6.7), aware and in UTC; None when it is not one."""
    try:
        read = parsedate_to_datetime(raw.strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after(response: Response, now: datetime) -> timedelta | None:
    """Read how long we are asked to wait (RFC 9110, section 10.2.3): seconds or a date.

    None: nothing usable was asked, which includes zero and times gone by.
    """
    raw = (response.header("retry-after") or "").strip()
    if raw.isascii() and raw.isdigit():
        wait = timedelta(seconds=int(raw)) if len(raw) <= 9 else LONGEST
    else:
        until = http_date(raw) if raw else None
        wait = until - now if until else timedelta(0)
    return min(wait, LONGEST) if wait > timedelta(0) else None


def fresh_for(response: Response, now: datetime) -> timedelta | None:
    """Read how long the answer stays fresh: Cache-Control max-age less Age, else Expires (RFC 9111, section 4.2.1).

    None: the publisher does not say, or says that it is not fresh at all.
    """
    control = ",".join(value for name, value in response.headers if name == "cache-control")
    if _NOT_KEPT.search(control):
        return None
    if found := _MAX_AGE.search(control):
        wait = timedelta(seconds=int(found[1])) - _age(response)
    else:
        expires = http_date(response.header("expires") or "")
        wait = expires - (http_date(response.header("date") or "") or now) if expires else timedelta(0)
    return min(wait, LONGEST) if wait > timedelta(0) else None


def _age(response: Response) -> timedelta:
    raw = (response.header("age") or "").strip()
    return timedelta(seconds=int(raw)) if raw.isascii() and raw.isdigit() and len(raw) <= 9 else timedelta(0)
