"""The pages of topics, and the overview of them all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from topicwire.model.ids import Domain, TopicId
from topicwire.model.record import RankedArticle
from topicwire.model.topic import Topic
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import TOPICS
from topicwire.render.front_order import front_order
from topicwire.render.site.feed_list import links_to, topic_feed
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.icons import Icon, icon_of
from topicwire.render.site.links import page_of_source, page_of_topic
from topicwire.render.site.listing import ancestors
from topicwire.render.site.site import Site, days
from topicwire.render.site.stories import Chip
from topicwire.render.site.structured import list_facts
from topicwire.render.site.trend import Trend, end_of_day, trend_of
from topicwire.render.wording import Wording

RANKED, EARLIER, OUTLETS = 12, 200, 8
"""Stories in full and as single lines on a topic's page, older ones are in the archive; outlets beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A topic in the tree, with what lies under it."""

    topic: Topic
    page: str
    stories: int
    trend: Trend
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who reports on a topic."""

    name: str
    page: str  # empty: it has none
    icon: Icon
    stories: int  # that it has a report in


def topic_sheets(site: Site) -> Iterator[Sheet]:
    """Give the overview, then a page for every topic, with or without stories."""
    as_of = site.edition.as_of
    counts = (
        f"{topic_id}:{len(leads)}:{trend_of(leads, as_of).weeks}" for topic_id, leads in site.listing.by_topic.items()
    )
    described = (topic.description for topic in site.hub.topics)
    yield site.sheet(TOPICS, (*counts, *described), partial(_overview, site))
    for topic in site.hub.topics:
        if page_of_topic(topic.id):
            leads = site.listing.by_topic[topic.id]
            # A ranked page may hold old, hot stories: its key must see all, not only the newest.
            digests = (site.listing.story_digest(lead) for lead in leads)
            facts = (str(end_of_day(as_of)), site.logos_key, topic.description, *topic.keywords)
            yield site.sheet(page_of_topic(topic.id), (*facts, *digests), partial(_topic, site, topic))


def tree(site: Site, parent: TopicId | None = None, depth: int = 0) -> tuple[Branch, ...]:
    """Give the topics below one, each with its own; a circle of parents hangs from no root and is not shown."""
    return tuple(
        Branch(
            topic=topic,
            page=page_of_topic(topic.id),
            stories=len(site.listing.by_topic[topic.id]),
            trend=trend_of(site.listing.by_topic[topic.id], site.edition.as_of),
            below=tree(site, topic.id, depth + 1) if depth < 12 else (),
        )
        for topic in site.hub.topics
        if topic.parent == parent and page_of_topic(topic.id)
    )


def outlets_on(leads: Iterable[RankedArticle], site: Site) -> tuple[Outlet, ...]:
    """List who reports most in some stories, most first, ties by domain."""
    counted: Counter[Domain] = Counter()
    names: dict[Domain, str] = {}
    for lead in leads:
        providers = (lead.record.provider, *(other.provider for other in lead.record.related))
        counted.update({provider.domain for provider in providers})
        for provider in providers:
            names.setdefault(provider.domain, provider.name)
    most = sorted(counted.items(), key=lambda found: (-found[1], found[0]))[:OUTLETS]
    return tuple(_outlet(domain, names[domain], stories, site) for domain, stories in most)


def _outlet(domain: Domain, name: str, stories: int, site: Site) -> Outlet:
    page = page_of_source(domain) if domain in site.listing.by_domain else ""
    return Outlet(name=name, page=page, icon=icon_of(domain, name, site.listing.logos.get(domain, "")), stories=stories)


def week_told(trend: Trend, wording: Wording) -> str:
    """Say how many stories the last week had, against the week before."""
    stories = wording.count(trend.now, "n_story")
    if trend.is_new:
        return wording.say("week_alone", stories=stories)
    if trend.change > 0:
        change = wording.say("trend_more", more=trend.change)
    elif trend.change < 0:
        change = wording.say("trend_less", less=-trend.change)
    else:
        change = wording.words["trend_same"]
    return wording.say("week_now", stories=stories, change=change)


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
    ranked = front_order(leads, site.hub, RANKED)
    top = {lead.story_id for lead in ranked}
    rest = [lead for lead in leads if lead.story_id not in top]
    above = list(ancestors(topic, {known.id: known for known in site.hub.topics}))[1:]
    blocks, path = site.blocks(ranked), page_of_topic(topic.id)
    trend = trend_of(leads, site.edition.as_of)
    head = Head(
        path=path,
        title=f"{topic.name} · {site.hub.title}",
        description=topic.description or site.wording.say("topic_stories", topic=topic.name),
        active=_active(topic, above),
        # The root topic's feed would be the hub's own.
        feeds=links_to(topic_feed(site.hub, topic, site.wording)) if topic.parent else (),
    )
    return page_bytes(
        site.frame,
        head,
        "topic.html",
        topic=topic,
        road=[_chip(found) for found in reversed(above)],
        below=tree(site, topic.id, 11),
        keywords=tuple(dict.fromkeys(topic.keywords)),
        trend=trend,
        week=week_told(trend, site.wording),
        outlets=outlets_on(leads, site),
        blocks=blocks,
        days=days(site.views(rest[:EARLIER]), site.wording),
        stories=len(leads),
        more=len(rest[EARLIER:]),
        linked=list_facts(tuple(block.view for block in blocks), site.hub, topic.name, path),
    )


def _active(topic: Topic, above: list[Topic]) -> str:
    """Give the tab a topic belongs to: itself, or what stands above it just below the root."""
    road = [*reversed(above), topic]
    return page_of_topic(road[1].id if len(road) > 1 else topic.id)


def _chip(topic: Topic) -> Chip:
    return Chip(name=topic.name, page=page_of_topic(topic.id))
