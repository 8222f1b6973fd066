"""Feeds of stories as they go on: all of them, one entry each, updated in place; those that turned hot; one by one.

Ids are the addresses of story pages, or places on them, so an entry is the same for ever whatever becomes of its story.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from html import escape
from operator import itemgetter

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story, StoryEvent, StoryEventKind
from topicwire.render import addresses
from topicwire.render.digests import key_of, key_of_all
from topicwire.render.entries import (
    FeedEntry,
    coverage,
    entry_key,
    entry_of,
    excerpt_line,
    lead_line,
    markup,
    onward,
    outlet_of,
    picture_line,
    report_of,
    story_address,
    wording_for,
    words,
)
from topicwire.render.feed_sheets import Filling
from topicwire.render.hot import HotStory, turned_hot
from topicwire.render.site.feed_list import HOT, STORIES, FeedSet, has_story_feed, hub_feeds, story_feed_of
from topicwire.render.site.listing import Listing
from topicwire.render.story_changes import Retitled, changed_at, changes_of, lead_changes, retitles_of, told
from topicwire.text.clean import one_line

OWN_ENTRIES = 100
"""Entries in the feed of one story, at most, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Going:
    """A published story with what happened to it."""

    lead: RankedArticle
    story: Story
    turns: tuple[StoryEvent, ...]  # oldest first
    retitled: Sequence[Retitled]  # oldest first
    listing: Listing

    @property
    def edition(self) -> Edition:
        return self.listing.edition

    def digest(self) -> str:
        """Digest all that is told of it, beside the hub's own facts."""
        articles = {one.article_id for one in self.story.members} | {
            one for turn in self.turns for one in turn.articles
        }
        known = (self.listing.by_id.get(one) for one in sorted(articles))
        digests = (article.digest for article in known if article)
        return key_of(
            entry_key(self.lead, self.edition), self.story.revision, repr(self.turns), repr(self.retitled), *digests
        )


def stories_feed(listing: Listing, entries: int) -> Iterator[tuple[FeedSet, Filling]]:
    """Give the feed with one entry for each story, the one that changed last first."""
    hub = listing.edition.hub
    timed = [(changed_at(one.story, one.turns, one.retitled), one) for one in _going(listing)]
    timed.sort(key=lambda one: (-one[0].timestamp(), one[1].lead.story_id))
    newest = [one for _, one in timed[:entries]]
    key = key_of_all("stories", (one.digest() for one in newest))
    yield hub_feeds(hub, wording_for(hub))[STORIES], Filling(key=key, make=lambda: [_as_it_stands(o) for o in newest])


def _going(listing: Listing) -> Iterator[_Going]:
    edition = listing.edition
    for lead in listing.leads:
        story = edition.stories.get(lead.story_id)
        if story:
            turns = edition.turns.get(story.id, ())
            retitled = retitles_of(lead, story, turns, edition)
            yield _Going(lead=lead, story=story, turns=turns, retitled=retitled, listing=listing)


def _as_it_stands(going: _Going) -> FeedEntry:
    """Tell a story with what changed last in front; it appeared when its first report joined."""
    edition, lead = going.edition, going.lead
    plain, changes = entry_of(lead, edition), changes_of(going.story, going.turns, going.retitled)
    wording, leads = wording_for(edition.hub), lead_changes(going.story, going.turns, going.listing)
    lines = told(changes[-1], leads, going.listing, wording)
    heading = wording.say("change_is", at=wording.full(changes[-1].at)) if lines else ""
    parts = (
        f"<p>{escape(heading)}</p>" if heading else "",
        words(lines),
        picture_line(plain.picture, edition.hub),
        excerpt_line(lead),
        lead_line(lead, edition),
        coverage(lead),
        onward(lead, edition),
    )
    return replace(
        plain,
        url=plain.id,
        summary=" · ".join(lines) or plain.summary,
        html=markup(parts),
        published_at=changes[0].at,
        updated_at=changes[-1].at,
    )


