"""The signs by which two articles are told to be on one event, and how words are weighted for them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.words import Common, Words

SIGNALS = (
    *("words", "title", "excerpt", "across", "both", "names", "figures", "letters", "pause", "days", "publisher"),
    "meaning",
)
"""Columns of a table of signals, in order; docs/judgement.md says what each is. The last needs sentence vectors."""
TITLE_WEIGHT = 2.0
"""A word of the title counts twice: editors put the event there."""
WORD_PAIR, TITLE_PAIR, EXCERPT_PAIR = 0.25, 0.5, 0.3
"""What a pair of neighbours counts beside a word: at full weight pairs drown the words of long excerpts."""
COMMON_WEIGHT = 0.4
"""What is left of a word that names one of the hub's topics."""
WORD_POWER = 0.75
"""Of the rarity in `words`. Below 1, as the words of a large story grow frequent by the story itself."""
# All tuned on labelled stories of one hub, see benchmarks/learn_pairs.py: any within a third of these gives the same.

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Measured:
    """An article's words as columns of figures, made once: what is left to read anew is how rare they are."""

    places: Places  # of its terms in the table of rarities
    title: npt.NDArray[np.uint8]  # how often each stands in the title
    excerpt: npt.NDArray[np.uint8]
    is_pair: npt.NDArray[np.bool_]
    shares: Floats  # COMMON_WEIGHT for terms of the hub's topics, 1 for others
    name_places: Places
    name_shares: Floats
    figure_places: Places
    figure_shares: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """What the words of one article weigh: a figure for each term, in the order of its words."""

    word: Floats  # for each unit of title weight: 2 × in title + in excerpt
    title: Floats  # for each time it stands in the title
    excerpt: Floats  # the same for the excerpt
    name: Floats  # for each name
    figure: Floats


def measured(words: Words, language: str, rarity: Rarity, common: Common) -> Measured:
    """Turn words into columns."""
    return Measured(
        places=rarity.places(language, words.terms),
        title=np.frombuffer(words.in_title, np.uint8),
        excerpt=np.frombuffer(words.in_excerpt, np.uint8),
        is_pair=np.array([" " in term for term in words.terms], dtype=bool),
        shares=_shares(words.terms, language, common),
        name_places=rarity.places(language, words.names),
        name_shares=_shares(words.names, language, common),
        figure_places=rarity.places(language, words.figures),
        figure_shares=_shares(words.figures, language, common),
    )


def _shares(terms: Sequence[str], language: str, common: Common) -> Floats:
    return np.array([COMMON_WEIGHT if common.has(term, language) else 1.0 for term in terms], dtype=np.float64)


def weigh(one: Measured, language: str, rarity: Rarity) -> Weights:
    """Give what each term, name and figure weighs by its rarity so far."""
    rare = rarity.at(language, one.places)
    weight = rare * one.shares
    return Weights(
        word=np.where(one.is_pair, WORD_PAIR, 1.0) * rare**WORD_POWER * one.shares,
        title=np.where(one.is_pair, TITLE_PAIR, 1.0) * weight,
        excerpt=np.where(one.is_pair, EXCERPT_PAIR, 1.0) * weight,
        name=rarity.at(language, one.name_places) * one.name_shares,
        figure=rarity.at(language, one.figure_places) * one.figure_shares,
    )


def lengths(many: Sequence[Measured], language: str, rarity: Rarity) -> Floats:
    """Give the lengths of the weighted words of many articles, by which products become cosines.

    Returns:
        A row an article; columns: words, title, excerpt, names, figures. 0 where an article has none.
    """
    whole = many[0] if len(many) == 1 else _joined(many)
    weights = weigh(whole, language, rarity)
    terms, names, figures = (
        np.repeat(np.arange(len(many)), [part(one).size for one in many]) for part in (_terms, _names, _figures)
    )
    columns = (
        _length(terms, (TITLE_WEIGHT * whole.title + whole.excerpt) * weights.word, len(many)),
        _length(terms, whole.title * weights.title, len(many)),
        _length(terms, whole.excerpt * weights.excerpt, len(many)),
        _length(names, weights.name, len(many)),
        _length(figures, weights.figure, len(many)),
    )
    return np.stack(columns, axis=1)


def _terms(one: Measured) -> Places:
    return one.places


def _names(one: Measured) -> Places:
    return one.name_places


def _figures(one: Measured) -> Places:
    return one.figure_places


def _joined(many: Sequence[Measured]) -> Measured:
    """Lay the columns of many articles end to end."""
    return Measured(
        places=np.concatenate([one.places for one in many]),
        title=np.concatenate([one.title for one in many]),
        excerpt=np.concatenate([one.excerpt for one in many]),
        is_pair=np.concatenate([one.is_pair for one in many]),
        shares=np.concatenate([one.shares for one in many]),
        name_places=np.concatenate([one.name_places for one in many]),
        name_shares=np.concatenate([one.name_shares for one in many]),
        figure_places=np.concatenate([one.figure_places for one in many]),
        figure_shares=np.concatenate([one.figure_shares for one in many]),
    )


def _length(owners: npt.NDArray[np.int64], weighted: Floats, count: int) -> Floats:
    """Sum up squares by article, one after the other: an article alone comes out as it does among many."""
    return np.sqrt(np.bincount(owners, weights=weighted * weighted, minlength=count).astype(np.float64))


def letters(one: int, other: int) -> float:
    """Give the share of letter runs two titles have in common (Dice), 0 to 1; 0 when one has none."""
    total = one.bit_count() + other.bit_count()
    return 2 * (one & other).bit_count() / total if total else 0.0
