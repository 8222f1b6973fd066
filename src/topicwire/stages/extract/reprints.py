"""What a page says of an earlier publication of its article: "This story was first published in May 2019". Pure."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from topicwire.formats.date_finding import find_days
from topicwire.formats.date_words import MONTHS
from topicwire.model.dates import DateClaim, DateOrigin

FIRST_PUBLISHED = "first published"
"""How the raw words of such a claim start."""
_CUES = (
    "irst published", "irst appeared", "irst posted", "iginally published", "iginally appeared", "iginally posted",
    "iously published", "rom our archive", "rom the archive", "rstmals", "uerst ", "rsprünglich ", "itialement publi",
    "o originalmente",
)  # fmt: skip
"""Letters that every such sentence holds: looked for first, as that costs next to nothing."""
_MOST = 8
_TAG = re.compile(r"<[^<>]{0,300}>")
_SENTENCE = re.compile(
    r"(?:(?:[>|]|^)[\s(*\[_]*(?:this |the |dieser |dieses |diese |cet |cette |este |esta )?"
    r"|\b(?:this|dieser|dieses|diese|cet|cette|este|esta) )"
    r"(?:(?:article|story|post|piece|column|essay|interview|report|feature|text|review|artikel|beitrag|texte|artículo"
    r"|artigo)[\w\s,]{0,30}?\s)?"
    r"(?:(?:first|originally|previously)\s(?:published|posted|appeared)"
    r"|(?:erstmals|zuerst|ursprünglich)\s(?:[\w.]+\s){0,6}?(?:veröffentlicht|erschienen)?"
    r"|initialement publiée?|publicad[oa] originalmente|from (?:our|the) archives?)\b(?P<rest>[^!?\n|]{0,70})",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"(?:\b(?P<n>[^\W\d_]{3,11})\b\.?,?\s+(?:de\s)?)?(?<!\d)(?P<y>(?:19|20)\d\d)(?!\d)")


def reprint_claims(html: str) -> Iterator[DateClaim]:
    """Give the day of an earlier publication that the page owns up to, or the last day of its month or year.

    A book first published in 1965 that the article is about is none: the sentence must begin an element, or say
    "this article".
    """
    for window in _windows(html):
        found = _SENTENCE.search(window)
        if found and (at := _day_in(found["rest"])):
            raw = f"{FIRST_PUBLISHED}: {' '.join(found[0].strip(' >|([*_').split())}"
            yield DateClaim(origin=DateOrigin.BYLINE, raw=raw[:200], at=at, has_time=False)
            return


def _windows(html: str) -> Iterator[str]:
    for cue in _CUES:
        at, count = html.find(cue), 0
        while at >= 0 and count < _MOST:
            yield " ".join(_TAG.sub("|", html[max(0, at - 90) : at + 160]).split())
            at, count = html.find(cue, at + 1), count + 1


def _day_in(rest: str) -> datetime | None:
    if days := find_days(rest):
        return days[0].at.replace(hour=0, minute=0, second=0, microsecond=0)
    said = _MONTH_YEAR.search(rest)
    if said is None:
        return None
    return _month_end(int(said["y"]), MONTHS.get((said["n"] or "").lower(), 12))


def _month_end(year: int, month: int) -> datetime:
    """Give the last day of a month: the latest that can be meant where only the month is said."""
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC) - timedelta(days=1)