def hot_feed(listing: Listing, entries: int) -> Iterator[tuple[FeedSet, Filling]]:
    """Give the feed of stories that turned hot, the last to do so first."""
    edition = listing.edition
    found = turned_hot(edition)[:entries]
    facts = (key_of(entry_key(one.lead, edition), *map(repr, _figures(one))) for one in found)
    filling = Filling(key=key_of_all("hot", facts), make=lambda: [_hot(one, edition) for one in found])
    yield hub_feeds(edition.hub, wording_for(edition.hub))[HOT], filling


def _figures(hot: HotStory) -> tuple[object, ...]:
    return hot.at, hot.outlets, hot.span, hot.usual


def _hot(hot: HotStory, edition: Edition) -> FeedEntry:
    plain, wording = entry_of(hot.lead, edition), wording_for(edition.hub)
    span = wording.span(hot.span)
    reason = wording.say(
        "feed_hot_reason" if span else "feed_hot_reason_at_once",
        outlets=wording.count(hot.outlets, "n_hot_outlet"),
        span=span,
        usual=wording.count(hot.usual, "n_outlet"),
    )
    parts = (
        f"<p>{escape(reason)}</p>",
        picture_line(plain.picture, edition.hub),
        excerpt_line(hot.lead),
        lead_line(hot.lead, edition),
        coverage(hot.lead),
        onward(hot.lead, edition),
    )
    return replace(
        plain,
        id=f"{plain.id}#hot",
        url=plain.id,
        summary=reason,
        html=markup(parts),
        published_at=hot.at,
        updated_at=hot.at,
    )


def own_feeds(listing: Listing, entries: int) -> Iterator[tuple[FeedSet, Filling]]:
    """Give the feed of every story that has one: an entry for each report and each turn, the newest first."""
    edition = listing.edition
    for going in _going(listing):
        if has_story_feed(edition, going.story):
            feed = story_feed_of(edition.hub, going.story, going.lead.record.title, wording_for(edition.hub))
            yield feed, Filling(key=going.digest(), make=partial(_entries, going))


def _entries(going: _Going) -> Sequence[FeedEntry]:
    page = addresses.story_page(going.story.id)
    found: list[tuple[datetime, FeedEntry]] = []
    for member in going.story.members:
        article = going.listing.by_id.get(member.article_id)
        if article:
            found.append((member.joined_at, _report(article, going.edition, page, member.joined_at)))
    found += [(turn.at, entry) for turn in going.turns if (entry := _turn(turn, going))]
    found.sort(key=itemgetter(0), reverse=True)
    return [entry for _, entry in found[:OWN_ENTRIES]]


def _report(article: RankedArticle, edition: Edition, page: str, joined_at: datetime) -> FeedEntry:
    """Tell of a report; it is news in this feed from when it joined."""
    plain = report_of(article, edition, page)
    told_by = wording_for(edition.hub).say("feed_told_by", title=plain.title, outlet=outlet_of(article, edition))
    return replace(plain, title=one_line(told_by), updated_at=max(plain.updated_at, joined_at))


def _turn(turn: StoryEvent, going: _Going) -> FeedEntry | None:
    """Tell of a turn; None when the article that took the lead is not known any more."""
    edition, wording = going.edition, wording_for(going.edition.hub)
    led = going.listing.by_id.get(turn.articles[0]) if turn.articles else None
    article = led if turn.kind is StoryEventKind.LED else going.lead
    if article is None:
        return None
    plain = entry_of(going.lead, edition)
    outlet, title = outlet_of(article, edition), one_line(article.record.title)
    said = wording.say(_TURNS[turn.kind], outlet=outlet, title=title)
    return replace(
        plain,
        id=f"{story_address(going.lead, edition)}#{turn.kind.value}-{turn.at:%Y%m%dT%H%M%S%f}",
        url=plain.id,
        title=one_line(said),
        summary="",
        html=markup((lead_line(article, edition), excerpt_line(article), onward(going.lead, edition))),
        published_at=turn.at,
        updated_at=turn.at,
    )


_TURNS = {
    StoryEventKind.LED: "feed_turn_led",
    StoryEventKind.MERGED: "feed_turn_merged",
    StoryEventKind.PARTED: "feed_turn_parted",
    StoryEventKind.REOPENED: "feed_turn_reopened",
}
