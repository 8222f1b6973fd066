"""Finds the record files that a person changed since we last knew them: by their stamps first, then by their bytes."""

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from topicwire.config.files import LOCK
from topicwire.newsroom.edits.former import is_former
from topicwire.newsroom.room import Room
from topicwire.outbox.files import digest_of
from topicwire.outbox.folders import Folders
from topicwire.outbox.git_plan import TRACKED
from topicwire.outbox.judging import REMOVAL, Row
from topicwire.outbox.records import DELETED, INTENDED, RECORDS

SEEN = "edits.seen"
"""Name of the stamps and digests of the files as we last saw them, in the store's learned states."""
SETTLED_NS = 2_000_000_000
"""A file that changed less than this before it was looked at may change once more without another stamp."""
MANY, SHARE = 10, 2
"""When more files than MANY, and more than one in SHARE, are gone at once, nobody decided on each of them."""

Stamp = tuple[int, int, int, int]
Seen = dict[str, tuple[Stamp, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record file that is not as we know it."""

    path: str
    raw: bytes | None  # None: it is gone
    sha256: str  # of the bytes; empty when it is gone
    rows: tuple[Row, ...]  # what may have stood there before, the likeliest first
    was_deleted: bool = False  # an editor had removed it, and it is back


@dataclass(slots=True, kw_only=True)
class Findings:
    """What a look at the files gave."""

    changed: list[Found] = field(default_factory=list)
    gone: list[Found] = field(default_factory=list)
    lost: list[Found] = field(default_factory=list)  # gone, but too many at once to be a decision
    ours: dict[str, bytes] = field(default_factory=dict)  # bytes read on the way that are as we know them
    former: list[Found] = field(default_factory=list)  # as we committed them once: a fresh checkout, or taken back
    seen: Seen = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One look at all files."""

    root: str
    folders: Folders
    written: Mapping[str, Row]
    before: Seen
    settled_ns: int  # stamps from before this can be trusted
    found: Findings


def find_changed(room: Room) -> Findings:
    """Look at every file we wrote or took over; what is no plain file is left to the outbox to report."""
    files = room.store.files
    written, intended, deleted = files.list_all(RECORDS), files.list_all(INTENDED), files.list_all(DELETED)
    before = _read_seen(room)
    with Folders(room.folder) as folders:
        look = _Look(
            root=f"{room.folder}{os.sep}",
            folders=folders,
            written=written,
            before=before,
            settled_ns=_now_ns(room.folder) - SETTLED_NS,
            found=Findings(),
        )
        for path in {**written, **intended, **deleted}:
            _look_at(look, path, _rows(path, written, intended, deleted), path in deleted)
    found = look.found
    _set_apart_former(room, found)
    if len(found.gone) > MANY and len(found.gone) * SHARE > len(written):
        found.lost, found.gone = found.gone, []
    if found.seen != before:
        room.store.learned.keep(SEEN, json.dumps(found.seen).encode())
    return found


def _set_apart_former(room: Room, found: Findings) -> None:
    committed = room.store.files.list_all(TRACKED) if found.changed else {}
    changed, found.changed = found.changed, []
    for one in changed:
        former = is_former(room, committed, one.path, one.raw, one.rows)
        (found.former if former else found.changed).append(one)


def _rows(
    path: str, written: Mapping[str, Row], intended: Mapping[str, Row], deleted: Mapping[str, Row]
) -> tuple[Row, ...]:
    return tuple(rows[path] for rows in (written, intended, deleted) if path in rows)


def _look_at(look: _Look, path: str, rows: tuple[Row, ...], was_deleted: bool) -> None:
    try:
        facts = os.stat(look.root + path, follow_symlinks=False)  # noqa: PTH116 - a path object for each costs more
    except (FileNotFoundError, NotADirectoryError):
        if path in look.written and REMOVAL not in rows:  # else it was never there, or we removed it
            look.found.gone.append(Found(path=path, raw=None, sha256="", rows=rows))
        return
    if not stat.S_ISREG(facts.st_mode):
        return
    stamp = (facts.st_mtime_ns, facts.st_ctime_ns, facts.st_size, facts.st_ino)
    known = look.before.get(path)
    raw: bytes | None = None
    if known is None or known[0] != stamp:
        read = look.folders.read(path)
        if not isinstance(read, bytes):
            return
        raw, known = read, (stamp, digest_of(read))
    if max(stamp[:2]) < look.settled_ns:
        look.found.seen[path] = known
    _judge(look, path, rows, (known[1], raw, was_deleted))


def _judge(look: _Look, path: str, rows: tuple[Row, ...], what: tuple[str, bytes | None, bool]) -> None:
    sha256, raw, was_deleted = what
    if not was_deleted and any(row[1] == sha256 for row in rows):
        if raw is not None:
            look.found.ours[path] = raw
        return
    read = raw if raw is not None else look.folders.read(path)
    if isinstance(read, bytes):
        before = tuple(row for row in rows if row != REMOVAL)
        found = Found(path=path, raw=read, sha256=digest_of(read), rows=before, was_deleted=was_deleted)
        look.found.changed.append(found)


def _now_ns(folder: Path) -> int:
    """Ask the disk what time it is: stamps are made by its clock."""
    lock = folder / LOCK
    lock.touch()
    return lock.stat().st_mtime_ns


def _read_seen(room: Room) -> Seen:
    raw = room.store.learned.find(SEEN)
    if raw is None:
        return {}
    return {path: (_stamp(stamp), sha256) for path, (stamp, sha256) in json.loads(raw).items()}


def _stamp(numbers: list[int]) -> Stamp:
    changed, touched, size, inode = numbers
    return changed, touched, size, inode
