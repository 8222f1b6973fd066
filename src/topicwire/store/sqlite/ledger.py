"""Runs, and where every tip stands."""

from dataclasses import replace
from datetime import datetime

from topicwire.errors import NotStoredError
from topicwire.model.ids import FeedId
from topicwire.model.work import LedgerLine, Run, TipState
from topicwire.store.rows import from_micros, to_micros
from topicwire.store.sqlite.connection import Database, Row

# Every tip falls into the first case that holds, so the counts add up. The stages and kinds are spelled as in
# model/work.py. The verdict of enrich is on the article; work may wait on the tip, its article or its story.
COUNT = """
WITH waiting (subject, place) AS MATERIALIZED (
  SELECT subject, min(CASE stage
    WHEN 'fetch' THEN '1fetch' WHEN 'extract' THEN '2extract' WHEN 'enrich' THEN '3enrich'
    WHEN 'cluster' THEN '4cluster' ELSE '5rank' END)
  FROM work WHERE stage IN ('fetch', 'extract', 'enrich', 'cluster', 'rank') GROUP BY subject
), standing AS (
  SELECT
    coalesce(fetch.reason, extract.reason, enrich.reason) AS spiked,
    min(coalesce(of_tip.place, '9'), coalesce(of_article.place, '9'), coalesce(of_story.place, '9')) AS place,
    tip.article_id, article.tip_id <> tip.id AS is_duplicate, page.tip_id AS page_of,
    ranked.is_copy, ranked.is_lead, ranked.is_published
  FROM tip
  LEFT JOIN verdict fetch ON fetch.stage = 'fetch' AND fetch.subject = tip.id AND fetch.kind = 'spike'
  LEFT JOIN verdict extract ON extract.stage = 'extract' AND extract.subject = tip.id AND extract.kind = 'spike'
  LEFT JOIN verdict enrich ON enrich.stage = 'enrich' AND enrich.subject = tip.article_id AND enrich.kind = 'spike'
  LEFT JOIN waiting of_tip ON of_tip.subject = tip.id
  LEFT JOIN waiting of_article ON of_article.subject = tip.article_id
  LEFT JOIN story_member ON story_member.article_id = tip.article_id
  LEFT JOIN waiting of_story ON of_story.subject = story_member.story_id
  LEFT JOIN article ON article.id = tip.article_id
  LEFT JOIN page ON page.tip_id = tip.id AND tip.article_id IS NULL
  LEFT JOIN ranked ON ranked.article_id = tip.article_id
  {of_feed}
)
SELECT state, reason, count(*) FROM (
  SELECT CASE
    WHEN spiked IS NOT NULL THEN 'spiked'
    WHEN place <> '9' OR article_id IS NULL THEN 'waiting'
    WHEN is_duplicate THEN 'duplicate'
    WHEN is_copy IS NULL THEN 'waiting'
    WHEN is_copy THEN 'copy'
    WHEN NOT is_lead THEN 'related'
    WHEN is_published THEN 'leads'
    ELSE 'below-threshold' END AS state,
  CASE
    WHEN spiked IS NOT NULL THEN spiked
    WHEN place <> '9' THEN substr(place, 2)
    WHEN article_id IS NULL THEN iif(page_of IS NULL, 'fetch', 'extract')
    WHEN is_duplicate OR is_copy IS NOT NULL THEN ''
    ELSE 'rank' END AS reason
  FROM standing)
GROUP BY state, reason ORDER BY state, reason
"""
COUNT_ALL = COUNT.format(of_feed="")
COUNT_OF_FEED = COUNT.format(of_feed="WHERE tip.feed_id = ?")
END_RUN = "UPDATE run SET finished_at = ?, tips_seen = ?, tips_new = ? WHERE number = ?"
RUNS = "SELECT number, started_at, finished_at, tips_seen, tips_new FROM run ORDER BY number DESC LIMIT ?"


class SqliteLedger:
    """Implements `ports.store.Ledger`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin_run(self, at: datetime) -> Run:
        """Number a new run."""
        number = self._database.value("INSERT INTO run (started_at) VALUES (?) RETURNING number", (to_micros(at),))
        return Run(number=number, started_at=at, finished_at=None)

    def end_run(self, run: Run) -> None:
        """Store finished_at and the counts of the run."""
        finished = None if run.finished_at is None else to_micros(run.finished_at)
        with self._database.transaction():
            self._database.run(END_RUN, (finished, run.tips_seen, run.tips_new, run.number))
            if self._database.changes() == 0:
                raise NotStoredError("no such run", subject=str(run.number))

    def find_last_run(self) -> Run | None:
        """Find the newest run, finished or not."""
        runs = self.list_runs(1)
        return runs[0] if runs else None

    def list_runs(self, limit: int) -> tuple[Run, ...]:
        """List the newest runs, newest first."""
        return tuple(read_run(row) for row in self._database.rows(RUNS, (limit,)))

    def count_sightings(self, since: datetime) -> tuple[int, int]:
        """Count what feeds named at or after `since`: (tips seen, of them seen for the first time)."""
        at = to_micros(since)
        seen = self._database.value("SELECT count(*) FROM sighting WHERE last_at >= ?", (at,))
        new = self._database.value("SELECT count(*) FROM tip WHERE first_seen_at >= ?", (at,))
        return int(seen), int(new)

    def count_tips(self) -> tuple[LedgerLine, ...]:
        """Count all tips by state and reason."""
        return tuple(read_line(row) for row in self._database.rows(COUNT_ALL))

    def count_tips_of(self, feed_id: FeedId) -> tuple[LedgerLine, ...]:
        """Count the tips first named by one feed."""
        return tuple(read_line(row) for row in self._database.rows(COUNT_OF_FEED, (feed_id,)))


def read_run(row: Row) -> Run:
    """Read one row of the run table."""
    number, started_at, finished_at, seen, new = row
    run = Run(number=number, started_at=from_micros(started_at), finished_at=None, tips_seen=seen, tips_new=new)
    return run if finished_at is None else replace(run, finished_at=from_micros(finished_at))


def read_line(row: Row) -> LedgerLine:
    """Read one row of the count."""
    state, reason, count = row
    return LedgerLine(state=TipState(state), reason=reason, count=count)
