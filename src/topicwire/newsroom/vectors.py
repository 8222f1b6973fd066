"""Looks at the model that gives sentence vectors: does it load, is it the one that was pinned, how quick is it."""

import time
from dataclasses import dataclass
from pathlib import Path

from topicwire.vectors.minilm import load
from topicwire.vectors.settings import SemanticSettings

SAMPLE = (
    "The harbour reopened on Friday after engineers cleared the channel, and the first ferries left before noon. "
    "The operator said that timetables would return to normal within a week, with one more crossing on market days."
)
"""About 45 tokens, as a headline with its excerpt has."""
PASSES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorsCheck:
    """What was found."""

    folder: str
    name: str  # as enrichments carry it
    dimensions: int
    sha256: str  # of the weights
    is_pinned: bool  # hub.toml names this sum
    load_seconds: float
    texts_per_second: float  # one after the other, as articles come


def check_vectors(settings: SemanticSettings, hub: Path, folder: Path | None = None) -> VectorsCheck:
    """Load the model the hub names, or the one in `folder`, and try it.

    Raises:
        SettingsError: it does not load, or its weights are other ones than pinned; says what to do.
    """
    started = time.perf_counter()
    where = folder or hub / settings.model
    embedder = load(where, "" if folder else settings.sha256)
    loaded = time.perf_counter()
    for _ in range(PASSES):
        embedder.embed([SAMPLE])
    return VectorsCheck(
        folder=str(where),
        name=embedder.name,
        dimensions=embedder.dimensions,
        sha256=embedder.sum,
        is_pinned=embedder.sum == settings.sha256,
        load_seconds=round(loaded - started, 2),
        texts_per_second=round(PASSES / (time.perf_counter() - loaded), 1),
    )
