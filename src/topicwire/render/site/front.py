"""The front page, the river of the latest stories, and the page for addresses that lead nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import EDITION, FRONT, LATEST, edition_page
from topicwire.render.front_order import front_order
from topicwire.render.hot import HotStory, hot_now
from topicwire.render.site.days import days_of
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import page_of_topic
from topicwire.render.site.site import Site, days
from topicwire.render.site.stories import Report, lead_line
from topicwire.render.site.structured import list_facts
from topicwire.render.site.trend import trend_of
from topicwire.render.wording import Wording

MISSING = "404.html"
RIVER, SIDE_RIVER, SIDE_TOPICS, DAYS_BEFORE = 200, 14, 8, 5
"""Stories on the latest page and in the side column; topics and days in short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A topic and how much of it there was lately."""

    name: str
    page: str
    stories: int
    change: int  # against the week before
    share: int  # of the most covered topic, in percent, at least 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hot:
    """A story in the hot strip."""

    report: Report
    page: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBefore:
    """An earlier day in short: its first story and how many there were."""

    name: str
    page: str
    stories: int
    first: Report


def front_sheets(site: Site) -> Iterator[Sheet]:
    """Give the three pages that belong to no story, topic or source."""
    # The as-of time is shown, and an edition's id is over its contents only.
    facts = (site.edition.id, str(site.edition.as_of), str(site.front_stories))
    yield site.sheet(FRONT, facts, partial(_front, site))
    shown = (site.listing.story_digest(lead) for lead in site.listing.leads[:RIVER])
    yield site.sheet(LATEST, (str(len(site.listing.leads)), *shown), partial(_latest, site))
    yield site.sheet(MISSING, (), partial(_missing, site))


def most_covered(site: Site) -> tuple[Covered, ...]:
    """List child topics by stories in the last week, most first; topics without any are left out."""
    counted = [
        (trend_of(site.listing.by_topic[topic.id], site.edition.as_of), topic)
        for topic in site.hub.topics
        if topic.parent is not None and page_of_topic(topic.id)
    ]
    found = sorted((pair for pair in counted if pair[0].now), key=lambda pair: (-pair[0].now, pair[1].position))
    most = found[0][0].now if found else 1
    return tuple(
        Covered(
            name=topic.name,
            page=page_of_topic(topic.id),
            stories=trend.now,
            change=trend.change,
            share=max(2, trend.now * 100 // most),
        )
        for trend, topic in found[:SIDE_TOPICS]
    )


def hot_strip(site: Site) -> tuple[Hot, ...]:
    """Tell of the stories that grow unusually now, and in words why that is unusual."""
    return tuple(
        Hot(
            report=lead_line(hot.lead, site.listing),
            page=site.listing.pages[hot.lead.story_id],
            reason=hot_reason(hot, site.wording),
        )
        for hot in hot_now(site.edition)
    )


def hot_reason(hot: HotStory, wording: Wording) -> str:
    """Say how fast a story grew and what is usual."""
    span, outlets = wording.span(hot.peak_span), wording.count(hot.peak, "n_outlet")
    if not span:
        return wording.say("growing_at_once", outlets=outlets, usual=hot.usual)
    return wording.say("growing_reason", outlets=outlets, span=span, usual=hot.usual)


def days_before(site: Site) -> tuple[DayBefore, ...]:
    """Tell of the last days before the newest one that have stories, newest first."""
    found = [day for day in days_of(site) if day.leads][1 : DAYS_BEFORE + 1]
    return tuple(
        DayBefore(
            name=site.wording.weekday(day.at),
            page=day.page,
            stories=len(day.leads),
            first=lead_line(first_of(day.leads, site), site.listing),
        )
        for day in found
    )


def first_of(leads: tuple[RankedArticle, ...], site: Site) -> RankedArticle:
    """Choose the story that stands first among some; there is at least one."""
    return front_order(leads, site.hub, 1)[0]


def _front(site: Site) -> bytes:
    edition = site.edition
    ranked = front_order(site.listing.leads, site.hub, site.front_stories)
    blocks = site.blocks(ranked)
    head = Head(path=FRONT, title=site.hub.title, description=site.hub.description, active=FRONT)
    return page_bytes(
        site.frame,
        head,
        "front.html",
        hot=hot_strip(site),
        blocks=blocks,
        river=days(site.views(site.listing.leads[:SIDE_RIVER]), site.wording),
        covered=most_covered(site),
        before=days_before(site),
        edition=edition,
        edition_page=edition_page(edition.id, edition.as_of) if blocks else EDITION,
        shown=len(site.listing.leads),
        linked=list_facts(tuple(block.view for block in blocks), site.hub, site.hub.title, FRONT),
    )


def _latest(site: Site) -> bytes:
    views = site.views(site.listing.leads[:RIVER])
    head = Head(
        path=LATEST,
        title=f"{site.words['latest']} · {site.hub.title}",
        description=site.words["latest_lead"],
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
