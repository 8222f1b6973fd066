"""The pages of topics, and the overview of them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from topicwire.model.ids import TopicId
from topicwire.model.topic import Topic
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import TOPICS
from topicwire.render.front_order import front_order
from topicwire.render.site.frame import Head, feed_links, page_bytes
from topicwire.render.site.links import page_of_topic
from topicwire.render.site.listing import ancestors
from topicwire.render.site.site import Site, block, days
from topicwire.render.site.stories import Chip
from topicwire.render.site.structured import list_facts

RANKED, EARLIER = 12, 200
"""Stories in full and as single lines on a topic's page; older ones are in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A topic in the tree, with what lies under it."""

    topic: Topic
    page: str
    stories: int
    below: tuple["Branch", ...]


def topic_sheets(site: Site) -> Iterator[Sheet]:
    """Give the overview, then a page for every topic, with or without stories."""
    counts = (f"{topic_id}:{len(leads)}" for topic_id, leads in site.listing.by_topic.items())
    described = (topic.description for topic in site.hub.topics)
    yield site.sheet(TOPICS, (*counts, *described), partial(_overview, site))
    for topic in site.hub.topics:
        if page_of_topic(topic.id):
            leads = site.listing.by_topic[topic.id]
            # A ranked page may hold old, hot stories: its key must see all, not only the newest.
            digests = (site.listing.story_digest(lead) for lead in leads)
            facts = (topic.description, *topic.keywords)
            yield site.sheet(page_of_topic(topic.id), (*facts, *digests), partial(_topic, site, topic))


def tree(site: Site, parent: TopicId | None = None, depth: int = 0) -> tuple[Branch, ...]:
    """Give the topics below one, each with its own; a circle of parents hangs from no root and is not shown."""
    return tuple(
        Branch(
            topic=topic,
            page=page_of_topic(topic.id),
            stories=len(site.listing.by_topic[topic.id]),
            below=tree(site, topic.id, depth + 1) if depth < 12 else (),
        )
        for topic in site.hub.topics
        if topic.parent == parent and page_of_topic(topic.id)
    )


def _overview(site: Site) -> bytes:
    head = Head(
        path=TOPICS,
        title=f"{site.words['topics']} · {site.hub.title}",
        description=site.words["topics_note"],
        active=TOPICS,
    )
    return page_bytes(site.frame, head, "topics.html", branches=tree(site))


def _topic(site: Site, topic: Topic) -> bytes:
    leads = site.listing.by_topic[topic.id]
    ranked = front_order(leads, site.hub)[:RANKED]
    top = {lead.story_id for lead in ranked}
    rest = [lead for lead in leads if lead.story_id not in top]
    above = list(ancestors(topic, {known.id: known for known in site.hub.topics}))[1:]
    views, path = site.views(ranked), page_of_topic(topic.id)
    head = Head(
        path=path,
        title=f"{topic.name} · {site.hub.title}",
        description=topic.description or f"{topic.name}: {site.hub.title}",
        active=_active(topic, above),
        # The root topic's feed would be the hub's own.
        feeds=feed_links(site.hub.title, topic) if topic.parent else (),
    )
    return page_bytes(
        site.frame,
        head,
        "topic.html",
        topic=topic,
        road=[_chip(found) for found in reversed(above)],
        below=[_chip(found) for found in site.hub.topics if found.parent == topic.id and page_of_topic(found.id)],
        blocks=[block(view) for view in views],
        days=days(site.views(rest[:EARLIER]), site.wording),
        stories=len(leads),
        more=len(rest[EARLIER:]),
        linked=list_facts(views, site.hub, topic.name, path),
    )


def _active(topic: Topic, above: list[Topic]) -> str:
    """Give the tab a topic belongs to: itself, or what stands above it just below the root."""
    road = [*reversed(above), topic]
    return page_of_topic(road[1].id if len(road) > 1 else topic.id)


def _chip(topic: Topic) -> Chip:
    return Chip(name=topic.name, page=page_of_topic(topic.id))
