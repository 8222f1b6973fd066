"""Keyed hashes: a value is found again, or a link is known as ours, without the value or the link being readable."""

import hmac
from hashlib import sha256

from topicwire.sealing.private import Private


def mark(secret: Private[bytes], purpose: str, *parts: bytes) -> bytes:
    """Give HMAC-SHA-256 over a purpose and parts, each with its length before it, so that no two lists look alike.

    Args:
        secret: 32 random bytes or more.
        purpose: keeps marks of one kind from standing for another's.
        parts: what is marked.
    """
    told = (purpose.encode(), *parts)
    joined = b"".join(len(part).to_bytes(4, "big") + part for part in told)
    return hmac.digest(secret.reveal(), joined, sha256)
