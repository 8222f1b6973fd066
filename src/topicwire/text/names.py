"""Names in a headline or an excerpt, by how they are written: no model, no list of names. Pure.

Which words are names is a guess from capitals, figures and quotes, good enough to tie or part stories; it is never
shown as a fact on people.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from topicwire.text.commonwords import CALENDAR, COMMON_WORDS
from topicwire.text.stems import stem
from topicwire.text.stopwords import STOP_WORDS
from topicwire.text.tokens import fold

SENTENCE = re.compile(r"[.!?…:;|][\"'”’»)]*\s+|\s[–—|]\s|[。！？：；]")
"""Where the next word has a capital for its place alone. A colon counts: headlines start again behind it."""
WORD = re.compile(r"[^\W_](?:[\w'’+]|[.&\-](?=\w))*")
CONTRACTION = re.compile("['’]")
QUOTED = re.compile(r"《([^》\n]{2,40})》|「([^」\n]{2,40})」|『([^』\n]{2,40})』|«([^»\n]{2,40})»")
KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30fe]{3,}(?:・[\u30a1-\u30fa\u30fc-\u30fe]{2,})*")
CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0fff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
POSSESSIVE = re.compile(r"['’]s?$")
TITLE_CASE = 0.8
"""Share of the longer words with a capital from which a sentence is one that gives every word a capital."""
FEWEST = 4
"""Longer words needed to judge that by: "Apple sues Samsung" says nothing."""
NOUNS_ARE_CAPITALISED = frozenset({"de"})
HAS_TITLE_CASE = frozenset({"en", "und"})
"""Other languages write a headline as any sentence."""
GERMAN_ABSTRACTS = ("ungen", "ung", "heit", "keit", "schaft", "ierung", "ität", "tion", "tionen", "ismus")
GERMAN_ENDINGS = ("s", "n", "en", "e", "er", "es", "em")
SHORTEST_PART = 5
"""Letters of a word that can end a compound: "Düsseldorf" and "Deutschland" are names."""
SHORTEST_FORM = 4
"""Letters up to which only the word itself is common: "Tim" is no form of "time"."""
INNER_CAPITAL = re.compile(r"^.+[A-ZА-ЯΑ-ΩÀ-ÖØ-Þ]")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s|er|ers|e|ème|º|ª|\.|m|k|bn|mn|mm|cm|km|kg|pm|am|h|min)?$", re.IGNORECASE)
"""Figures with an ending or a unit name nothing: 3rd, 1990s, 20km, 5bn."""
LONGEST_FIGURE = 4
CACHE_SIZE = 1 << 15
LONGEST = 4000
"""Characters looked at: a headline and an excerpt are shorter, and what is longer is no excerpt."""
MOST_NAMES = 24
"""Names listed of one text: a list of participants is no help."""


def names(text: str, language: str) -> list[str]:
    """List the names in order, folded, each once: "elon musk", "iphone 17", "gpt-5".

    Runs of words with a capital that do not only start a sentence, words with figures or inner capitals, quoted
    titles, runs of katakana. Where every word has a capital, a word is a name that is not common; give headline and
    excerpt together, parted by a line break, and what the excerpt writes small is none in the headline.

    Args:
        text: a headline, or a headline and an excerpt.
        language: ISO 639-1; English and German have lists of common words.
    """
    text = text[:LONGEST]
    found = [match[match.lastindex or 0] for match in QUOTED.finditer(text)]
    is_caseless = CASELESS.search(text) is not None
    if is_caseless:
        found.extend(KATAKANA.findall(text))
        text = CASELESS.sub(" ", text)
    sentences = [
        sentence for at, line in enumerate(text.split("\n")) for sentence in _sentences(line, language, at > 0)
    ]
    cases = _Cases(sentences, language, is_caseless)
    for sentence in sentences:
        found.extend(_names(sentence, cases))
    return list(dict.fromkeys(fold(name).strip() for name in found))[:MOST_NAMES]


def _sentences(line: str, language: str, is_later: bool) -> list["_Sentence"]:
    """Part a line; whether it gives every word a capital is judged on the whole of it."""
    parts = [words for part in SENTENCE.split(line) if (words := WORD.findall(part))]
    is_doubtful = language in NOUNS_ARE_CAPITALISED or (
        language in HAS_TITLE_CASE and _is_title_case([word for words in parts for word in words])
    )
    return [_Sentence(words, is_doubtful, is_later) for words in parts]


class _Sentence:
    """The words between two marks, and what their capitals are worth."""

    __slots__ = ("is_doubtful", "is_later", "is_shouted", "words")

    def __init__(self, words: list[str], is_doubtful: bool, is_later: bool) -> None:
        self.words, self.is_later = words, is_later
        self.is_shouted = len(words) > 2 and all(word.isupper() or word.isdecimal() for word in words)
        self.is_doubtful = is_doubtful or self.is_shouted


class _Cases:
    """How each word is written in the places where its case says something."""

    __slots__ = ("_has_list", "_is_caseless", "_language", "_large", "_small")

    def __init__(self, sentences: list[_Sentence], language: str, is_caseless: bool) -> None:
        self._language, self._is_caseless = language, is_caseless
        self._has_list = language in COMMON_WORDS
        self._small = {word for sentence in sentences for word in sentence.words if word.islower()}
        sure = [sentence for sentence in sentences if not sentence.is_doubtful] if len(sentences) > 1 else ()
        self._large = {word for sentence in sure for word in sentence.words[1:] if word[0].isupper()}

    def is_name(self, word: str, is_first: bool, sentence: _Sentence) -> bool:
        """Say whether a word is written as a name; in doubt, one that is common or stands small elsewhere is none."""
        small = word.lower()
        if is_odd(word) and not sentence.is_shouted:
            return len(word) <= 3 or not word.isupper() or not is_common(small, self._language)
        if not word[0].isupper() or small in CALENDAR or small in STOP_WORDS.get(self._language, ()):
            return False
        if self._is_caseless or word in self._large:
            return True
        if sentence.is_doubtful or is_first:
            is_tellable = self._has_list and not (is_first and sentence.is_later)
            return is_tellable and small not in self._small and not is_common(small, self._language)
        return True

    def may_begin(self, word: str) -> bool:
        """Say whether a sentence's first word could be the first of a name whose second follows."""
        small = word.lower()
        return word[0].isupper() and small not in self._small and not is_common(small, self._language)


