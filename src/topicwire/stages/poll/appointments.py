"""The appointment book: no second is given to many feeds while its neighbours are free."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from topicwire.model.ids import FeedId
from topicwire.model.source import FeedState

REACH = 60
"""Seconds a poll may be put later to find a free one. 60 keeps 5,000 hourly feeds at two or three in a second."""


class Appointments:
    """Remembers the second promised to each feed, and how many each second holds."""

    def __init__(self, states: Iterable[FeedState] = ()) -> None:
        """Start with what was promised before."""
        self._seconds: dict[FeedId, int] = {}
        self._counts: Counter[int] = Counter()
        for state in states:
            if state.next_poll_at:
                self._promise(state.feed_id, int(state.next_poll_at.timestamp()))

    def give(self, feed_id: FeedId, at: datetime) -> datetime:
        """Promise the feed the emptiest second within a minute from `at`, in place of its last promise."""
        self._release(feed_id)
        wanted = int(at.timestamp())
        counts = self._counts
        second = min(range(wanted, wanted + REACH), key=counts.__getitem__) if counts[wanted] else wanted
        self._promise(feed_id, second)
        return at + timedelta(seconds=second - wanted)

    def _promise(self, feed_id: FeedId, second: int) -> None:
        self._seconds[feed_id] = second
        self._counts[second] += 1

    def _release(self, feed_id: FeedId) -> None:
        second = self._seconds.pop(feed_id, None)
        if second is None:
            return
        self._counts[second] -= 1
        if not self._counts[second]:
            del self._counts[second]
