"""Rulings: what editors decided."""

from dataclasses import replace
from datetime import datetime

from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId, RulingId
from topicwire.model.ruling import PAIRS, Ruling, other_of
from topicwire.store.rows import from_micros, list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database, Row

KEEP = "INSERT OR IGNORE INTO ruling (id, article_id, other_id, undone_at, payload) VALUES (?, ?, ?, ?, ?)"
LIST_FOR = """
SELECT sequence, undone_at, payload FROM ruling WHERE article_id = ?1
UNION ALL SELECT sequence, undone_at, payload FROM ruling WHERE other_id = ?1 ORDER BY sequence
"""
LIST_ALL = "SELECT sequence, undone_at, payload FROM ruling ORDER BY sequence"
FIND = "SELECT sequence, undone_at, payload FROM ruling WHERE id = ?"
LIST_PAIRS = "SELECT sequence, undone_at, payload FROM ruling WHERE other_id IS NOT NULL ORDER BY sequence"


class SqliteRulings:
    """Implements `ports.store.Rulings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, ruling: Ruling) -> None:
        """Keep a new ruling; one with the same id stays as it is, undone or not."""
        other = other_of(ruling) if ruling.kind in PAIRS else None
        undone = to_micros(ruling.undone_at) if ruling.undone_at else None
        self._database.run(KEEP, (ruling.id, ruling.article_id, other, undone, to_json(ruling)))

    def find(self, ruling_id: RulingId) -> Ruling | None:
        """Find one ruling."""
        return next(iter(read(self._database.rows(FIND, (ruling_id,)))), None)

    def list_for(self, article_id: ArticleId) -> tuple[Ruling, ...]:
        """List the rulings on an article, and those on another that name it, oldest first; undone ones too."""
        return read(self._database.rows(LIST_FOR, (article_id,)))

    def list_all(self) -> tuple[Ruling, ...]:
        """List all, oldest first; undone ones too."""
        return read(self._database.rows(LIST_ALL))

    def list_pairs(self) -> tuple[Ruling, ...]:
        """List those that tie or part two articles, oldest first; undone ones too."""
        return read(self._database.rows(LIST_PAIRS))

    def undo(self, ruling_id: RulingId, at: datetime) -> None:
        """Note that a ruling is no longer in force; one that was undone before keeps its time.

        Raises:
            NotStoredError: there is no such ruling.
        """
        with self._database.transaction():
            if self.find(ruling_id) is None:
                raise NotStoredError("no such ruling", subject=ruling_id)
            sql = "UPDATE ruling SET undone_at = ? WHERE id = ? AND undone_at IS NULL"
            self._database.run(sql, (to_micros(at), ruling_id))


def read(rows: list[Row]) -> tuple[Ruling, ...]:
    """Read rows back; when it was undone is said by the column."""
    found = list_from_json(Ruling, [payload for _, _, payload in rows])
    return tuple(
        with_undone(ruling, None if undone is None else from_micros(undone))
        for ruling, (_, undone, _) in zip(found, rows, strict=True)
    )


def with_undone(ruling: Ruling, at: datetime | None) -> Ruling:
    """Give the ruling with the time it was undone."""
    return ruling if ruling.undone_at == at else replace(ruling, undone_at=at)
