"""The pages of providers: what each published here; and the list of feeds with how they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from topicwire.model.ids import Domain
from topicwire.model.record import RankedArticle
from topicwire.model.source import Feed
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import SOURCES
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import page_of_source, web_address
from topicwire.render.site.site import Site
from topicwire.render.site.stories import Report, lead_line

LISTED = 300
"""Reports on a provider's page, newest first; older stories are in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a provider contributed."""

    name: str
    page: str
    read: int  # articles of it that the hub has read, shown or not
    shown: int  # in published stories
    leads: int
    originals: int  # own words
    copies: int  # of a text another report has


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One report of a provider, and the story it stands in."""

    report: Report
    story: str  # page
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed and what was last heard from it."""

    title: str
    folder: str
    address: str  # http(s), empty: none
    site: str
    status: str


def source_sheets(site: Site) -> Iterator[Sheet]:
    """Give the list of sources, then a page for every provider with a report in a published story."""
    notes = (f"{feed_id}:{note}" for feed_id, note in sorted(site.edition.source_notes.items()))
    feeds = (repr(feed) for feed in site.hub.feeds)
    providers = [counts(site, domain) for domain in site.listing.by_domain]
    yield site.sheet(SOURCES, (*notes, *feeds, *map(repr, providers)), partial(_sources, site))
    for domain, articles in site.listing.by_domain.items():
        digests = (article.digest for article in articles)
        read = f"{site.listing.read[domain]} {site.listing.names[domain]}"
        yield site.sheet(page_of_source(domain), (read, *digests), partial(_source, site, domain))


def counts(site: Site, domain: Domain) -> Counts:
    """Count what a provider contributed to published stories."""
    articles = site.listing.by_domain[domain]
    copies = sum(article.is_copy for article in articles)
    return Counts(
        name=site.listing.names[domain],
        page=page_of_source(domain),
        read=site.listing.read[domain],
        shown=len(articles),
        leads=sum(article.is_lead for article in articles),
        originals=len(articles) - copies,
        copies=copies,
    )


def _sources(site: Site) -> bytes:
    providers = sorted(
        (counts(site, domain) for domain in site.listing.by_domain),
        key=lambda found: (-found.leads, -found.shown, found.name.casefold()),
    )
    feeds = [_feed_line(feed, site) for feed in site.hub.feeds]
    head = Head(
        path=SOURCES,
        title=f"{site.words['sources']} · {site.hub.title}",
        description=f"{site.words['feeds_followed']} · {site.hub.title}",
        active=SOURCES,
    )
    return page_bytes(site.frame, head, "sources.html", providers=providers, feed_lines=feeds)


def _feed_line(feed: Feed, site: Site) -> FeedLine:
    return FeedLine(
        title=feed.title,
        folder=" › ".join(feed.folder),
        address=web_address(feed.url),
        site=web_address(feed.site_url),
        status=site.edition.source_notes.get(feed.id) or site.words["no_status"],
    )


def _source(site: Site, domain: Domain) -> bytes:
    found, articles = counts(site, domain), site.listing.by_domain[domain]
    head = Head(
        path=page_of_source(domain),
        title=f"{found.name} · {site.hub.title}",
        description=f"{found.name} ({domain}): {site.hub.title}",
        active=SOURCES,
    )
    return page_bytes(
        site.frame,
        head,
        "source.html",
        counts=found,
        domain=domain,
        website=web_address(f"https://{domain}/"),
        lines=[_line(article, site) for article in articles[:LISTED]],
        more=len(articles[LISTED:]),
    )


def _line(article: RankedArticle, site: Site) -> Line:
    return Line(
        report=lead_line(article, site.listing),
        story=site.listing.pages[article.story_id],
        month=site.wording.month(article.published_at),
    )
