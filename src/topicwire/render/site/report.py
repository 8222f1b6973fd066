"""A source's report card as its page shows it: figures, drawn charts, and the same as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from topicwire.model.report_card import DAYS, PERIOD, WEEKS, ReportCard, Share
from topicwire.render.site import figures
from topicwire.render.site.charts import Chart, bars, segments, strip, week
from topicwire.render.site.figures import Figure, said_day
from topicwire.render.wording import Wording

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Something and how often it came."""

    name: str
    count: int
    share: int  # of the most frequent, in percent, at least 2
    page: str = ""  # empty: none


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table beside a chart."""

    name: str
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All of a card in words and shapes."""

    until: str
    polled_until: str
    since: str
    in_weeks: Figure
    weeks: Chart
    week_rows: tuple[Row, ...]  # weeks by their first day
    hours: Chart
    weekdays: tuple[str, ...]  # Monday first
    hour_rows: tuple[Row, ...]  # weekdays with their 24 hours
    hours_told: str
    answered: Figure
    days: Chart
    day_rows: tuple[Row, ...]  # days with a failed poll: answered well, and asked
    stories: tuple[Figure, ...]
    kinds: Chart
    firsts: tuple[Figure, ...]
    edits: tuple[Figure, ...]
    dates: tuple[Figure, ...]
    showing: tuple[Figure, ...]
    topics: tuple[Counted, ...]
    languages: tuple[Counted, ...]
    articles: int


def report_of(card: ReportCard, wording: Wording, pages: Mapping[str, str]) -> Report:
    """Put a card into words and shapes; `pages` are those of topics, by name."""
    rhythm, polling = card.rhythm, card.polling
    weekdays = weekday_names(wording)
    return Report(
        until=said_day(wording, card.until),
        polled_until=said_day(wording, polling.until),
        since=said_day(wording, card.until - PERIOD + DAY),
        in_weeks=rhythm_figure(card, wording),
        weeks=bars(rhythm.weeks),
        week_rows=_week_rows(rhythm.weeks, card.until, wording),
        hours=week(rhythm.hours),
        weekdays=weekdays,
        hour_rows=tuple(
            Row(name=name, cells=rhythm.hours[place * 24 : place * 24 + 24]) for place, name in enumerate(weekdays)
        ),
        hours_told=wording.say("card_hours_told", timed=sum(rhythm.hours), articles=rhythm.articles, weeks=WEEKS),
        answered=figures.answered(wording, card),
        days=strip(polling.days),
        day_rows=_day_rows(polling.days, polling.until, wording),
        stories=figures.of_stories(wording, card),
        kinds=segments((card.originals, card.follow_ups, card.copies)),
        firsts=figures.of_firsts(wording, card),
        edits=figures.of_edits(wording, card),
        dates=figures.of_dates(wording, card),
        showing=figures.of_showing(wording, card),
        topics=_counted(card.topics, pages),
        languages=_counted(tuple((language_name(code, wording), count) for code, count in card.languages), {}),
        articles=card.articles,
    )


def rhythm_figure(card: ReportCard, wording: Wording) -> Figure:
    """Say how many articles came in the last weeks."""
    newest = card.rhythm.newest_on
    told = wording.say("card_weeks_told", weeks=WEEKS, day=said_day(wording, card.until))
    if not card.rhythm.articles:
        told = wording.say("card_newest_told", day=said_day(wording, newest)) if newest else wording.words["card_none"]
    return Figure(
        name=wording.say("card_weeks", weeks=WEEKS),
        value=wording.grouped(card.rhythm.articles),
        told=told,
        order=card.rhythm.articles,
    )


def weekday_names(wording: Wording) -> tuple[str, ...]:
    """Name the days of the week in short, Monday first."""
    names = wording.locale.days["stand-alone"]["abbreviated"]
    return tuple(str(names[place]) for place in range(7))


def language_name(code: str, wording: Wording) -> str:
    """Name a language in the reader's; an unknown code as it is."""
    if code in {"", "und"}:
        return wording.words["card_language_unknown"]
    return str(wording.locale.languages.get(code.replace("-", "_")) or code)


def _week_rows(weeks: tuple[int, ...], until: date, wording: Wording) -> tuple[Row, ...]:
    starts = (until - timedelta(days=7 * (len(weeks) - place) - 1) for place in range(len(weeks)))
    return tuple(Row(name=said_day(wording, day), cells=(count,)) for day, count in zip(starts, weeks, strict=True))


def _day_rows(days: tuple[Share, ...], until: date, wording: Wording) -> tuple[Row, ...]:
    named = ((until - (DAYS - 1 - place) * DAY, day) for place, day in enumerate(days))
    return tuple(
        Row(name=said_day(wording, at), cells=(day.part, day.whole)) for at, day in named if day.part < day.whole
    )


def _counted(pairs: tuple[tuple[str, int], ...], pages: Mapping[str, str]) -> tuple[Counted, ...]:
    most = max((count for _, count in pairs), default=1)
    return tuple(
        Counted(name=name, count=count, share=max(2, count * 100 // most), page=pages.get(name, ""))
        for name, count in pairs
    )
