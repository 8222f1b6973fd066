"""Sealed addresses when keys are rotated: counted by key, sealed again, opened to be checked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from topicwire.errors import SealError
from topicwire.model.newsletter import Subscriber
from topicwire.newsroom.newsletter.places import SECRET, address_place, secret_place
from topicwire.newsroom.room import Room
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import Binding, open_sealed, seal
from topicwire.sealing.shape import find_sealed


def count_by_key(room: Room) -> Counter[str]:
    """Count the sealed addresses, and the secret they are found by, by the id of their key (hex)."""
    found = (find_sealed(text) for text in _texts(room))
    return Counter(sealed.key_id.hex() for sealed in found if sealed)


def reseal_addresses(room: Room, ring: KeyRing) -> int:
    """Seal with the active key what is under another, and count it; cut off, the next call goes on from there.

    Raises:
        SealError: a value does not open.
    """
    count = 0
    with room.store.transaction():
        kept = _secret(room)
        if kept is not None and not _is_current(kept, ring):
            room.store.learned.keep(SECRET, _again(kept, ring, secret_place(ring)).encode())
            count += 1
    for subscriber in room.store.newsletter.subscribers.list_all():
        count += _reseal_one(room, ring, subscriber)
    return count


def check_addresses(room: Room, ring: KeyRing) -> tuple[int, int]:
    """Open everything, and count what opens and what does not."""
    opened = failed = 0
    for text, place in _placed(room, ring):
        try:
            open_sealed(text, ring, place)
            opened += 1
        except SealError:
            failed += 1
    return opened, failed


def _reseal_one(room: Room, ring: KeyRing, found: Subscriber) -> int:
    """Seal one address again, unless its owner left between the listing and now."""
    with room.store.transaction():
        now = room.store.newsletter.subscribers.find(found.id)
        if now is None or now.sealed is None or _is_current(now.sealed, ring):
            return 0
        again = _again(now.sealed, ring, address_place(ring, now.id))
        room.store.newsletter.subscribers.keep(replace(now, sealed=again))
        return 1


def _again(text: str, ring: KeyRing, place: Binding) -> str:
    opened = open_sealed(text, ring, place)
    again = seal(opened, ring.active, place)
    if open_sealed(again, ring, place) != opened:
        raise SealError
    return again


def _is_current(text: str, ring: KeyRing) -> bool:
    sealed = find_sealed(text)
    return sealed is not None and sealed.key_id == ring.active.id


def _secret(room: Room) -> str | None:
    kept = room.store.learned.find(SECRET)
    return None if kept is None else kept.decode("ascii", "replace")


def _texts(room: Room) -> Iterator[str]:
    secret = _secret(room)
    if secret is not None:
        yield secret
    yield from (one.sealed for one in room.store.newsletter.subscribers.list_all() if one.sealed is not None)


def _placed(room: Room, ring: KeyRing) -> Iterator[tuple[str, Binding]]:
    secret = _secret(room)
    if secret is not None:
        yield secret, secret_place(ring)
    for one in room.store.newsletter.subscribers.list_all():
        if one.sealed is not None:
            yield one.sealed, address_place(ring, one.id)
