"""What one poll counts for, and how long the counts are kept. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from topicwire.model.ids import FeedId
from topicwire.model.outcome import Done, Outcome, Retry, Spike, Unchanged
from topicwire.model.poll_day import PollDay

KEPT = timedelta(days=400)
"""Counts older than this are forgotten: a year to look back on, and a month to do so in."""


def counted(
    feed_id: FeedId, outcome: Outcome[Any], now: datetime, tips: int, not_asked: Collection[str]
) -> PollDay | None:
    """Give what a poll adds to its feed's day; None when it ended without asking anybody.

    Args:
        feed_id: whom it was about.
        outcome: how it ended.
        now: the day (UTC) it counts for.
        tips: links in the answer that the hub did not know.
        not_asked: reasons of an `Unchanged` that nobody was asked for.
    """
    if isinstance(outcome, Unchanged) and outcome.why in not_asked:
        return None
    return PollDay(
        feed_id=feed_id,
        day=now.date(),
        asked=1,
        unchanged=int(isinstance(outcome, Unchanged) or (isinstance(outcome, Done) and not tips)),
        failed=int(isinstance(outcome, Retry | Spike)),
        tips=tips,
    )
