"""Records as ranked, and when they last changed."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId
from topicwire.model.record import RankedArticle
from topicwire.ports.clock import Clock
from topicwire.store.rows import from_json, from_micros, list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.remembered import Remembered

KEEP = """
INSERT INTO ranked (article_id, path, published_at, is_lead, is_copy, is_published, payload)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET path = excluded.path, published_at = excluded.published_at,
  is_lead = excluded.is_lead, is_copy = excluded.is_copy, is_published = excluded.is_published,
  payload = excluded.payload
"""
KEEP_CHANGE = """
INSERT INTO change (name, at) VALUES ('ranked', ?) ON CONFLICT (name) DO UPDATE SET at = max(at, excluded.at)
"""


class SqliteRanked:
    """Implements `ports.store.Ranked`."""

    def __init__(self, database: Database, clock: Clock | None) -> None:
        """Without a clock a change is dated by the record's own newest time."""
        self._database, self._clock = database, clock
        self._remembered = Remembered(partial(list_from_json, RankedArticle))

    def keep(self, ranked: RankedArticle) -> None:
        """Insert or update; keeping what is kept already changes nothing, `newest_change` included.

        Raises:
            StoreConflictError: another article has the same path.
        """
        payload = to_json(ranked)
        with self._database.transaction():
            if payload == self._find_payload(ranked.article_id):
                return
            self._database.run(KEEP, (*columns(ranked), payload))
            self._note_change(ranked)

    def drop(self, article_id: ArticleId) -> None:
        """Forget the record of an article."""
        with self._database.transaction():
            ranked = self.find(article_id)
            if ranked is not None:
                self._database.run("DELETE FROM ranked WHERE article_id = ?", (article_id,))
                self._note_change(ranked)

    def get(self, article_id: ArticleId) -> RankedArticle:
        """Get the record of an article."""
        ranked = self.find(article_id)
        if ranked is None:
            raise NotStoredError("the article was never ranked", subject=article_id)
        return ranked

    def find(self, article_id: ArticleId) -> RankedArticle | None:
        """Find the record of an article."""
        payload = self._find_payload(article_id)
        return None if payload is None else from_json(RankedArticle, payload)

    def find_by_path(self, path: str) -> RankedArticle | None:
        """Find the record that lies at that path."""
        payload = self._database.value("SELECT payload FROM ranked WHERE path = ?", (path,))
        return None if payload is None else from_json(RankedArticle, payload)

    def iterate(self) -> Iterator[RankedArticle]:
        """Iterate over all, newest publication first, as they are at the first step."""
        rows = self._database.rows("SELECT payload FROM ranked ORDER BY published_at DESC, article_id")
        yield from self._remembered.read_all([payload for (payload,) in rows])

    def count(self) -> int:
        """Count all records."""
        return int(self._database.value("SELECT count(*) FROM ranked"))

    def newest_publication(self) -> datetime | None:
        """Give the newest publication of all records."""
        at = self._database.value("SELECT max(published_at) FROM ranked")
        return None if at is None else from_micros(at)

    def newest_change(self) -> datetime | None:
        """Give the newest time a record was added, changed or dropped."""
        at = self._database.value("SELECT at FROM change WHERE name = 'ranked'")
        return None if at is None else from_micros(at)

    def _find_payload(self, article_id: ArticleId) -> str | None:
        found: str | None = self._database.value("SELECT payload FROM ranked WHERE article_id = ?", (article_id,))
        return found

    def _note_change(self, ranked: RankedArticle) -> None:
        at = self._clock.now() if self._clock else max(ranked.first_seen_at, ranked.updated_at or ranked.first_seen_at)
        self._database.run(KEEP_CHANGE, (to_micros(at),))


def columns(ranked: RankedArticle) -> tuple[str, str, int, bool, bool, bool]:
    """Give what the table searches and counts by, in the order of KEEP."""
    return (
        ranked.article_id,
        ranked.record.path,
        to_micros(ranked.published_at),
        ranked.is_lead,
        ranked.is_copy,
        ranked.record.is_visible,
    )
