"""Articles, all their revisions, and the addresses they are known under."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import floor

import orjson

from topicwire.errors import NotStoredError
from topicwire.model.article import Article
from topicwire.model.ids import ArticleId
from topicwire.model.track import Track
from topicwire.store.rows import from_json, list_from_json, to_json
from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.tracks import keep_track, list_tracks

FIND = """
SELECT payload FROM article JOIN article_revision ON article_id = id AND sequence = newest WHERE id = ?
"""
FIND_NEWEST = """
SELECT newest, payload ->> '$.revision' FROM article JOIN article_revision ON article_id = id AND sequence = newest
WHERE id = ?
"""
KEEP = """
INSERT INTO article (id, newest, tip_id) VALUES (?, ?, ?)
ON CONFLICT (id) DO UPDATE SET newest = excluded.newest, tip_id = excluded.tip_id
"""
KEEP_REVISION = "INSERT OR REPLACE INTO article_revision (article_id, sequence, payload) VALUES (?, ?, ?)"
KEEP_ADDRESS = "INSERT OR IGNORE INTO article_address (address, article_id) VALUES (?, ?)"
FIND_BY_ADDRESS = """
SELECT article_id FROM article_address WHERE address IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT 1
"""

LIST_SINCE = """
SELECT id FROM article JOIN article_revision ON article_id = id AND sequence = newest
WHERE unixepoch(payload ->> '$.published.at') >= ? ORDER BY id
"""
FIND_SEVERAL = """
SELECT payload FROM article JOIN article_revision ON article_id = id AND sequence = newest
WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
READ_TOGETHER = 200
"""Articles turned into nouns at a time by `iterate_since`: bounds what is in memory twice."""


class SqliteArticles:
    """Implements `ports.store.Articles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, article: Article) -> None:
        """Keep as the newest revision, and its addresses where nobody had them before.

        Keeping the newest revision once more replaces it; going back to an older one is a new step in the history.
        """
        with self._database.transaction():
            sequence = self._next_sequence(article)
            self._database.run(KEEP, (article.id, sequence, article.tip_id))
            self._database.run(KEEP_REVISION, (article.id, sequence, to_json(article)))
            self._database.run_many(KEEP_ADDRESS, [(address, article.id) for address in article.addresses])
            keep_track(self._database, article)

    def get(self, article_id: ArticleId) -> Article:
        """Get the newest revision."""
        article = self.find(article_id)
        if article is None:
            raise NotStoredError("no such article", subject=article_id)
        return article

    def find(self, article_id: ArticleId) -> Article | None:
        """Find the newest revision."""
        payload = self._database.value(FIND, (article_id,))
        return None if payload is None else from_json(Article, payload)

    def list_revisions(self, article_id: ArticleId) -> tuple[Article, ...]:
        """List all revisions, oldest first."""
        sql = "SELECT payload FROM article_revision WHERE article_id = ? ORDER BY sequence"
        rows = self._database.rows(sql, (article_id,))
        return tuple(list_from_json(Article, [payload for (payload,) in rows]))

    def find_by_address(self, addresses: Iterable[str]) -> ArticleId | None:
        """Find the article known under any of these; the earliest kept wins."""
        found: ArticleId | None = self._database.value(
            FIND_BY_ADDRESS, (orjson.dumps(list(addresses)).decode("utf-8"),)
        )
        return found

    def list_ids(self) -> tuple[ArticleId, ...]:
        """List all articles by id."""
        return tuple(article_id for (article_id,) in self._database.rows("SELECT id FROM article ORDER BY id"))

    def list_revised(self) -> tuple[tuple[ArticleId, int], ...]:
        """List the articles that have more than one revision, by id. Reads no revision."""
        rows = self._database.rows("SELECT id, newest FROM article WHERE newest > 1 ORDER BY id")
        return tuple((article_id, newest) for article_id, newest in rows)

    def iterate_since(self, at: datetime) -> Iterator[Article]:
        """Iterate over the newest revisions published at or after `at`, by id.

        No index serves this: every article is looked at, some 100,000 a second.
        """
        ids = [article_id for (article_id,) in self._database.rows(LIST_SINCE, (floor(at.timestamp()),))]
        for start in range(0, len(ids), READ_TOGETHER):
            some = orjson.dumps(ids[start : start + READ_TOGETHER]).decode("utf-8")
            payloads = [payload for (payload,) in self._database.rows(FIND_SEVERAL, (some,))]
            yield from (one for one in list_from_json(Article, payloads) if one.published.at >= at)

    def list_tracks(self, since: datetime) -> tuple[Track, ...]:
        """List the tracks of articles first seen at or after that time, by id."""
        return list_tracks(self._database, since)

    def _next_sequence(self, article: Article) -> int:
        row = self._database.first(FIND_NEWEST, (article.id,))
        if row is None:
            return 1
        newest, revision = row
        return int(newest) if revision == article.revision else int(newest) + 1
