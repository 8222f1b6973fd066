"""All the dates of one page, in the order they are asked for: markup, the words shown to readers, a slow search."""

from collections.abc import Callable, Sequence

from topicwire.formats.jsonld import NewsFacts
from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.stages.extract.blocks import Block
from topicwire.stages.extract.bylines import marked_claim, shown_claim
from topicwire.stages.extract.claims import is_day_first, is_month_only, page_claims, scripted_claim, searched_claim
from topicwire.stages.extract.head import PageHead
from topicwire.stages.extract.reprints import reprint_claims

_STATED = {DateOrigin.JSONLD, DateOrigin.META}


def dates_of(
    head: PageHead,
    stated: NewsFacts,
    blocks: Callable[[], Sequence[Block]],
    html: str,
    address: str,
    *,
    has_feed_date: bool,
) -> tuple[DateClaim, ...]:
    """List the dates a page claims for its publication.

    Markup is read always, and so are elements marked as dates; the blocks around the title only where these say
    nothing, and the whole page, the slow way, only where the feed gave no date either.

    Args:
        head: what the page says in markup.
        stated: what it says in JSON-LD.
        blocks: gives its text blocks in order.
        html: the same page as text.
        address: the article's own address.
        has_feed_date: the feed gave a date that could be read.
    """
    turned = is_day_first(head.language, address)
    claims = [*page_claims(head, (stated.published,), address), *reprint_claims(html)]
    claims += _some(marked_claim(head.dated, is_day_first=turned))
    if not any(claim.at and claim.origin in _STATED for claim in claims):
        claims += _some(scripted_claim(html))
    if not _has_day(claims):
        titles = [title for title in (stated.headline, head.first("og:title"), *head.headings[:1], head.title) if title]
        claims += _some(shown_claim(blocks(), titles, is_day_first=turned))
    if not has_feed_date and not _has_day(claims):
        claims += _some(searched_claim(html, address))
    return tuple(claims)


def _has_day(claims: Sequence[DateClaim]) -> bool:
    """Say whether anything names a day and is no mere figure above the title or month in the address."""
    return any(claim.at and not is_month_only(claim) and claim.origin is not DateOrigin.PAGE_TEXT for claim in claims)


def _some(claim: DateClaim | None) -> list[DateClaim]:
    return [claim] if claim is not None else []
