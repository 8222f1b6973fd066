"""How much two readings of a text have in common."""

from collections import Counter

_LONG_WORDS = 12
"""Mean length of words from which a text is in a script without spaces: its characters are compared instead."""


def overlap(one: str, other: str) -> float:
    """Give the share of words two texts have in common, 0 to 1 (Dice, each word as often as it stands).

    0 when one of them is empty.
    """
    left, right = Counter(_words(one)), Counter(_words(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def _words(text: str) -> list[str]:
    found = text.split()
    if found and len(text) > _LONG_WORDS * len(found):
        return list("".join(found))
    return found
