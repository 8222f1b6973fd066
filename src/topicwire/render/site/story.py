"""The page of one story: who reports it, since when, and why it is here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from topicwire.model.record import RankedArticle
from topicwire.model.score import ScoreCard
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import month_page
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import absolute, web_address
from topicwire.render.site.reasons import why_it_leads, why_it_shows
from topicwire.render.site.site import Site
from topicwire.render.site.stories import Report, StoryView, story_view, timeline
from topicwire.render.site.structured import story_facts
from topicwire.render.wording import Wording
from topicwire.text.clean import cut

FIRSTS = 5
"""Outlets named in the timeline before the rest is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """An outlet's first report, and how long after the very first it came."""

    report: Report
    later: str  # in words, empty for the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What the page says about why the story is here."""

    leads: str  # why this article leads
    shows: str  # why it is on the page: the verdict of rank, else the plain rule
    heat: int | None
    threshold: int
    cards: tuple[ScoreCard, ...]  # heat, then quality; a card without parts is left out
    tied: tuple[Report, ...]  # reports of which the ties are known
    record_path: str
    api_item: str


def story_sheets(site: Site) -> Iterator[Sheet]:
    """Give a page for every published story, newest first."""
    for lead in site.listing.leads:
        path = site.listing.pages[lead.story_id]
        yield site.sheet(path, (site.listing.story_digest(lead),), partial(_story, site, lead))


def why(lead: RankedArticle, view: StoryView, wording: Wording) -> Why:
    """Gather the sentences and figures that explain a story."""
    cards = (card for card in (lead.heat, lead.quality) if card and card.parts)
    others = [report.quality for report in (*view.coverage, *view.copies) if report.quality is not None]
    name = lead.record.path.rpartition("/")[2].removesuffix(".md")
    return Why(
        leads=why_it_leads(wording, view.reports, lead.record.quality, max(others, default=None)),
        shows=lead.verdict or why_it_shows(wording, lead.record.heat, lead.threshold),
        heat=lead.record.heat,
        threshold=lead.threshold,
        cards=tuple(cards),
        tied=tuple(report for report in (*view.coverage, *view.copies) if report.ties),
        record_path=lead.record.path,
        api_item=f"api/news/{name}/index.json",
    )


def firsts(view: StoryView, wording: Wording) -> tuple[First, ...]:
    """Put the first reports of all outlets on one line of time; empty when there is only one outlet."""
    reports = timeline(view)
    if len(reports) < 2:
        return ()
    start = _time(reports[0], view)
    return tuple(First(report=report, later=wording.later(_time(report, view) - start)) for report in reports)


def _story(site: Site, lead: RankedArticle) -> bytes:
    view = story_view(lead, site.listing)
    record, reports = lead.record, firsts(view, site.wording)
    head = Head(
        path=view.page,
        title=f"{record.title} · {site.hub.title}",
        description=cut(view.excerpt or record.title, 200),
        image=absolute(site.hub, view.picture.file) if view.picture else "",
        kind="article",
    )
    return page_bytes(
        site.frame,
        head,
        "story.html",
        view=view,
        amp=web_address(record.amp_url),
        why=why(lead, view, site.wording),
        firsts=reports[:FIRSTS],
        later_firsts=reports[FIRSTS:],
        month=site.wording.month(lead.published_at),
        month_page=month_page(lead.published_at),
        linked=story_facts(view, site.hub),
    )


def _time(report: Report, view: StoryView) -> datetime:
    return report.at or view.first_at
