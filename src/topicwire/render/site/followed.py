"""Which sources have a page, and whose the hub's feeds are."""

from topicwire.model.hub import Edition
from topicwire.model.ids import Domain
from topicwire.model.source import Feed
from topicwire.render.site.links import page_of_source
from topicwire.render.site.listing import Listing


def feeds_by_domain(edition: Edition) -> dict[Domain, tuple[Feed, ...]]:
    """Give the feeds of each source that is followed, as its card names them."""
    feeds = {feed.id: feed for feed in edition.hub.feeds}
    named = {domain: [one.feed_id for one in card.polling.feeds] for domain, card in edition.cards.items()}
    found = {domain: tuple(feeds[one] for one in ids if one in feeds) for domain, ids in named.items()}
    return {domain: some for domain, some in found.items() if some}


def source_domains(listing: Listing) -> tuple[Domain, ...]:
    """List the sources that have a page, by domain: those with published reports, and those that are followed."""
    followed = (domain for domain in feeds_by_domain(listing.edition) if page_of_source(domain))
    return tuple(sorted({*listing.by_domain, *followed}))
