"""What the hub folder is to git, and whether it can be committed to right now; each in words."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from topicwire.errors import OutboxError
from topicwire.outbox.git_calls import Answer, Git
from topicwire.outbox.git_settings import GitSettings
from topicwire.text.clean import one_line

UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_LOG": "a bisection",
    "sequencer": "a cherry-pick or revert",
}
"""Files of the repository that say what a person is in the middle of."""


class Ground(Enum):
    """Whether there is anything to commit to."""

    NONE = auto()  # no repository of the hub's own, or not wanted: nothing to do and nothing to complain about
    BLOCKED = auto()  # a repository that cannot be committed to now
    READY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository that can be committed to."""

    branch: str  # checked out, without `refs/heads/`
    head: str | None  # its commit; None: there is none yet
    hash_name: str  # sha1 or sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the hub folder is to git."""

    ground: Ground
    words: str
    remedy: str = ""
    repository: Repository | None = None  # when READY


def examine(git: Git, folder: Path, settings: GitSettings) -> Standing:
    """Look at the hub folder; changes nothing. Git is asked only where there is a repository."""
    if not settings.enabled:
        return _none("not used: git.enabled is false")
    if (folder / "HEAD").is_file() and (folder / "objects").is_dir():
        return _blocked("the hub folder is a bare repository, without a work tree", "make the hub in a clone of it")
    if not (folder / ".git").exists():
        return _outside(folder)
    try:
        return _inside(git, folder, settings)
    except OutboxError as error:
        return _blocked(f"{error.subject}: {error.what}", error.remedy)


def _outside(folder: Path) -> Standing:
    above = next((parent for parent in folder.resolve().parents if (parent / ".git").exists()), None)
    if above:
        words = f"not used: the hub is a folder inside the repository {above}; committing there is left to you"
        return _none(words, "to have editions committed, give the hub a repository of its own: git init")
    return _none("not used: the hub folder is no repository (git init makes it one)")


def _inside(git: Git, folder: Path, settings: GitSettings) -> Standing:
    asked = git.ask("rev-parse", "--is-bare-repository", "--absolute-git-dir")
    if asked.code or not asked.out:
        return _unusable(asked)
    is_bare, _, git_dir = asked.out.decode("utf-8", "surrogateescape").removesuffix("\n").partition("\n")
    if is_bare == "true":
        return _blocked("the repository is bare: it has no work tree", "git config core.bare false")
    top = Path(git.line("rev-parse", "--show-toplevel"))
    if top.resolve() != folder.resolve():
        return _none(f"not used: the work tree of the repository is {top}, not the hub folder")
    return _busy(git, Path(git_dir)) or _branch(git, settings)


def _unusable(asked: Answer) -> Standing:
    if asked.is_late:
        return _blocked("git gives no answer")
    if "dubious ownership" in asked.error:
        remedy = "run as its owner, or git config --global --add safe.directory FOLDER"
        return _blocked("the repository belongs to another user", remedy)
    return _blocked(f"the repository cannot be used: {asked.words}", "git fsck says more")


def _busy(git: Git, git_dir: Path) -> Standing | None:
    for name, what in UNDER_WAY.items():
        if (git_dir / name).exists():
            return _blocked(f"waiting: {what} is under way", "finish or abort it")
    if git.must("ls-files", "--unmerged", "-z"):
        return _blocked("waiting: there are unresolved conflicts", "resolve them, then git add")
    if (git_dir / "index.lock").exists():
        remedy = f"if no git is at work here, remove {git_dir / 'index.lock'}"
        return _blocked("waiting: the index is locked by another git, or by one that was cut off", remedy)
    return None


def _branch(git: Git, settings: GitSettings) -> Standing:
    found = git.ask("symbolic-ref", "--quiet", "HEAD")
    branch = found.out.decode("utf-8", "replace").strip().removeprefix("refs/heads/")
    if found.code or not branch:
        return _blocked("waiting: HEAD is detached, no branch is checked out", "git switch BRANCH")
    if settings.branch and branch != settings.branch:
        words = f"waiting: {branch!r} is checked out, and hub.toml asks for {settings.branch!r}"
        return _blocked(words, f"git switch {settings.branch}, or change git.branch")
    head = git.ask("rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    repository = Repository(
        branch=branch,
        head=None if head.code else head.out.decode("ascii").strip(),
        hash_name=git.line("rev-parse", "--show-object-format"),
    )
    return Standing(ground=Ground.READY, words=f"on branch {one_line(branch)}", repository=repository)


def _none(words: str, remedy: str = "") -> Standing:
    return Standing(ground=Ground.NONE, words=words, remedy=remedy)


def _blocked(words: str, remedy: str = "") -> Standing:
    return Standing(ground=Ground.BLOCKED, words=words, remedy=remedy)
