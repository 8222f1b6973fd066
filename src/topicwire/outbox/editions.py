"""One edition of the site as a folder: built aside, mostly from links to the one before, then given its name."""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from topicwire.outbox.files import digest_of, sync, write_new
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
    rows: dict[str, tuple[str, str]] = field(default_factory=dict)  # what lies in `folder` so far
    folders: set[Path] = field(default_factory=set)
    written: list[Path] = field(default_factory=list)


def build(building: Building, sheets: Iterable[Sheet]) -> None:
    """Fill the folder with the sheets, in order, and make it durable."""
    building.folder.mkdir()
    building.folders.add(building.folder)
    for sheet in sheets:
        place_sheet(building, sheet)
    sync([*building.written, *sorted(building.folders)])


def place_sheet(building: Building, sheet: Sheet) -> None:
    """Link the sheet's file when its key, or at least its bytes, are as before; write it when they are not."""
    make_folders(building, building.folder / sheet.path)
    known = building.known.get(sheet.path)
    if known and known[0] == sheet.key and take_over(building, sheet.path):
        building.rows[sheet.path] = known
        return
    raw = sheet.make()
    digest = digest_of(raw)
    if not (known and known[1] == digest and take_over(building, sheet.path)):
        target = building.folder / sheet.path
        write_new(target, raw)
        building.written.append(target)
    building.rows[sheet.path] = (sheet.key, digest)


def make_folders(building: Building, target: Path) -> None:
    """Make the folders a file lies in, once each."""
    missing = []
    for parent in target.parents:
        if parent in building.folders:
            break
        missing.append(parent)
    for parent in reversed(missing):
        parent.mkdir()
        building.folders.add(parent)


def take_over(building: Building, path: str) -> bool:
    """Link the file of the edition before, or copy it where links are refused; False when it is not as we left it."""
    if building.before is None:
        return False
    old, new = building.before / path, building.folder / path
    try:
        os.link(old, new, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except OSError:  # no links on this disk, or too many to this file
        return copy(building, old, new, building.known[path][1])
    return True


def copy(building: Building, old: Path, new: Path, digest: str) -> bool:
    """Copy a file whose bytes are still those of the manifest."""
    raw = old.read_bytes()
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
    others = [path for path in editions.iterdir() if path.name != current]
    others.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for path in others[max(keep - 1, 0) :]:
        shutil.rmtree(path)
