"""Keys of sheets: a digest of everything that goes into the bytes."""

from collections.abc import Iterable
from hashlib import sha256


def key_of(*parts: str | int | bool | None) -> str:
    """Digest short values, in order, to 32 hex characters; no two different lists give the same text to digest."""
    return sha256("\x1f".join(repr(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def key_of_all(name: str, digests: Iterable[str]) -> str:
    """Digest a name and many texts, in order, to 32 hex characters; where one ends and the next starts counts."""
    hashed = sha256()
    for part in (name, *digests):
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big") + raw)
    return hashed.hexdigest()[:32]
