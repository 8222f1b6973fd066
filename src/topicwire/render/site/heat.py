"""How a story's heat grew: worked out from the times of its reports, and drawn. Pure.

No one wrote the heat down as it grew. It is what the story law gives, with today's figures, for the reports there were
at each moment: the best quality so far, and the same points for every further report as the score card gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from topicwire.model.record import RankedArticle
from topicwire.render.site.listing import Listing
from topicwire.render.site.stories import Report, StoryView

WIDTH, HEIGHT, EDGE, HEADROOM = 640, 140, 8, 1.08
"""Of the drawing, in its own units; and how much higher than the highest figure it is."""
MOST_DOTS = 80
RELATED, REFERENCE, MARKET_REPORT = "related", "reference", "market report"
"""As score cards name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatPoint:
    """The heat from a moment on."""

    at: datetime
    heat: int
    reports: int  # there were by then
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatGraph:
    """A drawing of at least two points."""

    points: tuple[HeatPoint, ...]
    line: str  # path: the steps
    area: str  # path: what lies under them
    threshold: int  # from which the hub publishes
    threshold_y: float
    each: int  # points for every further report; 0: not the same for all
    dots: str  # path: a dot at every step


def heat_graph(lead: RankedArticle, view: StoryView, listing: Listing) -> HeatGraph | None:
    """Draw how the heat grew; None without figures, or when all was said at one moment."""
    if lead.record.heat is None:
        return None
    reports = sorted((one for one in (view.lead, *view.coverage, *view.copies) if one.at), key=_when)
    if len({one.at for one in reports}) < 2:
        return None
    counted = [_counts(one, lead, listing) for one in reports]
    each = _each(lead, sum(counted) - 1)
    steps = _steps(reports, counted, each)
    steps[-1] = (steps[-1][0], lead.record.heat, steps[-1][2])
    return _drawn(steps, lead.threshold, each)


def _when(report: Report) -> datetime:
    assert report.at is not None
    return report.at


def _counts(report: Report, lead: RankedArticle, listing: Listing) -> bool:
    """Tell whether the report adds to the heat: on our own card copies and market reports do not."""
    if lead.quality.preset == REFERENCE or report.is_lead:
        return True
    known = listing.by_id.get(report.article_id) if report.article_id else None
    return not report.is_copy and not (known and any(part.name == MARKET_REPORT for part in known.quality.parts))


def _each(lead: RankedArticle, others: int) -> float:
    parts = lead.heat.parts if lead.heat else ()
    points = next((part.points for part in parts if part.name == RELATED), 0)
    return points / others if others > 0 else 0.0


def _steps(reports: Sequence[Report], counted: Sequence[bool], each: float) -> list[tuple[datetime, int, int]]:
    """Give time, heat and reports so far, one for each time."""
    found: dict[datetime, tuple[int, int]] = {}
    best = texts = 0
    for number, (report, counts) in enumerate(zip(reports, counted, strict=True), 1):
        best, texts = max(best, report.quality or 0), texts + counts
        found[_when(report)] = (best + round(each * max(texts - 1, 0)), number)
    return [(at, heat, number) for at, (heat, number) in found.items()]


def _drawn(steps: Sequence[tuple[datetime, int, int]], threshold: int, each: float) -> HeatGraph:
    start, end = steps[0][0], steps[-1][0]
    top = max(threshold, *(heat for _, heat, _ in steps), 1) * HEADROOM
    span = (end - start).total_seconds()

    def down(heat: int) -> float:
        return round(HEIGHT - max(heat, 0) / top * HEIGHT, 1)

    def across(at: datetime) -> float:
        return round(EDGE + (at - start).total_seconds() / span * (WIDTH - 2 * EDGE), 1)

    points = tuple(
        HeatPoint(at=at, heat=heat, reports=number, x=across(at), y=down(heat)) for at, heat, number in steps
    )
    line = f"M{points[0].x} {points[0].y}" + "".join(f"H{point.x}V{point.y}" for point in points[1:])
    return HeatGraph(
        points=points,
        line=line,
        area=f"{line}V{HEIGHT}H{points[0].x}Z",
        threshold=threshold,
        threshold_y=down(threshold),
        each=int(each) if each == int(each) else 0,
        dots="".join(f"M{point.x} {point.y}h0" for point in (points if len(points) <= MOST_DOTS else points[-1:])),
    )
