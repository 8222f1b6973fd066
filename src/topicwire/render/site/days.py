"""The page of a day: its stories in ranked order, and the front pages that readers saw on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import ARCHIVE, day_page, edition_page, month_page
from topicwire.render.front_order import front_order
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.site import Site
from topicwire.render.site.structured import list_facts

RANKED = 20
"""Stories in full; what else the day had stands below as single lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLink:
    """A day to turn to."""

    name: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLink:
    """An edition of the day."""

    at: datetime
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """What a day's page is made from."""

    at: datetime  # any moment of the day
    page: str
    leads: tuple[RankedArticle, ...]  # newest first
    editions: tuple[PastLink, ...]  # newest first


def day_sheets(site: Site) -> Iterator[Sheet]:
    """Give the page of every day with a story or an edition, newest first."""
    days = days_of(site)
    for place, day in enumerate(days):
        newer, older = (days[place - 1] if place else None), (days[place + 1] if place + 1 < len(days) else None)
        around = (newer.page if newer else "", older.page if older else "", *(link.page for link in day.editions))
        digests = (site.listing.story_digest(lead) for lead in day.leads)
        yield site.sheet(day.page, (site.logos_key, *around, *digests), partial(_page, site, day, newer, older))


def days_of(site: Site) -> tuple[DayFacts, ...]:
    """List the days that have a page, newest first."""
    editions = editions_by_day(site)
    times = {page: leads[0].published_at for page, leads in site.listing.by_day.items()}
    times |= {page: links[0].at for page, links in editions.items() if page not in times}
    return tuple(
        DayFacts(
            at=times[page],
            page=page,
            leads=tuple(site.listing.by_day.get(page, ())),
            editions=editions.get(page, ()),
        )
        for page in sorted(times, reverse=True)
    )


def editions_by_day(site: Site) -> Mapping[str, tuple[PastLink, ...]]:
    """List the editions whose front page can be seen, by the page of their day, newest first."""
    every = [(front.as_of, front.edition_id) for front in site.edition.past]
    if site.listing.leads:
        every.append((site.edition.as_of, site.edition.id))
    found: dict[str, list[PastLink]] = {}
    for at, name in sorted(every, reverse=True):
        found.setdefault(day_page(at), []).append(PastLink(at=at, page=edition_page(name, at)))
    return {page: tuple(links) for page, links in found.items()}


def stories_by_day(site: Site) -> dict[str, int]:
    """Count stories by the page of their day."""
    return {page: len(leads) for page, leads in site.listing.by_day.items()}


def day_link(site: Site, day: DayFacts | None) -> DayLink | None:
    """Name a day to turn to."""
    return DayLink(name=site.wording.weekday(day.at), page=day.page) if day else None


def _page(site: Site, day: DayFacts, newer: DayFacts | None, older: DayFacts | None) -> bytes:
    name = site.wording.weekday(day.at)
    ranked = front_order(day.leads, site.hub)
    blocks = site.blocks(ranked[:RANKED])
    head = Head(
        path=day.page,
        title=f"{name} · {site.hub.title}",
        description=_description(name, ranked, site),
        active=ARCHIVE,
        is_listed=bool(ranked),
    )
    return page_bytes(
        site.frame,
        head,
        "day.html",
        name=name,
        date=f"{day.at.astimezone(UTC):%Y-%m-%d}",
        month=site.wording.month(day.at),
        month_page=month_page(day.at.astimezone(UTC)),
        blocks=blocks,
        rest=site.views(ranked[RANKED:]),
        stories=len(ranked),
        editions=day.editions,
        newer=day_link(site, newer),
        older=day_link(site, older),
        linked=list_facts(tuple(block.view for block in blocks), site.hub, name, day.page) if blocks else None,
    )


def _description(name: str, ranked: Iterable[RankedArticle], site: Site) -> str:
    first = next(iter(ranked), None)
    return f"{name}: {first.record.title}" if first else f"{name} · {site.hub.title}"
