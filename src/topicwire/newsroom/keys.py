"""The hub's permanent id, its key ring, and the sealer a run works with."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from topicwire.config.files import LOCK
from topicwire.errors import KeyRingError, SettingsError
from topicwire.newsroom.room import Room
from topicwire.newsroom.sealed_values import Census, take_census
from topicwire.outbox.files import write_whole
from topicwire.pipeline.lock import hub_lock
from topicwire.sealing.checks import new_key
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.ring_file import read_ring, write_ring
from topicwire.sealing.sealer import Sealer

SITE_ID = "_data/site.id"
"""Under the hub and part of its repository: no secret, and the same in every clone (decision note 7)."""
VARIABLE = "TOPICWIRE_KEYS"
"""Names the ring's file, or a folder that holds one file for each hub."""
SITE_ID_BYTES = 16
_ID = re.compile(r"[0-9a-f]{32}")
_SEALS = "sealing.seals."
"""Starts the name of a key's count of seals in the store's learned states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One key in a list; never a byte of it but its id."""

    id: str
    state: str
    created_at: datetime
    in_files: int  # record files whose value names it
    in_store: int  # records of the store whose value names it
    seals: int  # ever made with it here


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyList:
    """The ring and what is sealed with it."""

    site: str | None  # None: nothing was ever sealed here
    path: Path | None
    keys: tuple[KeyLine, ...]
    strangers: dict[str, int]  # values by ids of keys that the ring does not have
    legacy: int  # files with a value of the older shape: opaque, left as they are


def find_site_id(folder: Path) -> str | None:
    """Give the hub's permanent id, None when it has none yet.

    Raises:
        SettingsError: the file says no id.
    """
    path = folder / SITE_ID
    try:
        text = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", subject=str(path)) from error
    if not _ID.fullmatch(text):
        remedy = "restore it from your repository: what is sealed opens under the old id alone"
        raise SettingsError("this is no hub id", subject=f"{path}:1", remedy=remedy)
    return text


def ring_path(folder: Path, site: str, environment: Mapping[str, str]) -> Path:
    """Give where the ring lies: `$TOPICWIRE_KEYS`, else below the user's own settings.

    Raises:
        KeyRingError: that is inside the hub's folder, from where keys would be published.
    """
    named = environment.get(VARIABLE, "")
    if named:
        path = Path(named).expanduser()
        path = path / f"{site}.json" if path.is_dir() else path
    else:
        home = Path(environment.get("HOME") or Path.home())
        settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        path = settings / "topicwire" / "keys" / f"{site}.json"
    if path.resolve().is_relative_to(folder.resolve()):
        raise KeyRingError("a key ring lies outside the hub's folder", subject=str(path), remedy=f"set {VARIABLE}")
    return path


def open_ring(folder: Path, environment: Mapping[str, str]) -> KeyRing | None:
    """Read and check the hub's ring; None when it has none.

    Raises:
        KeyRingError: the ring cannot be used, or `$TOPICWIRE_KEYS` names one that is not there. Nothing may run then.
        SettingsError: the hub's id is damaged.
    """
    site = find_site_id(folder)
    if site is None:
        return None
    path = ring_path(folder, site, environment)
    ring = read_ring(path, site)
    if ring is None and environment.get(VARIABLE):
        raise KeyRingError("there is no key ring", subject=str(path), remedy=f"mount it, or unset {VARIABLE}")
    return ring


def must_open_ring(room: Room, environment: Mapping[str, str]) -> tuple[KeyRing, Path]:
    """Give the ring and its file.

    Raises:
        KeyRingError: there is none, or it cannot be used.
    """
    ring = open_ring(room.folder, environment)
    if ring is None:
        raise KeyRingError("this hub has no key ring here", subject=str(room.folder), remedy="topicwire keys new")
    return ring, ring_path(room.folder, ring.site, environment)


def open_sealer(room: Room, environment: Mapping[str, str]) -> Sealer:
    """Give what a run seals with; call it once a run, while the hub is locked.

    Raises:
        KeyRingError: there is a ring and it cannot be used: the run has to stop.
    """
    ring = open_ring(room.folder, environment)
    return Sealer(ring=ring, seals=count_seals(room, ring.active.id) if ring else 0)


def count_seals(room: Room, key_id: bytes) -> int:
    """Count the seals ever made with a key here."""
    kept = room.store.learned.find(_SEALS + key_id.hex())
    return int(kept) if kept else 0


def keep_seals(room: Room, sealer: Sealer) -> None:
    """Keep the count of seals; call it at the end of a run."""
    if sealer.ring:
        room.store.learned.keep(_SEALS + sealer.ring.active.id.hex(), str(sealer.seals).encode())


def new_ring(room: Room, environment: Mapping[str, str], *, is_lost: bool = False) -> tuple[KeyRing, Path]:
    """Make a ring with one key, and the hub's id where it has none.

    Args:
        room: the hub.
        environment: says where the ring goes.
        is_lost: the ring that sealed what is there is gone for good; begin anew all the same.

    Raises:
        KeyRingError: there is a ring already, or values that a new one could not open.
    """
    with hub_lock(room.folder / LOCK):
        site = find_site_id(room.folder)
        sealed = take_census(room).sealed
        if sealed and not is_lost:
            remedy = "bring its ring (and _data/site.id) here; with --lost begin anew and lose what they say"
            raise KeyRingError(f"{sealed} values are sealed with another ring", remedy=remedy)
        site = site or _keep_site_id(room.folder)
        path = ring_path(room.folder, site, environment)
        ring = KeyRing(site=site, keys=(new_key(site, room.clock.now(), secrets.token_bytes),))
        write_ring(path, ring, is_new=True)
    return ring, path


def _keep_site_id(folder: Path) -> str:
    """Choose the hub's id, once."""
    site = secrets.token_hex(SITE_ID_BYTES)
    (folder / SITE_ID).parent.mkdir(exist_ok=True)
    write_whole(folder / SITE_ID, f"{site}\n".encode())
    return site


def list_keys(room: Room, environment: Mapping[str, str]) -> KeyList:
    """List the ring's keys, oldest first, and count what is sealed with each."""
    site, census = find_site_id(room.folder), take_census(room)
    ring = open_ring(room.folder, environment)
    known = {key.id.hex() for key in ring.keys} if ring else set[str]()
    every = census.files + census.store
    return KeyList(
        site=site,
        path=ring_path(room.folder, site, environment) if site else None,
        keys=_lines(room, ring, census) if ring else (),
        strangers={key_id: count for key_id, count in sorted(every.items()) if key_id not in known},
        legacy=census.legacy,
    )


def _lines(room: Room, ring: KeyRing, census: Census) -> tuple[KeyLine, ...]:
    return tuple(
        KeyLine(
            id=key.id.hex(),
            state=key.state.value,
            created_at=key.created_at,
            in_files=census.files[key.id.hex()],
            in_store=census.store[key.id.hex()],
            seals=count_seals(room, key.id),
        )
        for key in ring.keys
    )
