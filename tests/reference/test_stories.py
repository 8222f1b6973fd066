"""Stories against those a person made of the same articles."""

from pathlib import Path

import pytest

from benchmarks.stories import measure
from tests.reference.real_hubs import need
from topicwire.stages.cluster.settings import ClusterSettings

pytestmark = pytest.mark.reference

OWN = Path(__file__).parents[2] / "benchmarks/labels"


@pytest.mark.parametrize(("labels", "floor"), [("given", 0.85), ("later", 0.88), ("before", 0.84)])
def test_stories_are_as_good_as_they_were(labels: str, floor: float) -> None:
    """A floor under quality in the order of arrival, plain words beaten, and speed that stays far from a worry."""
    file = need("stories-by-hand.json") if labels == "given" else OWN / f"{labels}.json"
    figures = measure(need("hub-diablo4-early"), file, ClusterSettings(), None)
    assert figures["labelled"] >= 200
    assert figures["bcubed_f1"] >= floor
    assert figures["bcubed_f1"] > figures["plain_bcubed_f1"]
    assert figures["articles_per_second"] >= 50
