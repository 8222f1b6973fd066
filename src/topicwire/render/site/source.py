"""The page of one source: its report card, its feeds, and what it published here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from topicwire.model.ids import Domain
from topicwire.model.record import RankedArticle
from topicwire.model.report_card import DAYS, ReportCard
from topicwire.model.source import Feed
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import SOURCES
from topicwire.render.site.feed_list import links_to, source_feed
from topicwire.render.site.figures import said_day
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import page_of_source, page_of_topic, web_address
from topicwire.render.site.report import report_of
from topicwire.render.site.site import Site
from topicwire.render.site.stories import Report, lead_line

LISTED = 300
"""Reports on a source's page, newest first; older stories are in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a source contributed to this edition."""

    name: str
    page: str
    read: int  # articles of it that the hub has read, shown or not
    shown: int  # in published stories
    leads: int
    originals: int  # own words
    copies: int  # of a text another report has


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One report of a source, and the story it stands in."""

    report: Report
    story: str  # page


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTold:
    """A feed of the source, and how it did."""

    title: str
    folder: str
    address: str  # http(s), empty: none
    status: str
    asked: int
    failed: int
    tips: int


def counts(site: Site, domain: Domain) -> Counts:
    """Count what a source contributed to published stories."""
    articles = site.listing.by_domain.get(domain, [])
    copies = sum(article.is_copy for article in articles)
    return Counts(
        name=name_of(site, domain),
        page=page_of_source(domain),
        read=site.listing.read.get(domain, 0),
        shown=len(articles),
        leads=sum(article.is_lead for article in articles),
        originals=len(articles) - copies,
        copies=copies,
    )


def name_of(site: Site, domain: Domain) -> str:
    """Name a source: as its articles do, else as its first feed does, else by its domain."""
    named, card = site.listing.names.get(domain), site.edition.cards.get(domain)
    if named or card is None:
        return named or domain
    ids = {one.feed_id for one in card.polling.feeds}
    return next((feed.title for feed in site.hub.feeds if feed.id in ids and feed.title), domain)


def source_sheet(site: Site, domain: Domain, feeds: Sequence[Feed]) -> Sheet:
    """Give the page of a source with these feeds."""
    articles = site.listing.by_domain.get(domain, [])
    notes = (f"{feed!r} {site.edition.source_notes.get(feed.id)}" for feed in feeds)
    facts = (repr(counts(site, domain)), repr(site.edition.cards.get(domain)), *notes)
    digests = (article.digest for article in articles)
    return site.sheet(page_of_source(domain), (*facts, *digests), partial(_source, site, domain, feeds))


def _source(site: Site, domain: Domain, feeds: Sequence[Feed]) -> bytes:
    found, articles = counts(site, domain), site.listing.by_domain.get(domain, [])
    card = site.edition.cards.get(domain)
    offered = links_to(source_feed(site.hub, domain, found.name, site.wording))
    head = Head(
        path=page_of_source(domain),
        title=f"{found.name} · {site.hub.title}",
        description=f"{found.name} ({domain}): {site.hub.title}",
        active=SOURCES,
        feeds=offered if domain in site.listing.by_domain else (),
    )
    return page_bytes(
        site.frame,
        head,
        "source.html",
        counts=found,
        domain=domain,
        website=web_address(f"https://{domain}/"),
        report=report_of(card, site.wording, _topic_pages(card, site)) if card else None,
        feed_lines=[_feed_told(feed, site, card) for feed in feeds],
        period=DAYS,
        lines=[_line(article, site) for article in articles[:LISTED]],
        more=len(articles[LISTED:]),
    )


def _line(article: RankedArticle, site: Site) -> Line:
    return Line(report=lead_line(article, site.listing), story=site.listing.pages[article.story_id])


def _topic_pages(card: ReportCard, site: Site) -> dict[str, str]:
    """Give the pages of the topics a card names; a topic the hub no longer has stays a name."""
    known = (site.listing.topics.get(name) for name, _ in card.topics)
    return {topic.name: page_of_topic(topic.id) for topic in known if topic}


def feed_status(feed: Feed, site: Site, card: ReportCard | None) -> str:
    """Say how a feed is; a note that is none of our words stands as it is."""
    note = site.edition.source_notes.get(feed.id, "new")
    newest = card.rhythm.newest_on if card else None
    if note == "silent" and newest:
        return site.wording.say("health_silent_since", day=said_day(site.wording, newest))
    return site.words.get(f"health_{note}", note)


def _feed_told(feed: Feed, site: Site, card: ReportCard | None) -> FeedTold:
    polled = next((one for one in card.polling.feeds if one.feed_id == feed.id), None) if card else None
    return FeedTold(
        title=feed.title,
        folder=" › ".join(feed.folder),
        address=web_address(feed.url),
        status=feed_status(feed, site, card),
        asked=polled.asked if polled else 0,
        failed=polled.failed if polled else 0,
        tips=polled.tips if polled else 0,
    )
