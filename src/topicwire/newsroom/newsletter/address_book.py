"""Addresses of subscribers: sealed with the hub's key ring, found again by a keyed hash, confirmed by a signed token.

Nothing that leaves this module is an address but what `address` gives, and that shows itself to nobody.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from topicwire.errors import AddressError, NotSealedError
from topicwire.model.newsletter import Subscriber, SubscriberId
from topicwire.newsroom.keys import must_open_ring
from topicwire.newsroom.newsletter.places import SECRET, address_place, secret_place
from topicwire.newsroom.room import Room
from topicwire.sealing.marks import mark
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import open_sealed, seal
from topicwire.text.mailboxes import mailbox, same_mailbox

SECRET_BYTES, SIGNED_BYTES = 32, 16
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MICRO = timedelta(microseconds=1)
_FAR = 2**57  # microseconds: what a date can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a confirmation link says, once its signature is right."""

    subscriber_id: SubscriberId
    asked_at: datetime  # of the sign-up it belongs to
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressBook:
    """Seals, opens, finds and signs for one hub."""

    ring: KeyRing
    secret: Private[bytes]

    def lookup(self, address: str) -> str:
        """Give the keyed hash an address is found by; equal for all ways of writing one mailbox.

        Raises:
            AddressError: it is no mail address.
        """
        return mark(self.secret, "lookup", same_mailbox(known_mailbox(address)).encode()).hex()

    def seal(self, subscriber_id: SubscriberId, address: str) -> str:
        """Seal the address of a subscriber.

        Raises:
            AddressError: it is no mail address.
        """
        told = Private(known_mailbox(address).encode())
        return seal(told, self.ring.active, address_place(self.ring, subscriber_id))

    def address(self, subscriber: Subscriber) -> Private[str] | None:
        """Open what is sealed; None when it was erased.

        Raises:
            SealError: it does not open here.
        """
        if subscriber.sealed is None:
            return None
        opened = open_sealed(subscriber.sealed, self.ring, address_place(self.ring, subscriber.id))
        address = opened.reveal().decode("utf-8", "replace")
        if not mailbox(address):
            raise NotSealedError
        return Private(address)

    def leave_token(self, subscriber_id: SubscriberId) -> str:
        """Give the token of a subscriber's unsubscribe links: the same in every mail, and good for ever."""
        told = bytes.fromhex(subscriber_id)
        return _text(told + mark(self.secret, "leave", told)[:SIGNED_BYTES])

    def read_leave(self, token: str) -> SubscriberId | None:
        """Read the token of an unsubscribe link; None when it is none of ours."""
        told = self._signed(token, "leave", 8)
        return None if told is None else SubscriberId(told.hex())

    def sign(self, confirmation: Confirmation) -> str:
        """Give the token of a confirmation link."""
        told = _told(confirmation)
        return _text(told + mark(self.secret, "confirm", told)[:SIGNED_BYTES])

    def read(self, token: str) -> Confirmation | None:
        """Read a confirmation token; None when it is none of ours. Whether it is still good is for the caller."""
        told = self._signed(token, "confirm", 24)
        if told is None:
            return None
        times = [_EPOCH + int.from_bytes(told[at : at + 8], "big") % _FAR * _MICRO for at in (8, 16)]
        return Confirmation(subscriber_id=SubscriberId(told[:8].hex()), asked_at=times[0], until=times[1])

    def _signed(self, token: str, purpose: str, length: int) -> bytes | None:
        raw = _bytes(token)
        told, signed = raw[:length], raw[length:]
        is_ours = compare_digest(signed, mark(self.secret, purpose, told)[:SIGNED_BYTES])
        return told if is_ours else None


def known_mailbox(address: str) -> str:
    """Give an address as it is written to.

    Raises:
        AddressError: it is none.
    """
    known = mailbox(address)
    if not known:
        raise AddressError("this is no mail address we send to", remedy="give one as in name@domain.example")
    return known


def open_book(room: Room) -> AddressBook:
    """Open the hub's address book; its secret is made when there is none.

    Raises:
        KeyRingError: the hub has no key ring, or it cannot be used.
        SealError: the secret does not open.
    """
    ring, _ = must_open_ring(room, room.environment)
    with room.store.transaction():
        kept = room.store.learned.find(SECRET)
        if kept is None:
            kept = seal(Private(secrets.token_bytes(SECRET_BYTES)), ring.active, secret_place(ring)).encode()
            room.store.learned.keep(SECRET, kept)
    return AddressBook(ring=ring, secret=open_sealed(kept.decode(), ring, secret_place(ring)))


def new_subscriber_id() -> SubscriberId:
    """Choose an id that says nothing."""
    return SubscriberId(secrets.token_hex(8))


def _told(confirmation: Confirmation) -> bytes:
    times = (confirmation.asked_at, confirmation.until)
    micros = b"".join(((at - _EPOCH) // _MICRO).to_bytes(8, "big") for at in times)
    return bytes.fromhex(confirmation.subscriber_id) + micros


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    """Read URL-safe base64 as `_text` writes it; empty for anything else, so that no token has two ways of writing."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)) if len(text) < 200 else b""
    except ValueError:
        return b""
    return raw if _text(raw) == text else b""
