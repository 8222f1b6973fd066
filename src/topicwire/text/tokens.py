"""Words and terms of a text, in any script. Knows nothing of articles; stop words lie in stopwords.py."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from topicwire.text.figures import plain_figure, without_spaced_groups
from topicwire.text.stems import stem
from topicwire.text.stopwords import STOP_WORDS

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0966-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u200c\u200d"
)
"""Signs that belong to the word they stand in, which Python's `\\w` leaves out: vowel signs, accents, joiners."""
UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e80-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana and Han. Hangul has spaces."""
WORD = re.compile(rf"\d+(?:[.,]\d+)+|[{UNSPACED}][{UNSPACED}{MARKS}]*|(?:(?![{UNSPACED}_])[\w{MARKS}])+")
IS_GRAMMAR = re.compile("[\u3041-\u309f]{1,2}")
"""Pairs of hiragana: mostly endings and particles of Japanese, which every text has."""
IS_UNSPACED = re.compile(rf"[{UNSPACED}]")

RUN = re.compile("[\u30a1-\u30fa\u30fc-\u30fe]+|[\u3041-\u3096]+|[^\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe]+")
"""Runs of katakana, of hiragana, and of anything else."""
HIRAGANA_PARTICLES = "はがをにのでともへや"
CHINESE_PARTICLES = re.compile("[的了吗嗎呢吧]")
"""Signs that end a word wherever they stand."""


def fold(text: str) -> str:
    """Give the text as it is compared: compatibility forms unified, case folded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> list[str]:
    """List the words in order, folded; numbers are kept, and scripts without spaces give pairs of characters.

    An apostrophe parts words, so that "Blizzard's" and "l'article" give the bare name beside a stop word.
    """
    found: list[str] = []
    for word in WORD.findall(fold(text)):
        found.extend(pairs(word) if IS_UNSPACED.match(word) else (word,))
    return found


def pairs(run: str) -> list[str]:
    """List the overlapping pairs of characters of a run; a single character stays itself."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def telling_words(text: str, language: str) -> list[str]:
    """List the words that are not stop words of the language (ISO 639-1; others have no stop words)."""
    stops = STOP_WORDS.get(language, frozenset())
    return [word for word in words(text) if word not in stops and not IS_GRAMMAR.fullmatch(word)]


def terms(text: str, language: str) -> list[str]:
    """List what a text is compared by: its telling words in order, stemmed, figures without grouping marks.

    Scripts without spaces give pairs of characters, runs of katakana whole; particles and endings fall away.

    Args:
        text: a headline or an excerpt.
        language: ISO 639-1; others have neither stop words nor stems.
    """
    stops = STOP_WORDS.get(language, frozenset())
    found: list[str] = []
    for word in WORD.findall(without_spaced_groups(fold(text), language)):
        if IS_UNSPACED.match(word):
            found.extend(term for run in RUN.findall(word) for term in _unspaced(run, language) if term not in stops)
        elif word not in stops:
            found.append(plain_figure(word, language) if word[0].isdecimal() else stem(word, language))
    return [term for term in found if term]


def _unspaced(run: str, language: str) -> list[str]:
    if "\u30a1" <= run[0] <= "\u30fe":
        return [run]
    if "\u3041" <= run[0] <= "\u3096":
        bare = run.strip(HIRAGANA_PARTICLES)
        return [bare] if len(bare) > 2 else []
    if language == "zh":
        return [pair for part in CHINESE_PARTICLES.split(run) if part for pair in pairs(part)]
    return pairs(run)


def word_pairs(kept: Sequence[str]) -> Iterable[str]:
    """Give each two neighbours as one term, joined by a space."""
    return (f"{first} {second}" for first, second in pairwise(kept))


def normal_text(text: str) -> str:
    """Give the folded words joined by single spaces: equal for texts that differ in markup and marks only."""
    return " ".join(WORD.findall(fold(text)))
