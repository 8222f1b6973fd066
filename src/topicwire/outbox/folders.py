"""The folders below one root, opened without following any link, so that no write lands elsewhere."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from topicwire.errors import OutboxError
from topicwire.outbox.files import FOLDER
from topicwire.outbox.paths import check_path

NOT_OURS = {errno.ELOOP, errno.ENXIO, errno.EACCES, errno.EPERM, errno.EISDIR}
"""What opening a link, a socket, a forbidden file or a folder says."""


class Folders:
    """Opened folders of one run; close with `with`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._opened: dict[tuple[str, ...], int] = {}
        self._changed: set[tuple[str, ...]] = set()

    def __enter__(self) -> Self:
        self._opened[()] = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for opened in self._opened.values():
            os.close(opened)
        self._opened.clear()

    def read(self, path: str) -> bytes | Literal[False] | None:
        """Give the bytes of a plain file; None when there is nothing, False when it is no plain file we may read."""
        *parts, name = check_path(path)
        try:
            folder = self._open(tuple(parts), make=False)
            if folder is None:
                return None
            file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in NOT_OURS:
                return False
            raise
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.close(file)
            return False
        with os.fdopen(file, "rb") as opened:
            return opened.read()

    def move_in(self, aside: Path, path: str) -> None:
        """Rename a finished file into its place, making folders on the way."""
        *parts, name = check_path(path)
        folder = self._open(tuple(parts), make=True)
        os.rename(aside, name, dst_dir_fd=folder)
        self._changed.add(tuple(parts))

    def remove(self, path: str) -> None:
        """Remove a file."""
        *parts, name = check_path(path)
        folder = self._open(tuple(parts), make=False)
        if folder is not None:
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)
            self._changed.add(tuple(parts))

    def sync_changed(self) -> None:
        """Make the new names durable: one fsync for each folder that changed."""
        for parts in sorted(self._changed):
            os.fsync(self._opened[parts])
        self._changed.clear()

    def _open(self, parts: tuple[str, ...], *, make: bool) -> int | None:
        """Open a folder step by step; None when it is not there and is not to be made."""
        if parts in self._opened:
            return self._opened[parts]
        parent = self._open(parts[:-1], make=make)
        if parent is None:
            return None
        if make:
            with suppress(FileExistsError):
                os.mkdir(parts[-1], dir_fd=parent)
                self._changed.add(parts[:-1])
        try:
            self._opened[parts] = os.open(parts[-1], FOLDER, dir_fd=parent)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.ENOTDIR}:
                raise OutboxError(
                    "this has to be a plain folder", subject=str(self._root.joinpath(*parts)), remedy="move it away"
                ) from error
            raise
        return self._opened[parts]
