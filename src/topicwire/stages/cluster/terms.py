"""What an article is compared by: its weighted words and pairs of words. Pure."""

from collections.abc import Iterable

from topicwire.text.tokens import telling_words, word_pairs, words

TITLE_WEIGHT = 2.0
"""A word of the title counts twice: editors put the event there."""
PAIR_WEIGHT = 0.25
"""Pairs of neighbours sharpen names ("necromancer class"); at full weight they drown the words in long excerpts."""
COMMON_WEIGHT = 0.4
"""What is left of a word that names one of the hub's topics: in a hub about face recognition every story says "face",
and no count of articles has to be waited for to know it."""
# Tuned together with the default settings of the stage, see settings.py for on what and how.


def weighted_terms(title: str, excerpt: str, language: str, common: frozenset[str] = frozenset()) -> dict[str, float]:
    """Give each word and pair of neighbouring words with its weight, title first; empty without telling words.

    A pair is common when both its words are; `common` is folded as `common_words` gives it.
    """
    weights: dict[str, float] = {}
    for text, weight in ((title, TITLE_WEIGHT), (excerpt, 1.0)):
        kept = telling_words(text, language)
        for word in kept:
            weights[word] = weights.get(word, 0.0) + weight
        for pair in word_pairs(kept):
            weights[pair] = weights.get(pair, 0.0) + weight * PAIR_WEIGHT
    return {term: weight * COMMON_WEIGHT if _is_common(term, common) else weight for term, weight in weights.items()}


def common_words(keywords: Iterable[str]) -> frozenset[str]:
    """Give the words of topic keywords, folded: what is no news in this hub."""
    return frozenset(word for keyword in keywords for word in words(keyword))


def _is_common(term: str, common: frozenset[str]) -> bool:
    return all(word in common for word in term.split(" ")) if common else False
