"""Which articles readers see, and in which order: one answer for the site, its feeds and its mail.

Nothing here reads a clock. On the front page a story counts `heat × 2^(−age / half-life)`. Its logarithm is
`log2(heat) + published / half-life − now / half-life`, and the last term is the same for every story: so the order
does not depend on when one looks, and an edition renders to the same bytes for ever.
"""

from collections.abc import Iterable
from datetime import datetime
from math import log2

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle


def is_shown(article: RankedArticle) -> bool:
    """Tell whether readers see the article as a story: it leads, and nothing says it is unpublished.

    A record without figures (adopted from an older hub) counts as published: record-format, section 6.
    """
    return article.is_lead and article.record.is_visible


def shown_leads(edition: Edition) -> tuple[RankedArticle, ...]:
    """List the published leads, newest first, one for each story."""
    chosen: dict[str, RankedArticle] = {}
    for article in edition.articles:
        if is_shown(article):
            chosen.setdefault(article.story_id, article)
    return tuple(chosen.values())


def standing(heat: int | None, published_at: datetime, half_life_hours: float) -> float:
    """Weigh heat against age: a story as hot as another and one half-life newer stands exactly 1 higher.

    Args:
        heat: None and anything below 1 count as 1, the coldest a story can be.
        published_at: of the article that leads.
        half_life_hours: above 0.
    """
    return log2(max(heat or 1, 1)) + published_at.timestamp() / (half_life_hours * 3600)


def front_order(leads: Iterable[RankedArticle], half_life_hours: float) -> tuple[RankedArticle, ...]:
    """Order leads as the front page shows them: highest standing first, ties by article id."""
    return tuple(
        sorted(
            leads, key=lambda lead: (-standing(lead.record.heat, lead.published_at, half_life_hours), lead.article_id)
        )
    )
