"""An edition built out of the one that would be removed next: the same as one built anew."""

import os
from pathlib import Path

import pytest

from tests.outbox.sheets import Press, texts_in
from topicwire.outbox.recycling import DIFFERING
from topicwire.outbox.site import FolderSite
from topicwire.ports.store import PublishedFiles

FIRST = {"index.html": "front 0", "topics/a.html": "topic a"} | {f"stories/{n}.html": f"story {n}" for n in range(9)}


@pytest.fixture
def site(tmp_path: Path, files: PublishedFiles) -> FolderSite:
    """Give a site that keeps two editions."""
    return FolderSite(tmp_path, files, keep=2)


def edition(number: int) -> dict[str, str]:
    """Give the pages of an edition: the front changes always, a story changes, comes back and goes."""
    pages = FIRST | {"index.html": f"front {number}", f"stories/{number % 9}.html": f"story, told again {number}"}
    if number % 2:
        pages[f"api/item{number}/index.json"] = "item"
    if number % 3 == 0:
        del pages["topics/a.html"]
    return pages


def folder_of(tmp_path: Path, name: str) -> os.stat_result:
    """Give what is known of an edition's folder."""
    return (tmp_path / ".topicwire/editions" / name).stat()


def test_the_oldest_folder_becomes_the_newest(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """From the third edition on no folder is made: the one that is to go is mended."""
    for number in range(2):
        site.publish(f"e{number}", press.sheets(edition(number)))
    oldest = folder_of(tmp_path, "e0").st_ino
    press.made.clear()
    site.publish("e2", press.sheets(edition(2)))
    assert folder_of(tmp_path, "e2").st_ino == oldest
    assert sorted(press.made) == ["index.html", "stories/1.html", "stories/2.html"]


def test_every_edition_is_as_if_built_anew(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """Through many editions the public site and the one kept beside it hold exactly what they should."""
    for number in range(12):
        site.publish(f"e{number}", press.sheets(edition(number)))
        assert texts_in(tmp_path / "public") == edition(number)
        for kept in (tmp_path / ".topicwire/editions").iterdir():
            assert texts_in(kept) == edition(int(kept.name[1:]))
        assert not [path for path in (tmp_path / "public/").rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_a_file_lost_from_the_old_edition_is_missed(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """What somebody removed from an edition that was public is in the next one all the same."""
    for number in range(2):
        site.publish(f"e{number}", press.sheets(edition(number)))
    (tmp_path / ".topicwire/editions/e0/stories/5.html").unlink()
    site.publish("e2", press.sheets(edition(2)))
    assert texts_in(tmp_path / "public") == edition(2)


def test_what_differs_is_not_believed_when_the_manifest_is_not(
    tmp_path: Path, files: PublishedFiles, site: FolderSite, press: Press
) -> None:
    """After a crash between link and manifest nothing old is trusted."""
    site.publish("e0", press.sheets(edition(0)))
    site.publish("e1", press.sheets(edition(1)))
    old = {name: files.list_all(name) for name in ("site", "site.edition", DIFFERING)}
    site.publish("e2", press.sheets(edition(2)))
    files.replace(old)
    for number in range(3, 6):
        site.publish(f"e{number}", press.sheets(edition(number)))
        assert texts_in(tmp_path / "public") == edition(number)


def test_a_failure_midway_costs_only_the_old_edition(tmp_path: Path, site: FolderSite, press: Press) -> None:
    """When a page cannot be made the public site stays, and the next edition comes out right."""
    for number in range(2):
        site.publish(f"e{number}", press.sheets(edition(number)))
    sheets = press.sheets(edition(2))
    broken = type(sheets[0])(path="z.html", key="z", make=lambda: 1 // 0)  # type: ignore[arg-type, return-value]
    with pytest.raises(ZeroDivisionError):
        site.publish("e2", [*sheets, broken])
    assert texts_in(tmp_path / "public") == edition(1)
    site.publish("e3", press.sheets(edition(3)))
    assert texts_in(tmp_path / "public") == edition(3)


def test_several_processes_give_the_same_site(tmp_path: Path, files: PublishedFiles, press: Press) -> None:
    """However many processes make the pages, the files and the manifest are the same."""
    pages = {f"stories/{number}/index.html": f"story {number}" for number in range(500)}
    FolderSite(tmp_path, files, keep=2, processes=1).publish("one", press.sheets(pages))
    one = files.list_all("site")
    files.replace({"site": {}, "site.edition": {}})
    FolderSite(tmp_path, files, keep=2, processes=3).publish("three", press.sheets(pages))
    assert files.list_all("site") == one
    assert texts_in(tmp_path / "public") == pages
