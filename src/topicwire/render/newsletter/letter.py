"""Freezes chosen stories into the letter of an issue: every value that mail, web page and record show."""

from collections.abc import Mapping, Sequence

from topicwire.model.ids import StoryId
from topicwire.model.newsletter import Letter, LetterPicture, LetterReport, LetterStory
from topicwire.render.newsletter.choosing import Chosen
from topicwire.render.site.listing import Listing
from topicwire.render.site.stories import Report, StoryView, alternates, story_view
from topicwire.text.clean import cut, one_line

SUBJECT, PREHEADER, HEADLINE, EXCERPT, NAME = 110, 160, 220, 280, 80
"""Longest of each, in characters. Phones show some 40 of a subject, desktop clients some 70; what is longer than the
first is still found by a search."""
ALSO = 3


def letter_of(
    chosen: Sequence[Chosen], listing: Listing, pictures: Mapping[StoryId, LetterPicture], most: int
) -> Letter:
    """Write the letter of the first `most` stories chosen, of which there is one at least."""
    stories = tuple(_story(one, listing, pictures.get(one.lead.story_id)) for one in chosen[:most])
    others = " · ".join(story.headline for story in stories[1:4])
    return Letter(
        subject=cut(stories[0].headline, SUBJECT),
        preheader=cut(others or stories[0].excerpt, PREHEADER),
        stories=stories,
        considered=len(chosen),
    )


def _story(chosen: Chosen, listing: Listing, picture: LetterPicture | None) -> LetterStory:
    view = story_view(chosen.lead, listing)
    lead = view.lead
    return LetterStory(
        story_id=chosen.lead.story_id,
        telling=chosen.telling,
        headline=_line(lead.title, HEADLINE) or _line(lead.outlet, HEADLINE),
        address=lead.address,
        outlet=_line(lead.outlet, NAME),
        authors=tuple(_line(name, NAME) for name in lead.authors[:3]),
        excerpt=_line(view.excerpt, EXCERPT),
        language=lead.language,
        page=view.page,
        published_at=chosen.lead.published_at,
        heat=max(chosen.lead.record.heat or 1, 1),
        outlets=view.outlets,
        reports=view.reports,
        new_outlets=chosen.new_outlets,
        also=tuple(map(_also, alternates(view)[:ALSO])),
        topic=_topic(view),
        picture=picture,
        articles=chosen.articles,
        domains=chosen.domains,
    )


def _also(report: Report) -> LetterReport:
    return LetterReport(
        outlet=_line(report.outlet, NAME),
        title=_line(report.title, HEADLINE),
        address=report.address,
        language=report.language,
    )


def _topic(view: StoryView) -> str:
    return _line(view.chips[0].name, NAME) if view.chips else ""


def _line(text: str, limit: int) -> str:
    return cut(one_line(text), limit)
