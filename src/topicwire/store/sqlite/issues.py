"""Issues of the newsletter."""

from collections.abc import Iterable

from topicwire.errors import NotStoredError
from topicwire.model.newsletter import Issue, IssueId, IssueState
from topicwire.store.rows import from_json, list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database

KEEP = """
INSERT INTO issue (id, slot_at, state, payload) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET slot_at = excluded.slot_at, state = excluded.state, payload = excluded.payload
"""


class SqliteIssues:
    """Implements `ports.newsletter.Issues`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, issue: Issue) -> None:
        """Insert or update; its bodies stay."""
        self._database.run(KEEP, (issue.id, to_micros(issue.slot_at), issue.state.value, to_json(issue)))

    def keep_bodies(self, issue_id: IssueId, html: str, text: str) -> None:
        """Keep the mail as composed, once."""
        sql = "UPDATE issue SET html = ?, plain = ? WHERE id = ? AND html IS NULL"
        self._database.run(sql, (html, text, issue_id))

    def get(self, issue_id: IssueId) -> Issue:
        """Get an issue."""
        found = self.find(issue_id)
        if found is None:
            raise NotStoredError("no such issue", subject=issue_id)
        return found

    def find(self, issue_id: IssueId) -> Issue | None:
        """Find an issue."""
        payload = self._database.value("SELECT payload FROM issue WHERE id = ?", (issue_id,))
        return None if payload is None else from_json(Issue, payload)

    def find_bodies(self, issue_id: IssueId) -> tuple[str, str] | None:
        """Find (HTML, text)."""
        row = self._database.first("SELECT html, plain FROM issue WHERE id = ? AND html IS NOT NULL", (issue_id,))
        return None if row is None else (row[0], row[1])

    def find_newest(self) -> Issue | None:
        """Find the one with the newest due time."""
        return next(iter(self.list_newest(1)), None)

    def list_in(self, states: Iterable[IssueState]) -> tuple[Issue, ...]:
        """List by state, oldest due time first."""
        named = sorted(state.value for state in states)
        marks = ", ".join("?" * len(named))
        sql = f"SELECT payload FROM issue WHERE state IN ({marks}) ORDER BY slot_at, id"  # noqa: S608 - marks only
        return tuple(list_from_json(Issue, [payload for (payload,) in self._database.rows(sql, tuple(named))]))

    def list_newest(self, limit: int) -> tuple[Issue, ...]:
        """List the newest, newest first."""
        rows = self._database.rows("SELECT payload FROM issue ORDER BY slot_at DESC, id DESC LIMIT ?", (limit,))
        return tuple(list_from_json(Issue, [payload for (payload,) in rows]))
