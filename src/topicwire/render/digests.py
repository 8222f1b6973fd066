"""Keys of sheets: a digest of everything that goes into the bytes."""

from collections.abc import Iterable
from hashlib import sha256


def key_of(*parts: str | int | bool | None) -> str:
    """Digest short values, in order, to 32 hex characters."""
    return sha256("\x1f".join(repr(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def key_of_all(name: str, digests: Iterable[str]) -> str:
    """Digest a name and many digests, in order, to 32 hex characters."""
    hashed = sha256(name.encode())
    for digest in digests:
        hashed.update(digest.encode())
        hashed.update(b"\x1f")
    return hashed.hexdigest()[:32]
