"""Where the shapes of small drawn charts stand: pure geometry. Colours are classes, words stand beside the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from topicwire.model.report_card import Share

BAR_WIDTH, BAR_GAP, BAR_HEIGHT = 16, 4, 48
CELL, CELL_GAP = 9, 1
STRIP_WIDTH, STRIP_GAP, STRIP_HEIGHT = 4, 1, 24
LEVELS = 4
"""Shades of a heat grid beside the empty one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in the units of its chart's view box, and the class that colours it."""

    x: float
    y: float
    width: float
    height: float
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Rectangles, and the size of the paper they stand on."""

    width: float
    height: float
    boxes: tuple[Box, ...]


def bars(values: Sequence[int]) -> Chart:
    """Draw a column for each value, the highest as high as the chart; a value of 0 leaves its place empty."""
    most = max((*values, 1))
    step = BAR_WIDTH + BAR_GAP
    heights = [_rounded(BAR_HEIGHT * value / most) for value in values]
    boxes = (
        Box(x=place * step, y=_rounded(BAR_HEIGHT - height), width=BAR_WIDTH, height=height)
        for place, height in enumerate(heights)
        if height
    )
    return Chart(width=max(1, len(values) * step - BAR_GAP), height=BAR_HEIGHT, boxes=tuple(boxes))


def week(hours: Sequence[int]) -> Chart:
    """Draw the 168 hours of a week as 7 rows of 24 cells, each shaded by its share of the fullest."""
    step, most = CELL + CELL_GAP, max((*hours, 1))
    boxes = (
        Box(x=hour % 24 * step, y=hour // 24 * step, width=CELL, height=CELL, kind=f"level-{_level(value, most)}")
        for hour, value in enumerate(hours)
    )
    return Chart(width=24 * step - CELL_GAP, height=7 * step - CELL_GAP, boxes=tuple(boxes))


def strip(days: Sequence[Share]) -> Chart:
    """Draw a column for each day: filled from below by the share of polls answered well; a low line: not asked."""
    step = STRIP_WIDTH + STRIP_GAP
    boxes = (box for place, day in enumerate(days) for box in _day(place * step, day))
    return Chart(width=max(1, len(days) * step - STRIP_GAP), height=STRIP_HEIGHT, boxes=tuple(boxes))


def segments(values: Sequence[int]) -> Chart:
    """Draw one bar cut into parts by their share of the sum; a part of 0 is left out but keeps its class's number."""
    total, start, boxes = sum(values), 0.0, list[Box]()
    for place, value in enumerate(values):
        if value:
            width = _rounded(100 * value / total)
            boxes.append(Box(x=_rounded(start), y=0, width=width, height=6, kind=f"part-{place}"))
            start += 100 * value / total
    return Chart(width=100, height=6, boxes=tuple(boxes))


def _day(x: float, day: Share) -> tuple[Box, ...]:
    if not day.whole:
        return (Box(x=x, y=STRIP_HEIGHT - 2, width=STRIP_WIDTH, height=2, kind="idle"),)
    good = _rounded(STRIP_HEIGHT * day.part / day.whole)
    failed = Box(x=x, y=0, width=STRIP_WIDTH, height=_rounded(STRIP_HEIGHT - good), kind="failed")
    answered = Box(x=x, y=failed.height, width=STRIP_WIDTH, height=good, kind="answered")
    return tuple(box for box in (failed, answered) if box.height)


def _level(value: int, most: int) -> int:
    """Give 0 for nothing, else 1 to LEVELS."""
    return 0 if not value else -(-LEVELS * value // most)


def _rounded(length: float) -> float:
    return round(length, 1)
