"""Which stories grow unusually: one answer for the hot strip of the front page and for the feed of hot stories.

Growth is the number of different outlets that report within `hub.hot_hours`; copies of another report's text do not
count, nor what is dated after the edition. A story turns hot at the report with which that number reaches

    max(hub.hot_outlets, usual + max(2, usual))

where `usual` is what nine in ten of the hub's stories of the four weeks before did not exceed. So a hub where everybody
reports everything asks for more than one where most stories have one outlet; the smallest hub asks for `hot_outlets`.

Nothing here reads a clock, and what came later changes nothing: `usual` looks only at stories that began at least
SETTLED before, so a story that turned hot once stays so.
Source: docs/decisions/0020-front-page.md
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId, Domain
from topicwire.model.record import RankedArticle
from topicwire.render.views import shown_leads

COMPARED, SETTLED = timedelta(days=28), timedelta(days=2)
"""Stories that began in this time, up to SETTLED before, say what is usual: younger ones may still grow."""
LEAST_COMPARED = 20
"""Fewer stories say nothing about a hub: then one outlet counts as usual."""
SHARE = 0.9
"""Of the stories compared, those that `usual` covers."""
STRIP = 3
"""Stories that the strip has room for."""

_Told = tuple[datetime, Domain]


@dataclass(frozen=True, slots=True, kw_only=True)
class HotStory:
    """A story that grew unusually, and why that is unusual here."""

    lead: RankedArticle
    at: datetime  # when it turned hot: the first report with which the window was full enough
    outlets: int  # different ones within the window that ends at `at`
    span: timedelta  # from the first to the last of their reports
    peak: int  # most different outlets within one window up to the edition
    peak_span: timedelta  # from the first to the last of their reports
    latest_at: datetime  # the last report with which a window was full enough: `at` or later
    usual: int  # outlets within a window that nine in ten stories did not exceed then, 1 or more
    least: int  # outlets that it took

    @property
    def excess(self) -> float:
        """Say how many times the outlets it took it has at its peak."""
        return self.peak / self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The reports within `hot_hours` up to one report."""

    at: datetime
    outlets: int
    span: timedelta


def turned_hot(edition: Edition) -> tuple[HotStory, ...]:
    """List every published story that ever turned hot, the newest to do so first, ties by story id."""
    known = {article.article_id: article for article in edition.articles}
    length = timedelta(hours=edition.hub.hot_hours)
    windows = {
        lead.story_id: (lead, _windows(_reports(lead, known, edition.as_of), length)) for lead in shown_leads(edition)
    }
    grown = _grown_by_day(found for _, found in windows.values())
    usual = {day: _usual(grown, day) for day in _days_asked(windows.values(), edition.hub.hot_outlets)}
    told = (_judge(lead, found, usual, edition.hub.hot_outlets) for lead, found in windows.values())
    return tuple(sorted((story for story in told if story), key=lambda hot: (-hot.at.timestamp(), hot.lead.story_id)))


def hot_now(edition: Edition, turned: Sequence[HotStory] | None = None) -> tuple[HotStory, ...]:
    """Choose the stories that are still growing unusually, the most unusual first, at most STRIP.

    Args:
        edition: its `as_of` is now.
        turned: what `turned_hot` gave for it, where the caller has it already.
    """
    since = edition.as_of - timedelta(hours=edition.hub.hot_hours)
    growing = [hot for hot in (turned_hot(edition) if turned is None else turned) if hot.latest_at >= since]
    return tuple(sorted(growing, key=lambda hot: (-hot.excess, -hot.at.timestamp(), hot.lead.story_id))[:STRIP])


def _reports(lead: RankedArticle, known: Mapping[ArticleId, RankedArticle], as_of: datetime) -> list[_Told]:
    """List when who reported in own words, earliest first."""
    told = [(lead.published_at, lead.record.provider.domain)]
    for related in lead.record.related:
        article = known.get(related.article_id) if related.article_id else None
        if not (article and article.is_copy):
            at = article.published_at if article else _time(related.published)
            if at:
                told.append((at, related.provider.domain))
    return sorted(report for report in told if report[0] <= as_of)


def _time(said: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _windows(reports: Sequence[_Told], length: timedelta) -> tuple[_Window, ...]:
    """Give the window that ends at each report, earliest first."""
    found, start = list[_Window](), 0
    within: Counter[Domain] = Counter()
    for at, domain in reports:
        within[domain] += 1
        while at - reports[start][0] > length:
            gone = reports[start][1]
            within[gone] -= 1
            if not within[gone]:
                del within[gone]
            start += 1
        found.append(_Window(at=at, outlets=len(within), span=at - reports[start][0]))
    return tuple(found)


def _grown_by_day(stories: Iterable[Sequence[_Window]]) -> dict[date, Counter[int]]:
    """Count stories by the day they began and the outlets of their fullest window in the time that SETTLED gives."""
    found: dict[date, Counter[int]] = defaultdict(Counter)
    for windows in stories:
        if windows:
            until = windows[0].at + SETTLED
            found[_day(windows[0].at)][max(window.outlets for window in windows if window.at <= until)] += 1
    return found


def _days_asked(stories: Iterable[tuple[RankedArticle, Sequence[_Window]]], least: int) -> set[date]:
    return {_day(window.at) for _, windows in stories for window in windows if window.outlets >= least}


def _usual(grown: Mapping[date, Counter[int]], day: date) -> int:
    """Give what nine in ten stories did not exceed in the four weeks that say so for a day."""
    until = day - SETTLED
    counted: Counter[int] = Counter()
    for back in range(COMPARED.days):
        counted.update(grown.get(until - timedelta(days=back), Counter()))
    total = counted.total()
    if total < LEAST_COMPARED:
        return 1
    covered = 0
    for outlets in sorted(counted):
        covered += counted[outlets]
        if covered >= SHARE * total:
            return outlets
    return 1


def _judge(lead: RankedArticle, windows: Sequence[_Window], usual: Mapping[date, int], least: int) -> HotStory | None:
    """Tell whether and when a story turned hot."""
    full = [window for window in windows if window.outlets >= least and window.outlets >= _asked(window, usual, least)]
    if not full:
        return None
    first, peak = full[0], max(full, key=lambda window: (window.outlets, -window.span))
    return HotStory(
        lead=lead,
        at=first.at,
        outlets=first.outlets,
        span=first.span,
        peak=peak.outlets,
        peak_span=peak.span,
        latest_at=full[-1].at,
        usual=usual[_day(first.at)],
        least=_asked(first, usual, least),
    )


def _asked(window: _Window, usual: Mapping[date, int], least: int) -> int:
    """Say how many outlets a story needed at that time."""
    seen = usual[_day(window.at)]
    return max(least, seen + max(2, seen))


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
