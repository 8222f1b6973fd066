"""What was derived from articles."""

from topicwire.errors import NotStoredError
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId
from topicwire.store.rows import from_json, to_json
from topicwire.store.sqlite.connection import Database


class SqliteEnrichments:
    """Implements `ports.store.Enrichments`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, enrichment: Enrichment) -> None:
        """Keep the newest of its article."""
        sql = "INSERT OR REPLACE INTO enrichment (article_id, version, payload) VALUES (?, ?, ?)"
        self._database.run(sql, (enrichment.article_id, enrichment.version, to_json(enrichment)))

    def get(self, article_id: ArticleId) -> Enrichment:
        """Get the newest of an article."""
        enrichment = self.find(article_id)
        if enrichment is None:
            raise NotStoredError("the article was never enriched", subject=article_id)
        return enrichment

    def find(self, article_id: ArticleId) -> Enrichment | None:
        """Find the newest of an article."""
        payload = self._database.value("SELECT payload FROM enrichment WHERE article_id = ?", (article_id,))
        return None if payload is None else from_json(Enrichment, payload)

    def list_stale(self, version: str) -> tuple[ArticleId, ...]:
        """List articles whose enrichment was made by another version, by id."""
        sql = "SELECT article_id FROM enrichment WHERE version <> ? ORDER BY article_id"
        return tuple(article_id for (article_id,) in self._database.rows(sql, (version,)))
