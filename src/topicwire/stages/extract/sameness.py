"""Whether two readings are one article: asked where they meet only at an address that a page merely claims. Pure."""

from collections.abc import Iterable

from topicwire.model.article import Article
from topicwire.model.ids import digest
from topicwire.text.tokens import normal_text, words
from topicwire.text.urls import address_key, unwrap

_ENOUGH = 150
"""Words from which a publisher's equal texts are one article; a shorter one may be a notice of every page."""
_STUB, _SHINGLE = 30, 3
_SHARED = 0.5
"""Least share of the shorter text's runs of three words in the longer one: half a rewritten article, never two articles
that share a publisher's boilerplate."""


def text_key(article: Article) -> tuple[str, ...]:
    """Give the key by which an article is known wherever its publisher moves it; none for a short text.

    It stands among the addresses: `text:`, the domain, and a digest of the words.
    """
    kept = normal_text(article.text)
    if not article.domain or kept.count(" ") < _ENOUGH:
        return ()
    return (f"text:{article.domain}:{digest(kept)}",)


def own_keys(addresses: Iterable[str]) -> frozenset[str]:
    """Give the keys of addresses a page was asked for or found at."""
    return frozenset(address_key(unwrap(address)) for address in addresses if address)


def is_same_text(one: Article, other: Article) -> bool:
    """Say whether two readings hold one text: half of the shorter is in the longer; of a stub the title decides."""
    first, second = words(one.text), words(other.text)
    if min(len(first), len(second)) < _STUB:
        return normal_text(one.title) == normal_text(other.title)
    runs, others = _runs(first), _runs(second)
    return len(runs & others) >= _SHARED * min(len(runs), len(others))


def _runs(kept: list[str]) -> set[tuple[str, ...]]:
    return {tuple(kept[at : at + _SHINGLE]) for at in range(len(kept) - _SHINGLE + 1)}
