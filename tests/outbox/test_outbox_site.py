"""The public site: whole editions, unchanged files shared, nothing touched without need."""

import os
from pathlib import Path

import pytest

from tests.outbox.sheets import Press, texts_in
from topicwire.errors import OutboxError
from topicwire.outbox.site import FolderSite
from topicwire.ports.store import PublishedFiles

ONE = {"index.html": "front 1", "stories/a.html": "story a", "stories/b.html": "story b"}
TWO = {"index.html": "front 2", "stories/a.html": "story a", "stories/c.html": "story c"}


@pytest.fixture
def site(tmp_path: Path, files: PublishedFiles) -> FolderSite:
    """Give a site that keeps two editions."""
    return FolderSite(tmp_path, files, keep=2)


def snapshot(root: Path) -> dict[str, tuple[int, int, int]]:
    """Give what a change of anything would change."""
    return {
        str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns, path.lstat().st_size) for path in root.rglob("*")
    }


def test_a_first_site_is_whole(tmp_path: Path, site: FolderSite, files: PublishedFiles, press: Press) -> None:
    """All sheets are readable through the public link, and the manifest knows them."""
    written = site.publish("e1", press.sheets(ONE))
    assert (written.written, written.same, written.removed) == (3, 0, 0)
    assert texts_in(tmp_path / "public") == ONE
    assert str((tmp_path / "public").readlink()) == ".topicwire/editions/e1"
    assert {path: key for path, (key, _) in files.list_all("site").items()} == ONE


def test_unchanged_sheets_are_not_made_again(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """The next edition shares the files that did not change and drops the ones that went."""
    site.publish("e1", press.sheets(ONE))
    press.made.clear()
    written = site.publish("e2", press.sheets(TWO))
    assert press.made == ["index.html", "stories/c.html"]
    assert (written.written, written.same, written.removed) == (2, 1, 1)
    assert texts_in(tmp_path / "public") == TWO
    editions = tmp_path / ".topicwire/editions"
    assert (editions / "e1/stories/a.html").samefile(editions / "e2/stories/a.html")
    assert texts_in(editions / "e1") == ONE


def test_publishing_the_same_again_touches_nothing(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """No byte and no time of change moves when nothing is new."""
    site.publish("e1", press.sheets(ONE))
    before = snapshot(tmp_path)
    press.made.clear()
    written = site.publish("e1", press.sheets(ONE))
    assert (written.written, written.same, written.removed) == (0, 3, 0)
    assert press.made == []
    assert snapshot(tmp_path) == before


def test_a_new_template_makes_the_same_edition_anew(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """Equal facts rendered otherwise are published; bytes that came out equal keep their file."""
    site.publish("e1", press.sheets(ONE))
    old = (tmp_path / "public/index.html").stat()
    written = site.publish("e1", press.sheets(ONE, version=" v2"))
    assert (written.written, written.same) == (0, 3)
    assert (tmp_path / "public/index.html").stat().st_mtime_ns == old.st_mtime_ns
    assert str((tmp_path / "public").readlink()) == ".topicwire/editions/e1.2"
    assert site.publish("e1", press.sheets(ONE, version=" v2")).written == 0


def test_old_editions_are_pruned(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """Only as many editions stay as asked for."""
    for number in range(5):
        site.publish(f"e{number}", press.sheets({"index.html": f"{number}"}))
    assert sorted(path.name for path in (tmp_path / ".topicwire/editions").iterdir()) == ["e3", "e4"]


def test_a_file_lost_from_the_edition_is_made_again(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """Somebody's deletion in the public folder is repaired."""
    site.publish("e1", press.sheets(ONE))
    (tmp_path / "public/stories/a.html").unlink()
    site.publish("e1", press.sheets(ONE))
    assert texts_in(tmp_path / "public") == ONE


def test_a_manifest_that_lags_behind_is_not_believed(
    tmp_path: Path, files: PublishedFiles, site: FolderSite, press: Press
) -> None:
    """After a crash between link and manifest, or with an older store, the site is made anew and right."""
    site.publish("e1", press.sheets(ONE))
    old = {target: files.list_all(target) for target in ("site", "site.edition")}
    site.publish("e2", press.sheets(TWO))
    files.replace(old)
    site.publish("e2", press.sheets(TWO | {"stories/b.html": "story b"}))
    assert texts_in(tmp_path / "public") == TWO | {"stories/b.html": "story b"}
    files.replace(old)
    site.publish("e3", press.sheets(ONE))
    assert texts_in(tmp_path / "public") == ONE
    files.replace({"site": {}, "site.edition": {}})
    site.publish("e4", press.sheets(ONE))
    assert texts_in(tmp_path / "public") == ONE


def test_leftovers_of_a_crash_are_cleared(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """A half-built edition and a half-made link go; a built one nobody linked is no obstacle."""
    site.publish("e1", press.sheets(ONE))
    editions = tmp_path / ".topicwire/editions"
    (editions / "e2.part/stories").mkdir(parents=True)
    (editions / "e2.part/stories/a.html").write_text("half")
    (editions / "e2").mkdir()
    (tmp_path / ".public.part").symlink_to("nowhere")
    site.publish("e2", press.sheets(TWO))
    assert texts_in(tmp_path / "public") == TWO
    assert sorted(path.name for path in tmp_path.iterdir()) == [".topicwire", "public"]
    assert not (editions / "e2.part").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """A `public` with files in it is not replaced; an empty one is."""
    (tmp_path / "public").mkdir()
    (tmp_path / "public/mine.html").write_text("mine")
    with pytest.raises(OutboxError, match=r"not made by topicwire.*move it away"):
        site.publish("e1", press.sheets(ONE))
    (tmp_path / "public/mine.html").unlink()
    site.publish("e1", press.sheets(ONE))
    (tmp_path / "public").unlink()
    (tmp_path / "public").symlink_to("/etc")
    with pytest.raises(OutboxError, match="not made by topicwire"):
        site.publish("e2", press.sheets(ONE))


def test_a_disk_without_links_gets_copies(
    tmp_path: Path, site: FolderSite, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where hard links are refused the files are copied, still without making them again."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    site.publish("e1", press.sheets(ONE))
    press.made.clear()
    monkeypatch.setattr(os, "link", refuse)
    site.publish("e2", press.sheets(TWO))
    assert texts_in(tmp_path / "public") == TWO
    assert press.made == ["index.html", "stories/c.html"]


def test_a_sheet_that_cannot_be_made_leaves_the_old_site(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """A failure while rendering costs nothing but the new edition."""
    site.publish("e1", press.sheets(ONE))
    sheets = press.sheets(TWO)
    broken = type(sheets[0])(path="z.html", key="z", make=lambda: 1 // 0)  # type: ignore[arg-type, return-value]
    with pytest.raises(ZeroDivisionError):
        site.publish("e2", [*sheets, broken])
    assert texts_in(tmp_path / "public") == ONE
    assert [path.name for path in (tmp_path / ".topicwire/editions").iterdir()] == ["e1"]
