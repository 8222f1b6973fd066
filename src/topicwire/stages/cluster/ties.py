"""Why an article belongs to a story: the member it is likest to, and the terms and names they share. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from topicwire.model.ids import ArticleId
from topicwire.model.story import Signal
from topicwire.stages.cluster.memory import Memory, Newcomer
from topicwire.stages.cluster.pair_model import WHOLE
from topicwire.stages.cluster.signals import weigh
from topicwire.stages.cluster.words import Words, as_written

TIES = 8
"""Shared terms kept with a member."""
NEIGHBOURS = 3
"""Members whose words are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What ties an article to others of a story."""

    similarity: float  # mean probability of one event, 0 to 1; those never compared count as 0
    closest: ArticleId | None
    terms: tuple[str, ...]  # strongest first, as they were written
    signals: tuple[Signal, ...] = ()


def tie(article: Newcomer, others: Sequence[Newcomer], memory: Memory) -> Tie:
    """Tie an article to the others of its story; nothing ties it to nobody."""
    kin = memory.kin.get(article.id, {})
    nearest = sorted(others, key=lambda one: (-kin.get(one.id, 0), one.at, one.id))
    return Tie(
        similarity=round(sum(kin.get(one.id, 0) for one in others) / (WHOLE * max(len(others), 1)), 4),
        closest=nearest[0].id if nearest else None,
        terms=shared_terms(article, nearest[:NEIGHBOURS], memory),
    )


def shared_terms(article: Newcomer, others: Sequence[Newcomer], memory: Memory) -> tuple[str, ...]:
    """List the terms and names an article shares with others, those first that tell most; pairs hide their words."""
    weights = weigh(memory.measured(article), article.language, memory.rarity)
    worth = dict(zip(article.words.terms, weights.word.tolist(), strict=True))
    for name, weight in zip(article.words.names, weights.name.tolist(), strict=True):
        worth[name] = worth.get(name, 0.0) + weight
    theirs = [_all_terms(one.words) for one in others]
    counted = {term: weight * sum(term in one for one in theirs) for term, weight in worth.items()}
    ranked = sorted((term for term, weight in counted.items() if weight), key=lambda term: (-counted[term], term))
    shown = as_written(article.words.text, article.language)
    written = (" ".join(shown.get(word, word) for word in term.split(" ")) for term in ranked)
    return tuple(dict.fromkeys(written))[:TIES]


def _all_terms(words: Words) -> frozenset[str]:
    return frozenset((*words.terms, *words.names))
