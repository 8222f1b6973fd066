"""The archive of fetched pages: WARC files that are only ever appended to, one series for each hub."""

import os
import re
from datetime import datetime
from pathlib import Path

from topicwire.errors import StoreError
from topicwire.model.page import PagePlace
from topicwire.ports.web import Response
from topicwire.store.warc import RECORD_LIMIT_BYTES, pack_opening, pack_response, unpack_body

FILE_NAME = re.compile(r"pages-(\d{6,12})\.warc\.gz")
MIB = 1024 * 1024


class WarcPages:
    """Implements `ports.pagestore.PageStore`.

    Each process writes a file of its own, made at its first append, and never one it found: what a killed process
    left half-written at the end of its file can then spoil nothing that comes later.
    """

    def __init__(self, folder: Path, max_file_mib: int = 256) -> None:
        """Archive into `folder`, made when there is none; start another file from `max_file_mib` on."""
        self._folder, self._max_bytes = folder, max_file_mib * MIB
        self._name, self._file, self._size = "", -1, 0

    def append(self, response: Response, at: datetime) -> PagePlace:
        """Append one response and give its place; durable after `flush`.

        Raises:
            StoreError: the disk is full or broken. What was flushed before stays readable.
        """
        record = pack_response(response, at)
        if self._file < 0 or self._size >= self._max_bytes:
            self._start_file(at)
        place = PagePlace(file=self._name, offset_bytes=self._size, length_bytes=len(record))
        self._write(record)
        return place

    def flush(self) -> None:
        """Make everything appended so far durable.

        Raises:
            StoreError: the disk refused; after that nothing of the open file since the last flush may be believed.
        """
        if self._file < 0:
            return
        try:
            os.fsync(self._file)
        except OSError as error:
            self._abandon()
            raise self._failure(error) from error

    def read(self, place: PagePlace) -> bytes:
        """Give the decoded body back.

        Raises:
            StoreError: it is not there, cut off, or damaged.
        """
        where = f"{place.file}:{place.offset_bytes}"
        if not FILE_NAME.fullmatch(place.file) or not 0 < place.length_bytes <= RECORD_LIMIT_BYTES:
            raise StoreError("this is no place in the archive", subject=where)
        try:
            file = os.open(self._folder / place.file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError as error:
            raise StoreError(
                "the archive file cannot be opened", subject=where, remedy="fetch the page again"
            ) from error
        try:
            packed = os.pread(file, place.length_bytes, place.offset_bytes)
        finally:
            os.close(file)
        return unpack_body(packed, where)

    def close(self) -> None:
        """Make all durable and close the open file; the next append starts another."""
        self.flush()
        self._abandon()

    def _start_file(self, at: datetime) -> None:
        self.close()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._name, self._file = self._create()
            self._size = 0
            sync_folder(self._folder)
        except OSError as error:
            raise self._failure(error) from error
        self._write(pack_opening(self._name, at))

    def _create(self) -> tuple[str, int]:
        """Create the next file of the series; another process may take the number first."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        number = last_number(self._folder)
        while True:
            number += 1
            name = f"pages-{number:06}.warc.gz"
            try:
                return name, os.open(self._folder / name, flags, 0o600)
            except FileExistsError:
                continue

    def _write(self, record: bytes) -> None:
        rest = memoryview(record)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            self._cut_back()
            raise self._failure(error) from error
        self._size += len(record)

    def _cut_back(self) -> None:
        """Take back half a record; where even that fails, leave the file alone from now on."""
        try:
            os.ftruncate(self._file, self._size)
        except OSError:
            self._abandon()

    def _abandon(self) -> None:
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)

    def _failure(self, error: OSError) -> StoreError:
        where = str(self._folder / self._name)
        return StoreError(
            f"the page archive cannot be written: {error.strerror}", subject=where, remedy="free some space"
        )


def last_number(folder: Path) -> int:
    """Give the number of the last file of the series, 0 when there is none."""
    found = (FILE_NAME.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in found if match), default=0)


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder durable."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
