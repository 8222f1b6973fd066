"""All the dates of one page, in the order they are asked for: markup, the words shown to readers, a slow search."""

from collections.abc import Sequence

from topicwire.formats.jsonld import NewsFacts
from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.stages.extract.blocks import Block
from topicwire.stages.extract.bylines import byline_claims
from topicwire.stages.extract.claims import is_day_first, page_claims, scripted_claim, searched_claim
from topicwire.stages.extract.head import PageHead

_STATED = {DateOrigin.JSONLD, DateOrigin.META}


def dates_of(
    head: PageHead, stated: NewsFacts, blocks: Sequence[Block], html: str, address: str, *, has_feed_date: bool
) -> tuple[DateClaim, ...]:
    """List every date a page claims for its publication.

    Args:
        head: what the page says in markup.
        stated: what it says in JSON-LD.
        blocks: its text blocks in order.
        html: the same page as text: searched where the feed gave no date and nothing else does.
        address: the article's own address.
        has_feed_date: the feed gave a date that could be read.
    """
    claims = list(page_claims(head, (stated.published,), address))
    titles = [title for title in (stated.headline, head.first("og:title"), *head.headings[:1], head.title) if title]
    claims += byline_claims(blocks, head.dated, titles, is_day_first=is_day_first(head.language, address))
    if not any(claim.at and claim.origin in _STATED for claim in claims):
        claims += _some(scripted_claim(html))
    if not has_feed_date and not any(claim.at for claim in claims):
        claims += _some(searched_claim(html, address))
    return tuple(claims)


def _some(claim: DateClaim | None) -> list[DateClaim]:
    return [claim] if claim is not None else []
