"""Hides how long a plaintext is, up to steps of 128 bytes. Pure.

The rule is that of ISO/IEC 7816-4: one byte 0x80, then zeros up to the next multiple. There is always at least the
0x80, so that what was padded comes back exactly, whatever it ends in.
"""

from topicwire.errors import NotSealedError
from topicwire.sealing.shape import STEP

_MARK = b"\x80"


def pad(plain: bytes) -> bytes:
    """Lengthen to the next multiple of the step; at least one byte is added."""
    return plain + _MARK + bytes(-(len(plain) + 1) % STEP)


def unpad(padded: bytes) -> bytes:
    """Give what was padded.

    Raises:
        NotSealedError: nobody padded this so.
    """
    plain = padded.rstrip(b"\0")
    if len(padded) % STEP or not plain.endswith(_MARK) or len(padded) - len(plain) >= STEP:
        raise NotSealedError
    return plain[:-1]
