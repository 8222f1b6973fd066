"""The front page, the river of the latest stories, and the page for addresses that lead nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import EDITION, FRONT, LATEST
from topicwire.render.front_order import front_order
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import page_of_topic
from topicwire.render.site.site import Site, block, days
from topicwire.render.site.structured import list_facts

MISSING = "404.html"
RIVER, SIDE_RIVER, SIDE_TOPICS = 200, 14, 8
"""Stories on the latest page and in the side column; topics in the side column."""
COVERED = timedelta(days=7)
"""Topics are compared over this much time before the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A topic and how much of it there was lately."""

    name: str
    page: str
    stories: int
    share: int  # of the most covered topic, in percent, at least 2


def front_sheets(site: Site) -> Iterator[Sheet]:
    """Give the three pages that belong to no story, topic or source."""
    # The as-of time is shown, and an edition's id is over its contents only.
    facts = (site.edition.id, str(site.edition.as_of), str(site.front_stories))
    yield site.sheet(FRONT, facts, partial(_front, site))
    shown = (site.listing.story_digest(lead) for lead in site.listing.leads[:RIVER])
    yield site.sheet(LATEST, (str(len(site.listing.leads)), *shown), partial(_latest, site))
    yield site.sheet(MISSING, (), partial(_missing, site))


def most_covered(site: Site) -> tuple[Covered, ...]:
    """List child topics by stories in the last days of the edition, most first; topics without any are left out."""
    since = site.edition.as_of - COVERED
    counted = [
        (sum(lead.published_at >= since for lead in site.listing.by_topic[topic.id]), topic)
        for topic in site.hub.topics
        if topic.parent is not None and page_of_topic(topic.id)
    ]
    found = sorted((pair for pair in counted if pair[0]), key=lambda pair: (-pair[0], pair[1].position))[:SIDE_TOPICS]
    most = found[0][0] if found else 1
    return tuple(
        Covered(name=topic.name, page=page_of_topic(topic.id), stories=number, share=max(2, number * 100 // most))
        for number, topic in found
    )


def _front(site: Site) -> bytes:
    ranked = front_order(site.listing.leads, site.hub)[: site.front_stories]
    views = site.views(ranked)
    head = Head(path=FRONT, title=site.hub.title, description=site.hub.description, active=FRONT)
    return page_bytes(
        site.frame,
        head,
        "front.html",
        blocks=[block(view) for view in views],
        river=site.views(site.listing.leads[:SIDE_RIVER]),
        covered=most_covered(site),
        edition=site.edition,
        edition_page=EDITION,
        shown=len(site.listing.leads),
        linked=list_facts(views, site.hub, site.hub.title, FRONT),
    )


def _latest(site: Site) -> bytes:
    views = site.views(site.listing.leads[:RIVER])
    head = Head(
        path=LATEST,
        title=f"{site.words['latest']} · {site.hub.title}",
        description=site.words["latest_note"],
        active=LATEST,
    )
    linked = list_facts(views, site.hub, site.words["latest"], LATEST)
    more = len(site.listing.leads) - len(views)
    return page_bytes(site.frame, head, "latest.html", days=days(views, site.wording), more=more, linked=linked)


def _missing(site: Site) -> bytes:
    head = Head(
        path=MISSING,
        title=f"{site.words['missing']} · {site.hub.title}",
        description=site.words["missing_note"],
        is_anywhere=True,
    )
    return page_bytes(site.frame, head, "missing.html")
