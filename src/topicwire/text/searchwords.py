"""Words as search compares them: more forgiving than text/tokens.py, which tells stories apart.

The browser's search does exactly the same in `render/site/assets/search/10-words.js`; one table tests both. Stories
and queries go through the same folding, so what it merges (`Müller`, `Mueller`, `Muller`) is found either way.
"""

import re
import unicodedata
from collections.abc import Iterable

from topicwire.text.tokens import IS_UNSPACED, MARKS, UNSPACED

_DROPPED = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f"
    "\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Accents, points, vowel signs and stretching that readers leave out when they type, and invisible characters."""
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ",
    "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647",
}  # fmt: skip
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
_UMLAUT = re.compile("([aou])e")
_POSSESSIVE = re.compile("['\u2019]s(?![^\\W_])")
_ARTICLE = re.compile("(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644)(?=[\u0621-\u06d3]{3})")
"""The article ال at the beginning of an Arabic word; at least three letters of the word must be left."""
WORD = re.compile(rf"[{UNSPACED}][{UNSPACED}{MARKS}]*|(?:(?![{UNSPACED}_])[\w{MARKS}])+")
"""A word, or a run of a script without spaces."""
EDITS = ((8, 2), (4, 1))
"""From which length of a word on how many typing errors are forgiven."""


def fold(text: str) -> str:
    """Give the text as it is compared: lower case, no accents, `ä` and `ae` alike, Arabic letters in one form."""
    if text.isascii():  # most full texts: nothing else to do
        return _UMLAUT.sub(r"\1", text.lower())
    folded = _DROPPED.sub("", unicodedata.normalize("NFKD", text).lower())
    folded = _LETTER.sub(lambda letter: _LETTERS[letter.group()], folded)
    return _UMLAUT.sub(r"\1", unicodedata.normalize("NFC", folded))


def search_words(text: str) -> list[str]:
    """List the words in order, folded; scripts without spaces give pairs of characters, then the last one alone.

    The last character alone lets a reader find a run by it: a pair begins with each of the others.
    """
    found: list[str] = []
    for word in WORD.findall(_POSSESSIVE.sub("", fold(text))):
        found.extend((*pairs(word), word[-1]) if IS_UNSPACED.match(word) else (_ARTICLE.sub("", word),))
    return found


def asked_words(text: str) -> list[str]:
    """List the words of a query: as `search_words`, but a run of two or more characters is its pairs only."""
    found: list[str] = []
    for word in WORD.findall(_POSSESSIVE.sub("", fold(text))):
        found.extend(pairs(word) if IS_UNSPACED.match(word) else (_ARTICLE.sub("", word),))
    return found


def pairs(run: str) -> tuple[str, ...]:
    """List the overlapping pairs of a run; a single character stays itself."""
    return tuple(run[place : place + 2] for place in range(len(run) - 1)) or (run,)


def edits_forgiven(word: str) -> int:
    """Tell how many typing errors are forgiven in a word: none in short ones, in figures and in unspaced scripts."""
    if any(letter.isdigit() for letter in word) or IS_UNSPACED.match(word):
        return 0
    return next((edits for length, edits in EDITS if len(word) >= length), 0)


def edit_distance(one: str, other: str, limit: int) -> int:
    """Count the typing errors between two words: a letter missing, added, wrong, or two neighbours swapped.

    Optimal string alignment, given up as soon as `limit` is passed; then `limit + 1`.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, facing in enumerate(other, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != facing))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == facing:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > limit:
            return limit + 1
        before, last = last, here
    return min(last[-1], limit + 1)


Span = tuple[str, bool]
"""A piece of a text, and whether it is one of the words asked for."""


def marked(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """Cut a text into pieces, those that begin with one of the folded `terms` marked; joined they are the text."""
    asked = tuple(dict.fromkeys(term for term in terms if term))
    pieces: list[Span] = []
    at = 0
    for word in WORD.finditer(text):
        for first, behind in _matches(word.group(), asked):
            start, end = word.start() + first, word.start() + behind
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def _matches(word: str, asked: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    """Give where in a word the terms stand: all of a spaced word, or the runs of characters that were asked for."""
    if not asked:
        return ()
    if IS_UNSPACED.match(word):
        return _runs(fold(word), asked) if len(fold(word)) == len(word) else ()
    folded = _ARTICLE.sub("", fold(word))
    return ((0, len(word)),) if folded.startswith(asked) else ()


def _runs(word: str, asked: tuple[str, ...]) -> list[tuple[int, int]]:
    hit = [False] * (len(word) + 2)  # one more at either end, so that a run there has an edge too
    for term in asked:
        at = word.find(term)
        while at >= 0:
            hit[at + 1 : at + 1 + len(term)] = [True] * len(term)
            at = word.find(term, at + 1)
    edges = [place - 1 for place in range(1, len(hit)) if hit[place] != hit[place - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
