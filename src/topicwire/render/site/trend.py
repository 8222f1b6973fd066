"""How much there was on a subject lately, against before: by whole weeks up to the end of the edition's day (UTC).

Days, not minutes: so a page that shows a trend is rendered anew once a day, not with every edition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from topicwire.model.record import RankedArticle

WEEKS = 12
WEEK = timedelta(days=7)
WIDTH, HEIGHT, GAP = 240, 40, 3
"""Of the drawing, in its own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A week in the drawing."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Stories a week."""

    weeks: tuple[int, ...]  # oldest first, the last one ends with the edition's day

    @property
    def now(self) -> int:
        """Give the stories of the last seven days."""
        return self.weeks[-1]

    @property
    def is_new(self) -> bool:
        """Tell whether there is nothing to compare with: no story in the three weeks before this one."""
        return not any(self.weeks[-4:-1])

    @property
    def change(self) -> int:
        """Say how many more there were than in the week before; below 0 for fewer, 0 too for a new subject."""
        return 0 if self.is_new else self.weeks[-1] - self.weeks[-2]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Draw the weeks, the fullest as high as the drawing; a week with stories is at least seen."""
        most, width = max(*self.weeks, 1), WIDTH // WEEKS - GAP
        heights = [max(2, round(stories * HEIGHT / most)) if stories else 0 for stories in self.weeks]
        return tuple(
            Bar(x=place * (width + GAP), y=HEIGHT - height, width=width, height=height)
            for place, height in enumerate(heights)
        )


def end_of_day(as_of: datetime) -> datetime:
    """Give the end of the edition's day."""
    return as_of.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def trend_of(leads: Iterable[RankedArticle], as_of: datetime) -> Trend:
    """Count stories by week; `leads` are newest first, and those from after the edition's day count for no week."""
    until, weeks = end_of_day(as_of), [0] * WEEKS
    for lead in leads:
        back = (until - lead.published_at) // WEEK
        if back >= WEEKS:
            break
        if back >= 0:
            weeks[WEEKS - 1 - back] += 1
    return Trend(weeks=tuple(weeks))
