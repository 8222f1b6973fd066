"""The articles of one language that a newcomer may be likened to, in an inverted index. Pure.

All likenesses of a newcomer are computed together, in a few passes over the postings of its terms: a look at every
article of the window costs a fraction of a millisecond. Nothing here depends on how long the hub has been running.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from topicwire.model.ids import ArticleId
from topicwire.stages.cluster.postings import Postings, Products, dropped_below, products
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.signals import SIGNALS, Floats, Measured, lengths, letters, weigh
from topicwire.stages.cluster.words import Words

SHORTLIST = 64
"""Articles looked at closely, by their words: a newcomer shares rare words with far fewer."""
LONG_PAUSE_HOURS = 96.0
"""The unit of `days`."""
SLACK = 1000
"""Places of forgotten articles kept before the index is made smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """An article as it is compared."""

    id: ArticleId
    at: datetime
    language: str
    publisher: str  # registrable domain
    words: Words
    vector: npt.NDArray[np.float32] | None = None  # of length 1; None: nobody made one
    vector_model: str = ""  # that made it: vectors of two models cannot be compared


@dataclass(frozen=True, slots=True)
class Compared:
    """A newcomer beside the articles most like it."""

    others: list[ArticleId]
    signals: Floats  # a row an article, a column a signal
    has_vectors: npt.NDArray[np.bool_]  # for each row: "meaning" was computed


NOBODY = Compared([], np.zeros((0, len(SIGNALS))), np.zeros(0, dtype=bool))


