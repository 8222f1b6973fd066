"""Small named states that stages carry between runs."""

from topicwire.store.sqlite.connection import Database


class SqliteLearned:
    """Implements `ports.store.Learned`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, name: str) -> bytes | None:
        """Find a state by name."""
        found: bytes | None = self._database.value("SELECT state FROM learned WHERE name = ?", (name,))
        return found

    def keep(self, name: str, state: bytes) -> None:
        """Insert or update."""
        self._database.run("INSERT OR REPLACE INTO learned (name, state) VALUES (?, ?)", (name, state))
