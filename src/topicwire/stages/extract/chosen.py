"""The one date an article goes by, chosen among its claims, with how sure we are and why. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from topicwire.formats.dates import turned
from topicwire.model.dates import DateChoice, DateClaim, DateOrigin
from topicwire.stages.extract.claims import is_month_only, month_of
from topicwire.stages.extract.standing import DAY, ZONES, agree, at_of, older_evidence

TRUST = {
    DateOrigin.JSONLD: 0.88,
    DateOrigin.META: 0.93,
    DateOrigin.FEED: 0.85,
    DateOrigin.SITEMAP: 0.8,
    DateOrigin.TIME_TAG: 0.9,
    DateOrigin.ADDRESS: 0.85,
    DateOrigin.BYLINE: 0.9,
    DateOrigin.PAGE_TEXT: 0.8,
}
"""How far each origin is believed when it stands alone. Those of pages were fitted on one half of three sets and
checked on the other (docs/decisions/0012); feed, sitemap and address are estimates, as no set has a truth for them."""
_ORDER = (
    DateOrigin.JSONLD, DateOrigin.META, DateOrigin.FEED, DateOrigin.SITEMAP, DateOrigin.BYLINE, DateOrigin.TIME_TAG,
    DateOrigin.ADDRESS, DateOrigin.PAGE_TEXT,
)  # fmt: skip
"""Who is asked first. Not the order of trust: an address gives no time of day, and of a byline less is known."""
_LABEL = re.compile(r"^\D+")
"""Words in front of a day, as bylines have them."""
_FIRST_SEEN, _CHANGE, _MONTH = 0.2, 0.4, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What is left of the claims after reading them."""

    chosen: DateClaim
    notes: tuple[str, ...]


def choose_date(claims: Sequence[DateClaim], first_seen_at: datetime, changes: Sequence[DateClaim] = ()) -> DateChoice:
    """Choose the publication date.

    The most trusted origin wins. Where better evidence for an older publication exists (standing.py), that wins: what
    is wrong about publication dates is nearly always that they are too new. A bare day takes its time from a claim on
    that day. Claims that agree raise confidence, others lower it. A date over 24 hours after we first saw the article
    is clamped, and said so.

    Args:
        claims: of publication, in the order they were found.
        first_seen_at: when the article was first named to us.
        changes: claims of when it was last changed; no article is younger than its first change.

    Returns:
        The choice; first seen with low confidence when no claim could be read.
    """
    usable = _readable(claims, first_seen_at)
    days = [claim for claim in usable if not is_month_only(claim)]
    if not days or _is_only_today(days, first_seen_at):
        return _undated(usable, first_seen_at, changes)
    standing = _stand(usable, first_seen_at)
    chosen = standing.chosen
    confidence = _confidence(chosen, days)
    if at_of(chosen) > first_seen_at + DAY:
        note = f"{at_of(chosen):%Y-%m-%d %H:%M} UTC lies in the future; taken as first seen"
        return DateChoice(
            at=first_seen_at, origin=chosen.origin, confidence=_FIRST_SEEN, note=_join(standing.notes, note)
        )
    at = _settled(chosen, first_seen_at)
    return DateChoice(at=at, origin=chosen.origin, confidence=confidence, note=_join(standing.notes))


def _settled(chosen: DateClaim, first_seen_at: datetime) -> datetime:
    """Give the time that stands for a claim; of a day shown in words the end, or first seen where that is before.

    Else a copy dated by its day alone would seem older than the agency's text of that day.
    """
    at = at_of(chosen)
    if chosen.origin is not DateOrigin.BYLINE or chosen.has_time or at > first_seen_at:
        return at
    return min(first_seen_at, at + DAY - timedelta(seconds=1))


def _readable(claims: Sequence[DateClaim], first_seen_at: datetime) -> list[DateClaim]:
    """Drop what nobody could read; read `3/4/2026` the other way where that is what the others say, or no future."""
    read = [claim for claim in claims if claim.at is not None]
    return [_turned_where_better(claim, read, first_seen_at) for claim in read]


