"""Sealing and opening one value: AES-256-GCM, bound to its place (docs/decisions/0007-sealed-fields.md)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from topicwire.errors import KeyRingError, NotAuthenticError
from topicwire.sealing.keys import FieldClass, Key, KeyState, cipher
from topicwire.sealing.padding import pad, unpad
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.shape import NONCE, VERSION, Sealed, parse_sealed

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The place of a value: it opens nowhere else."""

    site: str  # the hub's permanent id
    record: str  # the article's permanent id, never its path
    field: str
    field_class: FieldClass = FieldClass.RECORD

    def associated(self, key_id: bytes) -> bytes:
        """Give the associated data: each part with its length of 4 bytes before it, so no two places look alike."""
        parts = (bytes((VERSION,)), key_id, self.site.encode(), self.record.encode(), self.field.encode())
        return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def seal(plaintext: Private[bytes], key: Key, binding: Binding, random: RandomBytes = secrets.token_bytes) -> str:
    """Seal under the active key; the same plaintext gives another text every time.

    The caller counts the seals of each key (`keys.ALARM`).

    Raises:
        KeyRingError: the key is not the active one.
    """
    if key.state is not KeyState.ACTIVE:
        raise KeyRingError("only the active key seals", subject=key.id.hex())
    return seal_with(plaintext, key, binding, random)


def seal_with(plaintext: Private[bytes], key: Key, binding: Binding, random: RandomBytes) -> str:
    """Seal under any key: what `seal` and the check value have in common."""
    nonce = random(NONCE)
    padded = pad(plaintext.reveal())
    box = cipher(key, binding.field_class).encrypt(nonce, padded, binding.associated(key.id))
    return Sealed(box=box, key_id=key.id, nonce=nonce).text


def open_sealed(text: str, ring: KeyRing, binding: Binding) -> Private[bytes]:
    """Open a value of version 2 with the one key that it names; keys are never tried in turn.

    Raises:
        NotSealedError: not of version 2; legacy values are refused too.
        UnknownKeyError: the ring has no such key, or has retired it.
        NotAuthenticError: changed, or not of this place.
    """
    sealed = parse_sealed(text)
    key = ring.to_open(sealed.key_id)
    try:
        padded = ring.cipher(key, binding.field_class).decrypt(
            sealed.nonce, sealed.box, binding.associated(sealed.key_id)
        )
    except InvalidTag:
        raise NotAuthenticError from None
    return Private(unpad(padded))
