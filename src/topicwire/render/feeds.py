"""All feeds: of the whole hub, of each topic, of each source, of stories as they go on."""

from collections.abc import Iterator, Sequence

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render import feed_sheets as press
from topicwire.render.digests import key_of_all
from topicwire.render.entries import entry_key, entry_of, report_of, wording_for
from topicwire.render.feed_sheets import FeedPress, Filling
from topicwire.render.site.feed_list import ALL, FeedSet, hub_feeds, source_feed, topic_feed, topics_with_feeds
from topicwire.render.site.listing import Listing, listing_of
from topicwire.render.story_feeds import hot_feed, own_feeds, stories_feed

VERSION = press.VERSION


def feed_sheets(edition: Edition, entries: int, listing: Listing | None = None) -> Iterator[Sheet]:
    """Render every feed, with the newest `entries` of what belongs there.

    A topic's feed holds what its page does: its own stories and those of the topics below it.

    Args:
        edition: the frozen snapshot.
        entries: the most in one feed.
        listing: what `listing_of` gives for the edition, where the caller has it already.
    """
    listing = listing or listing_of(edition)
    made = FeedPress(edition)
    for kind in (_whole, stories_feed, hot_feed, _of_topics, _of_sources, own_feeds):
        for feed, filling in kind(listing, entries):
            yield from made.sheets(feed, filling)


def _whole(listing: Listing, entries: int) -> Iterator[tuple[FeedSet, Filling]]:
    hub = listing.edition.hub
    yield hub_feeds(hub, wording_for(hub))[ALL], _leads(listing.leads[:entries], listing.edition)


def _of_topics(listing: Listing, entries: int) -> Iterator[tuple[FeedSet, Filling]]:
    hub = listing.edition.hub
    for topic in topics_with_feeds(hub):
        leads = listing.by_topic[topic.id][:entries]
        yield topic_feed(hub, topic, wording_for(hub)), _leads(leads, listing.edition)


def _of_sources(listing: Listing, entries: int) -> Iterator[tuple[FeedSet, Filling]]:
    hub = listing.edition.hub
    for domain, articles in listing.by_domain.items():
        feed = source_feed(hub, domain, listing.names[domain], wording_for(hub))
        yield feed, _reports(articles[:entries], listing.edition, feed.page)


def _leads(leads: Sequence[RankedArticle], edition: Edition) -> Filling:
    key = key_of_all("leads", (entry_key(lead, edition) for lead in leads))
    return Filling(key=key, make=lambda: [entry_of(lead, edition) for lead in leads])


def _reports(articles: Sequence[RankedArticle], edition: Edition, page: str) -> Filling:
    key = key_of_all("reports", (article.digest for article in articles))
    return Filling(key=key, make=lambda: [report_of(article, edition, page) for article in articles])
