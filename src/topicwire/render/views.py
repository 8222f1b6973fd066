"""Which articles readers see: one answer for the site, its feeds and its mail. In which order: front_order.py."""

from collections.abc import Iterable

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle


def is_shown(article: RankedArticle) -> bool:
    """Tell whether readers see the article as a story: it leads, and nothing says it is unpublished.

    A record without figures (adopted from an older hub) counts as published: record-format, section 6.
    """
    return article.is_lead and article.record.is_visible


def shown_leads(edition: Edition) -> tuple[RankedArticle, ...]:
    """List the published leads, newest first, one for each story."""
    return leads_of(edition.articles)


def leads_of(articles: Iterable[RankedArticle]) -> tuple[RankedArticle, ...]:
    """List those that readers see as stories, the first of each story, in the order given."""
    chosen: dict[str, RankedArticle] = {}
    for article in articles:
        if is_shown(article):
            chosen.setdefault(article.story_id, article)
    return tuple(chosen.values())
