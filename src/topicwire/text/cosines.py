"""Sentence vectors as they are stored, and how alike two of them are. Pure; knows no model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

STORED = "<f2"
"""Half precision, little-endian: 768 bytes for 384 numbers; moves a cosine by less than 0.001."""


def packed(vector: NDArray[np.float32]) -> bytes:
    """Give a vector as it is stored."""
    return vector.astype(STORED).tobytes()


def cosine(first: bytes | None, second: bytes | None) -> float | None:
    """Give the cosine of two stored vectors of length one, -1 to 1; None when one is missing or they do not fit."""
    return None if first is None else cosines(first, (second,))[0]


def cosines(one: bytes, others: Sequence[bytes | None]) -> list[float | None]:
    """Give the cosine of one stored vector with each of others, as `cosine` does: one pass for many."""
    fitting = [place for place, other in enumerate(others) if other and len(other) == len(one)]
    found: list[float | None] = [None] * len(others)
    if not fitting:
        return found
    joined = b"".join(others[place] or b"" for place in fitting)
    rows = np.frombuffer(joined, dtype=STORED).astype(np.float32).reshape(len(fitting), -1)
    for place, value in zip(fitting, rows @ np.frombuffer(one, dtype=STORED).astype(np.float32), strict=True):
        found[place] = min(1.0, max(-1.0, float(value)))
    return found
