"""What an article is compared by: its weighted words and pairs of words. Pure."""

from topicwire.text.tokens import telling_words, word_pairs

TITLE_WEIGHT = 2.0
"""A word of the title counts twice: editors put the event there."""
PAIR_WEIGHT = 0.25
"""Pairs of neighbours sharpen names ("necromancer class"); at full weight they drown the words in long excerpts."""
# Tuned together with the default settings of the stage, see settings.py for on what and how.


def weighted_terms(title: str, excerpt: str, language: str) -> dict[str, float]:
    """Give each word and pair of neighbouring words with its weight, title first; empty without telling words."""
    weights: dict[str, float] = {}
    for text, weight in ((title, TITLE_WEIGHT), (excerpt, 1.0)):
        kept = telling_words(text, language)
        for word in kept:
            weights[word] = weights.get(word, 0.0) + weight
        for pair in word_pairs(kept):
            weights[pair] = weights.get(pair, 0.0) + weight * PAIR_WEIGHT
    return weights
