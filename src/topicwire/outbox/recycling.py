"""Building an edition out of an old one that is to go: only the files in which the two differ are touched.

A new folder of links costs as much as the site has files; a run changes a few of them. The edition that would be
removed next is nearly the one wanted, so it gets another name first, where no reader finds it, and is then mended.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from topicwire.outbox import editions
from topicwire.outbox.editions import Building, Manifest
from topicwire.ports.outbox import Sheet

DIFFERING = "site.differing"
"""Its paths are `<folder>/<path>`: the files in which that kept edition differs from the current one, or `<folder>`
alone, which says that all of its are known. The keys mean nothing."""
MOST, MOST_SHARE = 100, 0.25
"""Files, or their share, that may differ: beyond both a new folder costs no more."""


def find_recyclable(folder: Path, keep: int, current: str, differing: Manifest) -> str | None:
    """Give the edition that would be removed once there is another; None when it is not known well enough."""
    for path in editions.over(folder, current, keep - 1):
        if path.name in differing:
            return path.name
    return None


def recycle(building: Building, old: Path, sheets: Sequence[Sheet], differing: Manifest) -> bool:
    """Turn the old edition's folder into the one to build; False when it had lost files, and is gone now.

    Args:
        building: `before` and `known` are of the current edition.
        old: folder of the edition that is used up.
        sheets: all of the new edition.
        differing: the manifest of that name.
    """
    wanted = {sheet.path: sheet.key for sheet in sheets}
    known = {path: key for path, (key, _) in building.known.items()}
    touched = {path for path, key in wanted.items() if known.get(path) != key} | (known.keys() - wanted.keys())
    touched |= files_of(old.name, differing)
    old.rename(building.folder)
    os.utime(building.folder)  # it is as new as its name: the oldest are removed first
    if not all_there(building.folder, wanted.keys() - touched):
        return False
    building.cleared.update(touched)
    clear(building.folder, touched)
    building.rows.update((path, building.known[path]) for path in wanted.keys() - touched)
    editions.fill(building, [sheet for sheet in sheets if sheet.path in touched])
    return True


def all_there(folder: Path, paths: Iterable[str]) -> bool:
    """Tell whether every file is there: somebody may have removed one while the edition was public."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return all(os.access(path, os.F_OK, dir_fd=opened, follow_symlinks=False) for path in paths)
    finally:
        os.close(opened)


def clear(folder: Path, paths: Iterable[str]) -> None:
    """Remove these files where they are, and the folders that are empty then."""
    for path in paths:
        with suppress(FileNotFoundError):
            (folder / path).unlink()
            remove_empty(folder, path)


def remove_empty(folder: Path, path: str) -> None:
    """Remove the folders a file lay in, up to the first that holds anything else."""
    with suppress(OSError):
        while path := path.rpartition("/")[0]:
            (folder / path).rmdir()


def differing_after(folder: Path, before: str | None, known: Manifest, rows: Manifest, differing: Manifest) -> Manifest:
    """Give the manifest of what differs from the edition that has just become current.

    Args:
        folder: of the editions.
        before: the edition that was current until now.
        known: what lies in it; empty when that is not known.
        rows: what lies in the new one.
        differing: the manifest until now.
    """
    if before is None or not known:
        return {}
    changed = {
        path for path in known.keys() | rows.keys() if known.get(path, ("", ""))[1] != rows.get(path, ("", ""))[1]
    }
    found = {name: files_of(name, differing) for name in differing if "/" not in name} | {before: set()}
    kept = {
        name: paths | changed
        for name, paths in found.items()
        if len(paths | changed) <= max(MOST, len(rows) * MOST_SHARE) and (folder / name).is_dir()
    }
    lines = (line for name, paths in kept.items() for line in (name, *(f"{name}/{path}" for path in paths)))
    return dict.fromkeys(lines, ("", ""))


def files_of(name: str, differing: Mapping[str, object]) -> set[str]:
    """Give the files in which one edition differs."""
    start = f"{name}/"
    return {path.removeprefix(start) for path in differing if path.startswith(start)}
