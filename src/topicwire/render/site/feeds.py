"""The page that lists every feed of the hub and says what each is for; and the same list for feed readers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from topicwire.formats.opml import write_opml
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import Feed, FeedKind
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import FEEDS, HUB_FEEDS
from topicwire.render.digests import key_of
from topicwire.render.site.feed_list import (
    FeedLink,
    FeedSet,
    hub_feeds,
    links_to,
    source_feed,
    topic_feed,
    topics_with_feeds,
)
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import absolute
from topicwire.render.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed on the list."""

    feed: FeedSet
    links: tuple[FeedLink, ...]  # one for each format


def feeds_sheets(site: Site) -> Iterator[Sheet]:
    """Give the page of feeds, and the list of them for readers."""
    whole, topics, sources = _whole(site), _topics(site), _sources(site)
    named = [repr(feed) for feed in (*whole, *topics, *sources)]
    yield site.sheet(FEEDS, (*named, site.hub.websub_hub), partial(_page, site, whole, topics, sources))
    folders = ((), (site.words["feeds_topics"],), (site.words["feeds_sources"],))
    listed = [(feed, folder) for feeds, folder in zip((whole, topics, sources), folders, strict=True) for feed in feeds]
    key = key_of("hub-feeds-1", site.hub.title, site.hub.url, *folders[1], *folders[2], *named)
    yield Sheet(path=HUB_FEEDS, key=key, make=partial(_opml, site, listed))


def _whole(site: Site) -> list[FeedSet]:
    return [*hub_feeds(site.hub, site.wording).values()]


def _topics(site: Site) -> list[FeedSet]:
    return [topic_feed(site.hub, topic, site.wording) for topic in topics_with_feeds(site.hub)]


def _sources(site: Site) -> list[FeedSet]:
    names = site.listing.names
    feeds = [source_feed(site.hub, domain, names[domain], site.wording) for domain in site.listing.by_domain]
    return sorted(feeds, key=lambda feed: (feed.name.casefold(), feed.page))


def _page(site: Site, whole: Sequence[FeedSet], topics: Sequence[FeedSet], sources: Sequence[FeedSet]) -> bytes:
    head = Head(
        path=FEEDS,
        title=f"{site.words['feeds_title']} · {site.hub.title}",
        description=f"{site.words['feeds_what']}: {site.hub.title}",
        active=FEEDS,
    )
    return page_bytes(
        site.frame,
        head,
        "feeds.html",
        whole=_lines(whole),
        by_topic=_lines(topics),
        by_source=_lines(sources),
        push_host=urlsplit(site.hub.websub_hub).hostname or "",
    )


def _lines(feeds: Sequence[FeedSet]) -> list[FeedLine]:
    return [FeedLine(feed=feed, links=links_to(feed)) for feed in feeds]


def _opml(site: Site, listed: Sequence[tuple[FeedSet, tuple[str, ...]]]) -> bytes:
    return write_opml(site.hub.title, [_as_followed(site, feed, folder) for feed, folder in listed])


def _as_followed(site: Site, feed: FeedSet, folder: tuple[str, ...]) -> Feed:
    """Say of one of our feeds what a reader that follows it would."""
    url = absolute(site.hub, feed.favourite)
    return Feed(
        id=FeedId(digest(url)),
        url=url,
        original_url=url,
        title=feed.title,
        site_url=absolute(site.hub, feed.page),
        kind=FeedKind.FEED,
        folder=folder,
    )
