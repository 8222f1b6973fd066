"""Finds every sealed value of a hub, in record files and in the store; counts them and tries to open them."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from topicwire.config.files import RECORDS
from topicwire.errors import NotAuthenticError, NotSealedError, RecordError, SealError, UnknownKeyError
from topicwire.formats.record import read_record
from topicwire.model.ids import digest
from topicwire.model.record import RankedArticle
from topicwire.newsroom.newsletter.resealing import check_addresses, count_by_key
from topicwire.newsroom.room import Room
from topicwire.sealing.fields import read_fields
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import open_sealed
from topicwire.sealing.sealer import record_binding
from topicwire.sealing.shape import Legacy, find_sealed, parse

_LINE = re.compile(rb'^secured: "([A-Za-z0-9+/=;]*)"[ \t]*\r?$', re.MULTILINE)
_WORDS: Mapping[type[SealError], str] = {
    UnknownKeyError: "sealed with a key that the ring does not have, or has retired",
    NotAuthenticError: "changed, moved, or sealed with another key",
    NotSealedError: "not a sealed value",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is sealed in one record: in its file, in the store, or in both."""

    path: str  # under the hub
    in_file: str | None
    ranked: RankedArticle | None
    record_ids: tuple[str, ...]  # that the value in the file may be bound to; one where the store knows the record
    trouble: str = ""  # why the file could not be read

    @property
    def in_store(self) -> str | None:
        """Give the store's value."""
        return self.ranked.record.sealed if self.ranked else None


@dataclass(slots=True, kw_only=True)
class Census:
    """Counts of values by the id of their key (hex)."""

    files: Counter[str] = field(default_factory=Counter)
    store: Counter[str] = field(default_factory=Counter)
    legacy: int = 0  # files with a value of the older shape

    @property
    def sealed(self) -> int:
        """Count the values of version 2."""
        return self.files.total() + self.store.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A value that does not open, or could not be re-sealed."""

    path: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCheck:
    """What trying to open every value found."""

    opened: int
    legacy: int
    troubles: tuple[Trouble, ...]


def list_holdings(room: Room) -> Iterator[Holding]:
    """List what is sealed, by path; records that hold nothing are left out."""
    known = {ranked.record.path: ranked for ranked in room.store.ranked.iterate()}
    for path in _record_files(room.folder):
        ranked = known.pop(path, None)
        holding = _holding(room.folder, path, ranked)
        if holding.trouble or holding.in_file is not None or holding.in_store is not None:
            yield holding
    for path, ranked in sorted(known.items()):
        if ranked.record.sealed is not None:
            yield Holding(path=path, in_file=None, ranked=ranked, record_ids=(ranked.article_id,))


def _record_files(folder: Path) -> list[str]:
    found = (folder / RECORDS).rglob("*.md")
    return sorted(path.relative_to(folder).as_posix() for path in found if path.is_file() and not path.is_symlink())


def _holding(folder: Path, path: str, ranked: RankedArticle | None) -> Holding:
    ids = (ranked.article_id,) if ranked else ()
    try:
        file = os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(file, "rb") as opened:
            raw = opened.read()
        text = sealed_text(raw, path)
        return Holding(
            path=path,
            in_file=text,
            ranked=ranked,
            record_ids=ids or (_ids_from(raw, path) if find_sealed(text) else ()),
        )
    except (RecordError, OSError) as error:
        return Holding(path=path, in_file=None, ranked=ranked, record_ids=ids, trouble=str(error))


def sealed_text(raw: bytes, path: str) -> str | None:
    """Give the `secured` value of a record file, None when it has none.

    Raises:
        RecordError: the file cannot be read.
    """
    if b"secured" not in raw:
        return None
    front = raw[: raw.find(b"\n---", 3)]
    found = _LINE.findall(front)
    return found[0].decode("ascii") if len(found) == 1 else read_record(raw, path).sealed


def with_sealed_text(raw: bytes, path: str, old: str, new: str) -> bytes:
    """Put another value in the place of the one that is there; no other byte changes.

    Raises:
        RecordError: the value is not written the way we write it, or the file would read differently elsewhere.
    """
    before, after = f'secured: "{old}"'.encode(), f'secured: "{new}"'.encode()
    changed = raw.replace(before, after)
    was, now = read_record(raw, path), read_record(changed, path)
    is_ours = raw.count(before) == 1 and (was.sealed, now.sealed) == (old, new)
    if not is_ours or replace(was, sealed=None) != replace(now, sealed=None):
        raise RecordError("the sealed value is not written as we write it", subject=path)
    return changed


def _ids_from(raw: bytes, path: str) -> tuple[str, ...]:
    """Derive what the record's id can be where no store says it: ids come from the publisher's address."""
    record = read_record(raw, path)
    return tuple(dict.fromkeys(digest(url) for url in (record.original_url, record.web_url) if url))


def take_census(room: Room) -> Census:
    """Count all values by key, without opening any."""
    census = Census()
    for holding in list_holdings(room):
        for text, counts in ((holding.in_file, census.files), (holding.in_store, census.store)):
            if sealed := find_sealed(text):
                counts[sealed.key_id.hex()] += 1
        census.legacy += _is_legacy(holding.in_file)
    census.store.update(count_by_key(room))
    return census


def _is_legacy(text: str | None) -> bool:
    try:
        return text is not None and isinstance(parse(text), Legacy)
    except NotSealedError:
        return False


def check_values(room: Room, ring: KeyRing) -> KeyCheck:
    """Open every value of version 2 and read its fields; legacy values are counted and left."""
    opened, legacy, troubles = 0, 0, list[Trouble]()
    for holding in list_holdings(room):
        if holding.trouble:
            troubles.append(Trouble(path=holding.path, why=holding.trouble))
        for text in dict.fromkeys((holding.in_file, holding.in_store)):
            if text is None:
                continue
            if _is_legacy(text):
                legacy += 1
                continue
            try:
                open_holding(text, ring, holding)
                opened += 1
            except SealError as error:
                troubles.append(Trouble(path=holding.path, why=words_for(error)))
    addresses, closed = check_addresses(room, ring)
    if closed:
        troubles.append(Trouble(path="newsletter subscribers", why=f"{closed} addresses do not open"))
    opened += addresses
    return KeyCheck(opened=opened, legacy=legacy, troubles=tuple(troubles))


def open_holding(text: str, ring: KeyRing, holding: Holding) -> tuple[Private[bytes], str]:
    """Open a value of a record and check that it holds the fields we seal; give it with the record's id.

    Raises:
        SealError: it does not open for this record.
    """
    failure: SealError = NotAuthenticError()
    for record_id in holding.record_ids:
        try:
            opened = open_sealed(text, ring, record_binding(ring.site, record_id))
        except SealError as error:
            failure = error
            continue
        read_fields(opened)
        return opened, record_id
    raise failure


def words_for(error: SealError) -> str:
    """Say to the operator, and to nobody else, why a value does not open."""
    return _WORDS.get(type(error), str(error))