@dataclass(slots=True)
class Shelf:
    """Articles by place; the columns beside it hold one figure an article."""

    language: str
    articles: list[Shelved | None] = field(default_factory=list)  # None: forgotten
    alive: "array[int]" = field(default_factory=lambda: array("B"))  # 0: forgotten
    columns: list[Measured] = field(default_factory=list)
    places: dict[ArticleId, int] = field(default_factory=dict)
    hours: "array[float]" = field(default_factory=lambda: array("d"))  # of publication, since 1970
    sizes: "array[float]" = field(default_factory=lambda: array("d"))  # five lengths an article, see signals.lengths
    terms: Postings = field(default_factory=Postings)
    names: Postings = field(default_factory=Postings)
    figures: Postings = field(default_factory=Postings)

    def add(self, article: Shelved, columns: Measured, rarity: Rarity) -> None:
        """Put an article behind the others, in place of what was known of it."""
        self.drop(article.id)
        place = self.places[article.id] = len(self.articles)
        self.articles.append(article)
        self.alive.append(1)
        words = article.words
        self.columns.append(columns)
        self.hours.append(_hours(article.at))
        self.sizes.frombytes(lengths([columns], self.language, rarity).tobytes())
        self.terms.add(place, words.terms, words.in_title, words.in_excerpt)
        self.names.add(place, words.names)
        self.figures.add(place, words.figures)

    def drop(self, article_id: ArticleId) -> None:
        """Forget an article; an unknown one is no error. Its postings go when there is much to clear away."""
        place = self.places.pop(article_id, None)
        if place is None:
            return
        self.articles[place], self.alive[place] = None, 0
        if len(self.articles) > 2 * len(self.places) + SLACK:
            self._clear_away()

    def _clear_away(self) -> None:
        kept = np.array([place for place, one in enumerate(self.articles) if one is not None], dtype=np.int64)
        moved = np.full(len(self.articles), -1, dtype=np.int64)
        moved[kept] = np.arange(kept.size)
        for postings in (self.terms, self.names, self.figures):
            dropped_below(postings, moved)
        self.hours = array("d", [self.hours[place] for place in kept])
        self.sizes = array("d", np.frombuffer(self.sizes).reshape(-1, 5)[kept].tobytes())
        self.columns = [self.columns[place] for place in kept]
        self.articles = [one for one in self.articles if one is not None]
        self.alive = array("B", b"\x01" * len(self.articles))
        self.places = {one.id: place for place, one in enumerate(self.articles) if one is not None}

    def weigh_again(self, rarity: Rarity) -> None:
        """Read all lengths anew after the rarity of terms changed."""
        if self.columns:
            self.sizes = array("d", lengths(self.columns, self.language, rarity).tobytes())

    def compare(self, newcomer: Shelved, columns: Measured, window_hours: float, rarity: Rarity) -> Compared:
        """Liken a newcomer to the articles that share a word or name with it, published within the window of it.

        `columns` are its words as figures.

        Returns:
            The likest SHORTLIST at most, likest first; NOBODY when nothing is shared.
        """
        count = len(self.articles)
        if not count:
            return NOBODY
        alive = np.frombuffer(self.alive, np.bool_)
        weights = weigh(columns, self.language, rarity)
        found = products((self.terms, self.names, self.figures), newcomer.words, columns, weights, alive)
        own = lengths([columns], self.language, rarity)[0]
        cosines = _cosines(found, own, np.frombuffer(self.sizes).reshape(count, 5))
        gaps = np.abs(np.frombuffer(self.hours) - _hours(newcomer.at))
        nearest = self._nearest(cosines, gaps, window_hours, newcomer.id)
        return self._closely(newcomer, nearest, cosines[:, nearest], gaps[nearest])

    def _nearest(self, cosines: Floats, gaps: Floats, window_hours: float, own: ArticleId) -> list[int]:
        """List the places of the likest, likest first; among equals by id, as places differ after a restart."""
        sums = cosines[:4].sum(axis=0) + cosines[5]
        places = np.flatnonzero((sums > 0) & (gaps <= window_hours) & (np.frombuffer(self.alive, np.uint8) > 0))
        if places.size > SHORTLIST + 1:
            least = np.partition(sums[places], -SHORTLIST - 1)[-SHORTLIST - 1]
            places = places[sums[places] >= least]
        found = [
            (-total, one.id, place)
            for place, total in zip(places.tolist(), sums[places].tolist(), strict=True)
            if (one := self.articles[place]) is not None and one.id != own
        ]
        return [place for _, _, place in sorted(found)[:SHORTLIST]]

    def _closely(self, newcomer: Shelved, places: Sequence[int], cosines: Floats, gaps: Floats) -> Compared:
        others = [one for place in places if (one := self.articles[place]) is not None]
        signals = np.zeros((len(others), len(SIGNALS)))
        signals[:, :7] = cosines.T
        signals[:, 7] = [letters(newcomer.words.outline, one.words.outline) for one in others]
        signals[:, 8] = np.log1p(gaps) / 5
        signals[:, 9] = gaps / LONG_PAUSE_HOURS
        signals[:, 10] = [one.publisher == newcomer.publisher for one in others]
        meanings = [_meaning(newcomer, one) for one in others]
        signals[:, 11] = [meaning or 0.0 for meaning in meanings]
        has_vectors = np.array([meaning is not None for meaning in meanings], dtype=bool)
        return Compared([one.id for one in others], signals, has_vectors)


def _meaning(one: Shelved, other: Shelved) -> float | None:
    if one.vector is None or other.vector is None or one.vector_model != other.vector_model:
        return None
    return float(one.vector @ other.vector)


def _cosines(found: Products, own: Floats, sizes: Floats) -> Floats:
    """Give the first seven signals, a row a signal, a column an article."""
    word, title, excerpt, name, figure = (own * sizes).T
    titles, excerpts = _over(found.title, title), _over(found.excerpt, excerpt)
    to_excerpt = _over(found.title_excerpt, own[1] * sizes[:, 2])
    to_title = _over(found.excerpt_title, own[2] * sizes[:, 1])
    both = np.sqrt(titles * excerpts)
    names, figures = _over(found.name, name), _over(found.figure, figure)
    return np.stack([_over(found.word, word), titles, excerpts, (to_excerpt + to_title) / 2, both, names, figures])


def _over(product: Floats, length: Floats) -> Floats:
    return np.divide(product, length, out=np.zeros_like(product), where=length > 0)


def _hours(at: datetime) -> float:
    return at.timestamp() / 3600
