"""The part of a word that inflection leaves alone, by light rules of our own. Pure.

Not a dictionary: it only has to give two forms of one word the same stem and two words different ones, within a
language. Source: docs/decisions/0016-languages.md, with what was measured against Snowball.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from topicwire.text.suffixes import SUFFIXES
from topicwire.text.wordlists import words

CACHE_SIZE = 1 << 16
"""Words remembered: a hub's daily vocabulary in one or two languages; 10 MB when full."""
SHORTEST_STEM = 3
"""Letters that an ending of one or two letters must leave, "neue" to "neu"."""
SHORTEST_OF_LONG = 4
"""Letters that a longer ending must leave: "Junge" and "Jungen" are a word, and no ending of one."""
SHORTEST_OF_LONG_IN = dict.fromkeys(("ru", "uk", "pl", "cs", "ar", "fa"), 3) | {"ko": 2}
"""Languages that say as much in fewer letters, or have long endings on short words, as in "нового"."""
SHORTEST_STEM_IN = {"ko": 2}
LONGEST_SUFFIX = 8
NO_INFLECTION = words("news united during nothing something anything everything")
"""English words that only look inflected, and would fall together with another word of the news."""
PLAIN_LETTERS = str.maketrans({"ё": "е", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})
ARABIC_LETTERS = str.maketrans("أإآٱىةؤئیک", "اااايهوييك", "ـ")
"""Forms of alef, ya, ta marbuta and the stretching sign that writers use as they like."""
LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]")
ARABIC_SIGN = re.compile("[\u0600-\u06ff]")
ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]")
HARDENED = {"v": "f", "z": "s"}
"""Dutch consonants that an ending made soft."""
VOWEL = re.compile("[aeiouy]")
ARTICLES = ("وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال")
ONE_LETTER_PREFIXES = ("و", "ب", "ل", "ف", "ك")


@lru_cache(CACHE_SIZE)
def stem(word: str, language: str) -> str:
    """Give the stem of a folded word; words with digits, of other languages and very short ones keep their letters.

    Args:
        word: as `tokens.words` gives it.
        language: ISO 639-1; others, and `und`, only have their accents taken off.
    """
    plain = _plain(word)
    if not plain.isalpha():
        return plain
    if language in OWN_RULES:
        return OWN_RULES[language](plain)
    return _without_suffix(plain, language)


def _plain(word: str) -> str:
    """Take off the marks that writers leave out in capitals or in haste."""
    if word.isascii():
        return word
    if ARABIC_SIGN.match(word):
        return ARABIC_MARKS.sub("", word).translate(ARABIC_LETTERS)
    if LATIN.match(word):
        parted = unicodedata.normalize("NFD", word.translate(PLAIN_LETTERS))
        return "".join(letter for letter in parted if not unicodedata.combining(letter))
    return word.translate(PLAIN_LETTERS)


def _without_suffix(word: str, language: str) -> str:
    """Take endings off, the longest first, until none is left that leaves a stem: "Gerichte" and "Gerichts" meet."""
    suffixes = PLAIN_SUFFIXES.get(language, frozenset())
    while suffix := _suffix(word, suffixes, language):
        word = word[: -len(suffix)]
    return word


def _suffix(word: str, suffixes: frozenset[str], language: str) -> str:
    shortest = SHORTEST_STEM_IN.get(language, SHORTEST_STEM)
    shortest_of_long = SHORTEST_OF_LONG_IN.get(language, SHORTEST_OF_LONG)
    for length in range(min(LONGEST_SUFFIX, len(word) - shortest), 0, -1):
        is_left_enough = length <= 2 or len(word) - length >= shortest_of_long
        if is_left_enough and word[-length:] in suffixes:
            return word[-length:]
    return ""


def _english(word: str) -> str:
    if len(word) < 4 or word in NO_INFLECTION:
        return word
    return _without_final_e(_without_past(_without_plural(word)))


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_past(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return f"{word[:-3]}y"
    for suffix in ("ement", "ing", "ed", "ment"):
        head = word.removesuffix(suffix)
        if head != word:
            return _undoubled(head) if _can_lose(head, suffix) else word
    return word


def _can_lose(head: str, suffix: str) -> bool:
    shortest = 3 if suffix in {"ing", "ed"} else 5
    return (
        len(head) >= shortest
        and VOWEL.search(head) is not None
        and not (suffix == "ed" and len(head) < 4 and head.endswith("e"))
    )


def _undoubled(head: str) -> str:
    is_doubled = len(head) > 3 and head[-1] == head[-2] and head[-1] not in "lsz"
    return head[:-1] if is_doubled else head


def _without_final_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _arabic(word: str) -> str:
    """Take off the article and the one-letter words written together with the next: and, in, for, then, as."""
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            return _without_suffix(word[len(article) :], "ar")
    head = word
    while len(head) > 4 and head.startswith(ONE_LETTER_PREFIXES):
        head = head[1:]
    return _without_suffix(head, "ar")


def _dutch(word: str) -> str:
    """Take endings off and turn what spelling does to the stem back: "wetten" and "wet", "prijzen" and "prijs"."""
    head = _undoubled(_without_suffix(word, "nl"))
    return _without_suffix(head[:-1] + HARDENED.get(head[-1], head[-1]), "nl")


OWN_RULES: dict[str, Callable[[str], str]] = {"en": _english, "ar": _arabic, "nl": _dutch}
"""Languages for which one ending off is not enough."""

PLAIN_SUFFIXES = {language: frozenset(map(_plain, suffixes)) for language, suffixes in SUFFIXES.items()}
"""Endings with their accents taken off, as the words they are taken from."""
