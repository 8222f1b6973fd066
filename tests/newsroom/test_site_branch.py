"""The site as a branch: one commit an edition, past the work tree, nothing private, and small."""

import asyncio
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.newsroom.hubs import overhear
from tests.outbox.git_hubs import RepositoryHub, git_hub, isolated
from topicwire.newsroom.doctor import examine
from topicwire.newsroom.site_branch import beside_of, publish_site_branch, recall_site
from topicwire.outbox.site import FolderSite
from topicwire.ports.outbox import Sheet

SETTINGS = 'site_branch = "gh-pages"\n'


@pytest.fixture(autouse=True)
def _own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in isolated(tmp_path / "home").items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RepositoryHub]:
    """Give a hub that is a repository with one commit of a person's, and publishes its site to gh-pages."""
    with git_hub(tmp_path / "a hub — with spaces", SETTINGS) as opened:
        opened.init()
        yield opened


def site(hub: RepositoryHub, **pages: str) -> None:
    """Make an edition of the site current."""
    files = {path.replace("__", "/").replace("_html", ".html"): text for path, text in pages.items()}
    sheets = [Sheet(path=path, key=text, make=text.encode) for path, text in files.items()]
    FolderSite(hub.folder, hub.room.store.files, 3).publish(f"edition-{len(files)}-{hash(str(pages)) % 10**8}", sheets)


def publish(hub: RepositoryHub) -> list[str]:
    """Do what every run does at its end; give the warnings logged."""
    with overhear() as warnings:
        asyncio.run(publish_site_branch(hub.room))
    return [f"{event['event']}: {event['why']}" for event in warnings]


