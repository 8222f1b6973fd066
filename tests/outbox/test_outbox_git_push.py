"""Remotes that refuse, diverge, vanish or hang: nothing is forced, nothing is blocked, the words say why."""

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.outbox.git_hubs import RepositoryHub, commit, git_hub, has_ended, isolated, record
from topicwire.newsroom.committing import git_state

PUSHES = 'push = true\nremote = "origin"\npush_seconds = 1.0'


@pytest.fixture(autouse=True)
def _own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in isolated(tmp_path / "home").items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def pushing(tmp_path: Path) -> Iterator[RepositoryHub]:
    """Give a hub that pushes to a remote on this disk."""
    with git_hub(tmp_path / "hub", PUSHES) as opened:
        opened.init()
        opened.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
        opened.git("remote", "add", "origin", str(tmp_path / "remote.git"))
        yield opened


def test_a_commit_is_pushed_where_wanted(pushing: RepositoryHub, tmp_path: Path) -> None:
    """Once for each commit; a run without a commit asks the remote nothing."""
    pushing.publish(record("a"))
    assert commit(pushing) == []
    assert pushing.git("rev-parse", "main", at=tmp_path / "remote.git") == pushing.git("rev-parse", "main")
    assert "pushed to origin/main" in git_state(pushing.room).words
    (tmp_path / "remote.git").rename(tmp_path / "away")
    assert commit(pushing) == []


def test_a_diverged_remote_is_never_forced(pushing: RepositoryHub, tmp_path: Path) -> None:
    """Commits go on here, the remote keeps its own, and after a merge by hand the push goes through."""
    pushing.git("push", "-q", "origin", "main")
    pushing.git("clone", "-q", str(tmp_path / "remote.git"), str(tmp_path / "other"), at=tmp_path)
    pushing.git("commit", "-q", "--allow-empty", "-m", "Theirs", at=tmp_path / "other")
    pushing.git("push", "-q", at=tmp_path / "other")
    theirs = pushing.git("rev-parse", "main", at=tmp_path / "remote.git")
    pushing.git("config", "remote.origin.push", "+refs/heads/*:refs/heads/*")
    for name in ("a", "b"):
        pushing.publish(record(name))
        told = commit(pushing)
        assert ("it is never forced" in "".join(told)) is (name == "a")
    assert len(pushing.log()) == 3
    assert pushing.git("rev-parse", "main", at=tmp_path / "remote.git") == theirs
    assert "has commits that are not here" in git_state(pushing.room).words
    assert not git_state(pushing.room).is_well
    pushing.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    assert commit(pushing) == []
    assert pushing.git("rev-parse", "main", at=tmp_path / "remote.git") == pushing.git("rev-parse", "main")


def test_a_refusal_is_told_in_the_remotes_words_but_clean(pushing: RepositoryHub, tmp_path: Path) -> None:
    """A protected branch is said so; the commit stays."""
    hook = tmp_path / "remote.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    pushing.publish(record("a"))
    assert commit(pushing) == [
        "edition not pushed: not pushed: origin refused: [remote rejected] (pre-receive hook declined)"
    ]
    assert len(pushing.log()) == 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/nowhere/to/be/found.git", "cannot be reached"),
        ("http://someone:secret@127.0.0.1:9/x.git", "cannot be reached"),  # the discard port: nobody listens
        (None, "there is no remote called 'origin'"),
    ],
)
def test_a_missing_remote_blocks_nothing(pushing: RepositoryHub, url: str | None, words: str) -> None:
    """The commit is made, the words say why it went no further, and no password is in them."""
    pushing.git(*(("remote", "set-url", "origin", url) if url else ("remote", "remove", "origin")))
    pushing.publish(record("a"))
    told = commit(pushing)
    assert words in told[0]
    assert "secret" not in told[0] + json.dumps(git_state(pushing.room).words)
    assert len(pushing.log()) == 2


def test_a_hanging_remote_is_cut_off_and_left_alone_for_a_while(pushing: RepositoryHub, tmp_path: Path) -> None:
    """The push ends after its time with all it started; a quarter of an hour later it is tried again."""
    transport = tmp_path / "slow"
    transport.write_text(f"#!/bin/sh\necho $$ >> {tmp_path}/asked\nsleep 600\n")
    transport.chmod(transport.stat().st_mode | stat.S_IXUSR)
    pushing.git("config", "core.sshCommand", str(transport))
    pushing.git("remote", "set-url", "origin", "ssh://example.com/x.git")
    pushing.publish(record("a"))
    assert "gave no answer: no answer in 1 s" in commit(pushing)[0]
    assert has_ended(int((tmp_path / "asked").read_text()))
    commit(pushing)
    assert len((tmp_path / "asked").read_text().split()) == 1
    pushing.clock.move(timedelta(minutes=15))
    commit(pushing)
    assert len((tmp_path / "asked").read_text().split()) == 2
    assert len(pushing.log()) == 2


def test_only_the_push_may_run_its_hook_and_only_when_asked(pushing: RepositoryHub) -> None:
    """Git LFS lives in the pre-push hook; it runs where hub.toml says so."""
    hook = pushing.folder / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\ntouch .git/pushed\n")
    hook.chmod(0o755)
    pushing.publish(record("a"))
    commit(pushing)
    assert not (pushing.folder / ".git/pushed").exists()
    table = replace(pushing.room.config.settings.git, push_hooks=True)
    settings = replace(pushing.room.config.settings, git=table)
    pushing.room = replace(pushing.room, config=replace(pushing.room.config, settings=settings))
    pushing.publish(record("b"))
    commit(pushing)
    assert (pushing.folder / ".git/pushed").exists()
