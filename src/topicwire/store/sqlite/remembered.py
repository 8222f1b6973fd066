"""Nouns read before, kept beside the very text they were read from: what did not change is not read again.

Nothing can be out of date: the text is fetched every time, and only turning it into a noun is saved. Bounded, so that
a long-lived program does not keep a whole archive twice.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 25_000
"""Nouns kept: about 6 kB each for a record with its story's reports, text included. A larger hub reads all anew."""
TOGETHER = 500
"""Nouns read at a time: bounds what is in memory twice."""


class Remembered(Generic[T]):
    """What the texts of one kind of noun turned out to be."""

    def __init__(self, read: Callable[[Sequence[str]], list[T]]) -> None:
        """Keep nothing yet; `read` turns texts into nouns, in order."""
        self._read, self._known = read, dict[str, T]()

    def read_all(self, payloads: Sequence[str]) -> Iterator[T]:
        """Give the nouns in order; once all are given, these are what is kept."""
        seen = dict[str, T]()
        for start in range(0, len(payloads), TOGETHER):
            some = payloads[start : start + TOGETHER]
            found = self._read_some(some)
            if len(payloads) <= MOST:
                seen.update(zip(some, found, strict=True))
            yield from found
        self._known = seen

    def _read_some(self, payloads: Sequence[str]) -> list[T]:
        wanted = [payload for payload in payloads if payload not in self._known]
        fresh = dict(zip(wanted, self._read(wanted), strict=True)) if wanted else {}
        return [fresh[payload] if payload in fresh else self._known[payload] for payload in payloads]
