"""Which articles a term stands in, as flat arrays, and the sums of products a newcomer has with them. Pure."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from topicwire.stages.cluster.signals import TITLE_WEIGHT, Floats, Measured, Weights
from topicwire.stages.cluster.words import Words

MOST = 500
"""Articles a term may stand in and still be looked up: what every twentieth article of a busy week says tells nothing,
and would cost more than all other words together."""

Row = tuple["array[int]", "array[int]", "array[int]"]


@dataclass(slots=True)
class Postings:
    """For each term the places it stands at, in the order articles came, with its counts in title and excerpt."""

    rows: dict[str, Row] = field(default_factory=dict)

    def add(
        self, place: int, terms: Sequence[str], in_title: bytes | None = None, in_excerpt: bytes | None = None
    ) -> None:
        """Note the terms of the article at a place; without counts each stands once in the title."""
        ones = b"\x01" * len(terms)
        for term, title, excerpt in zip(terms, in_title or ones, in_excerpt or ones, strict=True):
            row = self.rows.get(term)
            if row is None:
                row = self.rows[term] = (array("I"), array("B"), array("B"))
            row[0].append(place)
            row[1].append(title)
            row[2].append(excerpt)


@dataclass(frozen=True, slots=True)
class Products:
    """Sums of products of a newcomer with the article at each place."""

    word: Floats
    title: Floats
    excerpt: Floats
    title_excerpt: Floats  # the newcomer's title with the other's excerpt
    excerpt_title: Floats
    name: Floats
    figure: Floats


def products(
    shelves: tuple[Postings, Postings, Postings],
    words: Words,
    columns: Measured,
    weights: Weights,
    alive: npt.NDArray[np.bool_],
) -> Products:
    """Sum up what a newcomer has in common with the article at each place.

    Args:
        shelves: postings of terms, names and figures.
        words: the newcomer's.
        columns: the same as figures.
        weights: theirs, which the other article's words have as well.
        alive: for each place whether its article is still there.
    """
    terms, names, figures = shelves
    count = alive.size
    title, excerpt = columns.title.astype(np.float64), columns.excerpt.astype(np.float64)
    rows = _rows(terms, words.terms, alive)
    places, titles, excerpts, at = _gathered(rows)

    def sums(own: Floats, other: Floats) -> Floats:
        return _sums(places, own[at] * other, count)

    word, in_title, in_excerpt = weights.word, weights.title, weights.excerpt
    return Products(
        word=sums((TITLE_WEIGHT * title + excerpt) * word * word, TITLE_WEIGHT * titles + excerpts),
        title=sums(title * in_title * in_title, titles),
        excerpt=sums(excerpt * in_excerpt * in_excerpt, excerpts),
        title_excerpt=sums(title * in_title * in_excerpt, excerpts),
        excerpt_title=sums(excerpt * in_excerpt * in_title, titles),
        name=_plain(names, words.names, weights.name, alive),
        figure=_plain(figures, words.figures, weights.figure, alive),
    )


def _plain(postings: Postings, terms: Sequence[str], weights: Floats, alive: npt.NDArray[np.bool_]) -> Floats:
    places, _, _, at = _gathered(_rows(postings, terms, alive))
    return _sums(places, (weights * weights)[at], alive.size)


def _sums(places: npt.NDArray[np.int64], products: Floats, count: int) -> Floats:
    return np.bincount(places, weights=products, minlength=count).astype(np.float64, copy=False)


def _rows(postings: Postings, terms: Sequence[str], alive: npt.NDArray[np.bool_]) -> Iterator[tuple[int, Row]]:
    found = ((number, postings.rows.get(term)) for number, term in enumerate(terms))
    return ((number, row) for number, row in found if row is not None and _is_telling(row, alive))


def _is_telling(row: Row, alive: npt.NDArray[np.bool_]) -> bool:
    """Say whether few enough articles have the term; forgotten ones, which a restart knows nothing of, do not count."""
    return len(row[0]) <= MOST or int(np.count_nonzero(alive[np.frombuffer(row[0], np.uint32)])) <= MOST


def _gathered(
    rows: Iterator[tuple[int, Row]],
) -> tuple[npt.NDArray[np.int64], Floats, Floats, npt.NDArray[np.int64]]:
    """Lay rows end to end: places, counts in title and excerpt, and the number of the term each stands for."""
    kept = list(rows)
    if not kept:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, np.zeros(0), np.zeros(0), nothing
    places = np.concatenate([np.frombuffer(row[0], np.uint32) for _, row in kept]).astype(np.int64)
    titles = np.concatenate([np.frombuffer(row[1], np.uint8) for _, row in kept]).astype(np.float64)
    excerpts = np.concatenate([np.frombuffer(row[2], np.uint8) for _, row in kept]).astype(np.float64)
    at = np.repeat([number for number, _ in kept], [len(row[0]) for _, row in kept])
    return places, titles, excerpts, at


def dropped_below(postings: Postings, moved: npt.NDArray[np.int64]) -> None:
    """Give every posting its new place; -1 in `moved` means that it goes."""
    for term, row in list(postings.rows.items()):
        places = moved[np.frombuffer(row[0], np.uint32)]
        stays = places >= 0
        if not stays.any():
            del postings.rows[term]
            continue
        titles, excerpts = (array("B", np.frombuffer(one, np.uint8)[stays].tobytes()) for one in row[1:])
        postings.rows[term] = (array("I", places[stays].astype(np.uint32).tobytes()), titles, excerpts)
