"""Fingerprints of full texts: an exact hash, and a MinHash signature whose similarity can be estimated."""

from hashlib import sha256

import numpy as np
from rensa import RMinHash

from topicwire.text.tokens import normal_text, words

SHORTEST = 30
"""Words below which a text is a stub: its fingerprints are empty, as "Subscribe to read on" is no copy of itself."""
SIZE = 128
"""Permutations: a standard error of about 0.035 at a similarity of 0.8."""
SHINGLE = 3
"""Words in a shingle: one changed word in fifty leaves a similarity of about 0.89."""
SEED = 42
SKETCH_VERSION = f"rensa{RMinHash.ALGORITHM_VERSION}-{SIZE}-words{SHINGLE}-seed{SEED}-counted"
"""Stored with every sketch: sketches of different versions cannot be compared."""


def is_stub(text: str) -> bool:
    """Say whether there are too few words to compare."""
    return len(words(text)) < SHORTEST


def text_hash(text: str) -> str:
    """Give the SHA-256 hex of the normalised text: equal for the same words; empty for a stub."""
    return "" if is_stub(text) else sha256(normal_text(text).encode("utf-8", "surrogatepass")).hexdigest()


def sketch(text: str) -> bytes:
    """Give the MinHash signature of the text's shingles, 4 bytes a permutation, and their number in 4 more.

    Empty for a stub.
    """
    kept = words(text)
    if len(kept) < SHORTEST:
        return b""
    signature = RMinHash(SIZE, SEED)
    shingles = {" ".join(kept[place : place + SHINGLE]) for place in range(len(kept) - SHINGLE + 1)}
    signature.update(sorted(shingles))
    return np.asarray([*signature.digest(), len(shingles)], dtype="<u4").tobytes()


def similarity(first: bytes, second: bytes) -> float:
    """Estimate the share of shingles two texts have in common, 0 to 1; 0 when either is a stub's or a size differs."""
    if not first or len(first) != len(second):
        return 0.0
    equal = np.frombuffer(first, dtype="<u4")[:SIZE] == np.frombuffer(second, dtype="<u4")[:SIZE]
    return float(equal.mean())


def size_of(signature: bytes) -> int:
    """Give the number of shingles of the text a sketch was made of; 0 for a stub's."""
    return int.from_bytes(signature[-4:], "little")


def containment(alike: float, one: int, other: int) -> float:
    """Estimate the share of the shorter text's shingles that the longer one holds, 0 to 1.

    From `similarity` and both numbers of shingles: intersection = alike / (1 + alike) * (one + other). Near a
    similarity of 0.5 its standard error is 0.06.
    """
    shorter = min(one, other)
    return min(1.0, alike / (1 + alike) * (one + other) / shorter) if shorter else 0.0
