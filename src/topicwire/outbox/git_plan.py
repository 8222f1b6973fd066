"""Which of our files differ from the newest commit, and which of those a commit may take.

Changes nothing but the object store, and that only by what is to be committed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from topicwire.outbox.files import digest_of, told
from topicwire.outbox.folders import Folders
from topicwire.outbox.git_calls import Git
from topicwire.outbox.git_changes import Change, Kind, change_of
from topicwire.outbox.git_message import compose
from topicwire.outbox.git_reading import (
    PLAIN_FILES,
    Entries,
    Entry,
    blob_id,
    blobs,
    committed,
    ignored,
    keep_blobs,
    staged,
    top_names,
)
from topicwire.outbox.git_standing import Repository
from topicwire.outbox.judging import Row
from topicwire.ports.outbox import Kept

TRACKED = "git"
"""Manifest in the store: path -> (id in git, "") of what we committed, or were about to."""
BATCH = 200
"""Old versions read at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What may be committed."""

    records: Mapping[str, Row]  # path -> (key, SHA-256) as we last wrote it; what differs on disk is a person's
    others: frozenset[str]  # files of ours that come along with the next commit: copies of pictures, the hub's id
    tracked: Mapping[str, Row]  # path -> (id in git, ""): what we committed, or were about to when we were cut off
    edition: str
    has_figures: bool  # whether records of which only figures changed come along


@dataclass(slots=True, kw_only=True)
class Look:
    """What was found at our paths."""

    head: Entries  # in the newest commit
    index: Entries  # in the person's index
    ours: dict[str, str] = field(default_factory=dict)  # what we wrote and is still so on disk: its id in git, as is
    left: list[Kept] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one commit is going to be. Without entries there is nothing to commit."""

    repository: Repository
    entries: Mapping[str, Entry | None]  # path -> as it is to be; None: no longer
    before: Mapping[str, Entry | None]  # the same paths in the person's index
    message: str
    tracked: Mapping[str, Row]  # to be remembered before anything is done
    left: tuple[Kept, ...]  # differs from the commit, and is a person's to commit
    waiting: int  # records of which only figures differ, and that are not in `entries`


def make_plan(git: Git, folder: Path, repository: Repository, offer: Offer) -> Plan:
    """Compare the hub folder with the newest commit.

    Raises:
        OutboxError: git or the disk refused.
    """
    tops = top_names((*offer.records, *offer.others, *offer.tracked))
    look = Look(head=committed(git, repository.head, tops), index=staged(git, tops))
    with told(folder), Folders(folder) as folders:
        _find_ours(folders, repository, offer, look)
        wanted = _allowed(git, offer, look, [*_changed(look), *_removed(folders, offer, look)])
        changes = list(_changes(git, folders, look, [path for path in wanted if path not in offer.others]))
        chosen = [change for change in changes if change.kind is not Kind.FIGURES or offer.has_figures]
        entries = _entries(git, folders, look, [change.path for change in chosen], [])
        real = [change for change in chosen if change.path in entries]
        if all(change.kind is Kind.FIGURES for change in real):
            real, entries = [], {}
        else:
            entries |= _entries(git, folders, look, [], [path for path in wanted if path in offer.others])
    return _plan(repository, offer, look, entries, (changes, real))


def _plan(
    repository: Repository,
    offer: Offer,
    look: Look,
    entries: dict[str, Entry | None],
    found: tuple[Sequence[Change], Sequence[Change]],
) -> Plan:
    changes, real = found
    pictures = sum(1 for path in entries if path in offer.others)
    return Plan(
        repository=repository,
        entries=entries,
        before={path: look.index.get(path) for path in entries},
        message=compose(real, pictures, offer.edition) if entries else "",
        tracked=_tracked(offer, look, entries),
        left=tuple(look.left),
        waiting=sum(1 for change in changes if change.kind is Kind.FIGURES and change.path not in entries),
    )


