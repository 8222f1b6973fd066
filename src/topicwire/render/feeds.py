"""Feeds of the published stories: one for the hub and one for each topic, each in every format."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.model.topic import Topic
from topicwire.ports.outbox import Sheet
from topicwire.render import addresses
from topicwire.render.digests import key_of, key_of_all
from topicwire.render.entries import FeedEntry, entry_key, entry_of
from topicwire.render.feed_formats import Channel, write_atom, write_json, write_rss
from topicwire.render.site.links import absolute, page_of_topic
from topicwire.render.site.listing import Listing, listing_of
from topicwire.text.clean import one_line

VERSION = "feeds-2"
"""Changes whenever the bytes for the same edition would."""
_NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without entries changed: a fixed time, so that its bytes stay the same until it has one."""

Writer = Callable[[Channel, Sequence[FeedEntry]], bytes]


def feed_sheets(edition: Edition, entries: int, listing: Listing | None = None) -> Iterator[Sheet]:
    """Render the newest `entries` published stories in every format, for the hub and for each topic below the root.

    A topic's feed holds what its page does: its own stories and those of the topics below it.
    """
    listing = listing or listing_of(edition)
    yield from _sheets(None, listing.leads[:entries], edition)
    for topic in edition.hub.topics:
        if topic.parent is not None and page_of_topic(topic.id):
            yield from _sheets(topic, listing.by_topic[topic.id][:entries], edition)


def _sheets(topic: Topic | None, leads: Sequence[RankedArticle], edition: Edition) -> Iterator[Sheet]:
    hub = edition.hub
    about = (topic.name, topic.description) if topic else ()
    name = key_of(VERSION, hub.title, hub.description, hub.url, hub.locale, *about)
    key = key_of_all(name, (entry_key(lead, edition) for lead in leads))
    for form, write in _WRITERS.items():
        path = addresses.feed_file(form, topic.id if topic else None)
        yield Sheet(path=path, key=key, make=partial(_make, write, path, topic, leads, edition))


def _make(write: Writer, path: str, topic: Topic | None, leads: Sequence[RankedArticle], edition: Edition) -> bytes:
    entries = [entry_of(lead, edition) for lead in leads]
    return write(_channel(path, topic, entries, edition), entries)


def _channel(path: str, topic: Topic | None, entries: Sequence[FeedEntry], edition: Edition) -> Channel:
    hub = edition.hub
    page = addresses.topic_page(topic.id) if topic else addresses.FRONT
    return Channel(
        title=one_line(f"{hub.title}: {topic.name}" if topic else hub.title),
        description=one_line((topic.description if topic else "") or hub.description or hub.title),
        site_url=absolute(hub, page),
        feed_url=absolute(hub, path),
        language=hub.locale,
        publisher=one_line(hub.title),
        updated_at=max((entry.updated_at for entry in entries), default=_NOTHING_YET),
    )


_WRITERS: dict[str, Writer] = {"rss": write_rss, "atom": write_atom, "json": write_json}
