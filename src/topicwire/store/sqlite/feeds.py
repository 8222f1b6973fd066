"""Feeds of the hub and their polling state."""

from topicwire.errors import NotStoredError
from topicwire.model.ids import FeedId
from topicwire.model.source import Feed, FeedState
from topicwire.model.work import StageName
from topicwire.store.rows import from_json, list_from_json, to_json
from topicwire.store.sqlite.connection import Database


class SqliteFeeds:
    """Implements `ports.store.Feeds`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, feed: Feed) -> None:
        """Insert or update."""
        self._database.run("INSERT OR REPLACE INTO feed (id, payload) VALUES (?, ?)", (feed.id, to_json(feed)))

    def drop(self, feed_id: FeedId) -> None:
        """Forget the feed, its polling state and days, its work and the verdict on it; its tips stay."""
        with self._database.transaction():
            self._database.run("DELETE FROM feed WHERE id = ?", (feed_id,))
            self._database.run("DELETE FROM feed_state WHERE feed_id = ?", (feed_id,))
            self._database.run("DELETE FROM poll_day WHERE feed_id = ?", (feed_id,))
            self._database.run("DELETE FROM work WHERE stage = ? AND subject = ?", (StageName.POLL.value, feed_id))
            self._database.run("DELETE FROM verdict WHERE stage = ? AND subject = ?", (StageName.POLL.value, feed_id))

    def get(self, feed_id: FeedId) -> Feed:
        """Get one feed."""
        payload = self._database.value("SELECT payload FROM feed WHERE id = ?", (feed_id,))
        if payload is None:
            raise NotStoredError("no such feed", subject=feed_id)
        return from_json(Feed, payload)

    def list_all(self) -> tuple[Feed, ...]:
        """List all feeds by id."""
        rows = self._database.rows("SELECT payload FROM feed ORDER BY id")
        return tuple(list_from_json(Feed, [payload for (payload,) in rows]))

    def find_state(self, feed_id: FeedId) -> FeedState | None:
        """Find what is known of polling it."""
        payload = self._database.value("SELECT payload FROM feed_state WHERE feed_id = ?", (feed_id,))
        return None if payload is None else from_json(FeedState, payload)

    def keep_state(self, state: FeedState) -> None:
        """Insert or update."""
        sql = "INSERT OR REPLACE INTO feed_state (feed_id, payload) VALUES (?, ?)"
        self._database.run(sql, (state.feed_id, to_json(state)))

    def list_states(self) -> tuple[FeedState, ...]:
        """List all polling states by feed id."""
        rows = self._database.rows("SELECT payload FROM feed_state ORDER BY feed_id")
        return tuple(list_from_json(FeedState, [payload for (payload,) in rows]))
