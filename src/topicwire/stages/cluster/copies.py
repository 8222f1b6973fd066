"""Finds copies: articles whose full text is that of another. Pure; looks only at the few that share a band.

Source: MinHash with banding, Leskovec/Rajaraman/Ullman, Mining of Massive Datasets, section 3.4.
"""

from dataclasses import dataclass, field
from datetime import datetime

from topicwire.model.ids import ArticleId
from topicwire.text.sketches import SIZE, containment, similarity, size_of

BAND = 3
"""Numbers of the signature in a band, so that 128 numbers make 42. Texts alike by s share a band with the chance
1 - (1 - s^3)^42: at 0.8 all but surely, at 0.5 in 99.6 % of cases, at 0.35 in 84 %."""
CONTAINED = 0.85
"""Least share of the shorter text in the longer one to be a cut or lengthened copy. Measured on a corpus of made-up
agency copies and things that only look like them: tests/stages/cluster/copy_cases.py, docs/decisions/0012."""
CUT_TO, LEAST_CUT = 0.4, 70
"""Least length of the shorter text, as a share of the longer one's, and in shingles: below it is a quote or a brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What a copy is told by."""

    article_id: ArticleId
    at: datetime  # published: the earliest is the original
    text_hash: str  # empty for a stub
    sketch: bytes  # empty for a stub
    sketch_version: str


@dataclass(slots=True)
class CopyFinder:
    """The fingerprints of the articles in memory, by exact text and by band."""

    kept: dict[ArticleId, Fingerprint] = field(default_factory=dict)
    sharing: dict[str | tuple[str, int, bytes], set[ArticleId]] = field(default_factory=dict)

    def add(self, fingerprint: Fingerprint) -> None:
        """Remember an article, in place of what was known of it."""
        self.drop(fingerprint.article_id)
        self.kept[fingerprint.article_id] = fingerprint
        for key in _keys(fingerprint):
            self.sharing.setdefault(key, set()).add(fingerprint.article_id)

    def drop(self, article_id: ArticleId) -> None:
        """Forget an article; an unknown one is no error."""
        known = self.kept.pop(article_id, None)
        for key in _keys(known) if known else ():
            holders = self.sharing[key]
            holders.discard(article_id)
            if not holders:
                del self.sharing[key]

    def find(self, fingerprint: Fingerprint, threshold: float) -> tuple[ArticleId, float] | None:
        """Find the earliest article with the same text, and how alike they are; None for a stub or an own text."""
        near = {other for key in _keys(fingerprint) for other in self.sharing.get(key, ())} - {fingerprint.article_id}
        scores = ((other, likeness(fingerprint, self.kept[other], threshold)) for other in near)
        alike = [(other, score) for other, score in scores if score >= threshold]
        return min(alike, key=lambda found: (self.kept[found[0]].at, found[0]), default=None)


def likeness(first: Fingerprint, second: Fingerprint, threshold: float) -> float:
    """Give how much two texts are one, 0 to 1.

    The share of shingles in common; where that is under the threshold but the shorter text stands nearly whole in the
    longer one, at least the threshold: a copy cut at the end, or with paragraphs of the copier's own.
    """
    if first.text_hash and first.text_hash == second.text_hash:
        return 1.0
    if first.sketch_version != second.sketch_version:
        return 0.0
    alike = similarity(first.sketch, second.sketch)
    if alike >= threshold:
        return alike
    return max(alike, threshold) if _is_contained(alike, size_of(first.sketch), size_of(second.sketch)) else alike


def _is_contained(alike: float, one: int, other: int) -> bool:
    shorter, longer = sorted((one, other))
    is_long_enough = shorter >= LEAST_CUT and shorter >= CUT_TO * longer
    return is_long_enough and containment(alike, one, other) >= CONTAINED


def _keys(fingerprint: Fingerprint) -> list[str | tuple[str, int, bytes]]:
    raw, width = fingerprint.sketch[: 4 * SIZE], 4 * BAND
    starts = range(0, len(raw) - width + 1, width)
    keys: list[str | tuple[str, int, bytes]] = [
        (fingerprint.sketch_version, start, raw[start : start + width]) for start in starts
    ]
    return [*keys, f"text {fingerprint.text_hash}"] if fingerprint.text_hash else keys
