"""The archive: every published story, by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import ARCHIVE
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.site import Site, days


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month that has stories."""

    name: str
    page: str
    stories: int


def archive_sheets(site: Site) -> Iterator[Sheet]:
    """Give the index of months, then each month, newest first."""
    months = tuple(_month(path, leads, site) for path, leads in site.listing.by_month.items())
    yield site.sheet(ARCHIVE, (f"{month.page}:{month.stories}" for month in months), partial(_index, site, months))
    for place, month in enumerate(months):
        newer = months[place - 1] if place else None
        older = months[place + 1] if place + 1 < len(months) else None
        digests = (site.listing.story_digest(lead) for lead in site.listing.by_month[month.page])
        around = (newer.page if newer else "", older.page if older else "")
        yield site.sheet(month.page, (*around, *digests), partial(_page, site, month, newer, older))


def _month(path: str, leads: list[RankedArticle], site: Site) -> Month:
    return Month(name=site.wording.month(leads[0].published_at), page=path, stories=len(leads))


def _index(site: Site, months: tuple[Month, ...]) -> bytes:
    head = Head(
        path=ARCHIVE,
        title=f"{site.words['archive']} · {site.hub.title}",
        description=f"{site.words['whole_archive']} · {site.hub.title}",
        active=ARCHIVE,
    )
    return page_bytes(site.frame, head, "archive.html", months=months)


def _page(site: Site, month: Month, newer: Month | None, older: Month | None) -> bytes:
    head = Head(
        path=month.page,
        title=f"{month.name} · {site.hub.title}",
        description=f"{site.words['archive']}, {month.name}: {site.hub.title}",
        active=ARCHIVE,
    )
    found = days(site.views(site.listing.by_month[month.page]), site.wording)
    return page_bytes(site.frame, head, "month.html", month=month, newer=newer, older=older, days=found)
