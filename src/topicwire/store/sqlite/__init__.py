"""The store on SQLite: the one place that speaks its SQL."""

from topicwire.store.sqlite.connection import library_version
from topicwire.store.sqlite.store import SqliteStore, open_store

__all__ = ["SqliteStore", "library_version", "open_store"]
