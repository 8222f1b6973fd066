"""Record files: ours until a person touches them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.outbox.sheets import Press, texts_in
from topicwire.outbox.folders import Folders
from topicwire.outbox.records import FolderRecords
from topicwire.ports.outbox import Kept
from topicwire.ports.store import PublishedFiles

ONE = {"_news/a.md": "a 1", "_news/b.md": "b 1"}
TWO = {"_news/a.md": "a 2", "_news/b.md": "b 1"}


@pytest.fixture
def records(tmp_path: Path, files: PublishedFiles) -> FolderRecords:
    """Give the record files of an empty hub."""
    return FolderRecords(tmp_path, files)


def news(root: Path) -> dict[str, str]:
    """Read the record files."""
    return {f"_news/{path}": text for path, text in texts_in(root / "_news").items()}


def test_only_what_changed_is_written(tmp_path: Path, records: FolderRecords, press: Press) -> None:
    """A second run writes the one changed file and does not even make the other."""
    first = records.publish(press.sheets(ONE))
    before = (tmp_path / "_news/b.md").stat()
    press.made.clear()
    second = records.publish(press.sheets(TWO))
    assert (first.written, second.written, second.same, second.kept) == (2, 1, 1, ())
    assert press.made == ["_news/a.md"]
    assert news(tmp_path) == TWO
    after = (tmp_path / "_news/b.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert texts_in(tmp_path / ".topicwire") == {}


@pytest.mark.parametrize("texts", [ONE, TWO], ids=["same-key", "new-key"])
def test_an_edited_file_is_left_and_reported(
    tmp_path: Path, records: FolderRecords, press: Press, texts: dict[str, str]
) -> None:
    """What a person wrote stays, on every run, while the others go on; undoing the edit ends it."""
    records.publish(press.sheets(ONE))
    (tmp_path / "_news/a.md").write_text("by hand")
    for _ in range(2):
        written = records.publish(press.sheets(texts | {"_news/b.md": "b 2"}))
        assert written.kept == (Kept(path="_news/a.md", why="edited by hand"),)
        assert news(tmp_path) == {"_news/a.md": "by hand", "_news/b.md": "b 2"}
    (tmp_path / "_news/a.md").write_text("a 1")
    assert records.publish(press.sheets(texts)).kept == ()
    assert news(tmp_path) == texts


def test_an_edit_that_says_the_same_is_ours_again(tmp_path: Path, records: FolderRecords, press: Press) -> None:
    """When a person already wrote what we would write, nobody is told anything."""
    records.publish(press.sheets(ONE))
    (tmp_path / "_news/a.md").write_text("a 2")
    assert records.publish(press.sheets(TWO)).kept == ()
    assert records.publish(press.sheets(TWO | {"_news/a.md": "a 3"})).written == 1


@pytest.mark.parametrize(("there", "kept"), [("a 1", 0), ("theirs", 1)], ids=["equal", "other"])
def test_a_file_we_never_wrote_is_not_overwritten(
    tmp_path: Path, records: FolderRecords, press: Press, there: str, kept: int
) -> None:
    """A hub with files from elsewhere is taken over only where the bytes are equal."""
    (tmp_path / "_news").mkdir()
    (tmp_path / "_news/a.md").write_text(there)
    written = records.publish(press.sheets(ONE))
    assert [one.why for one in written.kept] == ["was there before us"] * kept
    assert news(tmp_path)["_news/a.md"] == there


def test_a_deleted_file_comes_back_only_with_news(tmp_path: Path, records: FolderRecords, press: Press) -> None:
    """A person's deletion holds until the record has something new to say."""
    records.publish(press.sheets(ONE))
    (tmp_path / "_news/a.md").unlink()
    for _ in range(2):
        assert records.publish(press.sheets(ONE)).kept == (Kept(path="_news/a.md", why="deleted by hand"),)
    assert records.publish(press.sheets(TWO)).kept == ()
    assert news(tmp_path) == TWO


def test_vanished_sheets_are_removed_unless_edited(tmp_path: Path, records: FolderRecords, press: Press) -> None:
    """A file no longer published goes; with a person's words in it, it stays and is reported."""
    records.publish(press.sheets(ONE | {"_news/c.md": "c"}))
    (tmp_path / "_news/b.md").write_text("by hand")
    written = records.publish(press.sheets({}))
    assert (written.removed, [one.path for one in written.kept]) == (2, ["_news/b.md"])
    assert news(tmp_path) == {"_news/b.md": "by hand"}
    assert records.publish(press.sheets(ONE)).written == 1


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_plain_file_is_left(tmp_path: Path, records: FolderRecords, press: Press, kind: str) -> None:
    """Neither a link nor a folder nor a pipe in a record's place is written through, replaced or waited for."""
    place = tmp_path / "_news/a.md"
    place.parent.mkdir()
    (tmp_path / "victim").write_text("untouched")
    if kind == "link":
        place.symlink_to(tmp_path / "victim")
    elif kind == "folder":
        place.mkdir()
    else:
        os.mkfifo(place)
    written = records.publish(press.sheets(ONE))
    assert written.kept == (Kept(path="_news/a.md", why="no plain file"),)
    assert (tmp_path / "_news/b.md").read_text() == "b 1"
    assert (tmp_path / "victim").read_text() == "untouched"


@pytest.mark.parametrize("cut_at", range(4))
def test_a_run_that_was_cut_off_is_not_taken_for_a_person(
    tmp_path: Path, records: FolderRecords, press: Press, monkeypatch: pytest.MonkeyPatch, cut_at: int
) -> None:
    """Whatever was renamed or removed before the end is ours, also when the news has moved on since."""
    three = {f"_news/{name}.md": f"{name} 1" for name in "abc"}
    records.publish(press.sheets(three))
    calls = 0

    def cut(real: Callable[..., None]) -> Callable[..., None]:
        def call(*args: Any, **named: Any) -> None:
            nonlocal calls
            calls += 1
            if calls > cut_at:
                raise KeyboardInterrupt
            real(*args, **named)

        return call

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", cut(os.rename))
        patched.setattr(Folders, "remove", cut(Folders.remove))
        with pytest.raises(KeyboardInterrupt):
            records.publish(press.sheets({"_news/a.md": "a 2", "_news/b.md": "b 2", "_news/d.md": "d 1"}))
    written = records.publish(press.sheets({"_news/a.md": "a 3", "_news/c.md": "c 3", "_news/d.md": "d 3"}))
    assert written.kept == ()
    assert news(tmp_path) == {"_news/a.md": "a 3", "_news/c.md": "c 3", "_news/d.md": "d 3"}
    assert texts_in(tmp_path / ".topicwire") == {}
