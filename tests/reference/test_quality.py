"""The default card on real hubs: what it takes for no coverage is little, and right."""

import pytest

from benchmarks.quality import measure
from tests.reference.real_hubs import HUBS, need

pytestmark = pytest.mark.reference


@pytest.mark.parametrize("hub", HUBS)
def test_real_records_are_seldom_taken_for_boilerplate(hub: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Both hubs are curated: all signs together fire for at most 3 in 100, and the cards agree on most of the rest."""
    figures = measure(need(hub), 2)
    signs = ("market_reports", "press_releases", "sponsoreds", "deals", "roundups", "listicles")
    assert sum(figures[name] for name in signs) / figures["articles"] <= 0.03
    assert figures["market_reports"] == 0
    assert figures["clickbaits"] / figures["articles"] <= 0.02
    assert 0.8 <= figures["rank_correlation"] <= 1
    assert "that sink most" in capsys.readouterr().out