def on_branch(hub: RepositoryHub) -> dict[str, str]:
    """Give what the branch has."""
    paths = hub.git("ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    return {path: hub.git("show", f"gh-pages:{path}") for path in paths}


def test_the_site_is_on_the_branch_and_the_work_tree_is_as_it_was(hub: RepositoryHub) -> None:
    """Neither files, nor index, nor the checked-out branch notice."""
    (hub.folder / "draft.md").write_text("mine\n")
    hub.git("add", "draft.md")
    before = (hub.status(), hub.git("rev-parse", "HEAD"), hub.git("symbolic-ref", "HEAD"))
    site(hub, index_html="Front", stories__a_html="A")
    assert publish(hub) == []
    assert on_branch(hub) == {".nojekyll": "", "index.html": "Front", "stories/a.html": "A"}
    assert (hub.status(), hub.git("rev-parse", "HEAD"), hub.git("symbolic-ref", "HEAD")) == before
    hub.git("fsck", "--strict")


def test_an_edition_is_one_commit_and_the_same_edition_none(hub: RepositoryHub) -> None:
    """Publishing again changes nothing."""
    site(hub, index_html="Front")
    publish(hub)
    first = hub.git("rev-parse", "gh-pages")
    assert publish(hub) == []
    assert hub.git("rev-parse", "gh-pages") == first
    site(hub, index_html="Front, later")
    publish(hub)
    assert on_branch(hub)["index.html"] == "Front, later"
    assert hub.git("rev-list", "--count", "gh-pages") == "1"


@pytest.mark.parametrize(("kept", "counts"), [(0, [1, 2, 3, 4]), (1, [1, 1, 1, 1]), (3, [1, 2, 3, 1])])
def test_the_branch_keeps_as_many_commits_as_the_editor_wants(tmp_path: Path, kept: int, counts: list[int]) -> None:
    """And begins afresh when there would be more."""
    with git_hub(tmp_path / "hub", f"{SETTINGS}site_commits = {kept}\n") as opened:
        opened.init()
        found = []
        for number in range(4):
            site(opened, index_html=f"Front {number}")
            assert publish(opened) == []
            found.append(int(opened.git("rev-list", "--count", "gh-pages")))
        assert found == counts


def test_nothing_private_can_get_onto_the_branch(hub: RepositoryHub) -> None:
    """What lies beside the site's files, in its folder or elsewhere, and what links lead to, stays out."""
    site(hub, index_html="Front", about_html="About")
    edition = (hub.folder / "public").resolve()
    (edition / "keys.json").write_text("secret")
    (edition / ".topicwire").symlink_to(hub.folder / ".topicwire")
    assert publish(hub) == []
    assert sorted(on_branch(hub)) == [".nojekyll", "about.html", "index.html"]
    site(hub, index_html="Front", about_html="About us")
    planted = (hub.folder / "public").resolve() / "about.html"
    planted.unlink()
    planted.symlink_to(hub.folder / "hub.toml")
    assert [words.partition(":")[0] for words in publish(hub)] == ["site not on its branch"]
    assert sorted(on_branch(hub)) == [".nojekyll", "about.html", "index.html"]
    assert "title" not in hub.git("grep", "--no-color", "-l", "About", "gh-pages")


def test_a_changed_file_of_the_site_is_not_published(hub: RepositoryHub) -> None:
    """What somebody did to a page is no edition."""
    site(hub, index_html="Front")
    page = (hub.folder / "public").resolve() / "index.html"
    page.chmod(0o644)
    page.write_text("Defaced")
    assert "not as it was written" in publish(hub)[0]
    assert hub.git("branch", "--list", "gh-pages") == ""


def test_a_branch_of_somebody_else_is_left_alone(hub: RepositoryHub) -> None:
    """One that is checked out, and one whose newest commit is not ours; the doctor says what to do."""
    hub.git("branch", "gh-pages")
    mine = hub.git("rev-parse", "gh-pages")
    site(hub, index_html="Front")
    assert "was not made by topicwire" in publish(hub)[0]
    assert publish(hub) == []
    assert hub.git("rev-parse", "gh-pages") == mine
    assert any("site branch: gh-pages" in finding.what for finding in examine(hub.room))
    hub.git("switch", "-q", "gh-pages")
    assert "is checked out" in publish(hub)[0]
    hub.git("switch", "-q", "main")
    hub.git("branch", "-D", "gh-pages")
    assert publish(hub) == []
    assert on_branch(hub)["index.html"] == "Front"


def test_a_branch_that_was_deleted_comes_back_whole(hub: RepositoryHub) -> None:
    """Also when git has thrown its objects away."""
    site(hub, index_html="Front", stories__a_html="A")
    publish(hub)
    hub.git("branch", "-D", "gh-pages")
    hub.git("reflog", "expire", "--expire=now", "--all")
    hub.git("gc", "-q", "--prune=now")
    assert publish(hub) == []
    assert on_branch(hub) == {".nojekyll": "", "index.html": "Front", "stories/a.html": "A"}


def with_remote(tmp_path: Path, settings: str) -> Iterator[tuple[RepositoryHub, Path]]:
    """Give a hub with a remote to push to."""
    remote = tmp_path / "remote.git"
    with git_hub(tmp_path / "hub", f"{SETTINGS}push = true\n{settings}") as opened:
        opened.init()
        opened.git("init", "-q", "--bare", str(remote))
        opened.git("remote", "add", "origin", str(remote))
        yield opened, remote


def test_the_branch_is_pushed_also_when_it_begins_afresh(tmp_path: Path) -> None:
    """By force only against what we know to be there, and that is our own."""
    for hub, remote in with_remote(tmp_path, ""):
        for number in range(3):
            site(hub, index_html=f"Front {number}")
            assert publish(hub) == []
            assert hub.git("rev-parse", "gh-pages", at=remote) == hub.git("rev-parse", "gh-pages")
        assert hub.git("rev-list", "--count", "gh-pages", at=remote) == "1"


def test_what_somebody_else_pushed_is_never_pushed_away(tmp_path: Path) -> None:
    """A commit on the remote's branch that we do not know stops the push; it is told, and tried again."""
    for hub, remote in with_remote(tmp_path, ""):
        site(hub, index_html="Front")
        publish(hub)
        other = tmp_path / "other"
        hub.git("clone", "-q", "-b", "gh-pages", str(remote), str(other))
        (other / "note.txt").write_text("mine")
        hub.git("add", ".", at=other)
        hub.git("commit", "-qm", "A note", at=other)
        hub.git("push", "-q", at=other)
        theirs = hub.git("rev-parse", "gh-pages", at=remote)
        site(hub, index_html="Front, later")
        assert "site not pushed" in publish(hub)[0]
        hub.clock.move(timedelta(hours=2))
        publish(hub)
        assert hub.git("rev-parse", "gh-pages", at=remote) == theirs
        assert recall_site(hub.room).pushed != recall_site(hub.room).commit


def test_hubs_without_the_setting_or_a_repository_are_left_alone(tmp_path: Path) -> None:
    """Nothing is published to a branch that nobody asked for."""
    with git_hub(tmp_path / "plain", "") as plain:
        plain.init()
        site(plain, index_html="Front")
        assert publish(plain) == []
        assert plain.git("branch", "--format=%(refname:short)") == "main"
    with git_hub(tmp_path / "none", SETTINGS) as none:
        site(none, index_html="Front")
        assert publish(none) == []


def test_hosts_are_told_of_a_domain_of_ones_own() -> None:
    """And never of one that the host gave, a path below a domain, or an address in numbers."""
    assert beside_of("https://news.example.org") == {".nojekyll": b"", "CNAME": b"news.example.org\n"}
    for url in ("https://me.github.io/hub", "http://localhost:8000", "https://example.org/hub", "http://192.0.2.1"):
        assert beside_of(url) == {".nojekyll": b""}
