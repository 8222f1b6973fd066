"""Stories with a life: edits, turns, notes and groups, for the tests of a story's page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tests.render.sheets import digested
from tests.render.site.editions import AS_OF, HUB, Told, edition, story
from tests.render.site.html import pages
from topicwire.model.edits import Edit, Edited, EditedField, Piece, PieceKind
from topicwire.model.hub import Edition
from topicwire.model.record import Extra, RankedArticle
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.model.story import Story
from topicwire.render.site.listing import Listing, listing_of
from topicwire.render.site.stories import StoryView, story_view

Made = tuple[list[RankedArticle], Story]


def view_of(whole: Edition, place: int = 0) -> tuple[StoryView, Listing]:
    """Build the view of a story by the place of its lead, newest first."""
    listing = listing_of(whole)
    return story_view(listing.leads[place], listing), listing


def page_of(whole: Edition, story_id: str) -> bytes:
    """Render the page of a story."""
    return pages(whole)[f"stories/{story_id}.html"]


def with_parts(article: RankedArticle, *names: str, **fields: Any) -> RankedArticle:
    """Give the article a quality card on which these parts fired."""
    parts = tuple(ScorePart(name=name, points=1, why="so") for name in names)
    card = ScoreCard(name="quality", preset="default", total=article.quality.total, parts=parts)
    return digested(replace(article, quality=card, **fields))


def noted(made: Made, words: str, place: int = 0) -> Made:
    """Write words below the front matter of an article's record."""
    articles, group = made
    record = replace(articles[place].record, extras=(Extra(after="---", text=words),))
    changed = digested(replace(articles[place], record=record))
    return [*articles[:place], changed, *articles[place + 1 :]], group


def retitled(article: RankedArticle, before: str, after: str) -> Edited:
    """Tell that a publisher changed a headline."""
    pieces = (Piece(kind=PieceKind.GONE, words=before), Piece(kind=PieceKind.NEW, words=after))
    edit = Edit(at=AS_OF, field=EditedField.TITLE, pieces=pieces)
    return Edited(article_id=article.article_id, revisions=2, edits=(edit,))


def frozen(made: Sequence[Made] | Iterable[Made], **fields: Any) -> Edition:
    """Freeze stories, with more said of the edition."""
    hub = fields.pop("hub", HUB)
    return replace(edition(made, hub=hub), **fields)


def pair(title: str = "Robot arm falls", **fields: Any) -> Made:
    """Build a story of two outlets."""
    reports = [Told(title=title, outlet="Shopfloor", hours=5), Told(title="It fell", outlet="Norm", hours=2)]
    return story(reports, **fields)
