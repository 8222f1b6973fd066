"""Records taken over from an existing hub, as they were."""

from topicwire.model.ids import ArticleId
from topicwire.model.record import Adopted
from topicwire.store.rows import from_json, to_json
from topicwire.store.sqlite.connection import Database


class SqliteAdopted:
    """Implements `ports.store.AdoptedRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, adopted: Adopted) -> None:
        """Insert; raises StoreConflictError when the file was taken over for another article."""
        sql = "INSERT INTO adopted (article_id, path, payload) VALUES (?, ?, ?)"
        self._database.run(sql, (adopted.article_id, adopted.record.path, to_json(adopted)))

    def find(self, article_id: ArticleId) -> Adopted | None:
        """Find what an article was taken over from; None for one of our own finding."""
        payload = self._database.value("SELECT payload FROM adopted WHERE article_id = ?", (article_id,))
        return None if payload is None else from_json(Adopted, payload)

    def has_path(self, path: str) -> bool:
        """Say whether the file at that path was taken over."""
        return self._database.value("SELECT 1 FROM adopted WHERE path = ?", (path,)) is not None

    def count(self) -> int:
        """Count all."""
        return int(self._database.value("SELECT count(*) FROM adopted"))
