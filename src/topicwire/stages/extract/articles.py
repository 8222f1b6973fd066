"""Builds articles from readings and tips, and says when one is a new revision."""

from dataclasses import dataclass, replace
from datetime import datetime

from topicwire.model.article import Article, ArticleKind
from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.model.ids import ArticleId, Domain, RevisionId, digest
from topicwire.model.source import Picture
from topicwire.model.tip import Tip
from topicwire.stages.extract.authors import clean_authors
from topicwire.stages.extract.chosen import choose_date
from topicwire.stages.extract.excerpts import choose_excerpt
from topicwire.stages.extract.reading import Reading
from topicwire.stages.extract.sameness import text_key
from topicwire.stages.extract.text import EXTRACTOR, NO_BODY, from_feed
from topicwire.text.urls import address_key, normal, registrable_domain, unwrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where and when an article was read."""

    tip: Tip
    feed_claim: DateClaim | None
    change_claim: DateClaim | None = None  # when the feed says the article was last changed
    read_at: datetime
    excerpt_characters: int


def article_from_page(reading: Reading, origin: Origin) -> Article:
    """Build the draft of an article from its page, without a picture.

    Its id is for the case that no address of it is known yet.
    """
    tip, addresses = origin.tip, reading.addresses
    claims = (*((origin.feed_claim,) if origin.feed_claim else ()), *reading.claims)
    article = Article(
        id=ArticleId(digest(addresses.original)),
        revision=RevisionId(""),
        tip_id=tip.id,
        kind=ArticleKind.VIDEO if reading.embed_url else ArticleKind.ARTICLE,
        title=reading.title,
        excerpt=reading.excerpt,
        text=reading.body.text,
        text_html=reading.body.html,
        authors=reading.authors,
        published=choose_date(claims, tip.first_seen_at, _changes(reading.updated_at, origin)),
        updated_at=reading.updated_at or tip.updated_at,
        claims=claims,
        original_url=addresses.original,
        amp_url=addresses.amp,
        amp_cache_url=addresses.amp_cache,
        embed_url=reading.embed_url,
        picture=None,
        site_name=reading.site_name,
        domain=Domain(registrable_domain(addresses.original)),
        language=reading.language or tip.language,
        addresses=with_keys((*addresses.known, tip.url)),
        is_paywalled=reading.is_paywalled,
        extractor=reading.body.extractor,
        first_seen_at=tip.first_seen_at,
        read_at=origin.read_at,
    )
    return stamped(replace(article, addresses=(*article.addresses, *text_key(article))))


def article_from_video(origin: Origin) -> Article:
    """Build an article from a video's tip alone; its page is a player and holds no text."""
    tip = origin.tip
    original = normal(tip.url) or tip.url
    body = from_feed(tip.body_html, original) if tip.body_html else NO_BODY
    claims = (origin.feed_claim,) if origin.feed_claim else ()
    title = tip.title or ""
    article = Article(
        id=ArticleId(digest(original)),
        revision=RevisionId(""),
        tip_id=tip.id,
        kind=ArticleKind.VIDEO,
        title=title,
        excerpt=choose_excerpt((tip.summary,), body.text, title, origin.excerpt_characters),
        text=body.text,
        text_html=body.html,
        authors=clean_authors(tip.authors),
        published=choose_date(claims, tip.first_seen_at, _changes(None, origin)),
        updated_at=tip.updated_at,
        claims=claims,
        original_url=original,
        amp_url=None,
        amp_cache_url=None,
        embed_url=tip.video_url,
        picture=tip.picture,
        site_name=None,
        domain=Domain(registrable_domain(original)),
        language=tip.language,
        addresses=with_keys((original,)),
        is_paywalled=False,
        extractor=f"{EXTRACTOR} feed",
        first_seen_at=tip.first_seen_at,
        read_at=origin.read_at,
    )
    return stamped(article)


def _changes(of_page: datetime | None, origin: Origin) -> tuple[DateClaim, ...]:
    page = DateClaim(origin=DateOrigin.META, raw=of_page.isoformat(), at=of_page) if of_page else None
    return tuple(claim for claim in (origin.change_claim, page) if claim is not None)


def with_picture(article: Article, picture: Picture | None) -> Article:
    """Give the article with its lead picture."""
    return stamped(replace(article, picture=picture)) if picture is not None else article


def on_its_own(article: Article, found_at: tuple[str, ...]) -> Article:
    """Give the article under the addresses it was found at alone: what its page claims is another article's.

    Its id differs from the one an article read at that address before would have.
    """
    addresses = tuple(dict.fromkeys(normal(unwrap(address)) or address for address in found_at if address))
    original = addresses[0]
    return stamped(
        replace(
            article,
            id=ArticleId(digest("own", original)),
            original_url=original,
            addresses=(*with_keys(addresses), *text_key(article)),
        )
    )


def with_keys(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """List addresses, each once, and behind them the keys they are compared by."""
    known = [address for address in addresses if address]
    return tuple(dict.fromkeys((*known, *map(address_key, known))))


def stamped(article: Article) -> Article:
    """Give the article with the revision its own words and facts have.

    Addresses it is also known under, claims and times of reading are no part: they grow without the article changing.
    """
    picture = article.picture
    revision = digest(
        article.kind,
        article.title,
        article.excerpt,
        article.text,
        *article.authors,
        article.original_url,
        article.amp_url or "",
        article.embed_url or "",
        f"{picture.url} {picture.width} {picture.height}" if picture else "",
        article.published.at.isoformat(),
        "paid" if article.is_paywalled else "free",
    )
    return replace(article, revision=RevisionId(revision))


def joined(draft: Article, stored: Article) -> Article:
    """Give the draft as the next revision of a stored article: same id, first seen when it was, all addresses."""
    return replace(
        draft,
        id=stored.id,
        first_seen_at=min(stored.first_seen_at, draft.first_seen_at),
        addresses=tuple(dict.fromkeys((*draft.addresses, *stored.addresses))),
    )
