"""Front pages as they were."""

from collections.abc import Iterable
from datetime import datetime

from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId, EditionId
from topicwire.store.rows import from_micros, to_micros
from topicwire.store.sqlite.connection import Database

KEEP = "INSERT INTO front (edition_id, as_of, packed) VALUES (?, ?, ?)"
KEEP_ARTICLE = "INSERT OR IGNORE INTO front_article (article_id, front) VALUES (?, ?)"
FIND = "SELECT sequence FROM front WHERE edition_id = ?"
LIST_ALL = "SELECT edition_id, as_of FROM front ORDER BY as_of DESC, sequence DESC"
LIST_HOLDING = """
SELECT front.edition_id FROM front_article JOIN front ON front.sequence = front_article.front
WHERE front_article.article_id = ? ORDER BY front.sequence
"""


class SqliteFronts:
    """Implements `ports.store.Fronts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, edition_id: EditionId, as_of: datetime, packed: bytes, articles: Iterable[ArticleId]) -> None:
        """Keep the front page of an edition; one kept before for the same edition is replaced."""
        with self._database.transaction():
            self.drop(edition_id)
            self._database.run(KEEP, (edition_id, to_micros(as_of), packed))
            front = self._database.value(FIND, (edition_id,))
            for article_id in articles:
                self._database.run(KEEP_ARTICLE, (article_id, front))

    def get(self, edition_id: EditionId) -> bytes:
        """Get the packed front page of an edition; raises NotStoredError when none is kept."""
        packed: bytes | None = self._database.value("SELECT packed FROM front WHERE edition_id = ?", (edition_id,))
        if packed is None:
            raise NotStoredError("no front page is kept of this edition", subject=edition_id)
        return packed

    def list_all(self) -> tuple[tuple[EditionId, datetime], ...]:
        """List (edition, as of) of all that are kept, newest first; no packed bytes are read."""
        return tuple((EditionId(name), from_micros(at)) for name, at in self._database.rows(LIST_ALL))

    def list_holding(self, articles: Iterable[ArticleId]) -> dict[EditionId, tuple[ArticleId, ...]]:
        """List the editions on whose front page any of these articles stood, each with those that did, by id."""
        found: dict[EditionId, list[ArticleId]] = {}
        for article_id in sorted(set(articles)):
            for (edition_id,) in self._database.rows(LIST_HOLDING, (article_id,)):
                found.setdefault(EditionId(edition_id), []).append(article_id)
        return {edition_id: tuple(held) for edition_id, held in found.items()}

    def drop(self, edition_id: EditionId) -> None:
        """Forget the front page of an edition; nothing when none is kept."""
        with self._database.transaction():
            front = self._database.value(FIND, (edition_id,))
            self._database.run("DELETE FROM front_article WHERE front = ?", (front,))
            self._database.run("DELETE FROM front WHERE sequence = ?", (front,))
