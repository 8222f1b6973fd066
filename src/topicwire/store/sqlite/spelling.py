"""Words of the search index that are spelled like another: what typing errors are forgiven by.

The words are read once and again after a change; a bit for each letter of a word sorts out, in one sweep over all of
them, the few that can be near enough to be worth measuring.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from topicwire.store.sqlite.connection import Database
from topicwire.text.searchwords import edit_distance

SHORTEST, LONGEST, MOST = 3, 30, 400_000
"""Letters of a word that may be meant, and how many words are looked at, most frequent first."""
LIST_WORDS = f"""
SELECT term, doc FROM search_word WHERE length(term) BETWEEN {SHORTEST} AND {LONGEST} ORDER BY doc DESC LIMIT {MOST}
"""  # noqa: S608 - the constants above
ANY_WORD = "SELECT number, digest FROM search_story ORDER BY number DESC LIMIT 1"


class Spelling:
    """The index's words, by the letters they have."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stamp: object = None
        self._words: list[str] = []
        self._lengths = np.zeros(0, np.int16)
        self._letters = np.zeros(0, np.uint64)

    def forget(self) -> None:
        """Read the words again when next asked: they have changed."""
        self._stamp = None

    def near(self, word: str, edits: int) -> tuple[str, ...]:
        """List the words at most that many typing errors away, nearest first, then most frequent."""
        if edits < 1 or not self._load():
            return ()
        is_near_length = np.abs(self._lengths - len(word)) <= edits
        differing = np.bitwise_count(self._letters ^ letters_of(word))  # an error changes two letters at most
        found = [self._words[place] for place in np.flatnonzero(is_near_length & (differing <= 2 * edits))]
        measured = ((edit_distance(word, other, edits), place, other) for place, other in enumerate(found))
        return tuple(other for distance, _, other in sorted(measured) if 0 < distance <= edits)

    def _load(self) -> bool:
        # Another process may have changed the index since: its newest entry tells.
        stamp = self._database.first(ANY_WORD)
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            self._words = [word for word, _ in self._database.rows(LIST_WORDS)]
            self._lengths = np.fromiter(map(len, self._words), np.int16, len(self._words))
            self._letters = _all_letters(self._words)
        return stamp is not None


def letters_of(word: str) -> np.uint64:
    """Give a number with a bit for each letter of the word."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return np.uint64(bits)


def _all_letters(words: Sequence[str]) -> NDArray[np.uint64]:
    return np.fromiter(map(letters_of, words), np.uint64, len(words))
