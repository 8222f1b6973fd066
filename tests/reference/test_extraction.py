"""Bodies of real pages against those a person copied out of them."""

import pytest

from benchmarks.extraction import load, read_text, read_with_trafilatura, score
from tests.reference.real_hubs import need

pytestmark = pytest.mark.reference


def test_bodies_are_read_better_than_by_trafilatura() -> None:
    """A floor under quality on all pages, and on each half of them; speed is measured by the benchmark alone."""
    samples = load(need("article-pages"))
    ours, truths = [read_text(sample) for sample in samples], [sample.truth for sample in samples]
    theirs = [read_with_trafilatura(sample) for sample in samples]
    assert score(ours, truths)[0] >= 0.975
    for half in (slice(0, None, 2), slice(1, None, 2)):
        assert score(ours[half], truths[half])[0] >= score(theirs[half], truths[half])[0]
