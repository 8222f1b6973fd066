"""Which libraries and files are refused, and that a file outlives its process."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from tests.fakes import NOON
from tests.store.nouns import tip
from topicwire.errors import StoreError, StoreUnsafeError
from topicwire.model.ids import TipId
from topicwire.store.sqlite import library_version, open_store
from topicwire.store.sqlite.schema import NEWEST
from topicwire.store.sqlite.versions import explain_unsafe, parse_version


@pytest.mark.parametrize(
    "version",
    ["3.7.0", "3.6.23", "3.40.1", "3.44.5", "3.45.9", "3.50.6", "3.51.0", "3.51.2", "3.43.9", "3.49.2"],
)
def test_a_library_that_corrupts_is_refused(version: str) -> None:
    """Every SQLite with the WAL-reset bug, and those without a log, must not touch a hub."""
    assert explain_unsafe(parse_version(version))


@pytest.mark.parametrize("version", ["3.44.6", "3.44.7", "3.50.7", "3.51.3", "3.52.0", "3.54.1", "4.0", "3.51.3.1"])
def test_a_mended_library_is_used(version: str) -> None:
    """The fix counts in its branches too."""
    assert explain_unsafe(parse_version(version)) is None


def test_opening_asks_for_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is made where the store is opened, and says what to do."""
    assert library_version() == apsw.sqlite_lib_version()
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.40.1")
    with pytest.raises(StoreUnsafeError, match=r"SQLite 3\.40\.1: .*WAL-reset.*install apsw"):
        open_store(":memory:")


def test_what_was_kept_is_there_after_reopening(tmp_path: Path) -> None:
    """A store is a file that only its owner reads, in WAL mode, durable at every commit."""
    path = tmp_path / "hub.db"
    store = open_store(str(path))
    store.tips.keep(tip("t1"))
    store.close()
    again = open_store(str(path))
    assert again.tips.get(TipId("t1")) == tip("t1")
    assert again.check() == ()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    database = again._database
    assert [database.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")] == ["wal", 2]
    again.close()


def test_a_newer_schema_is_refused_untouched(tmp_path: Path) -> None:
    """An old program does not write into a new hub."""
    path = tmp_path / "hub.db"
    open_store(str(path)).close()
    other = apsw.Connection(str(path))
    other.execute(f"INSERT INTO schema_version VALUES ({NEWEST + 1})")
    other.close()
    with pytest.raises(StoreUnsafeError, match="newer topicwire"):
        open_store(str(path))


def test_another_programs_file_is_refused_untouched(tmp_path: Path) -> None:
    """A database of somebody else, or no database, stays as it is."""
    path = tmp_path / "other.db"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreUnsafeError, match="not a store of topicwire"):
        open_store(str(path))
    assert path.read_bytes() == before
    text = tmp_path / "text.db"
    text.write_text("hello " * 1000)
    with pytest.raises(StoreUnsafeError, match="damaged"):
        open_store(str(text))


def test_a_file_that_cannot_be_opened_is_a_store_error(tmp_path: Path) -> None:
    """A missing folder is said in words."""
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(str(tmp_path / "missing" / "hub.db"))


def test_a_busy_store_says_so(tmp_path: Path) -> None:
    """When another process writes for too long, nobody waits for ever, and nothing is half done."""
    path = str(tmp_path / "hub.db")
    first = open_store(path)
    second = open_store(path, wait=timedelta(milliseconds=5))
    with first.transaction():
        first.tips.keep(tip("t1"))
        with pytest.raises(StoreError, match="another process is writing"):
            second.tips.keep(tip("t2"))
        assert second.tips.count() == 0
    second.tips.keep(tip("t2"))
    assert first.tips.count() == 2
    second.close()
    first.close()


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    """Flipped bytes in the middle of the file are found by the check."""
    path = tmp_path / "hub.db"
    store = open_store(str(path))
    with store.transaction():
        for number in range(500):
            store.tips.keep(tip(f"t{number}", first_seen_at=NOON))
    store.close()
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle : middle + 4096] = os.urandom(16) * 256
    path.write_bytes(raw)
    store = open_store(str(path))
    assert store.check()
    store.close()


def test_an_unsynced_commit_leaves_the_next_one_synced() -> None:
    """Only leases may be lost with the power: what follows them is durable as always."""
    store = open_store(":memory:")
    database = store._database
    with database.unsynced():
        assert database.value("PRAGMA synchronous") == 1
    assert database.value("PRAGMA synchronous") == 2
    with database.transaction(), database.unsynced():
        assert database.value("PRAGMA synchronous") == 2
