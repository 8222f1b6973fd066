"""One SQLite connection: its pragmas with their reasons, joined transactions, and errors in our words."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import apsw

from topicwire.errors import StoreConflictError, StoreError, StoreUnsafeError
from topicwire.store.sqlite.versions import explain_unsafe, parse_version

Row = tuple[Any, ...]
Values = tuple[Any, ...]

PRAGMAS = (
    # FULL, not NORMAL: with NORMAL a power loss takes back the last commits, and the outbox has acted on them by then.
    # It costs one fsync a transaction, and a transaction is a batch.
    "PRAGMA synchronous = FULL",
    # Off on purpose: see the head of the first migration. `check` reports what dangles.
    "PRAGMA foreign_keys = OFF",
    "PRAGMA cache_size = -32000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
)
STATEMENTS_KEPT = 256
"""More than there are statements in this package, so that each is prepared once."""


class Database:
    """A connection for one thread. Every read or write outside `transaction` is its own transaction."""

    def __init__(self, path: str, wait: timedelta) -> None:
        """Open or create the file; `wait` is how long to wait for another process that writes."""
        refuse_unsafe_library()
        self.path, self._depth, self._is_doomed = path, 0, False
        make_private(path)
        try:
            self._connection = apsw.Connection(path, statementcachesize=STATEMENTS_KEPT)
            self._connection.set_busy_timeout(wait // timedelta(milliseconds=1))
        except apsw.Error as error:
            raise explain(error, path) from error

    def use_pragmas(self) -> None:
        """Set the journal and the pragmas above; called once it is sure that the file is ours."""
        mode = self.value("PRAGMA journal_mode = WAL")
        if mode not in ("wal", "memory"):
            raise StoreUnsafeError(
                f"the file system does not allow a write-ahead log ({mode})",
                subject=self.path,
                remedy="keep the hub on a local disk",
            )
        for pragma in PRAGMAS:
            self.run(pragma)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Open BEGIN IMMEDIATE or join the open one; anything raised inside rolls all of it back."""
        self._enter()
        try:
            yield
        except BaseException:
            self._leave_broken()
            raise
        self._leave_whole()

    @contextmanager
    def unsynced(self) -> Iterator[None]:
        """Commit without waiting for the disk: only for what may be lost with the power. No effect in a transaction.

        The next ordinary commit makes it durable as well; the order of commits stays (the log is one file).
        """
        if self._depth:
            yield
            return
        self.run("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self.run("PRAGMA synchronous = FULL")

    def run(self, sql: str, values: Values = ()) -> None:
        """Run a statement for its effect."""
        try:
            for _ in self._connection.execute(sql, values):
                pass
        except apsw.Error as error:
            raise explain(error, self.path) from error

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run a statement once for each row, in one transaction."""
        with self.transaction():
            try:
                self._connection.executemany(sql, rows)
            except apsw.Error as error:
                raise explain(error, self.path) from error

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Run a query and give all its rows at once: no read stays open behind the caller's back."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except apsw.Error as error:
            raise explain(error, self.path) from error

    def first(self, sql: str, values: Values = ()) -> Row | None:
        """Give the first row, or None."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def value(self, sql: str, values: Values = ()) -> Any:
        """Give the first column of the first row; None when there is no row or the column is null."""
        row = self.first(sql, values)
        return row[0] if row else None

    def changes(self) -> int:
        """Count the rows the last statement inserted, updated or deleted."""
        return self._connection.changes()

    def close(self) -> None:
        """Close; SQLite checkpoints the log when this was the last connection."""
        try:
            self._connection.close()
        except apsw.Error as error:
            raise explain(error, self.path) from error

    def _enter(self) -> None:
        if self._depth == 0:
            self.run("BEGIN IMMEDIATE")
            self._is_doomed = False
        self._depth += 1

    def _leave_broken(self) -> None:
        self._depth -= 1
        self._is_doomed = True
        if self._depth == 0:
            self._roll_back()

    def _leave_whole(self) -> None:
        self._depth -= 1
        if self._depth:
            return
        if self._is_doomed:  # a joined part failed and its exception was swallowed on the way
            self._roll_back()
            raise StoreError("a part of the transaction failed, so all of it was rolled back", subject=self.path)
        try:
            self.run("COMMIT")
        except StoreError:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # A full disk or an I/O error has already rolled back by itself.
        if self._connection.in_transaction:
            self.run("ROLLBACK")


def library_version() -> str:
    """Give the version of the SQLite in this process, e.g. `3.54.1`."""
    return apsw.sqlite_lib_version()


def refuse_unsafe_library() -> None:
    """Raise StoreUnsafeError when the SQLite in this process is known to corrupt files."""
    version = library_version()
    why = explain_unsafe(parse_version(version))
    if why:
        raise StoreUnsafeError(why, subject=f"SQLite {version}", remedy="install apsw 3.51.3.0 or newer")


def make_private(path: str) -> None:
    """Create a missing file so that only its owner can read it; SQLite gives its log the same mode."""
    if path == ":memory:":
        return
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StoreError(f"cannot be opened: {error.strerror}", subject=path) from error


def explain(error: apsw.Error, path: str) -> StoreError:
    """Turn an error of SQLite into ours, with what to do about it."""
    if isinstance(error, apsw.ConstraintError):
        return StoreConflictError(str(error), subject=path)
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return StoreError("another process is writing", subject=path, remedy="wait for it, or stop it")
    if isinstance(error, apsw.FullError):
        return StoreError("the disk is full", subject=path, remedy="free some space and run again")
    if isinstance(error, apsw.NotADBError | apsw.CorruptError):
        return StoreUnsafeError(f"the file is damaged: {error}", subject=path, remedy="restore a backup")
    return StoreError(str(error), subject=path)
