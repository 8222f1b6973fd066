"""Calling git: nothing of ours leaks into it, nothing of its leaks out, and it cannot hang."""

import os
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.outbox.git_hubs import has_ended
from topicwire.errors import OutboxError
from topicwire.outbox.git_calls import Answer, Git
from topicwire.outbox.git_settings import GitSettings
from topicwire.outbox.git_standing import Ground, examine


def fake_git(folder: Path, script: str) -> Git:
    """Give a git that is a script."""
    (folder / "bin").mkdir()
    program = folder / "bin/git"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return Git(folder, {"PATH": f"{folder / 'bin'}:{os.defpath}", "HUB_TOKEN": "secret", "GIT_DIR": "/elsewhere"})


def test_git_gets_a_known_environment_and_no_terminal(tmp_path: Path) -> None:
    """Secrets and variables that lead elsewhere stay here; prompts, pagers, editors and hooks are off."""
    git = fake_git(tmp_path, 'env; echo "$@"; (: < /dev/tty) 2>/dev/null && echo TERMINAL; cat')
    said = git.must("status", stdin=b"from stdin").decode()
    assert "HUB_TOKEN" not in said
    assert "GIT_DIR" not in said
    assert "TERMINAL\n" not in said
    assert said.endswith("from stdin")
    for fixed in ("GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "--no-pager", "core.hooksPath=/dev/null", "GIT_EDITOR=false"):
        assert fixed in said


def test_a_call_that_hangs_ends_with_all_it_started(tmp_path: Path) -> None:
    """Children that ignore being asked to end are ended."""
    git = fake_git(tmp_path, f"trap '' TERM; sleep 600 & echo $! > {tmp_path}/child; wait; sleep 600")
    answer = git.ask("push", seconds=0.3)
    assert answer.is_late
    assert answer.code != 0
    assert has_ended(int((tmp_path / "child").read_text()))
    with pytest.raises(OutboxError, match="git push: refused"):
        fake_git_refusing(tmp_path).must("push")


def fake_git_refusing(folder: Path) -> Git:
    """Give a git that refuses."""
    (folder / "refusing").mkdir()
    return fake_git(folder / "refusing", "echo fatal: no >&2; exit 1")


def test_a_program_beside_the_hub_is_not_taken_for_git(tmp_path: Path) -> None:
    """A search path with relative folders leads nowhere."""
    (tmp_path / "git").write_text("#!/bin/sh\n")
    (tmp_path / "git").chmod(0o755)
    with pytest.raises(OutboxError, match="git is not installed"):
        Git(tmp_path, {"PATH": "."}).ask("status")


def test_what_git_says_is_shown_clean() -> None:
    """The first words that matter, without hints, terminal codes and passwords."""
    said = "hint: try this\nremote: \x1b[31m\nfatal: unable to access 'https://me:pass@word@example.org/x': no\nmore\n"
    words = Answer(code=1, out=b"", error=said).words
    assert "pass" not in words
    assert "\x1b" not in words
    assert Answer(code=1, out=b"", error="").words == "it said nothing"
    only = Answer(code=1, out=b"", error="fatal: unable to access 'https://me:pass@word@example.org/x': no").words
    assert only == "unable to access 'https://…@example.org/x': no"


def test_a_git_that_says_nothing_is_told_and_not_believed(tmp_path: Path) -> None:
    """Where a repository is and git gives no facts, nothing is committed."""
    (tmp_path / ".git").mkdir()
    standing = examine(fake_git(tmp_path, "exit 0"), tmp_path, GitSettings())
    assert (standing.ground, standing.words) == (Ground.BLOCKED, "the repository cannot be used: it said nothing")


@pytest.mark.parametrize("value", ["-f", "--mirror", "a b", "a:b", "+main", "a\n"])
def test_settings_cannot_be_options(value: str) -> None:
    """What reaches git as a word is a name."""
    for key in ("remote", "branch"):
        with pytest.raises(ValidationError):
            TypeAdapter(GitSettings).validate_python({key: value})
