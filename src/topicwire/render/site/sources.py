"""The list of sources: key figures of each, its feeds by group, and how they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby

from topicwire.model.ids import Domain
from topicwire.model.report_card import WEEKS, ReportCard, Share
from topicwire.model.source import Feed
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import SOURCES
from topicwire.render.site import figures
from topicwire.render.site.charts import Chart, bars
from topicwire.render.site.figures import Figure, said_day, share_figure
from topicwire.render.site.followed import feeds_by_domain, source_domains
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import page_of_source, web_address
from topicwire.render.site.report import rhythm_figure
from topicwire.render.site.site import Site
from topicwire.render.site.source import Counts, counts, feed_status, source_sheet

STATES = ("ok", "silent", "failing", "waiting", "stopped", "new")
"""How feeds can be, as stages/poll/health names it, in the order the list tells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source in the table."""

    counts: Counts
    weeks: Figure | None  # None: it has no card
    spark: Chart | None
    figures: tuple[Figure, ...]  # answers, originals, first, edited, dates; empty without a card


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed and how it is."""

    title: str
    address: str  # http(s), empty: none
    page: str  # of its source; empty: none
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A folder of the hub's `sources.opml`."""

    name: str  # the names of the folders around it, outermost first; empty: none
    feeds: tuple[FeedLine, ...]


def source_sheets(site: Site) -> Iterator[Sheet]:
    """Give the list of sources, then a page for each that is followed or has a report in a published story."""
    domains = source_domains(site.listing)
    notes = (f"{feed_id}:{note}" for feed_id, note in sorted(site.edition.source_notes.items()))
    feeds = (repr(feed) for feed in site.hub.feeds)
    counted = (repr(counts(site, domain)) for domain in domains)
    cards = (repr(site.edition.cards.get(domain)) for domain in domains)
    yield site.sheet(SOURCES, chain(notes, feeds, counted, cards), partial(_sources, site))
    by_domain = feeds_by_domain(site.edition)
    for domain in domains:
        yield source_sheet(site, domain, by_domain.get(domain, ()))


def _sources(site: Site) -> bytes:
    lines = [_line(site, domain) for domain in source_domains(site.listing)]
    lines.sort(key=lambda line: (-line.counts.leads, -line.counts.shown, line.counts.name.casefold()))
    head = Head(
        path=SOURCES,
        title=f"{site.words['sources']} · {site.hub.title}",
        description=f"{site.words['feeds_followed']} · {site.hub.title}",
        active=SOURCES,
    )
    card = next(iter(site.edition.cards.values()), None)
    return page_bytes(
        site.frame,
        head,
        "sources.html",
        lines=lines,
        groups=_groups(site),
        states=_states(site),
        note=site.wording.say("sources_note", day=said_day(site.wording, card.until)) if card else "",
        weeks_name=site.wording.say("col_weeks", weeks=WEEKS),
    )


def _line(site: Site, domain: Domain) -> SourceLine:
    card, found = site.edition.cards.get(domain), counts(site, domain)
    if card is None:
        return SourceLine(counts=found, weeks=None, spark=None, figures=())
    return SourceLine(
        counts=found,
        weeks=rhythm_figure(card, site.wording),
        spark=bars(card.rhythm.weeks),
        figures=_key_figures(site, card),
    )


def _key_figures(site: Site, card: ReportCard) -> tuple[Figure, ...]:
    wording, dating = site.wording, card.dating
    return (
        figures.answered(wording, card),
        figures.of_stories(wording, card)[0],
        share_figure(wording, "first", card.first),
        share_figure(wording, "edited", card.edited),
        share_figure(wording, "sure", Share(part=dating.sure, whole=dating.articles)),
    )


def _states(site: Site) -> tuple[str, ...]:
    """Say how many feeds are well, silent, and so on; empty when nothing is known of any."""
    known = Counter(_state(site, feed) for feed in site.hub.feeds)
    return tuple(site.wording.count(known[state], f"n_feed_{state}") for state in STATES if known[state])


def _state(site: Site, feed: Feed) -> str:
    note = site.edition.source_notes.get(feed.id, "new")
    return note if note in STATES else ""


def _groups(site: Site) -> tuple[Group, ...]:
    sources = {feed.id: domain for domain, feeds in feeds_by_domain(site.edition).items() for feed in feeds}
    ordered = sorted(site.hub.feeds, key=lambda feed: (not feed.folder, feed.folder, feed.title.casefold()))
    grouped = groupby(ordered, key=lambda feed: feed.folder)
    return tuple(
        Group(name=" › ".join(folder), feeds=tuple(_feed_line(feed, site, sources.get(feed.id)) for feed in feeds))
        for folder, feeds in grouped
    )


def _feed_line(feed: Feed, site: Site, domain: Domain | None) -> FeedLine:
    return FeedLine(
        title=feed.title,
        address=web_address(feed.url),
        page=page_of_source(domain) if domain else "",
        status=feed_status(feed, site, site.edition.cards.get(domain) if domain else None),
    )
