"""Facts of the editions made."""

from datetime import datetime

from topicwire.model.ids import EditionId
from topicwire.store.rows import from_micros, to_micros
from topicwire.store.sqlite.connection import Database

KEEP = "INSERT OR REPLACE INTO edition (id, as_of, made_at, articles, published) VALUES (?, ?, ?, ?, ?)"


class SqliteEditions:
    """Implements `ports.store.Editions`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, edition_id: EditionId, as_of: datetime, made_at: datetime, articles: int, published: int) -> None:
        """Keep as the newest; one that was made before becomes the newest again."""
        self._database.run(KEEP, (edition_id, to_micros(as_of), to_micros(made_at), articles, published))

    def find_latest(self) -> tuple[EditionId, datetime, datetime] | None:
        """Give (id, as_of, made_at) of the one kept last."""
        row = self._database.first("SELECT id, as_of, made_at FROM edition ORDER BY sequence DESC LIMIT 1")
        return None if row is None else (row[0], from_micros(row[1]), from_micros(row[2]))

    def count_latest(self) -> tuple[int, int]:
        """Count the articles of the newest edition, and those of them that readers see."""
        row = self._database.first("SELECT articles, published FROM edition ORDER BY sequence DESC LIMIT 1")
        return (row[0], row[1]) if row else (0, 0)

    def count(self) -> int:
        """Count all editions ever made."""
        return int(self._database.value("SELECT count(*) FROM edition"))
