"""What differs between two texts, word by word. The effort is bounded, whatever the texts are."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from topicwire.text.tokens import IS_UNSPACED, UNSPACED, WORD, fold

SAME, GONE, NEW, GAP = "same", "gone", "new", "gap"
Difference = tuple[tuple[str, str], ...]
"""What became of some words, and the words, in reading order; what was removed stands before what came for it."""

TOKEN = re.compile(rf"(?:[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]+)\s*")
MOST_COMPARED = 80
"""Words between the common start and end that are matched with each other: the matcher's worst case is cubic."""
MOST_READ = 4_000
"""Characters of a title or excerpt that are compared."""


def difference(before: str, after: str) -> Difference:
    """Tell the whole of both texts, each word once where it is the same."""
    old, new = TOKEN.findall(before[:MOST_READ].strip()), TOKEN.findall(after[:MOST_READ].strip())
    return tuple(_joined(_pieces(old, new)))


def is_trivial(before: str, after: str) -> bool:
    """Say whether two texts have the same words in the same order: only marks, spaces or capitals differ."""
    return WORD.findall(fold(before)) == WORD.findall(fold(after))


def count_words(text: str) -> int:
    """Count words; in scripts without spaces two characters are one."""
    return sum(max(1, len(word) // 2) if IS_UNSPACED.match(word) else 1 for word in WORD.findall(text))


def around(pieces: Difference, near: int, most: int) -> Difference:
    """Keep of a difference the changes with `near` words on either side, `most` words in all; gaps stand for the rest.

    A change that would pass the limit is cut, and everything behind it is left out.
    """
    kept: list[tuple[str, str]] = []
    left = most
    for place, (kind, words) in enumerate(pieces):
        if left <= 0:
            kept.append((GAP, ""))
            break
        tokens = TOKEN.findall(words)
        ends = (_is_change(pieces, place - 1), _is_change(pieces, place + 1))
        chosen = _near(tokens, near, *ends) if kind == SAME else [(kind, tokens)]
        for name, some in chosen:
            kept += _cut(name, some, left)
            left -= len(some)
    return tuple(_without_double_gaps(kept))


def _is_change(pieces: Difference, place: int) -> bool:
    return 0 <= place < len(pieces) and pieces[place][0] in {GONE, NEW}


def _near(tokens: Sequence[str], near: int, is_after: bool, is_before: bool) -> list[tuple[str, Sequence[str]]]:
    """Keep the words next to a change at either end; with no change at an end, none there."""
    head, tail = (near if is_after else 0), (near if is_before else 0)
    if len(tokens) <= head + tail:
        return [(SAME, tokens)]
    parts: list[tuple[str, Sequence[str]]] = [(SAME, tokens[:head]), (GAP, ()), (SAME, tokens[len(tokens) - tail :])]
    return [part for part in parts if part[0] == GAP or part[1]]


def _cut(kind: str, tokens: Sequence[str], left: int) -> Iterator[tuple[str, str]]:
    if kind == GAP:
        yield GAP, ""
    elif left > 0:
        yield kind, "".join(tokens[:left])
        if len(tokens) > left:
            yield GAP, ""


def _without_double_gaps(pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    last = ""
    for kind, words in pieces:
        if not (kind == GAP and last == GAP):
            yield kind, words
        last = kind


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    yield SAME, new[:start]
    yield from _middle(old[start : len(old) - end], new[start : len(new) - end])
    yield SAME, new[len(new) - end :]


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    if max(len(old), len(new)) > MOST_COMPARED:
        yield GONE, old
        yield NEW, new
        return
    bare_old, bare_new = [one.strip() for one in old], [one.strip() for one in new]
    for name, i, j, k, m in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes():
        if name == "equal":
            yield SAME, new[k:m]
        else:
            yield GONE, old[i:j]
            yield NEW, new[k:m]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    both = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].strip() == pair[1].strip(), both))


def _joined(pieces: Iterator[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    for kind, tokens in pieces:
        if words := "".join(tokens):
            yield kind, words
