"""The archive: calendars of months that lead to days, and a page for each month with the first stories of its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import ARCHIVE, day_page
from topicwire.render.front_order import front_order
from topicwire.render.site.calendar import Calendar, calendar_of
from topicwire.render.site.days import stories_by_day
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.site import Site
from topicwire.render.site.stories import Report, lead_line

CALENDARS, FIRSTS = 12, 3
"""Months shown as calendars in the index, older ones are named; stories named for each day of a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month that has stories."""

    name: str
    year: int
    page: str
    at: datetime  # of its newest story
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFirsts:
    """A day in short: the stories that stand first on its page."""

    name: str
    page: str
    stories: int
    firsts: tuple[Report, ...]


def archive_sheets(site: Site) -> Iterator[Sheet]:
    """Give the index of months, then each month, newest first."""
    months = tuple(_month(path, leads, site) for path, leads in site.listing.by_month.items())
    counts = stories_by_day(site)
    yield site.sheet(ARCHIVE, (f"{page}:{number}" for page, number in counts.items()), partial(_index, site, months))
    for place, month in enumerate(months):
        newer = months[place - 1] if place else None
        older = months[place + 1] if place + 1 < len(months) else None
        digests = (site.listing.story_digest(lead) for lead in site.listing.by_month[month.page])
        around = (newer.page if newer else "", older.page if older else "")
        yield site.sheet(month.page, (*around, *digests), partial(_page, site, month, newer, older))


def day_firsts(site: Site, leads: list[RankedArticle]) -> tuple[DayFirsts, ...]:
    """Cut stories, newest first, into days, each with those that stand first on its page."""
    lists = ((page, tuple(found)) for page, found in groupby(leads, key=lambda lead: day_page(lead.published_at)))
    return tuple(
        DayFirsts(
            name=site.wording.weekday(found[0].published_at),
            page=page,
            stories=len(found),
            firsts=tuple(lead_line(lead, site.listing) for lead in front_order(found, site.hub, FIRSTS)),
        )
        for page, found in lists
    )


def _month(path: str, leads: list[RankedArticle], site: Site) -> Month:
    at = leads[0].published_at
    return Month(name=site.wording.month(at), year=at.year, page=path, at=at, stories=len(leads))


def _calendar(site: Site, month: Month) -> Calendar:
    return calendar_of(month.at, month.page, stories_by_day(site), site.wording)


def _index(site: Site, months: tuple[Month, ...]) -> bytes:
    head = Head(
        path=ARCHIVE,
        title=f"{site.words['archive']} · {site.hub.title}",
        description=f"{site.words['whole_archive']} · {site.hub.title}",
        active=ARCHIVE,
    )
    counts = stories_by_day(site)
    calendars = [calendar_of(month.at, month.page, counts, site.wording) for month in months[:CALENDARS]]
    years = [(year, tuple(found)) for year, found in groupby(months[CALENDARS:], key=lambda month: month.year)]
    return page_bytes(site.frame, head, "archive.html", calendars=calendars, years=years, days=len(counts))


def _page(site: Site, month: Month, newer: Month | None, older: Month | None) -> bytes:
    head = Head(
        path=month.page,
        title=f"{month.name} · {site.hub.title}",
        description=f"{site.words['archive']}, {month.name}: {site.hub.title}",
        active=ARCHIVE,
    )
    return page_bytes(
        site.frame,
        head,
        "month.html",
        month=month,
        calendar=_calendar(site, month),
        newer=newer,
        older=older,
        days=day_firsts(site, site.listing.by_month[month.page]),
    )
