"""The manifests: what we last wrote where."""

from collections.abc import Mapping

from topicwire.store.sqlite.connection import Database

KEEP = """
INSERT INTO published_file (target, path, key, sha256) VALUES (?, ?, ?, ?)
ON CONFLICT (target, path) DO UPDATE SET key = excluded.key, sha256 = excluded.sha256
"""
DROP = "DELETE FROM published_file WHERE target = ? AND path = ?"


class SqliteFiles:
    """Implements `ports.store.PublishedFiles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list_all(self, target: str) -> dict[str, tuple[str, str]]:
        """Give path -> (key, SHA-256 hex), by path."""
        sql = "SELECT path, key, sha256 FROM published_file WHERE target = ? ORDER BY path"
        return {path: (key, sha256) for path, key, sha256 in self._database.rows(sql, (target,))}

    def keep(self, target: str, path: str, key: str, sha256: str) -> None:
        """Insert or update."""
        self._database.run(KEEP, (target, path, key, sha256))

    def drop(self, target: str, path: str) -> None:
        """Forget one file."""
        self._database.run(DROP, (target, path))

    def replace(self, manifests: Mapping[str, Mapping[str, tuple[str, str]]]) -> None:
        """Make each named manifest exactly this, all in one transaction; writes only what differs."""
        with self._database.transaction():
            for target, manifest in manifests.items():
                self._replace_one(target, manifest)

    def _replace_one(self, target: str, manifest: Mapping[str, tuple[str, str]]) -> None:
        known = self.list_all(target)
        changed = [(target, path, *row) for path, row in manifest.items() if known.get(path) != row]
        self._database.run_many(KEEP, changed)
        self._database.run_many(DROP, [(target, path) for path in known if path not in manifest])
