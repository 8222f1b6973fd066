"""The heat of a story is drawn from what its reports say, and never more than that."""

from dataclasses import replace

import pytest

from tests.render.site.editions import Told, edition, story
from tests.render.site.html import texts, tree
from tests.render.site.lives import page_of, view_of
from topicwire.render.site.heat import HeatGraph, heat_graph

REPORTS = [
    Told(title="The best", outlet="One", hours=10),
    Told(title="The first", outlet="Two", hours=20),
    Told(title="The last", outlet="Three", hours=5),
]


def drawn(reports: list[Told]) -> HeatGraph | None:
    """Draw a story; the first report leads with 75, each further one has 5 less."""
    view, listing = view_of(edition([story(reports)]))
    return heat_graph(listing.leads[0], view, listing)


def test_heat_grows_with_the_best_report_and_with_each_further_one() -> None:
    """The first had 70; then the best came, and each other adds 20."""
    graph = drawn(REPORTS)
    assert graph is not None
    assert [point.heat for point in graph.points] == [70, 95, 115]
    assert [point.reports for point in graph.points] == [1, 2, 3]
    assert graph.each == 20


def test_time_runs_to_the_right_and_heat_upwards() -> None:
    """Half the time is half the way."""
    graph = drawn(REPORTS)
    assert graph is not None
    assert [point.x for point in graph.points] == sorted(point.x for point in graph.points)
    assert graph.points[0].y > graph.points[1].y > graph.points[2].y
    share = (graph.points[1].x - graph.points[0].x) / (graph.points[2].x - graph.points[0].x)
    assert share == pytest.approx(10 / 15, abs=0.01)


@pytest.mark.parametrize("reports", [REPORTS[:1], [REPORTS[0], replace(REPORTS[1], hours=10)]])
def test_one_moment_is_no_growth(reports: list[Told]) -> None:
    """Nothing is drawn for a single report, or for several at once."""
    assert drawn(reports) is None


def test_a_record_without_figures_is_not_drawn() -> None:
    """What nobody counted cannot have grown."""
    view, listing = view_of(edition([story(REPORTS)]))
    lead = listing.leads[0]
    assert heat_graph(replace(lead, record=replace(lead.record, heat=None)), view, listing) is None


def test_the_drawing_ends_at_the_heat_that_holds() -> None:
    """An editor may have set it."""
    view, listing = view_of(edition([story(REPORTS)]))
    lead = listing.leads[0]
    graph = heat_graph(replace(lead, record=replace(lead.record, heat=300)), view, listing)
    assert graph is not None
    assert graph.points[-1].heat == 300


def test_copies_add_nothing() -> None:
    """A text carried by ten papers is one report."""
    articles, group = story([*REPORTS[:2], replace(REPORTS[2], is_copy=True)])
    heat = articles[0].heat
    assert heat is not None
    parts = (heat.parts[0], replace(heat.parts[1], points=20))
    articles[0] = replace(articles[0], heat=replace(heat, parts=parts, total=95))
    articles[0] = replace(articles[0], record=replace(articles[0].record, heat=95))
    view, listing = view_of(edition([(articles, group)]))
    graph = heat_graph(listing.leads[0], view, listing)
    assert graph is not None
    assert [point.heat for point in graph.points] == [70, 95, 95]


def test_the_figures_can_be_read_without_seeing_the_drawing() -> None:
    """A title, a sentence, and a table with every point."""
    made = story(REPORTS)
    page = page_of(edition([made]), made[1].id)
    assert texts(page, "svg.heat-graph desc") == ["From 70 to 115 over 3 reports; this hub publishes from 70."]
    assert texts(page, ".heat-figures td.number") == ["1", "70", "2", "95", "3", "115"]
    graph = tree(page).css_first("svg.heat-graph")
    assert graph is not None
    assert graph.attributes["role"] == "img"
    assert b"style=" not in page
