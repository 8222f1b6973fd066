"""Counts of polls by feed and day."""

from datetime import date

from topicwire.model.ids import FeedId
from topicwire.model.poll_day import PollDay
from topicwire.store.sqlite.connection import Database

ADD = """
INSERT INTO poll_day (feed_id, day, asked, unchanged, failed, tips) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (feed_id, day) DO UPDATE SET asked = asked + excluded.asked, unchanged = unchanged + excluded.unchanged,
  failed = failed + excluded.failed, tips = tips + excluded.tips
"""
LIST = """
SELECT feed_id, day, asked, unchanged, failed, tips FROM poll_day WHERE day BETWEEN ? AND ? ORDER BY feed_id, day
"""


class SqlitePollDays:
    """Implements `ports.polls.PollDays`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, counted: PollDay) -> None:
        """Add to the counts of that feed and day."""
        counts = (counted.asked, counted.unchanged, counted.failed, counted.tips)
        self._database.run(ADD, (counted.feed_id, counted.day.toordinal(), *counts))

    def list_between(self, first: date, last: date) -> tuple[PollDay, ...]:
        """List the counts of all feeds from day to day, both included, by feed id, then day."""
        rows = self._database.rows(LIST, (first.toordinal(), last.toordinal()))
        return tuple(
            PollDay(
                feed_id=FeedId(feed_id),
                day=date.fromordinal(day),
                asked=asked,
                unchanged=unchanged,
                failed=failed,
                tips=tips,
            )
            for feed_id, day, asked, unchanged, failed, tips in rows
        )

    def drop_before(self, day: date) -> None:
        """Forget the days before that one."""
        self._database.run("DELETE FROM poll_day WHERE day < ?", (day.toordinal(),))
