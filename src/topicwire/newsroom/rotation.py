"""Rotation: a new key, then every value of the hub read, opened, sealed again, swapped in and opened once more.

It can be cut off anywhere and begun again. The ring is written before the first value and after the last. A record is
changed like a publication changes it (outbox/records.py): the new bytes wait aside, the store is told the new value and
what is intended, the file is renamed into place if it is still what was read, and the store is told that it is done.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from topicwire.config.files import LOCK
from topicwire.errors import OutboxError, RecordError, SealError
from topicwire.model.record import RankedArticle
from topicwire.newsroom.keys import count_seals, keep_seals, must_open_ring
from topicwire.newsroom.newsletter.resealing import count_by_key, reseal_addresses
from topicwire.newsroom.room import Room
from topicwire.newsroom.sealed_values import (
    Holding,
    Trouble,
    list_holdings,
    open_holding,
    take_census,
    with_sealed_text,
    words_for,
)
from topicwire.outbox.files import digest_of, sync, told, write_new
from topicwire.outbox.folders import Folders
from topicwire.outbox.judging import settle_intended
from topicwire.outbox.records import INTENDED, RECORDS, clear_aside, digest_on_disk
from topicwire.pipeline.lock import hub_lock
from topicwire.sealing.checks import new_key
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.ring_file import write_ring
from topicwire.sealing.seal import open_sealed, seal
from topicwire.sealing.sealer import Sealer, record_binding
from topicwire.sealing.shape import find_sealed
from topicwire.stages.rank.records import sealed_by_digest

ASIDE = ".topicwire/rotation.part"
BATCH = 100
"""Records changed together: two transactions and one fsync of the folder for each batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """What a rotation did, or would do."""

    active: str  # id of the key that seals from now on; empty in a dry run that would make one
    is_resumed: bool  # an earlier one had not ended
    resealed: int  # records whose value was sealed again
    legacy: int  # values of the older shape, left as they are
    retired: tuple[str, ...]  # ids of the keys that nothing is sealed with any more
    troubles: tuple[Trouble, ...]  # what keeps the old keys from being retired


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One record, ready to be swapped."""

    path: str
    old: bytes | None  # the file as read; None: only the store changes
    new: bytes | None
    ranked: RankedArticle | None  # the store's record with the new value; None: only the file changes


@dataclass(slots=True, kw_only=True)
class _Work:
    """A rotation under way."""

    room: Room
    ring: KeyRing
    folders: Folders
    sealer: Sealer  # counts the seals
    resealed: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def rotate(room: Room, environment: Mapping[str, str], *, dry_run: bool = False) -> Rotation:
    """Rotate, or end a rotation that was cut off; old keys are retired when nothing is sealed with them.

    Raises:
        KeyRingError: there is no ring, or it cannot be used.
        HubBusyError: the hub runs.
    """
    with hub_lock(room.folder / LOCK):
        ring, path = must_open_ring(room, environment)
        is_resumed = bool(ring.read_only)
        if dry_run:
            return _foresee(room, ring, is_resumed=is_resumed)
        if not is_resumed:
            ring = ring.rotated(new_key(ring.site, room.clock.now(), secrets.token_bytes))
            write_ring(path, ring)
        work = _reseal_all(room, ring)
        _reseal_newsletter(work)
        return _end(work, path, is_resumed=is_resumed)


def _foresee(room: Room, ring: KeyRing, *, is_resumed: bool) -> Rotation:
    current = ring.active.id if is_resumed else None
    due = [holding for holding in list_holdings(room) if _is_due(holding, current)]
    addresses = count_by_key(room)
    others = addresses.total() - (addresses[current.hex()] if current else 0)
    active = ring.active.id.hex() if is_resumed else ""
    legacy = take_census(room).legacy
    return Rotation(
        active=active, is_resumed=is_resumed, resealed=len(due) + others, legacy=legacy, retired=(), troubles=()
    )


def _reseal_all(room: Room, ring: KeyRing) -> _Work:
    with told(room.folder), Folders(room.folder) as folders:
        _settle(room, folders)
        work = _Work(room=room, ring=ring, folders=folders, sealer=Sealer(ring=ring))
        work.sealer.seals = count_seals(room, ring.active.id)
        clear_aside(room.folder / ASIDE)
        due = (holding for holding in list_holdings(room) if _is_due(holding, ring.active.id) or holding.trouble)
        while batch := list(islice(due, BATCH)):
            _reseal_batch(work, batch)
        (room.folder / ASIDE).rmdir()
    return work


def _reseal_newsletter(work: _Work) -> None:
    """Seal the addresses of the newsletter's subscribers again."""
    try:
        work.resealed += reseal_addresses(work.room, work.ring)
    except SealError as error:
        work.troubles.append(Trouble(path="newsletter subscribers", why=words_for(error)))


def _end(work: _Work, path: Path, *, is_resumed: bool) -> Rotation:
    census = take_census(work.room)
    in_use = {key_id for counts in (census.files, census.store) for key_id in counts}
    old = tuple(key.id.hex() for key in work.ring.read_only)
    is_done = not work.troubles and in_use.isdisjoint(old)
    if is_done:
        write_ring(path, work.ring.ended())
    return Rotation(
        active=work.ring.active.id.hex(),
        is_resumed=is_resumed,
        resealed=work.resealed,
        legacy=census.legacy,
        retired=old if is_done else (),
        troubles=tuple(work.troubles),
    )


