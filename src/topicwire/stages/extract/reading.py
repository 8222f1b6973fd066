"""Reads one page: bytes in, facts out. Pure and picklable, so that it can run in a worker that may die."""

import re
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from topicwire.formats.jsonld import NewsFacts, read_jsonld
from topicwire.model.dates import DateClaim
from topicwire.model.outcome import Spike
from topicwire.model.source import Picture
from topicwire.stages.extract.addresses import Addresses, choose_addresses
from topicwire.stages.extract.blocks import Block, PageBlocks, read_blocks
from topicwire.stages.extract.charsets import decode
from topicwire.stages.extract.claims import updated_of
from topicwire.stages.extract.dating import dates_of
from topicwire.stages.extract.excerpts import choose_excerpt
from topicwire.stages.extract.head import PageHead, read_head, read_shown_bylines
from topicwire.stages.extract.lead_pictures import picture_candidates
from topicwire.stages.extract.metadata import (
    authors_of,
    descriptions_of,
    is_paywalled,
    language_of,
    openings_of,
    site_of,
    title_of,
    video_of,
)
from topicwire.stages.extract.text import NO_BODY, STUB, Body, fuller_of, read_body
from topicwire.stages.extract.verdicts import judge_page
from topicwire.text.html import depth

MAX_LENGTH = 5_000_000
"""Longer pages are cut before they are parsed, in characters."""
_MANY_TAGS, _DEEP = 20_000, 1_000
"""The HTML5 rules take quadratic time in depth, so pages with very many tags are measured first and flattened."""
_CONTAINER = re.compile(
    r"</?(?!(?:p|h[1-6]|meta|link|script|style|title|a|li|html|head|body|time|img|br)\b)[a-zA-Z][^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is known of a page beside its bytes."""

    final_url: str
    asked: tuple[str, ...]  # the address asked for and the hops
    charset: str | None  # as the HTTP header says
    feed_title: str | None
    feed_summary: str | None
    feed_html: str | None  # full text the feed carries, sanitised
    feed_authors: tuple[str, ...]
    has_feed_date: bool  # False: the page is searched for a date when its markup gives none
    excerpt_characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page says of its article, judged but for its date and picture."""

    title: str
    excerpt: str
    body: Body
    authors: tuple[str, ...]
    addresses: Addresses
    claims: tuple[DateClaim, ...]  # the page's own
    updated_at: datetime | None
    embed_url: str | None
    pictures: tuple[Picture, ...]  # candidates, best first, with claimed sizes
    site_name: str | None
    language: str | None
    is_paywalled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    """A page taken apart, before anything is judged."""

    html: str
    tree: LexborHTMLParser
    head: PageHead
    stated: NewsFacts
    blocks: PageBlocks
    addresses: Addresses


def read_page(body: bytes, facts: PageFacts) -> Reading | Spike:
    """Read one page, or say why it is no article. Raises nothing on any bytes."""
    page = _parse(body, facts)
    text = (
        read_body(page.blocks, page.html, page.stated.body, openings_of(page.head)) if page.blocks.blocks else NO_BODY
    )
    text = fuller_of(text, facts.feed_html, facts.final_url)
    title = title_of(page.head, page.stated, page.addresses.original) or facts.feed_title or ""
    spike = judge_page(
        title=title,
        text=text.text,
        address=page.addresses.original,
        page_type=page.head.first("og:type"),
        is_news=page.stated.is_article,
        linked_share=linked_share(page.blocks.blocks),
    )
    return spike if spike is not None else _describe(page, facts, title, text)


def _parse(body: bytes, facts: PageFacts) -> _Parsed:
    html = parsable(decode(body, facts.charset))
    tree = LexborHTMLParser(html)
    head = read_head(tree)
    stated = read_jsonld(head.jsonld)
    return _Parsed(
        html=html,
        tree=tree,
        head=head,
        stated=stated,
        blocks=read_blocks(tree.body) if tree.body is not None else PageBlocks([], [], 0),
        addresses=choose_addresses(facts.final_url, facts.asked, head, stated.url),
    )


def _describe(page: _Parsed, facts: PageFacts, title: str, text: Body) -> Reading:
    head, stated, address = page.head, page.stated, page.addresses.original
    descriptions = descriptions_of(head, stated)
    lead = text.text or facts.feed_summary or ""
    page_words = " ".join(block.text for block in page.blocks.blocks[-80:]) if len(text.text) < STUB else ""
    return Reading(
        title=title,
        excerpt=choose_excerpt(descriptions, lead, title, facts.excerpt_characters),
        body=text,
        authors=authors_of(head, stated, address, facts.feed_authors, lambda: read_shown_bylines(page.tree)),
        addresses=page.addresses,
        claims=dates_of(
            head, stated, lambda: page.blocks.blocks, page.html, address, has_feed_date=facts.has_feed_date
        ),
        updated_at=updated_of(head, stated.modified),
        embed_url=video_of(head, stated, address),
        pictures=picture_candidates(head, stated.pictures, page.tree, facts.final_url),
        site_name=site_of(head, stated, address),
        language=language_of(head, stated),
        is_paywalled=is_paywalled(head, stated, text.text, page_words),
    )


def parsable(html: str) -> str:
    """Cut pages too long and flatten pages too deep for any parser."""
    html = html[:MAX_LENGTH]
    if html.count("<") > _MANY_TAGS and depth(html) > _DEEP:
        return _CONTAINER.sub("\n", html)
    return html


def linked_share(blocks: list[Block]) -> float:
    """Give the share of a page's text that stands in links, 0 to 1; 0 for a page without text."""
    total = sum(len(block.text) for block in blocks)
    return sum(block.link_characters for block in blocks) / total if total else 0.0
