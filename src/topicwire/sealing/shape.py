"""The outside of a sealed value: `base64;base64`, told apart without any key. Pure.

    legacy     base64(ciphertext) ; base64(IV of 16 bytes)
    version 2  base64(ciphertext || tag of 16 bytes) ; base64(0x02 || key id of 4 bytes || nonce of 12 bytes)

Only the one spelling that we would write ourselves is taken, so that a value cannot be changed without changing.
"""

from base64 import b64encode
from binascii import Error, a2b_base64
from dataclasses import dataclass

from topicwire.errors import NotSealedError

VERSION = 2
BLOCK, TAG, KEY_ID, NONCE = 16, 16, 4, 12
STEP = 128
"""Plaintext is padded to a multiple of this many bytes before it is sealed."""
LONGEST = 8 * 1024 * 1024
"""Characters; half of the largest record file that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legacy:
    """A value of the older hubs: carried along as it is, never opened here."""

    ciphertext: bytes
    iv: bytes

    @property
    def text(self) -> str:
        """Give the value as files have it."""
        return _joined(self.ciphertext, self.iv)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A value of version 2."""

    box: bytes  # ciphertext, then the tag
    key_id: bytes
    nonce: bytes

    @property
    def text(self) -> str:
        """Give the value as files have it."""
        return _joined(self.box, bytes((VERSION,)) + self.key_id + self.nonce)


def parse(text: str) -> Legacy | Sealed:
    """Tell which kind of value this is by the decoded length of its second part.

    Raises:
        NotSealedError: neither of the two, or not written the way we write it.
    """
    first, mark, second = text.partition(";") if len(text) <= LONGEST else ("", "", "")
    if not mark:
        raise NotSealedError
    left, right = _decode(first), _decode(second)
    if len(right) == BLOCK and len(left) >= BLOCK and len(left) % BLOCK == 0:
        return Legacy(ciphertext=left, iv=right)
    is_whole = len(left) >= STEP + TAG and (len(left) - TAG) % STEP == 0
    if len(right) == 1 + KEY_ID + NONCE and right[0] == VERSION and is_whole:
        return Sealed(box=left, key_id=right[1 : 1 + KEY_ID], nonce=right[1 + KEY_ID :])
    raise NotSealedError


def parse_sealed(text: str) -> Sealed:
    """Give a value of version 2; a legacy value is refused here, so that none can be slipped in.

    Raises:
        NotSealedError: anything else.
    """
    found = parse(text)
    if not isinstance(found, Sealed):
        raise NotSealedError
    return found


def find_sealed(text: str | None) -> Sealed | None:
    """Give a value of version 2, None for anything else and for nothing."""
    try:
        return None if text is None else parse_sealed(text)
    except NotSealedError:
        return None


def _decode(part: str) -> bytes:
    try:
        raw = a2b_base64(part)
    except (Error, ValueError):
        raise NotSealedError from None
    # Stricter than strict: no other characters, no missing or doubled padding, no stray bits in the last character.
    if b64encode(raw).decode("ascii") != part:
        raise NotSealedError
    return raw


def _joined(left: bytes, right: bytes) -> str:
    return f"{b64encode(left).decode('ascii')};{b64encode(right).decode('ascii')}"