def _turned_where_better(claim: DateClaim, all_claims: Sequence[DateClaim], first_seen_at: datetime) -> DateClaim:
    other = turned(_LABEL.sub("", claim.raw))
    if other.at is None:
        return claim
    swapped = replace(claim, at=other.at, has_time=other.has_time)
    rest = [one for one in all_claims if one is not claim]
    if any(agree(one, claim) for one in rest):
        return claim
    is_future = at_of(claim) > first_seen_at + DAY >= at_of(swapped)
    return swapped if is_future or any(agree(one, swapped) for one in rest) else claim


def _is_only_today(days: Sequence[DateClaim], first_seen_at: datetime) -> bool:
    """A day that only a search of the page's words found, and that is today: the clock in a header tells nothing."""
    return all(
        claim.origin is DateOrigin.PAGE_TEXT and abs(at_of(claim) - first_seen_at) <= DAY + ZONES for claim in days
    )


def _undated(usable: Sequence[DateClaim], first_seen_at: datetime, changes: Sequence[DateClaim]) -> DateChoice:
    """Choose without a day of publication: by the month in the address, by an old change, else by our own clock."""
    for claim in usable:
        if is_month_only(claim):
            start, end = month_of(claim)
            at = first_seen_at if end + DAY >= first_seen_at else start
            return DateChoice(at=at, origin=claim.origin, confidence=_MONTH, note="only the month is known")
    known = sorted((one for one in changes if one.at is not None), key=at_of)
    for change in known:
        if change.origin is DateOrigin.FEED and at_of(change) <= first_seen_at + DAY:
            return _by_change(change, "the feed says only when it was last changed")
        if at_of(change) < first_seen_at - DAY * 7:
            return _by_change(change, "published no later than its last change, which is all that is dated")
    note = "only a change is dated" if known else "nobody gave a date"
    return DateChoice(at=first_seen_at, origin=DateOrigin.FIRST_SEEN, confidence=_FIRST_SEEN, note=note)


def _by_change(change: DateClaim, note: str) -> DateChoice:
    return DateChoice(at=at_of(change), origin=change.origin, confidence=_CHANGE, note=note)


def _stand(usable: Sequence[DateClaim], first_seen_at: datetime) -> _Standing:
    days = [claim for claim in usable if not is_month_only(claim)]
    plausible = [claim for claim in days if at_of(claim) <= first_seen_at + DAY] or days
    ranked = sorted(plausible, key=lambda claim: _ORDER.index(claim.origin) if claim.origin in _ORDER else 0)
    chosen, notes = ranked[0], list[str]()
    if older := older_evidence(ranked, chosen, [claim for claim in usable if is_month_only(claim)]):
        chosen, why = older
        notes.append(why)
    if not chosen.has_time and (timed := _time_on_that_day(ranked, chosen)):
        notes.append(f"time of day from {timed.origin}")
        chosen = timed
    if dissent := _dissent(days, chosen):
        notes.append(dissent)
    return _Standing(chosen=chosen, notes=tuple(notes))


def _time_on_that_day(ranked: Sequence[DateClaim], day: DateClaim) -> DateClaim | None:
    return next(
        (claim for claim in ranked if claim.has_time and -ZONES <= at_of(claim) - at_of(day) < DAY + ZONES), None
    )


def _confidence(chosen: DateClaim, usable: Sequence[DateClaim]) -> float:
    """Give the chance that the day is right: half the doubt for each origin that agrees, more for each other."""
    doubt = 1 - TRUST.get(chosen.origin, _FIRST_SEEN)
    origins = {claim.origin for claim in usable if agree(claim, chosen)} - {chosen.origin}
    opposed = {claim.origin for claim in usable if not agree(claim, chosen)} - origins - {chosen.origin}
    for _ in origins:
        doubt *= 0.5
    for _ in opposed:
        doubt = min(0.8, doubt * 1.4)
    return round(1 - doubt, 2)


def _dissent(usable: Sequence[DateClaim], chosen: DateClaim) -> str:
    others = [claim for claim in usable if abs(at_of(claim) - at_of(chosen)) > 2 * DAY]
    words = (f"{claim.origin} says {at_of(claim):%Y-%m-%d}" for claim in others if claim.origin != chosen.origin)
    return "; ".join(list(dict.fromkeys(words))[:3])


def _join(notes: Sequence[str], *more: str) -> str:
    return "; ".join(dict.fromkeys(note for note in (*notes, *more) if note))
