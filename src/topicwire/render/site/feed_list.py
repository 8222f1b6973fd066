"""Which feeds a hub has: one answer for the feeds themselves, the page that lists them and the head of every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from topicwire.model.hub import Edition, Hub
from topicwire.model.ids import Domain
from topicwire.model.story import Story
from topicwire.model.topic import Topic
from topicwire.render import addresses
from topicwire.render.addresses import FEED_FORMATS
from topicwire.render.site.links import page_of_source, page_of_topic
from topicwire.render.wording import Wording
from topicwire.text.clean import one_line

FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
FEED_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
ALL, STORIES, HOT = "all", "stories", "hot"
"""The feeds of the whole hub."""
FOLLOWED = timedelta(days=14)
"""How long after its last report a story with a single one can still be followed by a feed of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSet:
    """One feed, in each of its formats."""

    name: str  # on a list of feeds
    title: str  # in a reader
    note: str  # what it is for
    page: str  # the page it belongs to
    paths: dict[str, str]  # by format

    @property
    def favourite(self) -> str:
        """Give the path where one format has to do: Atom alone tells publication and change apart in every reader."""
        return self.paths["atom"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed in one format, to point readers to."""

    name: str
    title: str
    path: str
    media_type: str


def links_to(feed: FeedSet, forms: Sequence[str] = FEED_FORMATS) -> tuple[FeedLink, ...]:
    """Name a feed in some of its formats."""
    return tuple(
        FeedLink(
            name=FEED_NAMES[form],
            title=f"{feed.title} ({FEED_NAMES[form]})",
            path=feed.paths[form],
            media_type=FEED_TYPES[form],
        )
        for form in forms
    )


def hub_feeds(hub: Hub, wording: Wording) -> dict[str, FeedSet]:
    """Give the feeds of the whole hub by name, in the order of their lists."""
    title, words = one_line(hub.title), wording.words
    notes = {
        ALL: (title, one_line(hub.description) or title),
        STORIES: (f"{title}: {words['feed_stories']}", words["feed_stories_note"]),
        HOT: (f"{title}: {words['feed_hot']}", words["feed_hot_note"]),
    }
    return {
        name: FeedSet(
            name=words[f"feed_{name}"],
            title=told,
            note=note,
            page=addresses.FRONT,
            paths={form: addresses.hub_feed(form, name) for form in FEED_FORMATS},
        )
        for name, (told, note) in notes.items()
    }


def topic_feed(hub: Hub, topic: Topic, wording: Wording) -> FeedSet:
    """Give the feed of a topic that has a page."""
    title = one_line(wording.say("feed_of_topic", hub=hub.title, topic=topic.name))
    return FeedSet(
        name=one_line(topic.name),
        title=title,
        note=one_line(topic.description or hub.description or hub.title),
        page=page_of_topic(topic.id),
        paths={form: addresses.topic_feed(form, topic.id) for form in FEED_FORMATS},
    )


def topics_with_feeds(hub: Hub) -> Iterator[Topic]:
    """List the topics that have a feed; the root's would be the hub's own."""
    return (topic for topic in hub.topics if topic.parent is not None and page_of_topic(topic.id))


def source_feed(hub: Hub, domain: Domain, name: str, wording: Wording) -> FeedSet:
    """Give the feed of a provider that has a page."""
    name = one_line(name) or domain
    return FeedSet(
        name=name,
        title=one_line(wording.say("feed_of_source", hub=hub.title, source=name)),
        note=one_line(wording.say("feed_of_source_note", source=name)),
        page=page_of_source(domain),
        paths={form: addresses.source_feed(form, domain) for form in FEED_FORMATS},
    )


def has_story_feed(edition: Edition, story: Story) -> bool:
    """Tell whether a published story has a feed of its own: while it is young, and for good with a second report.

    Most stories never get a second report, and a feed for each would double the files of a hub.
    """
    return len(story.members) > 1 or story.last_at >= edition.as_of - FOLLOWED


def story_feed_of(hub: Hub, story: Story, title: str, wording: Wording) -> FeedSet:
    """Give the feed of a story that has one; `title` is its headline."""
    return FeedSet(
        name=one_line(title),
        title=one_line(wording.say("feed_of_story", hub=hub.title, title=title)),
        note=wording.words["feed_of_story_note"],
        page=addresses.story_page(story.id),
        paths={"atom": addresses.story_feed(story.id)},
    )
