"""Copies a hub's files into another folder before it is taken over there. What is there already is never changed."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from topicwire.config.files import PRIVATE
from topicwire.errors import SettingsError
from topicwire.newsroom.importing.reading import Trouble

LEFT = frozenset({PRIVATE, ".git"})
"""Not copied: another hub's store, and a repository, whose hooks would run and whose remote would be written to."""


@dataclass(slots=True, kw_only=True)
class Copied:
    """What was copied, or would be."""

    files: int = 0
    there: int = 0  # files that were there already and stay as they are
    troubles: list[Trouble] = field(default_factory=list)


def copy_hub(start: Path, to: Path, *, dry_run: bool) -> Copied:
    """Copy all plain files; links and other special files are refused and named.

    Raises:
        SettingsError: one folder lies inside the other.
    """
    inside, outside = start.resolve(), to.resolve()
    if inside == outside or inside.is_relative_to(outside) or outside.is_relative_to(inside):
        raise SettingsError("the folders lie in each other", subject=str(to), remedy="choose another folder")
    copied = Copied()
    for path in _plain_files(start, start, copied):
        target = to / path
        if os.path.lexists(target):
            copied.there += 1
        else:
            copied.files += 1
            if not dry_run:
                _copy(start / path, target)
    return copied


def _plain_files(folder: Path, start: Path, copied: Copied) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        path = Path(entry.path).relative_to(start)
        if entry.name in LEFT and folder == start:
            copied.troubles.append(Trouble(where=path.as_posix(), why="not copied: it belongs to the old folder"))
        elif entry.is_dir(follow_symlinks=False):
            yield from _plain_files(Path(entry.path), start, copied)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            copied.troubles.append(Trouble(where=path.as_posix(), why="a link or special file, not copied"))


def _copy(start: Path, to: Path) -> None:
    """Copy beside the place and rename there, so that half a file is never taken for a whole one."""
    to.parent.mkdir(parents=True, exist_ok=True)
    beside = to.with_name(f".{to.name[:200]}.part")
    shutil.copyfile(start, beside, follow_symlinks=False)
    beside.replace(to)
