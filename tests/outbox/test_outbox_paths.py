"""Only paths of our own kind are written to."""

from pathlib import Path

import pytest

from tests.outbox.sheets import Press
from topicwire.errors import OutboxError
from topicwire.outbox.files import write_whole
from topicwire.outbox.paths import check_path
from topicwire.outbox.records import FolderRecords
from topicwire.outbox.site import FolderSite
from topicwire.ports.store import PublishedFiles

BAD = [
    "",
    "/etc/passwd",
    "../x",
    "a/../b",
    "a/./b",
    "a//b",
    "a/",
    "/a",
    ".",
    "..",
    "a\\b",
    "A.html",
    "ä.html",
    "a b",
    "a\x00b",
    "a\nb",
    ".hidden",
    "-rf",
    "a.",
    "c:x",
    "a/" * 600 + "a",
    "x" * 300,
    "~root/x",
    "a%2e%2e",
    "{{x}}",
    "\u2025/x",
]


@pytest.mark.parametrize("path", BAD, ids=range(len(BAD)))
def test_other_paths_are_refused_everywhere(tmp_path: Path, files: PublishedFiles, press: Press, path: str) -> None:
    """A path that is not plainly inside is an error before anything is written, in both targets."""
    with pytest.raises(OutboxError):
        FolderSite(tmp_path, files, 2).publish("e1", press.sheets({"ok.html": "x", path: "x"}))
    with pytest.raises(OutboxError):
        FolderRecords(tmp_path, files).publish(press.sheets({"_news/ok.md": "x", path: "x"}))
    assert press.made == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["index.html", "_news/2026-03-02-a_b.md", "sources/example.co.uk.html", "a/b-c/d.1.2"])
def test_our_paths_are_taken(path: str) -> None:
    """Everything the hub names passes."""
    assert "/".join(check_path(path)) == path


@pytest.mark.parametrize("name", ["", "..", "a/b", "A", "e" * 129])
def test_names_of_editions_are_checked_too(tmp_path: Path, files: PublishedFiles, name: str) -> None:
    """An edition's name becomes a folder."""
    with pytest.raises(OutboxError):
        FolderSite(tmp_path, files, 2).publish(name, [])


def test_two_sheets_with_one_path_are_an_error(tmp_path: Path, files: PublishedFiles, press: Press) -> None:
    """Nothing silently overwrites anything."""
    with pytest.raises(OutboxError, match="two sheets"):
        FolderSite(tmp_path, files, 2).publish("e1", [*press.sheets({"a": "1"}), *press.sheets({"a": "2"})])


def test_links_out_of_the_hub_are_not_followed(tmp_path: Path, files: PublishedFiles, press: Press) -> None:
    """A folder swapped for a link does not take our files elsewhere; the message names it."""
    hub, outside = tmp_path / "hub", tmp_path / "outside"
    for folder in (hub, outside):
        folder.mkdir()
    (hub / "_news").symlink_to(outside)
    with pytest.raises(OutboxError, match="plain folder"):
        FolderRecords(hub, files).publish(press.sheets({"_news/a.md": "x"}))
    (hub / ".topicwire").rename(tmp_path / "moved")
    (hub / ".topicwire").symlink_to(outside)
    with pytest.raises(OutboxError, match="plain folder"):
        FolderSite(hub, files, 2).publish("e1", press.sheets({"a.html": "x"}))
    assert texts(outside) == []


def texts(folder: Path) -> list[Path]:
    """List the files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """A settings file is the old or the new one, and nothing is left beside it."""
    write_whole(tmp_path / "sources.opml", b"one")
    (tmp_path / ".sources.opml.part").write_bytes(b"left by a crash")
    write_whole(tmp_path / "sources.opml", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("sources.opml", b"two")]
    with pytest.raises(OutboxError):
        write_whole(tmp_path / "missing" / "x", b"")