def _find_ours(folders: Folders, repository: Repository, offer: Offer, look: Look) -> None:
    """Note every file that is on disk as we wrote it."""
    for path, (_, sha256) in offer.records.items():
        raw = folders.read(path)
        if isinstance(raw, bytes) and digest_of(raw) == sha256:
            look.ours[path] = blob_id(raw, repository.hash_name)
    for path in sorted(offer.others):
        raw = None if path in look.head else folders.read(path)
        if isinstance(raw, bytes):
            look.ours[path] = blob_id(raw, repository.hash_name)


def _changed(look: Look) -> list[str]:
    return [path for path, oid in look.ours.items() if path not in look.head or look.head[path].oid != oid]


def _removed(folders: Folders, offer: Offer, look: Look) -> list[str]:
    """List what we committed once and no longer publish, where nothing lies any more."""
    gone = (path for path in offer.tracked if path not in offer.records and path not in offer.others)
    return [path for path in gone if path in look.head and folders.read(path) is None]


def _allowed(git: Git, offer: Offer, look: Look, paths: Sequence[str]) -> list[str]:
    """Leave out what a person staged, what the repository ignores, and what would push something else away."""
    kept = {**look.head, **look.index}.keys()
    folders = {str(parent) for path in kept for parent in PurePosixPath(path).parents}
    allowed = []
    for path in paths:
        if path in folders or any(str(parent) in kept for parent in PurePosixPath(path).parents):
            look.left.append(Kept(path=path, why="a folder, link or submodule is committed in its place"))
        elif _is_staged(offer, look, path):
            look.left.append(Kept(path=path, why="staged by hand"))
        else:
            allowed.append(path)
    not_wanted = ignored(git, [path for path in allowed if path not in kept])
    return [path for path in allowed if path not in not_wanted]


def _is_staged(offer: Offer, look: Look, path: str) -> bool:
    """Tell whether the index says of a path what neither the commit nor we ever said."""
    found = look.index.get(path)
    if found == look.head.get(path):
        return False
    ours = {look.ours.get(path)}  # None: it is to be removed
    if path in offer.tracked:
        ours.add(offer.tracked[path][0])
    return (found.oid if found else None) not in ours


def _changes(git: Git, folders: Folders, look: Look, paths: Sequence[str]) -> Iterator[Change]:
    for at in range(0, len(paths), BATCH):
        batch = paths[at : at + BATCH]
        known = [path for path in batch if path in look.head]
        before = dict(zip(known, blobs(git, [look.head[path].oid for path in known]), strict=True))
        for path in batch:
            raw = folders.read(path)
            yield change_of(path, before.get(path), raw if isinstance(raw, bytes) else None)


def _entries(
    git: Git, folders: Folders, look: Look, records: Sequence[str], others: Sequence[str]
) -> dict[str, Entry | None]:
    """Put the files into the object store and give what the commit is to have; without what is there already."""
    paths = [path for path in (*records, *others) if path in look.ours]
    made: dict[str, Entry | None] = {path: None for path in (*records, *others) if path not in look.ours}
    for path, oid in keep_blobs(git, paths).items():
        old = look.head.get(path)
        entry = Entry(old.mode if old and old.mode in PLAIN_FILES else PLAIN_FILES[0], oid)
        if entry != old and (oid == look.ours[path] or _is_still(folders, look, path)):
            made[path] = entry
    return made


def _is_still(folders: Folders, look: Look, path: str) -> bool:
    """Tell whether an id that is not that of the bytes comes from a filter, and not from an edit at this moment."""
    raw = folders.read(path)
    return (
        isinstance(raw, bytes) and blob_id(raw, "sha1" if len(look.ours[path]) == 40 else "sha256") == look.ours[path]
    )


def _tracked(offer: Offer, look: Look, entries: Mapping[str, Entry | None]) -> dict[str, Row]:
    """Say what the repository has of us once the commit is there; what is to be removed stays named until then.

    Where an earlier commit was cut off after it reached the index, the row goes on saying what it put there.
    """
    kept = {path: row for path, row in offer.tracked.items() if path in look.head or path in entries}
    settled = (path for path in look.ours if path in look.head and look.index.get(path) == look.head[path])
    same = {path: (look.head[path].oid, "") for path in settled}
    return kept | same | {path: (entry.oid, "") for path, entry in entries.items() if entry}
