"""An article: one publisher's text, as we read it from a page (or, for a video, from a feed)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from topicwire.model.dates import DateChoice, DateClaim
from topicwire.model.ids import ArticleId, Domain, RevisionId, TipId
from topicwire.model.source import Picture


class ArticleKind(StrEnum):
    """What a reader gets at the address."""

    ARTICLE = "article"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One revision of one article. Text fields are clean Unicode without markup; None: the publisher did not say."""

    id: ArticleId
    revision: RevisionId  # derived from title, excerpt, text, authors, addresses, picture, published
    tip_id: TipId  # the tip it was read from
    kind: ArticleKind
    title: str
    excerpt: str  # one paragraph, empty when nothing can serve
    text: str  # full text, paragraphs separated by one empty line; empty for a stub
    text_html: str  # the same, sanitised markup
    authors: tuple[str, ...]
    published: DateChoice
    updated_at: datetime | None
    claims: tuple[DateClaim, ...]  # every date claim, in the order they were found
    original_url: str  # the publisher's own address (canonical where it may be believed)
    amp_url: str | None
    amp_cache_url: str | None
    embed_url: str | None  # a video's player
    picture: Picture | None  # lead picture with its true size
    site_name: str | None
    domain: Domain  # registrable domain of original_url
    language: str | None  # BCP 47 as the page says
    addresses: tuple[str, ...]  # normal forms of all it is known under, original first; then their `address_key`s
    is_paywalled: bool  # isAccessibleForFree false, or a stub that says so
    extractor: str  # name and version of what read the text
    first_seen_at: datetime
    read_at: datetime
