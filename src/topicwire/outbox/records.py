"""Record files in the hub folder: ours until a person touches them.

Recorded first, done second: all new files are written aside and fsynced, then the store is told what is intended,
then they are renamed into place, then the store is told that it is done. Whatever cuts this off, the next run knows
from the two manifests which bytes are ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from topicwire.errors import OutboxError
from topicwire.outbox.files import digest_of, sync, told, write_new
from topicwire.outbox.folders import Folders
from topicwire.outbox.judging import REMOVAL, UNREADABLE, Judgement, Row, judge, settle_intended
from topicwire.outbox.paths import check_paths
from topicwire.ports.outbox import Kept, Sheet, Written
from topicwire.ports.store import PublishedFiles

RECORDS, INTENDED = "records", "records.intended"
DELETED = "records.deleted"
"""What we last wrote where an editor removed the file for good."""
ASIDE = ".topicwire/records.part"


@dataclass(slots=True, kw_only=True)
class Batch:
    """What one run is going to do."""

    written: dict[str, Row]  # what we last wrote, as far as it is known; grows as files turn out to be ours
    intended: dict[str, Row] = field(default_factory=dict)
    aside: dict[str, Path] = field(default_factory=dict)  # where the new bytes wait, by path
    raws: dict[str, bytes] = field(default_factory=dict)  # the bytes themselves: what an edit is compared with
    found: dict[str, str | None] = field(default_factory=dict)  # digest of what lay there when it was planned
    kept: list[Kept] = field(default_factory=list)
    same: int = 0


class FolderRecords:
    """Implements `ports.outbox.RecordTarget`. Call it outside a transaction."""

    def __init__(self, root: Path, files: PublishedFiles) -> None:
        """Write below the hub folder `root`."""
        self._root, self._files = root, files

    def publish(self, sheets: Iterable[Sheet]) -> Written:
        """Write what changed, remove what is no longer published, leave and report what a person touched.

        Raises:
            OutboxError: a path we do not write to, or the disk refused; the next run goes on from there.
        """
        every = tuple(sheets)
        check_paths([sheet.path for sheet in every])
        with told(self._root), Folders(self._root) as folders:
            batch = self._plan(folders, every)
            self._files.keep_bytes(RECORDS, batch.raws)
            if batch.intended:
                self._carry_out(folders, batch)
        self._files.replace({RECORDS: done(batch), INTENDED: {}})
        self._files.trim_bytes(RECORDS, (RECORDS, DELETED))
        removed = sum(1 for row in batch.intended.values() if row == REMOVAL)
        return Written(written=len(batch.aside), same=batch.same, removed=removed, kept=tuple(batch.kept))

    def _plan(self, folders: Folders, sheets: tuple[Sheet, ...]) -> Batch:
        find = partial(digest_on_disk, folders)
        intended = self._files.list_all(INTENDED)
        batch = Batch(written=settle_intended(self._files.list_all(RECORDS), intended, find))
        clear_aside(self._root / ASIDE)
        for sheet in sheets:
            self._plan_one(batch, sheet, find(sheet.path))
        for path in sorted(batch.written.keys() - {sheet.path for sheet in sheets}):
            batch.found[path] = find(path)
            plan_removal(batch, path, batch.found[path])
        return batch

    def _plan_one(self, batch: Batch, sheet: Sheet, on_disk: str | None) -> None:
        judgement, why = judge(sheet.key, on_disk, batch.written.get(sheet.path))
        if judgement is Judgement.SAME:
            batch.same += 1
        elif judgement is Judgement.LEAVE:
            batch.kept.append(Kept(path=sheet.path, why=why))
        else:
            raw = sheet.make()
            self._plan_bytes(batch, sheet, raw, (judgement, why, on_disk))

    def _plan_bytes(self, batch: Batch, sheet: Sheet, raw: bytes, found: tuple[Judgement, str, str | None]) -> None:
        judgement, why, on_disk = found
        row = (sheet.key, digest_of(raw))
        batch.raws[sheet.path], batch.found[sheet.path] = raw, on_disk
        if row[1] == on_disk:  # it says already what we would write
            batch.written[sheet.path] = row
            batch.same += 1
        elif judgement is Judgement.COMPARE:
            batch.kept.append(Kept(path=sheet.path, why=why if on_disk != UNREADABLE else "no plain file"))
        else:
            aside = self._root / ASIDE / f"{len(batch.aside):06}"
            write_new(aside, raw)
            batch.aside[sheet.path], batch.intended[sheet.path] = aside, row

    def _carry_out(self, folders: Folders, batch: Batch) -> None:
        sync(batch.aside.values())
        self._files.replace({RECORDS: batch.written, INTENDED: batch.intended})
        for path, row in tuple(batch.intended.items()):
            if digest_on_disk(folders, path) != batch.found[path]:
                leave(batch, path)
            elif row == REMOVAL:
                folders.remove(path)
            else:
                folders.move_in(batch.aside[path], path)
        folders.sync_changed()


def done(batch: Batch) -> dict[str, Row]:
    """Give the manifest once all that was intended is done."""
    merged = {**batch.written, **batch.intended}
    return {path: row for path, row in merged.items() if row != REMOVAL}


def leave(batch: Batch, path: str) -> None:
    """Leave a file that a person changed since it was planned: what we last wrote is still what stood there before."""
    del batch.intended[path]
    if aside := batch.aside.pop(path, None):
        aside.unlink()
    batch.kept.append(Kept(path=path, why="edited by hand while it was to be written"))


def plan_removal(batch: Batch, path: str, on_disk: str | None) -> None:
    """Remove a file that is no longer published, unless a person edited it; forget one that is gone."""
    if on_disk is None:
        del batch.written[path]
    elif on_disk == batch.written[path][1]:
        batch.intended[path] = REMOVAL
    else:
        batch.kept.append(Kept(path=path, why="edited by hand, and no longer published"))


def digest_on_disk(folders: Folders, path: str) -> str | None:
    """Give the SHA-256 of the file there, None when there is none, UNREADABLE when it is nothing we may read."""
    raw = folders.read(path)
    if raw is None:
        return None
    return digest_of(raw) if isinstance(raw, bytes) else UNREADABLE


def clear_aside(folder: Path) -> None:
    """Give an empty folder to write new files in; what a crash left there goes."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink():
        raise OutboxError("this has to be a plain folder", subject=str(folder), remedy="move it away")
    for path in sorted(folder.iterdir()):
        path.unlink()
