"""What an article is compared by: terms of title and excerpt, names, figures, and the letters of its title. Pure."""

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from topicwire.text.names import names
from topicwire.text.quantities import numbers, years
from topicwire.text.tokens import WORD, fold, telling_words, terms, word_pairs

OUTLINE_BITS = 512
"""Places of the set of letter runs. A title of 60 letters fills a tenth of them, so few fall together by chance."""
RUN = 4
"""Letters in a run: long enough to be of one word, short enough to stand across an ending."""
MOST_TERMS = 400
"""Of one article: an excerpt has 60; a title or excerpt gone wrong must not fill the index."""
ENOUGH = 400
"""Letters below a title that are compared: publishers write 60 to 300, and with more the event drowns in background."""
MOST_JUDGED = 100_000
LONGEST = 1000
"""Characters of text kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An article's words, as small as can be: tens of thousands are held at once."""

    terms: tuple[str, ...]  # stems, and pairs of neighbours joined by a space; each once
    in_title: bytes  # for each term, how often it stands in the title, at most 255
    in_excerpt: bytes  # the same for the excerpt
    names: tuple[str, ...]  # each once
    figures: tuple[str, ...]  # each once
    outline: int  # the runs of letters in the title, as a set of bits
    text: str  # title and excerpt, by which terms are shown as they were written

    @property
    def all_terms(self) -> tuple[str, ...]:
        """List what is counted to learn how rare it is."""
        return (*self.terms, *self.names, *self.figures)


NO_WORDS = Words(terms=(), in_title=b"", in_excerpt=b"", names=(), figures=(), outline=0, text="")


def told(excerpt: str, text: str) -> str:
    """Give what stands below a title: the excerpt, and where that is only a teaser, the beginning of the text."""
    if len(excerpt) >= ENOUGH or not text:
        return excerpt
    start = " ".join(text[: 2 * ENOUGH].split())
    whole = start if start.startswith(excerpt[:60]) else f"{excerpt} {start}"
    return whole[:ENOUGH].rpartition(" ")[0] if len(whole) > ENOUGH else whole


def read_words(title: str, excerpt: str, language: str) -> Words:
    """Read title and excerpt; NO_WORDS of two empty texts."""
    titled, told = _counts(title, language), _counts(excerpt, language)
    kept = tuple(dict.fromkeys((*titled, *told)))[:MOST_TERMS]
    both = f"{title}\n{excerpt}"
    return Words(
        terms=kept,
        in_title=bytes(min(titled[term], 255) for term in kept),
        in_excerpt=bytes(min(told[term], 255) for term in kept),
        names=tuple(names(both, language)),
        figures=tuple(dict.fromkeys((*numbers(both, language), *years(both)))),
        outline=outline(title, language),
        text=both[:LONGEST],
    )


def _counts(text: str, language: str) -> Counter[str]:
    kept = terms(text, language)
    return Counter((*kept, *word_pairs(kept)))


def as_written(text: str, language: str) -> dict[str, str]:
    """Give for each term of a text a word it was read from, so that people are shown "necromancer", not its stem."""
    found: dict[str, str] = {}
    for word in WORD.findall(fold(text)):
        stems = terms(word, language)
        if len(stems) == 1:
            found.setdefault(stems[0], word)
    return found


def outline(title: str, language: str) -> int:
    """Give the runs of four letters in a title as bits of a number: two titles are compared by counting bits.

    Of its telling words: what "the" and "and" have in common made strangers of long titles kin.
    """
    line = f" {' '.join(telling_words(title, language))} "
    found = 0
    for place in range(len(line) - RUN + 1):
        found |= 1 << zlib.crc32(line[place : place + RUN].encode("utf-8", "surrogatepass")) % OUTLINE_BITS
    return found


@dataclass(slots=True)
class Common:
    """The words of the hub's topics: in a hub about face recognition every story says "face".

    No count of articles has to be waited for to know it. Read anew for each language, as stems differ.
    """

    keywords: tuple[str, ...] = ()
    stems: dict[str, frozenset[str]] = field(default_factory=dict)  # by language
    judged: dict[str, dict[str, bool]] = field(default_factory=dict)  # by language: what was asked before

    def has(self, term: str, language: str) -> bool:
        """Say whether the term, or both words of a pair, are words of a topic."""
        judged = self.judged.setdefault(language, {})
        found = judged.get(term)
        if found is None:
            if len(judged) >= MOST_JUDGED:
                judged.clear()
            found = judged[term] = self._is_common(term, language)
        return found

    def _is_common(self, term: str, language: str) -> bool:
        if language not in self.stems:
            self.stems[language] = frozenset(stem for word in self.keywords for stem in terms(word, language))
        stems = self.stems[language]
        return bool(stems) and all(word in stems for word in term.split(" "))


def common_words(keywords: Iterable[str]) -> Common:
    """Give what is no news in this hub, from the keywords of its topics."""
    return Common(keywords=tuple(fold(keyword) for keyword in keywords))
