"""Sitemaps (https://www.sitemaps.org/protocol.html), the news sitemap and robots.txt.

News sitemap: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from lxml import etree

from topicwire.model.hub import Edition, Hub
from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render import addresses
from topicwire.render.digests import key_of, key_of_all
from topicwire.render.site.followed import source_domains
from topicwire.render.site.links import absolute, page_of_source, page_of_topic
from topicwire.render.site.listing import Listing, listing_of
from topicwire.render.site.moments import machine
from topicwire.render.xml import NEWS, SITEMAP, add, document
from topicwire.text.clean import one_line

VERSION = "sitemaps-3"
"""Changes whenever the bytes for the same edition would."""
PER_FILE = 45_000
"""Below the 50,000 addresses a sitemap may hold."""
NEWS_AGE, NEWS_MOST = timedelta(hours=48), 1000
"""A news sitemap holds the last two days, counted back from the newest story, and at most 1,000 addresses."""
_FIXED = (
    *(addresses.TOPICS, addresses.SOURCES, addresses.ARCHIVE, addresses.SEARCH),
    *(addresses.FEEDS, addresses.ABOUT, addresses.WEBMASTERS),
)
"""Pages that every hub has, beside the front page and the latest."""

Address = tuple[str, datetime | None]
"""A page under the site's root, and its last change where that is known."""


def sitemap_sheets(edition: Edition, per_file: int = PER_FILE, *, listing: Listing | None = None) -> Iterator[Sheet]:
    """Render sitemap.xml (an index when there are many addresses), news-sitemap.xml and robots.txt."""
    hub, listing = edition.hub, listing or listing_of(edition)
    listed = _addresses(edition, listing)
    files = [listed[start : start + per_file] for start in range(0, len(listed), per_file)]
    if len(files) == 1:
        yield _urlset_sheet(addresses.SITEMAP, files[0], hub)
    else:
        yield from _index_sheets(files, hub)
    yield _news_sheet(listing.leads, hub)
    yield Sheet(path=addresses.ROBOTS, key=key_of(VERSION, hub.url), make=partial(_robots, hub))


def _addresses(edition: Edition, listing: Listing) -> list[Address]:
    """List every page of the site, stories oldest first and ahead of all, so that a new one leaves full files alone."""
    stories = ((lead.story_id, edition.stories.get(lead.story_id)) for lead in reversed(listing.leads))
    found: list[Address] = [
        (listing.pages[story_id], story.changed_at if story else None) for story_id, story in stories
    ]
    newest = listing.leads[0].published_at if listing.leads else None
    found += [(addresses.FRONT, newest), (addresses.LATEST, newest)]
    found += [(page, None) for page in _FIXED]
    found += [(page_of_topic(topic.id), None) for topic in edition.hub.topics if page_of_topic(topic.id)]
    found += [(page_of_source(domain), None) for domain in source_domains(listing)]
    found += [(page, None) for page in (*sorted(listing.by_month), *sorted(listing.by_day))]
    if edition.newsletter or edition.issues:
        found.append((addresses.NEWSLETTERS, None))
    return found + [(addresses.issue_page(issue.id), issue.composed_at) for issue in edition.issues]


def _urlset_sheet(path: str, listed: Sequence[Address], hub: Hub) -> Sheet:
    key = key_of_all(key_of(VERSION, hub.url), (f"{page} {at}" for page, at in listed))
    return Sheet(path=path, key=key, make=partial(_urlset, listed, hub))


def _urlset(listed: Sequence[Address], hub: Hub) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    for page, at in listed:
        node = add(root, f"{{{SITEMAP}}}url")
        add(node, f"{{{SITEMAP}}}loc", absolute(hub, page))
        if at:
            add(node, f"{{{SITEMAP}}}lastmod", machine(at))
    return document(root)


def _index_sheets(files: Sequence[Sequence[Address]], hub: Hub) -> Iterator[Sheet]:
    names = [f"sitemaps/{number}.xml" for number in range(1, len(files) + 1)]
    for name, listed in zip(names, files, strict=True):
        yield _urlset_sheet(name, listed, hub)
    yield Sheet(path=addresses.SITEMAP, key=key_of(VERSION, hub.url, len(files)), make=partial(_index, names, hub))


def _index(names: Sequence[str], hub: Hub) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    for name in names:
        add(add(root, f"{{{SITEMAP}}}sitemap"), f"{{{SITEMAP}}}loc", absolute(hub, name))
    return document(root)


def _news_sheet(leads: Sequence[RankedArticle], hub: Hub) -> Sheet:
    oldest = leads[0].published_at - NEWS_AGE if leads else None
    recent = [lead for lead in leads if oldest and lead.published_at >= oldest][:NEWS_MOST]
    key = key_of_all(key_of(VERSION, hub.url, hub.title, hub.locale), (lead.digest for lead in recent))
    return Sheet(path=addresses.NEWS_SITEMAP, key=key, make=partial(_news, recent, hub))


def _news(recent: Sequence[RankedArticle], hub: Hub) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "news": NEWS})  # type: ignore[dict-item]
    for lead in recent:
        node = add(root, f"{{{SITEMAP}}}url")
        add(node, f"{{{SITEMAP}}}loc", absolute(hub, addresses.story_page(lead.story_id)))
        news = add(node, f"{{{NEWS}}}news")
        publication = add(news, f"{{{NEWS}}}publication")
        add(publication, f"{{{NEWS}}}name", one_line(hub.title))
        add(publication, f"{{{NEWS}}}language", _news_language(hub.locale))
        add(news, f"{{{NEWS}}}publication_date", machine(lead.published_at))
        add(news, f"{{{NEWS}}}title", one_line(lead.record.title))
    return document(root)


def _news_language(locale: str) -> str:
    """Give the language as news sitemaps want it: ISO 639, but `zh-cn` or `zh-tw` for Chinese."""
    language, *rest = locale.lower().split("-")
    if language != "zh":
        return language
    return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(rest) else "zh-cn"


def _robots(hub: Hub) -> bytes:
    named = (f"Sitemap: {absolute(hub, name)}" for name in (addresses.SITEMAP, addresses.NEWS_SITEMAP))
    return "\n".join(("User-agent: *", "Allow: /", "", *named, "")).encode()
