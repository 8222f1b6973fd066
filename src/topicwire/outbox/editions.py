"""One edition of the site as a folder: built aside, mostly from links to the one before, then given its name."""

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from topicwire.outbox.crew import share
from topicwire.outbox.files import MANY, Disk, digest_of, sync, write_new
from topicwire.ports.outbox import Sheet

PART = ".part"
"""Ends the name of a folder that is still being built."""

Manifest = Mapping[str, tuple[str, str]]
"""Path -> (key, SHA-256 hex)."""


@dataclass(slots=True, kw_only=True)
class Building:
    """An edition while it is built."""

    folder: Path
    before: Path | None  # the folder of the current edition
    known: Manifest  # what lies in `before`
    processes: int = 1  # to share the making of sheets between
    rows: dict[str, tuple[str, str]] = field(default_factory=dict)  # what lies in `folder` so far
    folders: set[str] = field(default_factory=set)  # known to be there
    written: list[str] = field(default_factory=list)
    cleared: set[str] = field(default_factory=set)  # paths of files taken away from where there is no new one yet


def build(building: Building, sheets: Sequence[Sheet]) -> None:
    """Make the folder, fill it with the sheets, and make it durable."""
    building.folder.mkdir()
    fill(building, sheets)


def fill(building: Building, sheets: Sequence[Sheet]) -> None:
    """Put the sheets into the folder, where none of them lies yet, and make it durable."""
    disk = Disk(building.folder)
    try:
        building.folders.add(str(building.folder))
        fresh = [sheet for sheet in sheets if not link_sheet(building, sheet)]
        for sheet, digest in zip(fresh, make_sheets(building, fresh), strict=True):
            building.rows[sheet.path] = (sheet.key, digest)
            building.written.append(f"{building.folder}/{sheet.path}")
        sync_built(building, disk, {sheet.path for sheet in sheets})
    finally:
        disk.close()


def link_sheet(building: Building, sheet: Sheet) -> bool:
    """Link the sheet's file when its key is as before."""
    known = building.known.get(sheet.path)
    if known is None or known[0] != sheet.key:
        return False
    make_folders(building, sheet.path)
    if not take_over(building, sheet.path):
        return False
    building.rows[sheet.path] = known
    return True


def make_sheets(building: Building, sheets: Sequence[Sheet]) -> list[str]:
    """Make sheets, in as many processes as are worth it, and give the digest of each."""
    return share(len(sheets), lambda number: make_sheet(building, sheets[number]), building.processes)


def make_sheet(building: Building, sheet: Sheet) -> str:
    """Make a sheet; link its file after all when its bytes are as before, write it when they are not."""
    raw = sheet.make()
    digest, known = digest_of(raw), building.known.get(sheet.path)
    make_folders(building, sheet.path)
    if known and known[1] == digest and take_over(building, sheet.path):
        return digest
    write_new(f"{building.folder}/{sheet.path}", raw)
    return digest


def make_folders(building: Building, path: str) -> None:
    """Make the folders a file lies in, once each; another process may be at it as well."""
    missing, here = [], f"{building.folder}/{path}".rpartition("/")[0]
    while here not in building.folders:
        missing.append(here)
        here = here.rpartition("/")[0]
    for folder in reversed(missing):
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102  # a Path takes longer to make than the folder
        building.folders.add(folder)


def sync_built(building: Building, disk: Disk, placed: set[str]) -> None:
    """Make durable what was built: a few files one by one, many with the whole disk."""
    if len(placed) > MANY and disk.sync():
        return
    folders = {parent for path in placed | building.cleared for parent in (building.folder / path).parents}
    below = sorted(folder for folder in folders if folder.is_relative_to(building.folder) and folder.is_dir())
    sync([*map(Path, building.written), *below])


def take_over(building: Building, path: str) -> bool:
    """Link the file of the edition before, or copy it where links are refused; False when it is not as we left it."""
    if building.before is None:
        return False
    old, new = f"{building.before}/{path}", f"{building.folder}/{path}"
    try:
        os.link(old, new, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except OSError:  # no links on this disk, or too many to this file
        return copy(building, old, new, building.known[path][1])
    return True


def copy(building: Building, old: str, new: str, digest: str) -> bool:
    """Copy a file whose bytes are still those of the manifest."""
    raw = Path(old).read_bytes()
    if digest_of(raw) != digest:
        return False
    write_new(new, raw)
    building.written.append(new)
    return True


def list_files(folder: Path) -> set[str]:
    """List the plain files below a folder by relative path; empty when there is no folder."""
    found = set[str]()
    waiting = [(folder, "")]
    while waiting:
        here, start = waiting.pop()
        with suppress(FileNotFoundError), os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((here / entry.name, f"{start}{entry.name}/"))
                elif entry.is_file(follow_symlinks=False):
                    found.add(start + entry.name)
    return found


def free_name(editions: Path, name: str) -> str:
    """Give `name`, or the first of `name.2`, `name.3` … that no folder has."""
    number, free = 1, name
    while (editions / free).exists():
        number += 1
        free = f"{name}.{number}"
    return free


def clear_unfinished(editions: Path) -> None:
    """Remove what a crash left half built."""
    for path in sorted(editions.glob(f"*{PART}")):
        shutil.rmtree(path)


def prune(editions: Path, current: str, keep: int) -> None:
    """Remove the oldest editions until `keep` are left; the current one always stays."""
    for path in over(editions, current, keep):
        shutil.rmtree(path)


def over(editions: Path, current: str, keep: int) -> list[Path]:
    """List the editions that are too many when `keep` stay, newest first; the current one always stays."""
    others = [path for path in editions.iterdir() if path.name != current]
    others.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    return others[max(keep - 1, 0) :]
