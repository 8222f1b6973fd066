"""How claims of dates stand to each other: which agree, and which older one overrules a newer. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.stages.extract.claims import month_of
from topicwire.stages.extract.reprints import FIRST_PUBLISHED

AGREES_WITHIN = timedelta(hours=1)
DAY = timedelta(hours=24)
ZONES = timedelta(hours=14)
"""A bare day is midnight UTC to us and may be any zone's day to its author."""
_OLD = timedelta(days=7)
"""From this difference on two claims do not mean the same publication."""
_STALE = timedelta(days=30)
"""From this difference on two statements of one page are not a draft and its publication."""
_FEEDS = frozenset((DateOrigin.FEED, DateOrigin.SITEMAP))
_STATED = frozenset((DateOrigin.JSONLD, DateOrigin.META))


def at_of(claim: DateClaim) -> datetime:
    """Give the time of a claim that could be read."""
    assert claim.at is not None, "only readable claims come here"
    return claim.at


def agree(one: DateClaim, other: DateClaim) -> bool:
    """Say whether two claims can mean the same time: within the hour, or on one day where only a day is given."""
    apart = abs(at_of(one) - at_of(other))
    if one.has_time and other.has_time:
        return apart <= AGREES_WITHIN
    return apart < DAY + ZONES


def older_evidence(
    ranked: Sequence[DateClaim], chosen: DateClaim, months: Sequence[DateClaim]
) -> tuple[DateClaim, str] | None:
    """Find the claim of an older publication that overrules the chosen one, and the reason in words.

    Feeds, and pages that are published again, date old texts as new; nobody dates a new text as old. So these win
    where they are over seven days older: a first publication the page owns up to; the day, or the month, in the path
    of the address; the older of what JSON-LD and metas state; and, against a feed, the page's own dates.

    Args:
        ranked: claims of days, best first.
        chosen: the one that would be taken.
        months: claims of the address that name a month only.
    """

    def is_older(claim: DateClaim) -> bool:
        return at_of(claim) < at_of(chosen) - _OLD

    for claim in sorted(filter(is_older, ranked), key=at_of):
        if claim.raw.startswith(FIRST_PUBLISHED):
            return claim, f"the page says it was {claim.raw}"[:120]
        if claim.origin is DateOrigin.ADDRESS and "/" in claim.raw:
            return claim, f"its address holds {claim.raw}, {chosen.origin} says {at_of(chosen):%Y-%m-%d}"
        if {claim.origin, chosen.origin} <= _STATED and at_of(claim) < at_of(chosen) - _STALE:
            return claim, f"{chosen.origin} says {at_of(chosen):%Y-%m-%d}, the older {claim.origin} is taken"
    for month in months:
        end = month_of(month)[1]
        if end < at_of(chosen) - _OLD:
            last = DateClaim(origin=month.origin, raw=month.raw, at=end, has_time=False)
            return last, f"its address holds {month.raw}, {chosen.origin} says {at_of(chosen):%Y-%m-%d}"
    return _older_page(ranked, chosen)


def _older_page(ranked: Sequence[DateClaim], chosen: DateClaim) -> tuple[DateClaim, str] | None:
    """Find the page's own claim when it is clearly older than the feed's."""
    feeds = [claim for claim in ranked if claim.origin in _FEEDS]
    pages = [claim for claim in ranked if claim.origin not in _FEEDS and claim.origin is not DateOrigin.PAGE_TEXT]
    if not feeds or not pages:
        return None
    page = pages[0] if chosen in feeds else chosen
    if at_of(page) >= at_of(feeds[0]) - _OLD:
        return None
    return page, f"the feed says {at_of(feeds[0]):%Y-%m-%d}, the page's own {page.origin} is older"
