"""The hub's copies of lead pictures, and those that could not be made."""

from datetime import datetime

from topicwire.model.hub import Thumbnail
from topicwire.store.rows import from_json, list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database


class SqliteThumbnails:
    """Implements `ports.store.Thumbnails`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, thumbnail: Thumbnail) -> None:
        """Insert or update, and forget that it failed before."""
        sql = "INSERT OR REPLACE INTO thumbnail (picture_url, payload) VALUES (?, ?)"
        with self._database.transaction():
            self._database.run(sql, (thumbnail.picture_url, to_json(thumbnail)))
            self._database.run("DELETE FROM thumbnail_failure WHERE picture_url = ?", (thumbnail.picture_url,))

    def keep_failure(self, picture_url: str, why: str, at: datetime) -> None:
        """Remember why this picture could not be copied; a copy made before stays."""
        sql = "INSERT OR REPLACE INTO thumbnail_failure (picture_url, why, at) VALUES (?, ?, ?)"
        self._database.run(sql, (picture_url, why, to_micros(at)))

    def find(self, picture_url: str) -> Thumbnail | None:
        """Find the copy of a picture."""
        payload = self._database.value("SELECT payload FROM thumbnail WHERE picture_url = ?", (picture_url,))
        return None if payload is None else from_json(Thumbnail, payload)

    def find_failure(self, picture_url: str) -> str | None:
        """Find why a picture could not be copied."""
        sql = "SELECT why FROM thumbnail_failure WHERE picture_url = ?"
        found: str | None = self._database.value(sql, (picture_url,))
        return found

    def list_all(self) -> tuple[Thumbnail, ...]:
        """List all copies by the address of the picture."""
        rows = self._database.rows("SELECT payload FROM thumbnail ORDER BY picture_url")
        return tuple(list_from_json(Thumbnail, [payload for (payload,) in rows]))
