"""The demo hub's side of the demo web: its sources and the organizations it knows."""

from topicwire.demo.publication import Publisher
from topicwire.demo.reading import read_publishers
from topicwire.formats.opml import write_opml
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import Feed, FeedKind


def demo_sources() -> str:
    """Give the sources as OPML, in folders; a feed that has moved stands there by its old address."""
    publishers = sorted(read_publishers(), key=lambda publisher: (publisher.folder, publisher.name))
    return write_opml("Sources of the demo", [_feed(publisher) for publisher in publishers]).decode()


def demo_organizations() -> dict[str, str]:
    """Give domain and name of the publishers the demo hub knows, by domain: about half of all."""
    return {publisher.host: publisher.name for publisher in read_publishers() if publisher.is_known}


def feed_address(publisher: Publisher) -> str:
    """Give the feed's address as the demo's editor once named it."""
    return f"http://{publisher.host}{publisher.feed.moved_from}" if publisher.feed.moved_from else publisher.feed_url


def _feed(publisher: Publisher) -> Feed:
    url = feed_address(publisher)
    return Feed(
        id=FeedId(digest(url)),
        url=url,
        original_url=url,
        title=publisher.name,
        site_url=publisher.home,
        kind=FeedKind.SITEMAP if publisher.feed.kind == "sitemap" else FeedKind.FEED,
        is_focused=publisher.is_focused,
        folder=tuple(publisher.folder.split("/")),
    )
