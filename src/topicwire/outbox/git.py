"""Commits an edition to the hub's repository, past the person's index and work tree.

The commit is built in an index of its own, so what a person has staged or changed never gets into it. Then our paths,
and no others, are brought up to date in the person's index, or git would show them as staged for undoing. Then the
branch moves, if it is still where it was. Cut off between the last two, the next run finds the rest to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from topicwire.errors import OutboxError
from topicwire.outbox.files import told
from topicwire.outbox.git_calls import Git
from topicwire.outbox.git_plan import Plan
from topicwire.outbox.git_reading import Entry
from topicwire.outbox.git_settings import GitSettings
from topicwire.outbox.records import clear_aside

ASIDE = ".topicwire/git.part"
NOBODY = "topicwire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who commits, and when."""

    settings: GitSettings
    host: str  # of the hub's public address: in the mail address of last resort
    at: datetime  # aware


def carry_out(git: Git, folder: Path, plan: Plan, stamp: Stamp) -> str:
    """Make the commit of a plan that has entries, and give its id.

    Raises:
        OutboxError: git refused, or somebody else was faster; nothing is lost, the next run plans anew.
    """
    tree = _write_tree(git, folder, plan)
    commit = _write_commit(git, plan, tree, stamp)
    git.must("update-index", "-z", "--index-info", stdin=index_lines(plan.entries, len(commit)))
    repository = plan.repository
    ref, old = f"refs/heads/{repository.branch}", repository.head or "0" * len(commit)
    moved = git.ask("update-ref", "-m", "topicwire: edition", ref, commit, old)
    if moved.code:
        git.ask("update-index", "-z", "--index-info", stdin=index_lines(plan.before, len(commit)))
        raise OutboxError(f"the branch could not be moved: {moved.words}", subject="git update-ref")
    return commit


def tidy(git: Git) -> None:
    """Let git pack its objects when it thinks it is time, as it does after commits made by hand."""
    git.ask("gc", "--auto", "--quiet")


def _write_tree(git: Git, folder: Path, plan: Plan) -> str:
    with told(folder):
        clear_aside(folder / ASIDE)
    own = {"GIT_INDEX_FILE": str((folder / ASIDE / "index").absolute())}
    git.must("read-tree", plan.repository.head or "--empty", extra=own)
    length = 64 if plan.repository.hash_name == "sha256" else 40
    git.must("update-index", "-z", "--index-info", stdin=index_lines(plan.entries, length), extra=own)
    tree = git.must("write-tree", extra=own).decode("ascii").strip()
    with told(folder):
        clear_aside(folder / ASIDE)
    return tree


def _write_commit(git: Git, plan: Plan, tree: str, stamp: Stamp) -> str:
    return write_commit(git, tree, plan.repository.head, plan.message, stamp)


def write_commit(git: Git, tree: str, parent: str | None, message: str, stamp: Stamp) -> str:
    """Put a commit into the object store and give its id; no branch moves.

    Raises:
        OutboxError: git refused.
    """
    parents = ("-p", parent) if parent else ()
    signed = "-S" if stamp.settings.sign else "--no-gpg-sign"
    answer = git.ask("commit-tree", tree, *parents, signed, stdin=message.encode(), extra=identity(git, stamp))
    if answer.code:
        remedy = "a key that needs no passphrase, or git.sign = false" if stamp.settings.sign else ""
        raise OutboxError(f"refused: {answer.words}", subject="git commit-tree", remedy=remedy)
    return answer.out.decode("ascii").strip()


def identity(git: Git, stamp: Stamp) -> dict[str, str]:
    """Say who commits: as set, else as git is configured, else the program itself."""
    chosen = {"NAME": stamp.settings.name, "EMAIL": stamp.settings.email}
    if git.ask("var", "GIT_COMMITTER_IDENT", extra=_named(chosen, "COMMITTER")).code:
        last = {"NAME": NOBODY, "EMAIL": f"{NOBODY}@{stamp.host}"}
        chosen = {key: value or last[key] for key, value in chosen.items()}
    date = {"DATE": f"{int(stamp.at.timestamp())} +0000"}
    return _named(chosen | date, "AUTHOR") | _named(chosen | date, "COMMITTER")


def _named(facts: Mapping[str, str], role: str) -> dict[str, str]:
    return {f"GIT_{role}_{key}": value for key, value in facts.items() if value}


def index_lines(entries: Mapping[str, Entry | None], length: int) -> bytes:
    """Write entries as `update-index -z --index-info` reads them; mode 0 takes a path out.

    Args:
        entries: by path.
        length: of an id in this repository, in hex digits.
    """
    gone = Entry("0", "0" * length)
    lines = ((entry or gone, path) for path, entry in entries.items())
    return "".join(f"{entry.mode} {entry.oid}\t{path}\0" for entry, path in lines).encode()
