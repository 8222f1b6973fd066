"""A source's report card: plain counts, from which readers may reckon shares. Nothing here is a judgement.

Counted are whole days (UTC) before the day the edition is as of, so that a card changes at most once a day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from topicwire.model.ids import Domain, FeedId

WEEKS, DAYS, PERIOD = 12, 60, timedelta(days=365)
"""Weeks of the rhythm, days of polling, and how long before `until` articles are counted."""
SURE = 0.8
"""From this confidence a date is called sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


NONE = Share(part=0, whole=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """The median of some lengths of time."""

    minutes: int  # 0 without any
    cases: int


NO_DELAY = Delay(minutes=0, cases=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFigures:
    """One feed over the last DAYS days."""

    feed_id: FeedId
    asked: int
    failed: int
    tips: int  # links in it that the hub did not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """All feeds of a source together."""

    until: date  # the last day counted
    days: tuple[Share, ...] = ()  # polls answered well, of polls; DAYS of them, oldest first
    feeds: tuple[FeedFigures, ...] = ()  # by feed id

    @property
    def answered(self) -> Share:
        """Add up the days."""
        return Share(part=sum(day.part for day in self.days), whole=sum(day.whole for day in self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a source publishes, over the last WEEKS weeks."""

    weeks: tuple[int, ...]  # articles in each, oldest first; the last one ends with `until`
    hours: tuple[int, ...]  # 168: by hour (UTC) from Monday 00:00; articles dated by day only are left out
    newest_on: date | None = None  # of all its articles in the hub, however old

    @property
    def articles(self) -> int:
        """Count the articles of these weeks."""
        return sum(self.weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """How reliable its dates are: of the articles that were read from its pages."""

    articles: int = 0
    sure: int = 0  # confidence of SURE or more
    undated: int = 0  # nobody gave a date
    disputed: int = 0  # two dates for one publication
    future: int = 0  # a date that lay in the future when the hub saw it
    redated: int = 0  # later dated anew


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """What a source contributed within PERIOD, and how it went."""

    domain: Domain
    until: date  # the last day counted; polling has its own
    polling: Polling
    rhythm: Rhythm
    articles: int = 0  # in the hub, by day of publication
    shown: int = 0  # of articles: in stories that readers see
    led: int = 0  # of articles: leading such a story
    originals: int = 0  # of articles: own words, before any other publisher in its story
    follow_ups: int = 0  # of articles: own words, after another publisher
    copies: int = 0  # of articles: a text that another article has
    first: Share = NONE  # stories it had before others, of those that others had too
    lag: Delay = NO_DELAY  # behind the first, in the others
    edited: Share = NONE  # articles whose title or text changed, of those read from its pages
    edited_after: Delay = NO_DELAY  # from our first reading to the change as we saw it
    dating: Dating = Dating()
    topics: tuple[tuple[str, int], ...] = ()  # name and articles; most first, at most 6
    languages: tuple[tuple[str, int], ...] = ()  # code and articles; most first, at most 4
