"""The life of a story on one line of time: who reported first, how the story turned, what publishers edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from topicwire.model.edits import EditedField, Piece
from topicwire.model.ids import ArticleId
from topicwire.model.story import StoryEvent
from topicwire.render.site.listing import Listing
from topicwire.render.site.stories import Report, StoryView, lead_line, timeline
from topicwire.render.wording import Wording


class Happening(StrEnum):
    """What an entry tells of."""

    FIRST = "first"  # an outlet's first report
    TURN = "turn"
    EDIT = "edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the line."""

    kind: Happening
    at: datetime
    reports: tuple[Report, ...] = ()  # the first one; those that came, left or took the lead; the edited one
    later: str = ""  # a first: how long after the very first it came, in words
    turn: str = ""  # a turn: its kind
    other_page: str = ""  # a turn: the page of the other story, where there is one
    field: EditedField | None = None  # an edit: of what
    pieces: tuple[Piece, ...] = ()  # an edit: the difference


def life_of(view: StoryView, listing: Listing, wording: Wording) -> tuple[Entry, ...]:
    """Put firsts, turns and edits in the order of time; empty when there is but one outlet and nothing happened."""
    firsts = tuple(_firsts(view, wording))
    turns = (_turn(event, listing) for event in listing.edition.turns.get(view.id, ()))
    entries = [*(firsts if len(firsts) > 1 else ()), *turns, *_edits(view, listing)]
    if entries and len(firsts) == 1:
        entries += firsts
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.kind is not Happening.FIRST)))


def _firsts(view: StoryView, wording: Wording) -> Iterator[Entry]:
    reports = timeline(view)
    start = reports[0].at if reports else None
    for report in reports:
        if report.at and start:
            later = wording.later(report.at - start)
            yield Entry(kind=Happening.FIRST, at=report.at, reports=(report,), later=later)


def _turn(event: StoryEvent, listing: Listing) -> Entry:
    other = listing.edition.successors.get(event.other, event.other) if event.other else None
    is_here = other == event.story_id
    return Entry(
        kind=Happening.TURN,
        at=event.at,
        reports=_lines(event.articles, listing),
        turn=event.kind.value,
        other_page="" if other is None or is_here else listing.pages.get(other, ""),
    )


def _lines(article_ids: tuple[ArticleId, ...], listing: Listing) -> tuple[Report, ...]:
    found = (listing.by_id.get(article_id) for article_id in article_ids)
    return tuple(lead_line(article, listing) for article in found if article)


def _edits(view: StoryView, listing: Listing) -> Iterator[Entry]:
    for report in (view.lead, *view.coverage, *view.copies):
        told = listing.edition.edits.get(report.article_id) if report.article_id else None
        for edit in told.edits if told else ():
            yield Entry(kind=Happening.EDIT, at=edit.at, reports=(report,), field=edit.field, pieces=edit.pieces)
