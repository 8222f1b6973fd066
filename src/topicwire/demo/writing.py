"""Turns words and dates into what templates print. Every string that leaves here is escaped for markup."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from html import escape
from importlib.resources import files

from minijinja import Environment

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_GERMAN = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
    "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_TOKYO = timezone(timedelta(hours=9))


@cache
def _looks() -> Environment:
    """Load every template; nothing is escaped by the engine, since all values come escaped."""
    folder = files("topicwire.demo") / "looks"
    templates = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    return Environment(templates=templates, auto_escape_callback=lambda _: False)


def render(template: str, values: Mapping[str, object]) -> str:
    """Fill a template of `looks/` with escaped values."""
    return _looks().render_template(template, **values)


def safe(text: str) -> str:
    """Escape text for HTML and XML."""
    return escape(text, quote=True)


def iso(at: datetime | None) -> str:
    """Give `2026-03-02T08:00:00Z`; empty for None."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else ""


def iso_tokyo(at: datetime | None) -> str:
    """Give the same instant as a clock in Japan shows it, with its offset."""
    return at.astimezone(_TOKYO).isoformat() if at else ""


def rfc822(at: datetime | None) -> str:
    """Give the date as RSS and HTTP write it; empty for None."""
    return format_datetime(at, usegmt=True) if at else ""


def page_dates(at: datetime | None) -> dict[str, str]:
    """Give an article's date in every manner a page may print it; all empty when the page is silent."""
    if at is None:
        return dict.fromkeys(("page_iso", "page_day", "page_words", "page_german", "page_french", "page_japanese"), "")
    return {
        "page_iso": iso(at),
        "page_day": f"{at:%Y-%m-%d}",
        "page_words": f"{at.day} {_MONTHS[at.month - 1]} {at.year}",
        "page_german": f"{at.day}. {_GERMAN[at.month - 1]} {at.year}",
        "page_french": f"{at.day} {_FRENCH[at.month - 1]} {at.year}",
        "page_japanese": f"{at.year}年{at.month}月{at.day}日",
    }


def encode(text: str, charset: str) -> bytes:
    """Encode a page or feed; a letter the charset lacks becomes a character reference."""
    return text.encode(charset, "xmlcharrefreplace")
