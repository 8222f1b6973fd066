"""Reads the record files of a folder; one that cannot be read costs no other."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from topicwire.config.files import RECORDS
from topicwire.errors import OutboxError, RecordError
from topicwire.formats.dates import read_date
from topicwire.formats.record import read_record, write_record
from topicwire.model.record import Record
from topicwire.outbox.paths import check_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A file that was not taken over; it stays where it is."""

    where: str  # FILE or FILE:LINE
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record file as it was read."""

    record: Record
    published_at: datetime  # aware, UTC
    sha256: str  # of the file's bytes
    is_same: bool  # written again it has the same bytes
    has_cr: bool  # it has CRLF line ends, and with LF it is the same


def read_records(hub: Path) -> tuple[tuple[Found, ...], tuple[Trouble, ...]]:
    """Read every record file below the hub folder, by path, and list what could not be read.

    Links are not followed, and a folder that is one is refused.
    """
    found, troubles = list[Found](), list[Trouble]()
    for path in _files(hub / RECORDS, hub, troubles):
        try:
            found.append(_read(hub, path))
        except (RecordError, OutboxError, OSError) as error:
            troubles.append(_trouble(path, error))
    return tuple(found), tuple(troubles)


def _files(folder: Path, hub: Path, troubles: list[Trouble]) -> Iterator[str]:
    """List the `.md` files as paths under the hub."""
    if folder.is_symlink():
        troubles.append(Trouble(where=folder.name, why="a link, which is not followed"))
        return
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _files(path, hub, troubles)
        elif entry.name.endswith(".md") and entry.is_file(follow_symlinks=False):
            yield path.relative_to(hub).as_posix()
        elif entry.name.endswith(".md"):
            where = path.relative_to(hub).as_posix()
            troubles.append(Trouble(where=where, why="no plain file, so it is not read"))


def _read(hub: Path, path: str) -> Found:
    raw = (hub / path).read_bytes()
    record = read_record(raw, path)
    try:
        check_path(path)
    except OutboxError as error:
        remedy = "rename the file: lower-case letters, digits, hyphens"
        raise RecordError("this is no name we write to", subject=path, remedy=remedy) from error
    written = write_record(record)
    return Found(
        record=record,
        published_at=_published_at(raw, record),
        sha256=sha256(raw).hexdigest(),
        is_same=written == raw,
        has_cr=b"\r\n" in raw and written == raw.replace(b"\r\n", b"\n"),
    )


def _published_at(raw: bytes, record: Record) -> datetime:
    at = read_date(record.published).at
    if at is None:
        line = raw[: raw.find(b"\npublishedDateTime:") + 1].count(b"\n") + 1
        raise RecordError(f"publishedDateTime: not a date: {record.published[:40]!r}", subject=f"{record.path}:{line}")
    return at.astimezone(UTC)


def _trouble(path: str, error: Exception) -> Trouble:
    if isinstance(error, RecordError):
        return Trouble(
            where=error.subject or path, why=f"{error.what} ({error.remedy})" if error.remedy else error.what
        )
    return Trouble(where=path, why=str(getattr(error, "strerror", None) or error))
