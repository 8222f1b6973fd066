"""Check values: each key of a ring comes with a known plaintext sealed with it, so that a wrong key is noticed."""

from dataclasses import replace
from datetime import datetime

from cryptography.exceptions import InvalidTag

from topicwire.errors import KeyRingError, SealError
from topicwire.sealing.keys import KEY_BYTES, FieldClass, Key, KeyState, cipher
from topicwire.sealing.padding import unpad
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import Binding, RandomBytes, seal_with
from topicwire.sealing.shape import KEY_ID, parse_sealed

KNOWN = b"topicwire key check 1"


def new_key(site: str, created_at: datetime, random: RandomBytes) -> Key:
    """Make an active key with its check value, for the hub of that id."""
    secret = Private(random(KEY_BYTES))
    key = Key(id=random(KEY_ID), secret=secret, state=KeyState.ACTIVE, created_at=created_at, check="")
    return replace(key, check=seal_with(Private(KNOWN), key, check_binding(site), random))


def verify(ring: KeyRing) -> None:
    """Open the check value of every key, retired ones too.

    Raises:
        KeyRingError: a key is not the one its check value was made with; nothing may be sealed or opened then.
    """
    for key in ring.keys:
        if not is_right(key, ring.site):
            raise KeyRingError(
                f"the key {key.id.hex()} is wrong: its check value does not open",
                remedy="restore the file from your backup",
            )


def is_right(key: Key, site: str) -> bool:
    """Tell whether the check value of a key opens and says what it has to."""
    binding = check_binding(site)
    try:
        sealed = parse_sealed(key.check)
        padded = cipher(key, FieldClass.CHECK).decrypt(sealed.nonce, sealed.box, binding.associated(key.id))
        return sealed.key_id == key.id and unpad(padded) == KNOWN
    except (InvalidTag, SealError):
        return False


def check_binding(site: str) -> Binding:
    """Give the place of check values."""
    return Binding(site=site, record="", field="check", field_class=FieldClass.CHECK)
