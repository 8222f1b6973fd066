"""When a feed is asked again. Pure: the time and the settings are arguments.

A healthy feed is asked at half its own rhythm, within the hub's floor
and ceiling, later where the publisher asks for it, and later while nothing new comes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from statistics import median

from topicwire.model.ids import FeedId
from topicwire.model.source import FeedState
from topicwire.stages.poll.settings import PollSettings

UNKNOWN_RHYTHM = timedelta(hours=1)
"""First wait for a feed whose entries carry no dates: what feed readers usually do."""
STRETCH = 1.5
"""Growth of the wait for every answer without anything new."""
QUIET_SHARE, BASE_SHARE = 8, 4
"""A stretched wait stays under 4 rhythm waits or an eighth of the time since the newest entry, whichever is more."""


def floor_of(settings: PollSettings) -> timedelta:
    """Give the shortest wait between two polls of a feed."""
    return timedelta(minutes=settings.floor_minutes)


def ceiling_of(settings: PollSettings) -> timedelta:
    """Give the longest wait of a healthy feed; never under the floor."""
    return max(timedelta(hours=settings.ceiling_hours), floor_of(settings))


def rhythm(times: Sequence[datetime]) -> timedelta | None:
    """Give the median gap between entries; None for fewer than two times. The order of `times` does not matter."""
    seconds = [(later - earlier).total_seconds() for earlier, later in pairwise(sorted(times))]
    return timedelta(seconds=median(seconds)) if seconds else None


def healthy_wait(state: FeedState, settings: PollSettings, asked: timedelta | None) -> timedelta:
    """Choose the wait after an answer that brought something new: half the rhythm, or what the publisher asks for.

    `asked` comes from ttl, sy:updatePeriod or caching headers; None when nothing was asked. It only lengthens the wait.
    """
    gap = rhythm(state.entry_times)
    return _fit(state.feed_id, UNKNOWN_RHYTHM if gap is None else gap / 2, asked, settings)


def quiet_wait(state: FeedState, now: datetime, settings: PollSettings, asked: timedelta | None) -> timedelta:
    """Choose the wait after an answer without anything new: the last wait, stretched.

    `state` is as it was before this answer: its last wait is `next_poll_at - last_polled_at`.
    """
    gap = rhythm(state.entry_times)
    usual = UNKNOWN_RHYTHM if gap is None else max(gap / 2, floor_of(settings))
    longest = ceiling_of(settings)
    if gap is not None:
        longest = max(usual * BASE_SHARE, (now - max(state.entry_times)) / QUIET_SHARE)
    planned = state.next_poll_at - state.last_polled_at if state.next_poll_at and state.last_polled_at else usual
    return _fit(state.feed_id, min(max(usual, planned * STRETCH), longest), asked, settings)


def _fit(feed_id: FeedId, wait: timedelta, asked: timedelta | None, settings: PollSettings) -> timedelta:
    ceiling = ceiling_of(settings)
    least = max(floor_of(settings), min(asked or timedelta(0), ceiling))
    return varied_within(feed_id, wait, (least, ceiling), settings.jitter)


def varied_within(feed_id: FeedId, wait: timedelta, bounds: tuple[timedelta, timedelta], share: float) -> timedelta:
    """Hold a wait within its bounds and vary it by the feed's own factor, turned inward where it would leave them.

    So feeds that all stand at the floor, or were all asked to wait an hour, spread out as well.
    """
    least, most = bounds
    held, factor = min(max(wait, least), most), varied_by(feed_id, share)
    varied = held * factor
    if not least <= varied <= most:
        varied = held * (2 - factor)
    return min(max(varied, least), most)


def phase(feed_id: FeedId) -> float:
    """Give the feed's own place in [0, 1), evenly spread over all feeds and the same for ever."""
    return int.from_bytes(blake2b(feed_id.encode(), digest_size=6, person=b"phase").digest()) / 2**48


def varied_by(feed_id: FeedId, share: float) -> float:
    """Give the feed's own factor in [1 - share, 1 + share), so that feeds of one rhythm drift apart."""
    turn = int.from_bytes(blake2b(feed_id.encode(), digest_size=6, person=b"jitter").digest()) / 2**48
    return 1 + share * (2 * turn - 1)


def outside_hours(at: datetime, skip_hours: Sequence[int]) -> datetime:
    """Move a time out of the UTC hours a feed asks not to be polled in; unchanged when it names all 24.

    Minutes stay as they are, so that feeds which skip the same hours do not all come back at the full hour.
    """
    skipped = set(skip_hours)
    if len(skipped) >= 24:
        return at
    for hours in range(24):
        later = at + timedelta(hours=hours)
        if later.hour not in skipped:
            return later
    return at


def overdue_until(state: FeedState, now: datetime, settings: PollSettings, started_at: datetime) -> datetime | None:
    """Give the time a feed is put off to when it is overdue after a start, an import or an outage, else None.

    Overdue feeds are spread by their phase over the hub's first wait, but none over more than its own last wait,
    so that a quick restart delays nobody by much. Without a first wait in the settings nothing is put off.
    What was due before `started_at`, when this process began to poll, is overdue however little.
    """
    window = timedelta(minutes=settings.first_wait_minutes)
    due_at = state.next_poll_at
    if not window or (due_at and due_at >= started_at and now - due_at < floor_of(settings)):
        return None
    if due_at and state.last_polled_at:
        window = min(window, max(due_at - state.last_polled_at, floor_of(settings)))
    return now + window * phase(state.feed_id)
