"""The page of one story: who reports it, how it went, why it is here. Explained in docs/story-page.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from topicwire.model.ids import StoryId
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story
from topicwire.ports.outbox import Sheet
from topicwire.render import addresses
from topicwire.render.records import public_sheet
from topicwire.render.site.coverage import Kind, grouped, kind_of
from topicwire.render.site.feed_list import FeedLink, has_story_feed, links_to, story_feed_of
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.heat import heat_graph
from topicwire.render.site.moved import moved_sheets
from topicwire.render.site.neighbours import NONE, Neighbours, neighbours_of
from topicwire.render.site.notes import Notes, notes_on, shared_words
from topicwire.render.site.reasons import why
from topicwire.render.site.sharing import Shared, shared_picture
from topicwire.render.site.site import Site
from topicwire.render.site.spread import SourceGroups, group_of, source_groups, spread_of
from topicwire.render.site.standing import is_settled, standing_of
from topicwire.render.site.stories import StoryView, story_view
from topicwire.render.site.structured import StoryFacts, story_facts
from topicwire.render.site.timeline import life_of
from topicwire.text.clean import cut

SHOWN = 6
"""Entries of the timeline before the rest is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the pages of all stories are made with, beside the site: worked out once an edition."""

    neighbours: Mapping[StoryId, Neighbours]
    groups: SourceGroups
    boilerplate: frozenset[str]  # words below the front matter that are nobody's note
    pictured: frozenset[StoryId]  # stories with a picture of their own to be shared by


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An earlier or later story, as another's page names it."""

    lead: RankedArticle
    page: str


def surroundings_of(site: Site) -> Surroundings:
    """Work out what stands around the stories of an edition."""
    return Surroundings(
        neighbours=neighbours_of(site.listing),
        groups=source_groups(site.hub),
        boilerplate=shared_words(site.edition),
        pictured=frozenset(lead.story_id for lead in site.listing.leads[: site.share_images]),
    )


def story_sheets(site: Site) -> Iterator[Sheet]:
    """Give a page and a record for every published story, newest first; then where stories that are no more lead on."""
    around = surroundings_of(site)
    for lead in site.listing.leads:
        path = site.listing.pages[lead.story_id]
        yield site.sheet(path, story_facts_of(site, around, lead), partial(_story, site, around, lead))
        yield public_sheet(lead, site.edition, addresses.story_record(lead.story_id))
    yield from moved_sheets(site)


def story_facts_of(site: Site, around: Surroundings, lead: RankedArticle) -> Iterator[str]:
    """Give all that the page of a story depends on, beside the frame: what its key is made from."""
    edition, story_id = site.edition, lead.story_id
    yield site.listing.story_digest(lead)
    yield f"{is_settled(lead, edition)} {story_id in around.pictured} {edition.hub.quiet_hours}"
    yield "followed" if _followed(site, lead) else ""
    yield repr(edition.turns.get(story_id, ()))
    for article_id in (lead.article_id, *(related.article_id for related in lead.record.related)):
        if article_id in edition.edits:
            yield repr(edition.edits[article_id].edits)
        if article_id in edition.own_excerpts:
            yield f"an editor's excerpt: {article_id}"
    near = around.neighbours.get(story_id, NONE)
    for other in (*near.earlier, *near.later):
        yield f"{other.story_id} {other.record.title} {other.language} {other.published_at.isoformat()}"
    yield repr(around.groups.names)
    domains = (lead.record.provider.domain, *(related.provider.domain for related in lead.record.related))
    yield repr([group_of(domain, around.groups) for domain in domains])


def _story(site: Site, around: Surroundings, lead: RankedArticle) -> bytes:
    listing, view = site.listing, story_view(lead, site.listing)
    notes, standing = _notes(around, lead, view, site), standing_of(lead, view, listing)
    groups = grouped(view, listing, site.wording, site.frame.language)
    entries, near = life_of(view, listing, site.wording), around.neighbours.get(lead.story_id, NONE)
    picture = shared_picture(site, lead, view, has_own=lead.story_id in around.pictured)
    facts = StoryFacts(view=view, standing=standing, notes=notes, picture=picture, is_paywalled=lead.is_paywalled)
    feeds = _feeds(site, _followed(site, lead), view.lead.title or site.words["story"])
    return page_bytes(
        site.frame,
        _head(site, view, picture, feeds),
        "story.html",
        view=view,
        standing=standing,
        summary_label="editors_summary" if lead.article_id in site.edition.own_excerpts else "excerpt",
        lead_kind=kind_of(view.lead, view, listing),
        groups=[group for group in groups if group.kind is not Kind.COPY],
        copies=[group for group in groups if group.kind is Kind.COPY],
        heat=heat_graph(lead, view, listing),
        entries=entries[:SHOWN],
        later_entries=entries[SHOWN:],
        notes=notes,
        earlier=_named(near.earlier, site),
        later=_named(near.later, site),
        spread=spread_of(view, around.groups),
        why=why(lead, view, site.wording),
        picture=picture,
        markdown=addresses.story_record(lead.story_id),
        feed=feeds[0].path if feeds else "",
        month=site.wording.month(lead.published_at),
        month_page=addresses.month_page(lead.published_at),
        linked=story_facts(facts, site.hub),
    )


def _head(site: Site, view: StoryView, picture: Shared | None, feeds: tuple[FeedLink, ...]) -> Head:
    title = view.lead.title or site.words["story"]
    return Head(
        path=view.page,
        title=f"{title} · {site.hub.title}",
        description=cut(view.excerpt or title, 200),
        image=picture.address if picture else "",
        kind="article",
        feeds=feeds,
    )


def _notes(around: Surroundings, lead: RankedArticle, view: StoryView, site: Site) -> Notes:
    reports = (*view.coverage, *view.copies)
    found = (site.listing.by_id.get(one.article_id) for one in reports if one.article_id)
    return notes_on(iter([lead, *(article for article in found if article)]), around.boilerplate)


def _named(leads: tuple[RankedArticle, ...], site: Site) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(lead=lead, page=site.listing.pages[lead.story_id]) for lead in leads)


def _followed(site: Site, lead: RankedArticle) -> Story | None:
    """Give the story where it has a feed of its own."""
    story = site.edition.stories.get(lead.story_id)
    return story if story and has_story_feed(site.edition, story) else None


def _feeds(site: Site, story: Story | None, title: str) -> tuple[FeedLink, ...]:
    return links_to(story_feed_of(site.hub, story, title, site.wording), ("atom",)) if story else ()
