"""Publishes an edition's site as a branch of the hub's repository, past work tree, index and checked-out branch.

What goes in is what the manifest of the site names, read from the edition's own folder without following links, and
only while its bytes are those of the manifest: nothing private can get in by lying beside it.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from topicwire.errors import OutboxError
from topicwire.outbox.files import digest_of, told
from topicwire.outbox.git import ASIDE, Stamp, index_lines, write_commit
from topicwire.outbox.git_calls import Git
from topicwire.outbox.git_reading import PLAIN_FILES, Entry, blob_id
from topicwire.outbox.git_standing import Repository
from topicwire.outbox.judging import Row
from topicwire.outbox.paths import check_path
from topicwire.outbox.records import clear_aside

MARK = "Topicwire-Site: "
"""Begins the last line of our commits' messages: a branch whose newest commit lacks it is somebody else's."""
PORTION_BYTES = 32 * 1024 * 1024
"""Bytes handed to git at a time."""
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOffer:
    """What the branch is to have."""

    root: Path  # the hub's folder
    folder: Path  # of the edition
    files: Mapping[str, Row]  # path -> (key, SHA-256) as the site's manifest says
    beside: Mapping[str, bytes]  # files that only hosts read, at the top: `.nojekyll`, `CNAME`
    known: Mapping[str, Row]  # path -> (id in git, SHA-256) as last put into the object store
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCommit:
    """What putting a site on its branch came to."""

    commit: str  # the branch's newest; the one before when nothing changed
    before: str  # what the branch was at; empty: there was none
    known: dict[str, Row]  # to be remembered
    is_new: bool


def publish_site(git: Git, repository: Repository, branch: str, offer: SiteOffer, stamp: Stamp) -> SiteCommit:
    """Make the branch hold the edition: one commit, or none when the branch has it already.

    Raises:
        OutboxError: the branch is checked out or not ours, a file is not as we wrote it, or git refused.
    """
    _check_free(git, branch)
    before = _newest(git, branch, stamp.settings.remote)
    known = _kept(git, repository, offer)
    tree = _tree(git, repository, stamp, offer, known)
    if before and _tree_of(git, before) == tree:
        return SiteCommit(commit=before, before=before, known=known, is_new=False)
    keep = stamp.settings.site_commits
    parent = before if before and (keep == 0 or _count(git, before) < keep) else None
    message = f"Site of edition {offer.edition[:12]}\n\n{MARK}{offer.edition}\n"
    commit = write_commit(git, tree, parent, message, stamp)
    ref, local = f"refs/heads/{branch}", _find(git, f"refs/heads/{branch}")
    moved = git.ask("update-ref", "-m", "topicwire: site", ref, commit, local or "0" * len(commit))
    if moved.code:
        raise OutboxError(f"the branch could not be moved: {moved.words}", subject="git update-ref")
    return SiteCommit(commit=commit, before=before, known=known, is_new=True)


def _check_free(git: Git, branch: str) -> None:
    """Refuse a branch that lies in somebody's work tree: it would change under their hands."""
    lines = git.must("worktree", "list", "--porcelain").decode("utf-8", "replace").splitlines()
    if f"branch refs/heads/{branch}" in lines:
        remedy = "choose another git.site_branch, or switch that work tree to another branch"
        raise OutboxError(f"the branch {branch!r} is checked out", subject="git.site_branch", remedy=remedy)


def _newest(git: Git, branch: str, remote: str) -> str:
    """Give the branch's newest commit, here or as last seen at the remote; empty when there is none."""
    found = _find(git, f"refs/heads/{branch}") or _find(git, f"refs/remotes/{remote}/{branch}")
    if found and not _is_ours(git, found):
        remedy = "delete that branch, or choose another git.site_branch"
        raise OutboxError(f"the branch {branch!r} was not made by topicwire", subject="git.site_branch", remedy=remedy)
    return found


def remote_tip(git: Git, branch: str, remote: str) -> str:
    """Give our newest commit that the remote was seen to have on the branch; empty when there is none."""
    found = _find(git, f"refs/remotes/{remote}/{branch}")
    return found if found and _is_ours(git, found) else ""


def _is_ours(git: Git, commit: str) -> bool:
    message = git.must("log", "-1", "--format=%B", commit).decode("utf-8", "replace")
    return any(line.startswith(MARK) for line in message.splitlines())


def _find(git: Git, ref: str) -> str:
    found = git.ask("rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}")
    return "" if found.code else found.out.decode("ascii").strip()


def _tree_of(git: Git, commit: str) -> str:
    return git.line("rev-parse", f"{commit}^{{tree}}")


def _count(git: Git, commit: str) -> int:
    """Count the commits that are here; a shallow clone has fewer."""
    return int(git.line("rev-list", "--count", commit))


def _kept(git: Git, repository: Repository, offer: SiteOffer) -> dict[str, Row]:
    """Put what is new into the object store and give every path's id."""
    known = {
        path: offer.known[path]
        for path, (_, sha256) in offer.files.items()
        if path in offer.known and offer.known[path][1] == sha256
    }
    missing = [path for path in offer.files if path not in known]
    for portion in _portions(offer, missing):
        known |= _keep(git, repository, portion)
    return known


def _portions(offer: SiteOffer, paths: Sequence[str]) -> Iterator[dict[str, bytes]]:
    portion, size = dict[str, bytes](), 0
    for path in paths:
        portion[path] = raw = _read(offer, path)
        size += len(raw)
        if size >= PORTION_BYTES:
            yield portion
            portion, size = {}, 0
    if portion:
        yield portion


def _read(offer: SiteOffer, path: str) -> bytes:
    """Read one file of the edition; one that is a link, or not as we wrote it, stops the publication."""
    check_path(path)
    with told(offer.folder / path):
        file = os.open(offer.folder / path, _READ)
        with os.fdopen(file, "rb") as opened:
            raw = opened.read()
    if digest_of(raw) != offer.files[path][1]:
        raise OutboxError("this file of the site is not as it was written", subject=path, remedy="topicwire build")
    return raw


def _keep(git: Git, repository: Repository, portion: Mapping[str, bytes]) -> dict[str, Row]:
    """Put bytes into the object store as they are: no filter, no line ends changed."""
    git.must("fast-import", "--quiet", stdin=b"".join(b"blob\ndata %d\n%s\n" % (len(r), r) for r in portion.values()))
    return {path: (blob_id(raw, repository.hash_name), digest_of(raw)) for path, raw in portion.items()}


def _tree(git: Git, repository: Repository, stamp: Stamp, offer: SiteOffer, known: Mapping[str, Row]) -> str:
    beside = _keep(git, repository, offer.beside) if offer.beside else {}
    entries = {path: Entry(PLAIN_FILES[0], oid) for path, (oid, _) in {**known, **beside}.items()}
    aside = offer.root / ASIDE
    with told(aside):
        clear_aside(aside)
    own = {"GIT_INDEX_FILE": str((aside / "index").absolute())}
    git.must("read-tree", "--empty", extra=own)
    length = 64 if repository.hash_name == "sha256" else 40
    git.must("update-index", "-z", "--index-info", stdin=index_lines(entries, length), extra=own)
    tree = git.must("write-tree", extra=own).decode("ascii").strip()
    with told(aside):
        clear_aside(aside)
    return tree
