"""Whole words and phrases inside a text, in any script. Works on text as `folded_phrase` gives it.

What counts as whole, and why, for editors: docs/judgement.md, "Topics".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from topicwire.text.letters import CLITICS, IS_ARABIC, unify
from topicwire.text.tokens import IS_UNSPACED, MARKS, fold

LETTER = re.compile(rf"[\w{MARKS}]")
STAR = "*"
IS_HANGUL = re.compile("[\uac00-\ud7a3]")
FIRST_MARK = "\u0300"
"""Below it there is no mark that belongs to a word, so that the quick look of Python is enough."""
SHORT = 64
"""Characters up to which a folded text is remembered."""
LONGEST_CLITIC = 2
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def folded_phrase(text: str) -> str:
    """Give the text folded, ways to write a letter or mark unified, every run of white space as one space."""
    return _folded_short(text) if len(text) <= SHORT else _folded(text)


def _folded(text: str) -> str:
    folded = text.lower() if text.isascii() else unify(fold(text))
    return " ".join(folded.split())


@lru_cache(maxsize=1 << 14)
def _folded_short(text: str) -> str:
    """Fold a keyword: scores ask for the same ones with every article."""
    return _folded(text)


def spaced(folded: str) -> str:
    """Give the same with every hyphen inside a word as a space."""
    return HYPHEN.sub(" ", folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a keyword looks for."""

    words: str  # folded; empty when there is nothing to look for
    begins: bool = True  # False: a star in front, the word may begin earlier
    ends: bool = True  # False: a star behind, the word may go on

    def stands(self, text: str, start: int, end: int) -> bool:
        """Say whether text[start:end], where these words are, is as whole as it has to be."""
        return (not self.begins or _is_begin(text, start)) and (not self.ends or _is_end(text, end))


def read_phrase(keyword: str) -> Phrase:
    """Read a keyword: a star at either end lets the word begin earlier or go on, as in `robot*`."""
    folded = folded_phrase(keyword)
    words = folded.strip(STAR).strip()
    if not words:
        return Phrase(words="")
    return Phrase(words=words, begins=not folded.startswith(STAR), ends=not folded.endswith(STAR))


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] stands as whole words: no letter or digit goes on at either end.

    Scripts written without spaces part words nowhere and everywhere, so that they bound any word. Korean endings and
    Arabic particles, which are written on to a word, are no part of it.
    """
    return _is_begin(text, start) and _is_end(text, end)


def _is_begin(text: str, start: int) -> bool:
    """Say whether a word can begin here.

    A mark that begins a keyword must not stand behind a letter (`.net` is not in `example.net`), nor a digit behind a
    decimal point (`5g` is not in `2.5g`).
    """
    inner, outer = text[start], text[start - 1 : start]
    if not _is_letter(outer):
        return not (inner.isdigit() and outer in {".", ","} and text[start - 2 : start - 1].isdigit())
    if IS_UNSPACED.match(inner) or IS_UNSPACED.match(outer):
        return True
    return bool(IS_ARABIC.match(inner)) and _is_behind_clitic(text, start)


def _is_behind_clitic(text: str, start: int) -> bool:
    at = start
    while at > 0 and start - at <= LONGEST_CLITIC and _is_letter(text[at - 1]):
        at -= 1
    return text[at:start] in CLITICS


def _is_end(text: str, end: int) -> bool:
    """Say whether a word can end here. A mark at the end of a keyword ends it whatever follows, as in `C++20`."""
    inner, outer = text[end - 1], text[end : end + 1]
    if not _is_letter(outer) or not _is_letter(inner):
        return True
    return any(one.match(letter) for one in (IS_UNSPACED, IS_HANGUL) for letter in (inner, outer))


def _is_letter(sign: str) -> bool:
    if sign < FIRST_MARK:
        return sign.isalnum() or sign == "_"
    return LETTER.match(sign) is not None


def has_phrase(text: str, phrase: str) -> bool:
    """Say whether the phrase stands in the text as whole words; both as `folded_phrase` gives them.

    A star at an end of the phrase lets the word begin earlier or go on there.
    """
    if phrase.startswith(STAR) or phrase.endswith(STAR):
        return _has(text, read_phrase(phrase))
    return _has(text, Phrase(words=phrase))


def _has(text: str, phrase: Phrase) -> bool:
    start = text.find(phrase.words) if phrase.words else -1
    while start >= 0:
        if phrase.stands(text, start, start + len(phrase.words)):
            return True
        start = text.find(phrase.words, start + 1)
    return False
