"""Everything readers get from one edition, in one list."""

from collections.abc import Iterator
from functools import partial

from topicwire import __version__
from topicwire.formats.opml import write_opml
from topicwire.model.hub import Edition
from topicwire.ports.outbox import Sheet
from topicwire.render import addresses, api, feeds, records, sitemaps
from topicwire.render.api import api_sheets
from topicwire.render.digests import key_of, key_of_all
from topicwire.render.feeds import feed_sheets
from topicwire.render.plain_json import json_bytes
from topicwire.render.site import site_sheets
from topicwire.render.site.listing import listing_of
from topicwire.render.site.moments import machine
from topicwire.render.site.templates import sources_digest
from topicwire.render.sitemaps import sitemap_sheets
from topicwire.render.views import shown_leads

VERSION = "whole-1"
"""Changes whenever the set of sheets does."""


def look() -> str:
    """Name the version of everything that renders: when it changes, so does the edition."""
    parts = (__version__, VERSION, api.VERSION, feeds.VERSION, records.VERSION, sitemaps.VERSION, sources_digest())
    return " ".join(parts)


def all_sheets(
    edition: Edition, page_size: int, front_stories: int, feed_entries: int, share_images: int = 0
) -> Iterator[Sheet]:
    """Render website, API, feeds, sitemaps, OPML and the edition's own facts."""
    listing = listing_of(edition)
    yield from site_sheets(
        edition, front_stories=front_stories, version=__version__, share_images=share_images, listing=listing
    )
    yield from api_sheets(edition, page_size)
    yield from feed_sheets(edition, feed_entries, listing)
    yield from sitemap_sheets(edition, listing=listing)
    followed = edition.hub.feeds
    key = key_of_all(key_of("opml-2", edition.hub.title), map(repr, followed))
    yield Sheet(path=addresses.OPML, key=key, make=partial(write_opml, edition.hub.title, followed))
    facts = _facts(edition)
    yield Sheet(path=addresses.EDITION, key=key_of("edition-2", repr(facts)), make=partial(json_bytes, facts))


def _facts(edition: Edition) -> dict[str, str | int]:
    return {
        "edition": edition.id,
        "asOf": machine(edition.as_of),
        "articles": len(edition.articles),
        "published": sum(article.record.is_visible for article in edition.articles),
        "stories": len(shown_leads(edition)),
    }
