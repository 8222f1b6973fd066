"""How a story stands: whether it goes on, since when this hub has it, when anything last changed. Clock-free.

"Now" is the time of the edition. So a story settles in the first edition made after its quiet time, and until then the
page says when that will be, which stays true however long no edition is made.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.render.site.listing import Listing
from topicwire.render.site.stories import StoryView


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a story stands."""

    is_settled: bool
    settles_at: datetime  # when it settles, or settled, without another report
    first_seen_at: datetime  # by this hub
    updated_at: datetime  # a report came, the story turned, or a publisher edited


def is_settled(lead: RankedArticle, edition: Edition) -> bool:
    """Tell whether nobody has reported for the hub's quiet time, as of the edition."""
    return _settles_at(lead, edition) <= edition.as_of


def standing_of(lead: RankedArticle, view: StoryView, listing: Listing) -> Standing:
    """Say how a story stands."""
    edition = listing.edition
    reports = (view.lead, *view.coverage, *view.copies)
    known = [listing.by_id[one.article_id] for one in reports if one.article_id in listing.by_id]
    revised = (edition.edits.get(one.article_id) for one in known)
    edits = [edit.at for told in revised if told for edit in told.edits]
    turns = [turn.at for turn in edition.turns.get(lead.story_id, ())]
    story = edition.stories.get(lead.story_id)
    changed = [story.changed_at] if story else []
    return Standing(
        is_settled=is_settled(lead, edition),
        settles_at=_settles_at(lead, edition),
        first_seen_at=min(one.first_seen_at for one in (lead, *known)),
        updated_at=max(view.last_at, *changed, *turns, *edits),
    )


def _settles_at(lead: RankedArticle, edition: Edition) -> datetime:
    story = edition.stories.get(lead.story_id)
    return (story.last_at if story else lead.published_at) + timedelta(hours=edition.hub.quiet_hours)