def _names(sentence: _Sentence, cases: _Cases) -> Iterator[str]:
    """Join neighbours that are names; a figure belongs to the name before it, a possessive ends a name."""
    run: list[str] = []
    is_first_free = False
    for place, word in enumerate(sentence.words):
        bare = POSSESSIVE.sub("", word) or word
        is_figure = bool(run) and bare.isdecimal() and len(bare) <= LONGEST_FIGURE
        is_name = is_figure or cases.is_name(bare, place == 0, sentence)
        if is_name:
            is_second = place == 1 and is_first_free and cases.may_begin(sentence.words[0])
            run += [sentence.words[0], bare] if is_second else [bare]
        is_first_free = place == 0 and not is_name
        if run and (bare != word or not is_name):
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


@lru_cache(CACHE_SIZE)
def is_odd(word: str) -> bool:
    """Say whether a word is written as only names are: NATO, iPhone, GPT-5, 5G."""
    has_letter = any(letter.isalpha() for letter in word)
    if not has_letter or len(word) < 2:
        return False
    return bool(INNER_CAPITAL.search(word)) or (any(letter.isdecimal() for letter in word) and not ORDINAL.match(word))


@lru_cache(CACHE_SIZE)
def is_common(word: str, language: str) -> bool:
    """Say whether a word in small letters is a stop word, common in headlines, or (German) made up of common ones."""
    head = CONTRACTION.split(word)[0]
    if head in STOP_WORDS.get(language, ()) or (head != word and head in COMMON_WORDS.get(language, ())):
        return True
    if any(len(part) > 2 and is_common(part, language) for part in word.split("-")[1:]):
        return True
    if language in NOUNS_ARE_CAPITALISED:
        return word.endswith(GERMAN_ABSTRACTS) or any(map(_ends_common, _bare_forms(word)))
    return word in COMMON_WORDS.get(language, ()) or (
        len(word) > SHORTEST_FORM and stem(word, language) in _common_stems(language)
    )


def _bare_forms(word: str) -> list[str]:
    return [word, *(word.removesuffix(ending) for ending in GERMAN_ENDINGS if word.endswith(ending))]


def _ends_common(word: str) -> bool:
    """Say whether a German word is common or ends in a common one: what is built, "Batteriefabrik", is no name."""
    common = COMMON_WORDS["de"]
    return word in common or any(word[cut:] in common for cut in range(3, len(word) - SHORTEST_PART + 1))


@cache
def _common_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in COMMON_WORDS.get(language, ()))


def _is_title_case(words: list[str]) -> bool:
    longer = [word for word in words if len(word) >= 4 and word[1:].islower()]
    return len(longer) >= FEWEST and sum(word[0].isupper() for word in longer) >= TITLE_CASE * len(longer)
