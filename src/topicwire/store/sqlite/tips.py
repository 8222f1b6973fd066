"""Tips, who named them, and what they gave."""

from datetime import datetime

from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId, FeedId, TipId
from topicwire.model.tip import Tip
from topicwire.store.rows import from_json, from_micros, list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database

KEEP = """
INSERT INTO tip (id, feed_id, first_seen_at, payload) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET feed_id = excluded.feed_id, first_seen_at = excluded.first_seen_at,
  payload = excluded.payload
"""
KEEP_ENTRY = """
INSERT INTO tip_entry (feed_id, entry_id, tip_id) VALUES (?, ?, ?)
ON CONFLICT (feed_id, entry_id) DO UPDATE SET tip_id = excluded.tip_id
"""
FIND_ENTRY = """
SELECT payload FROM tip_entry JOIN tip ON tip.id = tip_entry.tip_id
WHERE tip_entry.feed_id = ? AND tip_entry.entry_id = ?
"""
KEEP_SIGHTING = """
INSERT INTO sighting (tip_id, feed_id, first_at, last_at) VALUES (?, ?, ?, ?)
ON CONFLICT (tip_id, feed_id) DO UPDATE SET first_at = min(first_at, excluded.first_at),
  last_at = max(last_at, excluded.last_at)
"""
LIST_FOR_ARTICLE = "SELECT payload FROM tip WHERE article_id = ? ORDER BY first_seen_at, id"


class SqliteTips:
    """Implements `ports.store.Tips`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, tip: Tip) -> None:
        """Insert or update; the article it gave stays remembered."""
        with self._database.transaction():
            self._database.run(KEEP, (tip.id, tip.feed_id, to_micros(tip.first_seen_at), to_json(tip)))
            if tip.entry_id is not None:
                self._database.run(KEEP_ENTRY, (tip.feed_id, tip.entry_id, tip.id))

    def get(self, tip_id: TipId) -> Tip:
        """Get one tip."""
        tip = self.find(tip_id)
        if tip is None:
            raise NotStoredError("no such tip", subject=tip_id)
        return tip

    def find(self, tip_id: TipId) -> Tip | None:
        """Find one tip."""
        payload = self._database.value("SELECT payload FROM tip WHERE id = ?", (tip_id,))
        return None if payload is None else from_json(Tip, payload)

    def find_entry(self, feed_id: FeedId, entry_id: str) -> Tip | None:
        """Find the tip a feed last named by that entry id."""
        payload = self._database.value(FIND_ENTRY, (feed_id, entry_id))
        return None if payload is None else from_json(Tip, payload)

    def keep_sighting(self, feed_id: FeedId, tip_id: TipId, at: datetime) -> None:
        """Remember the first and the last time this feed named this tip."""
        self._database.run(KEEP_SIGHTING, (tip_id, feed_id, to_micros(at), to_micros(at)))

    def list_sightings(self, tip_id: TipId) -> tuple[FeedId, ...]:
        """List the feeds that named it, first to last, ties by feed id."""
        sql = "SELECT feed_id FROM sighting WHERE tip_id = ? ORDER BY first_at, feed_id"
        return tuple(feed_id for (feed_id,) in self._database.rows(sql, (tip_id,)))

    def first_seen_in(self, feed_id: FeedId) -> datetime | None:
        """Give when the feed first named anything; reads all its tips, so it is for rare questions."""
        micros = self._database.value("SELECT min(first_seen_at) FROM tip WHERE feed_id = ?", (feed_id,))
        return None if micros is None else from_micros(micros)

    def keep_article(self, tip_id: TipId, article_id: ArticleId) -> None:
        """Remember which article a tip gave; raises NotStoredError for an unknown tip."""
        with self._database.transaction():
            self._database.run("UPDATE tip SET article_id = ? WHERE id = ?", (article_id, tip_id))
            if self._database.changes() == 0:
                raise NotStoredError("no such tip", subject=tip_id)

    def find_article(self, tip_id: TipId) -> ArticleId | None:
        """Find the article a tip gave."""
        found: ArticleId | None = self._database.value("SELECT article_id FROM tip WHERE id = ?", (tip_id,))
        return found

    def list_for_article(self, article_id: ArticleId) -> tuple[Tip, ...]:
        """List the tips that gave the article, first seen first, ties by id."""
        rows = self._database.rows(LIST_FOR_ARTICLE, (article_id,))
        return tuple(list_from_json(Tip, [payload for (payload,) in rows]))

    def count(self) -> int:
        """Count all tips."""
        return int(self._database.value("SELECT count(*) FROM tip"))
