"""One key, and the keys derived from it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from topicwire.sealing.private import Private

KEY_BYTES = 32
ALARM = 2**28
"""Seals under one derived key after which the operator is asked to rotate (the nonces are random)."""
CEILING = 2**32
"""Seals under one derived key after which none is made any more (NIST SP 800-38D, section 8.3)."""


class KeyState(StrEnum):
    """What a key may do."""

    ACTIVE = "active"  # seals and opens; exactly one key of a ring is
    READ_ONLY = "read-only"  # opens only: a rotation away from it is under way
    RETIRED = "retired"  # neither: nothing of the hub is sealed with it any more


class FieldClass(StrEnum):
    """Kinds of sealed values; each has a derived key of its own."""

    RECORD = "record"  # the `secured` field of a record
    SUBSCRIBER = "subscriber"  # the address of a newsletter's subscriber, and the secret it is found by
    CHECK = "check"  # the check value of a key in the ring


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A master key of a ring."""

    id: bytes
    secret: Private[bytes]
    state: KeyState
    created_at: datetime
    check: str  # a known plaintext sealed with it: tells a wrong key from a right one


def cipher(key: Key, field_class: FieldClass) -> AESGCM:
    """Give AES-256-GCM under HKDF-SHA-256(master, info = "sealed/v2/" + class).

    Deriving costs about as much as opening a short value, so keep the cipher where many values are opened.
    """
    info = f"sealed/v2/{field_class.value}".encode("ascii")
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key.secret.reveal())
    return AESGCM(derived)