def _settle(room: Room, folders: Folders) -> None:
    """Find out how far a run or rotation that was cut off came, so that its files are not taken for a person's."""
    files = room.store.files
    intended = files.list_all(INTENDED)
    if intended:
        written = settle_intended(files.list_all(RECORDS), intended, partial(digest_on_disk, folders))
        files.replace({RECORDS: written, INTENDED: {}})


def _is_due(holding: Holding, active: bytes | None) -> bool:
    found = (find_sealed(holding.in_file), find_sealed(holding.in_store))
    return any(sealed is not None and sealed.key_id != active for sealed in found)


def _reseal_batch(work: _Work, batch: list[Holding]) -> None:
    changes = [change for holding in batch for change in _plan(work, holding)]
    aside = [(change, work.room.folder / ASIDE / f"{at:06}") for at, change in enumerate(changes)]
    for change, place in aside:
        if change.new is not None:
            write_new(place, change.new)
    sync([*(place for change, place in aside if change.new is not None), work.room.folder / ASIDE])
    ours = _tell_store(work, changes)
    done = [change for change, place in aside if change.new is None or _swap(work, change, place)]
    work.folders.sync_changed()
    with work.room.store.transaction():
        for change in done:
            if change.path in ours:
                work.room.store.files.keep(RECORDS, change.path, *ours[change.path])
        for path in ours:
            work.room.store.files.drop(INTENDED, path)
    work.resealed += len(done)


def _plan(work: _Work, holding: Holding) -> Iterator[_Change]:
    """Seal the values of one record again; nothing for one that cannot be, which is told as trouble."""
    try:
        if holding.trouble:
            raise RecordError(holding.trouble)
        yield _change(work, holding)
    except SealError as error:
        work.troubles.append(Trouble(path=holding.path, why=words_for(error)))
    except (RecordError, OutboxError) as error:
        work.troubles.append(Trouble(path=holding.path, why=error.what))


def _change(work: _Work, holding: Holding) -> _Change:
    again = _Again(work=work, holding=holding)
    old = new = None
    in_file = again.of(holding.in_file)
    if in_file is not None and holding.in_file is not None and in_file != holding.in_file:
        read = work.folders.read(holding.path)
        if not isinstance(read, bytes):
            raise RecordError("no plain file, or gone meanwhile", subject=holding.path)
        old, new = read, with_sealed_text(read, holding.path, holding.in_file, in_file)
    ranked, in_store = None, again.of(holding.in_store)
    if holding.ranked and in_store != holding.in_store:
        ranked = sealed_by_digest(replace(holding.ranked, record=replace(holding.ranked.record, sealed=in_store)))
    return _Change(path=holding.path, old=old, new=new, ranked=ranked)


@dataclass(slots=True, kw_only=True)
class _Again:
    """Seals the values of one record again, equal ones once."""

    work: _Work
    holding: Holding
    made: dict[str, str] = field(default_factory=dict)

    def of(self, text: str | None) -> str | None:
        """Give the value under the active key; legacy values, and those that are under it already, as they are."""
        sealed = find_sealed(text)
        if text is None or sealed is None or sealed.key_id == self.work.ring.active.id:
            return text
        if text not in self.made:
            self.made[text] = self._seal(text)
        return self.made[text]

    def _seal(self, text: str) -> str:
        ring = self.work.ring
        opened, record_id = open_holding(text, ring, self.holding)
        binding = record_binding(ring.site, record_id)
        told = self._told_already()
        if told is not None and open_sealed(told, ring, binding) == opened:
            return told
        self.work.sealer.seals += 1
        again = seal(opened, ring.active, binding)
        if open_sealed(again, ring, binding) != opened:
            raise SealError
        return again

    def _told_already(self) -> str | None:
        """Give the store's value when it is under the active key: a rotation was cut off before the file got it."""
        known = find_sealed(self.holding.in_store)
        return known.text if known and known.key_id == self.work.ring.active.id else None


def _tell_store(work: _Work, changes: list[_Change]) -> dict[str, tuple[str, str]]:
    """Keep the new values and what is intended; give the manifest rows of the files that are ours, by path."""
    store = work.room.store
    written = store.files.list_all(RECORDS)
    ours = {
        change.path: (written[change.path][0], digest_of(change.new))
        for change in changes
        if change.new is not None and _is_ours(change, written)
    }
    with store.transaction():
        for change in changes:
            if change.ranked:
                store.ranked.keep(change.ranked)
        for path, row in ours.items():
            store.files.keep(INTENDED, path, *row)
        keep_seals(work.room, work.sealer)
    return ours


def _is_ours(change: _Change, written: Mapping[str, tuple[str, str]]) -> bool:
    return change.path in written and change.old is not None and digest_of(change.old) == written[change.path][1]


def _swap(work: _Work, change: _Change, place: Path) -> bool:
    """Rename the new file into place if the old one is still what was read."""
    if work.folders.read(change.path) != change.old:
        work.troubles.append(Trouble(path=change.path, why="changed meanwhile; rotate again"))
        place.unlink()
        return False
    work.folders.move_in(place, change.path)
    return True
