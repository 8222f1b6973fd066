"""Drawn charts are exact, stay on their paper, and carry no colour of their own."""

from hypothesis import given
from hypothesis import strategies as st

from topicwire.model.report_card import Share
from topicwire.render.site.charts import BAR_HEIGHT, LEVELS, STRIP_HEIGHT, Chart, bars, segments, strip, week

COUNTS = st.integers(0, 5000)


def is_on_paper(chart: Chart) -> bool:
    """Tell whether every box lies within the chart, but for rounding."""
    return all(
        box.x >= 0
        and box.y >= 0
        and box.x + box.width <= chart.width + 0.2
        and box.y + box.height <= chart.height + 0.2
        for box in chart.boxes
    )


@given(st.lists(COUNTS, max_size=20))
def test_bars_are_as_high_as_their_values(values: list[int]) -> None:
    """The most stands full height; nothing has no bar."""
    chart = bars(values)
    assert is_on_paper(chart)
    assert len(chart.boxes) <= sum(value > 0 for value in values)
    if any(values):
        assert max(box.height for box in chart.boxes) == BAR_HEIGHT


@given(st.lists(COUNTS, min_size=168, max_size=168))
def test_a_week_has_a_cell_for_every_hour(hours: list[int]) -> None:
    """Empty hours are level 0, the fullest the highest; a fuller hour is never lighter."""
    chart = week(hours)
    levels = [int(box.kind.removeprefix("level-")) for box in chart.boxes]
    assert is_on_paper(chart)
    assert len(levels) == 168
    assert all((level == 0) == (value == 0) and level <= LEVELS for level, value in zip(levels, hours, strict=True))
    by_value = sorted(zip(hours, levels, strict=True))
    assert [level for _, level in by_value] == sorted(levels)


@given(st.lists(st.tuples(COUNTS, COUNTS).map(lambda pair: Share(part=min(pair), whole=max(pair))), max_size=60))
def test_a_strip_shows_a_failure_however_small(days: list[Share]) -> None:
    """Good and failed share the column of a day; a day without polls is a low line."""
    chart = strip(days)
    assert is_on_paper(chart)
    for place, day in enumerate(days):
        column = [box for box in chart.boxes if box.x == place * 5]
        kinds = {box.kind for box in column}
        assert ("idle" in kinds) == (day.whole == 0)
        assert day.part == day.whole or "failed" in kinds
        if day.whole:
            assert abs(sum(box.height for box in column) - STRIP_HEIGHT) < 0.2


@given(st.lists(COUNTS, min_size=3, max_size=3))
def test_segments_fill_the_bar(values: list[int]) -> None:
    """Each part keeps its own class, also when another is missing."""
    chart = segments(values)
    assert is_on_paper(chart)
    assert [box.kind for box in chart.boxes] == [f"part-{place}" for place, value in enumerate(values) if value]
    if any(values):
        assert abs(sum(box.width for box in chart.boxes) - 100) < 0.5
