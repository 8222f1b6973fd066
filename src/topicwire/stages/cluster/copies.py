"""Finds copies: articles whose full text is that of another. Pure; looks only at the few that share a band.

Source: MinHash with banding, Leskovec/Rajaraman/Ullman, Mining of Massive Datasets, section 3.4.
"""

from dataclasses import dataclass, field
from datetime import datetime

from topicwire.model.ids import ArticleId
from topicwire.text.sketches import similarity

BAND_BYTES = 16
"""Four of the signature's numbers: two texts alike by 0.8 share at least one of 32 bands in all but one of 10^7."""


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
    sharing: dict[str, set[ArticleId]] = field(default_factory=dict)

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
        alike = [(other, score) for other in near if (score := _likeness(fingerprint, self.kept[other])) >= threshold]
        return min(alike, key=lambda found: (self.kept[found[0]].at, found[0]), default=None)


def _likeness(first: Fingerprint, second: Fingerprint) -> float:
    if first.text_hash and first.text_hash == second.text_hash:
        return 1.0
    if first.sketch_version != second.sketch_version:
        return 0.0
    return similarity(first.sketch, second.sketch)


def _keys(fingerprint: Fingerprint) -> list[str]:
    raw = fingerprint.sketch.hex()
    bands = [raw[start : start + 2 * BAND_BYTES] for start in range(0, len(raw), 2 * BAND_BYTES)]
    keys = [f"{fingerprint.sketch_version} {number} {band}" for number, band in enumerate(bands)]
    return [*keys, f"text {fingerprint.text_hash}"] if fingerprint.text_hash else keys
