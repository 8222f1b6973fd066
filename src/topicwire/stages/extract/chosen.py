"""The one date an article goes by, chosen among its claims, with how sure we are and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.model.dates import DateChoice, DateClaim, DateOrigin

_TRUST = {
    DateOrigin.JSONLD: 0.85,
    DateOrigin.META: 0.8,
    DateOrigin.FEED: 0.75,
    DateOrigin.SITEMAP: 0.7,
    DateOrigin.TIME_TAG: 0.65,
    DateOrigin.ADDRESS: 0.6,
    DateOrigin.PAGE_TEXT: 0.45,
}
"""How far each origin is believed alone: set by the share of right dates on marked-up news pages (stack.md, 0)."""
_FIRST_SEEN = 0.2
_AGREES_WITHIN = timedelta(hours=1)
_DAY = timedelta(hours=24)
_ZONES = timedelta(hours=14)
"""A bare day is midnight UTC to us and may be any zone's day to its author."""
_OLD = timedelta(days=7)
"""From this difference on a page and a feed do not mean the same publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What is left of the claims after reading them."""

    chosen: DateClaim
    notes: tuple[str, ...]


def choose_date(claims: Sequence[DateClaim], first_seen_at: datetime) -> DateChoice:
    """Choose the publication date.

    The most trusted origin wins; where a page's own claims are clearly older than the feed's, the page wins, since
    feeds show old articles as new. A bare day takes its time from a claim on that day. Claims that agree raise
    confidence, others lower it. A date over 24 hours after we first saw the article is clamped, and said so.

    Returns:
        The choice; first seen with low confidence when no claim could be read.
    """
    usable = [claim for claim in claims if claim.at is not None]
    if not usable:
        return DateChoice(
            at=first_seen_at, origin=DateOrigin.FIRST_SEEN, confidence=_FIRST_SEEN, note="nobody gave a date"
        )
    standing = _stand(usable, first_seen_at)
    chosen = standing.chosen
    assert_at = chosen.at or first_seen_at
    confidence = _confidence(chosen, usable)
    if assert_at > first_seen_at + _DAY:
        note = f"{assert_at:%Y-%m-%d %H:%M} UTC lies in the future; taken as first seen"
        return DateChoice(
            at=first_seen_at, origin=chosen.origin, confidence=_FIRST_SEEN, note=_join(standing.notes, note)
        )
    return DateChoice(at=assert_at, origin=chosen.origin, confidence=confidence, note=_join(standing.notes))


def _stand(usable: Sequence[DateClaim], first_seen_at: datetime) -> _Standing:
    plausible = [claim for claim in usable if _at(claim) <= first_seen_at + _DAY] or list(usable)
    ranked = sorted(plausible, key=lambda claim: -_TRUST.get(claim.origin, 0))
    chosen, notes = ranked[0], list[str]()
    if older := _older_page_claim(ranked, chosen):
        feed = next(claim for claim in ranked if claim.origin in {DateOrigin.FEED, DateOrigin.SITEMAP})
        notes.append(f"the feed says {_at(feed):%Y-%m-%d}, the page's own {older.origin} is older")
        chosen = older
    if not chosen.has_time and (timed := _time_on_that_day(ranked, chosen)):
        notes.append(f"time of day from {timed.origin}")
        chosen = timed
    if dissent := _dissent(usable, chosen):
        notes.append(dissent)
    return _Standing(chosen=chosen, notes=tuple(notes))


def _older_page_claim(ranked: Sequence[DateClaim], chosen: DateClaim) -> DateClaim | None:
    """Find the page's own claim when the feed was chosen, or would be, and the page is clearly older."""
    feeds = [claim for claim in ranked if claim.origin in {DateOrigin.FEED, DateOrigin.SITEMAP}]
    pages = [claim for claim in ranked if claim not in feeds and claim.origin is not DateOrigin.PAGE_TEXT]
    if not feeds or not pages:
        return None
    page = pages[0] if chosen in feeds else chosen
    return page if _at(page) < _at(feeds[0]) - _OLD else None


def _time_on_that_day(ranked: Sequence[DateClaim], day: DateClaim) -> DateClaim | None:
    return next(
        (claim for claim in ranked if claim.has_time and -_ZONES <= _at(claim) - _at(day) < _DAY + _ZONES), None
    )


def _confidence(chosen: DateClaim, usable: Sequence[DateClaim]) -> float:
    doubt = 1 - _TRUST.get(chosen.origin, _FIRST_SEEN)
    origins = {claim.origin for claim in usable if _agree(claim, chosen)} - {chosen.origin}
    opposed = {claim.origin for claim in usable if not _agree(claim, chosen)} - origins - {chosen.origin}
    for _ in origins:
        doubt *= 0.5
    for _ in opposed:
        doubt = min(0.8, doubt * 1.4)
    if not chosen.has_time:
        doubt = min(0.9, doubt + 0.1)
    return round(1 - doubt, 2)


def _agree(one: DateClaim, other: DateClaim) -> bool:
    apart = abs(_at(one) - _at(other))
    if one.has_time and other.has_time:
        return apart <= _AGREES_WITHIN
    return apart < _DAY + _ZONES


def _dissent(usable: Sequence[DateClaim], chosen: DateClaim) -> str:
    others = [claim for claim in usable if abs(_at(claim) - _at(chosen)) > 2 * _DAY and claim.origin != chosen.origin]
    if not others:
        return ""
    return "; ".join(dict.fromkeys(f"{claim.origin} says {_at(claim):%Y-%m-%d}" for claim in others[:3]))


def _at(claim: DateClaim) -> datetime:
    assert claim.at is not None, "only readable claims come here"
    return claim.at


def _join(notes: Sequence[str], *more: str) -> str:
    return "; ".join(dict.fromkeys(note for note in (*notes, *more) if note))
