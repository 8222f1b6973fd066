"""What blocks a commit: told once, waited for, never forced or repaired; and where there is nothing to commit to."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outbox.git_hubs import RepositoryHub, commit, git_hub, isolated, record
from topicwire.newsroom.committing import git_state


@pytest.fixture(autouse=True)
def _own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in isolated(tmp_path / "home").items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RepositoryHub]:
    """Give a hub that is a repository with one commit of a person's."""
    with git_hub(tmp_path / "a hub — with spaces") as opened:
        opened.init()
        yield opened


def _bare(hub: RepositoryHub) -> None:
    hub.git("config", "core.bare", "true")


def _detach(hub: RepositoryHub) -> None:
    hub.git("switch", "-q", "--detach")


def _rebase(hub: RepositoryHub) -> None:
    hub.git("-c", "sequence.editor=sed -i 1s/pick/edit/", "rebase", "-q", "-i", "--root")


def _merge(hub: RepositoryHub) -> None:
    hub.git("commit", "-q", "--allow-empty", "-m", "More")
    hub.git("switch", "-q", "-c", "side", "HEAD~")
    hub.git("commit", "-q", "--allow-empty", "-m", "Side")
    hub.git("merge", "-q", "--no-commit", "--no-ff", "main")


def _lock(hub: RepositoryHub) -> None:
    (hub.folder / ".git/index.lock").touch()


def _conflict(hub: RepositoryHub) -> None:
    oid = hub.git("hash-object", "-w", "hub.toml")
    hub.git("update-index", "--index-info", stdin="".join(f"100644 {oid} {at}\tx\n" for at in (1, 2, 3)))


def _damage(hub: RepositoryHub) -> None:
    (hub.folder / ".git/HEAD").write_text("rubbish")


BLOCKS = {
    _bare: "bare", _detach: "HEAD is detached", _rebase: "a rebase is under way", _merge: "a merge is under way",
    _lock: "the index is locked", _conflict: "unresolved conflicts", _damage: "cannot be used",
}  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS, ids=[block.__name__.strip("_") for block in BLOCKS])
def test_what_blocks_a_commit_is_told_once_and_waited_for(hub: RepositoryHub, block: object) -> None:
    """Nothing is committed, forced or removed; the log says it once, doctor as long as it is so."""
    block(hub)  # type: ignore[operator]
    hub.publish(record("a"))
    before = {path: path.read_bytes() for path in (hub.folder / ".git").rglob("*") if path.is_file()}
    told = commit(hub)
    assert len(told) == 1
    assert BLOCKS[block] in told[0]  # type: ignore[index]
    assert commit(hub) == []
    assert BLOCKS[block] in git_state(hub.room).words  # type: ignore[index]
    assert not git_state(hub.room).is_well
    assert {path: path.read_bytes() for path in (hub.folder / ".git").rglob("*") if path.is_file()} == before


def test_a_block_that_is_gone_lets_the_commit_through(hub: RepositoryHub) -> None:
    """What waited is committed by the next run, as one commit."""
    _lock(hub)
    hub.publish(record("a"))
    commit(hub)
    hub.publish(record("b"))
    commit(hub)
    (hub.folder / ".git/index.lock").unlink()
    assert commit(hub) == []
    assert hub.log() == ["2 new stories: Title of a", "A hub"]
    assert git_state(hub.room).is_well


def test_another_branch_than_asked_for_is_waited_for(tmp_path: Path) -> None:
    """With git.branch set, a person may work on another branch in peace."""
    with git_hub(tmp_path / "hub", 'branch = "main"') as hub:
        hub.init()
        hub.git("switch", "-q", "-c", "try")
        hub.publish(record("a"))
        assert "'try' is checked out" in commit(hub)[0]
        hub.git("switch", "-q", "main")
        commit(hub)
        assert len(hub.log()) == 2


def test_without_a_repository_of_its_own_nothing_happens(tmp_path: Path) -> None:
    """No repository, a folder of another one, a foreign work tree, or switched off: no commit, and no complaint."""
    with git_hub(tmp_path / "outer" / "hub") as hub:
        hub.publish(record("a"))
        assert commit(hub) == []
        assert "no repository" in git_state(hub.room).words
        hub.git("init", "-q", "-b", "main", at=tmp_path / "outer")
        assert commit(hub) == []
        assert "inside the repository" in git_state(hub.room).words
        assert hub.git("status", "--porcelain", at=tmp_path / "outer") == "?? hub/"
        hub.git("init", "-q", "-b", "main")
        hub.git("config", "core.worktree", str(tmp_path / "outer"))
        assert commit(hub) == []
        assert "work tree" in git_state(hub.room).words
        assert git_state(hub.room).is_well
    with git_hub(tmp_path / "off", "enabled = false") as hub:
        hub.init()
        hub.publish(record("a"))
        assert commit(hub) == []
        assert len(hub.log()) == 1


def test_without_git_the_hub_publishes_on(hub: RepositoryHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git says so."""
    hub.publish(record("a"))
    monkeypatch.setenv("PATH", "/nowhere")
    assert commit(hub) == ["edition not committed: git: git is not installed (install git, or set git.enabled = false)"]
