"""The file a key ring lies in: outside store and repository, closed to everybody else.

    {"format": "topicwire-keys-1", "site": "HEX", "keys": [
      {"id": "8 hex", "key": "64 hex", "state": "active", "created": "2026-03-02T12:00:00Z", "check": "base64;base64"}]}

No message of this module says a byte of a key.
"""

import json
import os
import re
import stat
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from topicwire.errors import KeyRingError
from topicwire.sealing.checks import verify
from topicwire.sealing.keys import KEY_BYTES, Key, KeyState
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.shape import KEY_ID

FORMAT = "topicwire-keys-1"
OWN_FILE, OWN_FOLDER = 0o600, 0o700
LARGEST = 1024 * 1024
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"
_RESTORE = "restore the file from your backup"


def read_ring(path: Path, site: str) -> KeyRing | None:
    """Read the ring of the hub of that id and check every key; None when there is no file.

    Raises:
        KeyRingError: open to others, not ours, damaged, of another hub, or with a wrong key.
    """
    raw = _read(path)
    if raw is None:
        return None
    try:
        ring = _ring(raw)
        if ring.site != site:
            raise KeyRingError("the key ring belongs to another hub", remedy="point TOPICWIRE_KEYS at the right file")
        verify(ring)
    except KeyRingError as error:
        raise KeyRingError(error.what, subject=str(path), remedy=error.remedy) from None
    return ring


def write_ring(path: Path, ring: KeyRing, *, is_new: bool = False) -> None:
    """Write the ring: beside its place, fsynced, renamed there, the folder fsynced. A link to the file is followed.

    Raises:
        KeyRingError: it cannot be written, or is to be new and is there already; the old file is as it was.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        _write_new(beside, _raw(ring))
        if is_new:
            os.link(beside, target)  # unlike a rename this never replaces a ring
            beside.unlink()
        else:
            beside.rename(target)
        _sync_folder(target.parent)
    except FileExistsError as error:
        beside.unlink(missing_ok=True)
        raise KeyRingError("there is a key ring already", subject=str(path), remedy="nothing was changed") from error
    except OSError as error:
        raise KeyRingError(f"cannot be written: {error.strerror}", subject=str(path)) from error


def _read(path: Path) -> bytes | None:
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyRingError(f"cannot be read: {error.strerror}", subject=str(path)) from error
    try:
        _check_owner(os.fstat(file), path)
        with os.fdopen(file, "rb", closefd=False) as opened:
            raw = opened.read(LARGEST + 1)
    finally:
        os.close(file)
    if len(raw) > LARGEST:
        raise KeyRingError("too large for a key ring", subject=str(path), remedy=_RESTORE)
    return raw


def _check_owner(facts: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise KeyRingError("a key ring is a plain file", subject=str(path))
    if facts.st_mode & 0o077:
        raise KeyRingError("others may read this key ring", subject=str(path), remedy=f"chmod 600 {path}")
    if facts.st_uid not in (os.geteuid(), 0):
        raise KeyRingError("this key ring belongs to another user", subject=str(path))


def _write_new(path: Path, raw: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, OWN_FILE)
    with os.fdopen(file, "wb") as opened:
        opened.write(raw)
        opened.flush()
        os.fsync(file)


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _raw(ring: KeyRing) -> bytes:
    keys = [
        {
            "id": key.id.hex(),
            "key": key.secret.reveal().hex(),
            "state": key.state.value,
            "created": key.created_at.astimezone(UTC).strftime(_INSTANT),
            "check": key.check,
        }
        for key in ring.keys
    ]
    return (json.dumps({"format": FORMAT, "site": ring.site, "keys": keys}, indent=2) + "\n").encode("ascii")


def _ring(raw: bytes) -> KeyRing:
    try:
        read = json.loads(raw.decode("ascii"))
        if read["format"] != FORMAT or read.keys() != {"format", "site", "keys"}:
            raise ValueError
        keys = tuple(_key(row) for row in read["keys"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise KeyRingError("not a key ring, or damaged", remedy=_RESTORE) from None
    return KeyRing(site=str(read["site"]), keys=keys)


def _key(row: Mapping[str, Any]) -> Key:
    if row.keys() != {"id", "key", "state", "created", "check"} or not isinstance(row["check"], str):
        raise ValueError
    return Key(
        id=_from_hex(row["id"], KEY_ID),
        secret=Private(_from_hex(row["key"], KEY_BYTES)),
        state=KeyState(row["state"]),
        created_at=datetime.strptime(row["created"], _INSTANT).replace(tzinfo=UTC),
        check=row["check"],
    )


def _from_hex(text: str, size: int) -> bytes:
    if not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", text):
        raise ValueError
    return bytes.fromhex(text)
