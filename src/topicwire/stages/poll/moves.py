"""Permanent redirects: remembered when seen, believed after a week. Pure.

Others let one captive portal or one bad deployment rewrite their whole feed list; here a new address must hold for
`move_days`, serve a valid feed all the while, and not be where most other feeds were sent on the same day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.model.source import Move
from topicwire.ports.web import Response
from topicwire.stages.poll.failures import PERMANENT
from topicwire.text.urls import host

STORM_FEEDS = 10
"""Fewer polled feeds than this say nothing about a storm."""
STORM_SPAN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One feed that was polled within the last day, and where it was sent."""

    url: str  # address in force
    move: Move | None


def seen_move(response: Response, known: Move | None, now: datetime) -> Move | None:
    """Give the move to remember after a good answer.

    None: it answered itself, or a hop was temporary. A new target starts the wait anew.
    """
    if not response.hops or any(hop.status not in PERMANENT for hop in response.hops):
        return None
    if known and known.to_url == response.final_url:
        return known
    return Move(to_url=response.final_url, since=now)


def is_ripe(move: Move, now: datetime, days: float) -> bool:
    """Tell whether the same redirect has held for long enough."""
    return now - move.since >= timedelta(days=days)


def is_storm(url: str, move: Move, polled: Iterable[Sighting]) -> bool:
    """Tell whether more than half of at least ten feeds were sent to this move's host within a day of it.

    `url` is the address in force of the feed that moved: a move within its own host is never a storm. `polled` is
    every feed polled within the last day, this one included.
    """
    target = host(move.to_url)
    if target == host(url):
        return False
    seen = tuple(polled)
    sent = sum(_is_sent_there(sighting, target, move.since) for sighting in seen)
    return len(seen) >= STORM_FEEDS and sent * 2 > len(seen)


def _is_sent_there(sighting: Sighting, target: str, since: datetime) -> bool:
    move = sighting.move
    if move is None or abs(move.since - since) > STORM_SPAN:
        return False
    return host(move.to_url) == target and host(sighting.url) != target
