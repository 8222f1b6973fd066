"""The manifests: what we last wrote where."""

import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256 as new_sha256

import orjson

from topicwire.store.sqlite.connection import Database

KEEP = """
INSERT INTO published_file (target, path, key, sha256) VALUES (?, ?, ?, ?)
ON CONFLICT (target, path) DO UPDATE SET key = excluded.key, sha256 = excluded.sha256
"""
KEEP_BYTES = "INSERT OR IGNORE INTO published_bytes (target, path, sha256, deflated) VALUES (?, ?, ?, ?)"
HAS_BYTES = "SELECT 1 FROM published_bytes WHERE target = ? AND path = ? AND sha256 = ?"
FIND_BYTES = "SELECT deflated FROM published_bytes WHERE target = ? AND path = ? AND sha256 = ?"
TRIM_BYTES = """
DELETE FROM published_bytes WHERE target = ?1 AND NOT EXISTS (
  SELECT 1 FROM published_file AS file WHERE file.target IN (SELECT value FROM json_each(?2))
    AND file.path = published_bytes.path AND file.sha256 = published_bytes.sha256)
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

    def keep_bytes(self, target: str, files: Mapping[str, bytes]) -> None:
        """Keep the bytes of files beside those kept before, deflated: a record shrinks to a third."""
        named = ((path, new_sha256(raw).hexdigest(), raw) for path, raw in files.items())
        missing = [one for one in named if self._database.first(HAS_BYTES, (target, *one[:2])) is None]
        rows = [(target, path, sha256, zlib.compress(raw, 1)) for path, sha256, raw in missing]
        self._database.run_many(KEEP_BYTES, rows)

    def find_bytes(self, target: str, path: str, sha256: str) -> bytes | None:
        """Find the bytes with that digest."""
        deflated = self._database.value(FIND_BYTES, (target, path, sha256))
        return None if deflated is None else zlib.decompress(deflated)

    def list_bytes(self, target: str) -> frozenset[tuple[str, str]]:
        """List (path, SHA-256) of all bytes kept."""
        rows = self._database.rows("SELECT path, sha256 FROM published_bytes WHERE target = ?", (target,))
        return frozenset((path, sha256) for path, sha256 in rows)

    def trim_bytes(self, target: str, manifests: Iterable[str]) -> None:
        """Forget the bytes that none of these manifests names."""
        self._database.run(TRIM_BYTES, (target, orjson.dumps(list(manifests)).decode("ascii")))

    def _replace_one(self, target: str, manifest: Mapping[str, tuple[str, str]]) -> None:
        known = self.list_all(target)
        changed = [(target, path, *row) for path, row in manifest.items() if known.get(path) != row]
        self._database.run_many(KEEP, changed)
        self._database.run_many(DROP, [(target, path) for path in known if path not in manifest])
