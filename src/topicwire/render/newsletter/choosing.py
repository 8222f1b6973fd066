"""Which stories an issue tells, in which order: what is new or has grown since the last one, by the heat it gained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.model.ids import ArticleId
from topicwire.model.newsletter import LetterStory, Telling
from topicwire.model.record import RankedArticle
from topicwire.render.site.listing import Listing
from topicwire.render.site.moments import parse

GREW_BY = 2
"""Outlets beyond those named before that make an old story worth telling again: one more is the rule for any story."""
LAG = timedelta(hours=2)
"""Between a report's being seen and its standing on the page: what was on its way when the last issue was made, and
so not in it, counts as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What an issue looks back on."""

    since: datetime  # as-of time of the edition the last issue was made from
    earliest: datetime  # what was published before is no news, however late it was found

    def holds(self, published_at: datetime, seen_at: datetime | None) -> bool:
        """Tell whether a report belongs to this issue."""
        newest = max(published_at, seen_at) if seen_at else published_at
        return published_at > self.earliest and newest > self.since - LAG


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A story worth telling."""

    lead: RankedArticle
    telling: Telling
    gained: int  # heat since it was told last; all of it for a new one
    articles: tuple[ArticleId, ...]  # all its articles, the lead first
    domains: tuple[str, ...]  # of the outlets that report it, the lead's first
    new_outlets: int  # outlets that were not there when it was told last; 0 for a new one


def choose(listing: Listing, window: Window, told: Iterable[LetterStory], diversity: float) -> tuple[Chosen, ...]:
    """Choose the stories of an issue, the lead first. Nobody's clock is read.

    Args:
        listing: of the edition the issue is made from.
        window: what is new.
        told: what earlier issues told, in any order.
        diversity: share of its rank a story loses for each story above by the same publisher, 0 to 1.
    """
    before = _Told.of(told)
    found = (_judge(lead, listing, window, before) for lead in listing.leads)
    return _in_order([chosen for chosen in found if chosen], diversity)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Earlier tellings, by the articles and stories they were of."""

    by_name: dict[str, list[LetterStory]]

    @classmethod
    def of(cls, told: Iterable[LetterStory]) -> "_Told":
        """Sort the tellings."""
        found: dict[str, list[LetterStory]] = {}
        for story in told:
            for name in {story.story_id, *story.articles}:
                found.setdefault(name, []).append(story)
        return cls(by_name=found)

    def of_any(self, names: Iterable[str]) -> list[LetterStory]:
        """List the tellings of any of these; two stories that became one bring the tellings of both."""
        return [story for name in names for story in self.by_name.get(name, ())]


def _judge(lead: RankedArticle, listing: Listing, window: Window, told: _Told) -> Chosen | None:
    if not _is_fresh(lead, listing, window):
        return None
    articles, domains = _articles(lead, listing), _domains(lead)
    heat = max(lead.record.heat or 1, 1)
    earlier = told.of_any((lead.story_id, *articles))
    if not earlier:
        return Chosen(lead=lead, telling=Telling.NEW, gained=heat, articles=articles, domains=domains, new_outlets=0)
    known = {domain for story in earlier for domain in story.domains}
    new_outlets = sum(domain not in known for domain in domains)
    if new_outlets < GREW_BY:
        return None
    gained = max(heat - max(story.heat for story in earlier), 1)
    return Chosen(
        lead=lead, telling=Telling.GREW, gained=gained, articles=articles, domains=domains, new_outlets=new_outlets
    )


def _is_fresh(lead: RankedArticle, listing: Listing, window: Window) -> bool:
    """Tell whether its lead or any other report is new."""
    if window.holds(lead.published_at, lead.first_seen_at):
        return True
    for related in lead.record.related:
        known = listing.by_id.get(related.article_id) if related.article_id else None
        at = known.published_at if known else parse(related.published)
        if at and window.holds(at, known.first_seen_at if known else None):
            return True
    return False


def _articles(lead: RankedArticle, listing: Listing) -> tuple[ArticleId, ...]:
    story = listing.edition.stories.get(lead.story_id)
    related = [one.article_id for one in lead.record.related if one.article_id]
    members = [member.article_id for member in story.members] if story else []
    return tuple(dict.fromkeys((lead.article_id, *related, *members)))


def _domains(lead: RankedArticle) -> tuple[str, ...]:
    related = (one.provider.domain for one in lead.record.related)
    return tuple(dict.fromkeys((lead.record.provider.domain, *related)))


def _in_order(found: Sequence[Chosen], diversity: float) -> tuple[Chosen, ...]:
    """Order by heat gained, newest first among equals; a publisher's next story counts less for each above."""
    waiting = sorted(found, key=lambda one: (-one.gained, -one.lead.published_at.timestamp(), one.lead.article_id))
    ordered: list[Chosen] = []
    above: dict[str, int] = {}
    while waiting:
        best = max(waiting, key=lambda one: one.gained * (1 - diversity) ** above.get(one.domains[0], 0))
        waiting.remove(best)
        ordered.append(best)
        above[best.domains[0]] = above.get(best.domains[0], 0) + 1
    return tuple(ordered)
