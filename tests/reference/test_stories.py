"""Stories against those a person made of the same articles."""

import pytest

from benchmarks.stories import measure
from tests.reference.real_hubs import need
from topicwire.stages.cluster.settings import ClusterSettings

pytestmark = pytest.mark.reference


def test_stories_are_as_good_as_they_were() -> None:
    """A floor under quality on 213 labelled articles in the order of arrival, and speed that stays far from a worry."""
    figures = measure(need("hub-diablo4-early"), need("stories-by-hand.json"), ClusterSettings())
    assert figures["labelled"] == 213
    assert figures["bcubed_f1"] >= 0.815
    assert min(figures["bcubed_f1_early"], figures["bcubed_f1_late"]) >= 0.74
    assert figures["pair_f1"] >= 0.78
    assert figures["articles_per_second"] >= 100
