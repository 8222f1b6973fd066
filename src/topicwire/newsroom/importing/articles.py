"""Articles as records tell of them. Pure."""

from datetime import datetime

from topicwire.model.article import Article, ArticleKind
from topicwire.model.dates import DateChoice, DateClaim, DateOrigin
from topicwire.model.ids import Domain, RevisionId, TipId, digest
from topicwire.model.source import Picture
from topicwire.newsroom.importing.planning import Taken, original_address
from topicwire.stages.extract.articles import stamped, with_keys
from topicwire.text.urls import normal, registrable_domain

EXTRACTOR = "import"


def article_of(taken: Taken, locale: str) -> Article:
    """Give the article a record stands for: its facts, no text, first seen when it was published."""
    record, at = taken.record, taken.found.published_at
    original = original_address(record)
    amp = normal(record.amp_url) if record.amp_url else None
    shown = normal(record.web_url) if record.web_url else None
    return stamped(
        Article(
            id=taken.article_id,
            revision=RevisionId(""),
            tip_id=TipId(digest("record", record.path)),
            kind=record.kind,
            title=record.title,
            excerpt=record.excerpt or "",
            text="",
            text_html="",
            authors=(),
            published=DateChoice(at=at, origin=DateOrigin.RECORD, confidence=1.0),
            updated_at=None,
            claims=(_claim(record.published, at),),
            original_url=original,
            amp_url=amp,
            amp_cache_url=record.amp_cache_url,
            embed_url=record.embed if record.kind is ArticleKind.VIDEO else None,
            picture=_picture(taken),
            site_name=record.provider.name or None,
            domain=record.provider.domain or Domain(registrable_domain(original)),
            language=locale or None,
            addresses=with_keys(tuple(address for address in (original, shown, amp) if address)),
            is_paywalled=False,
            extractor=EXTRACTOR,
            first_seen_at=at,
            read_at=at,
        )
    )


def _claim(raw: str, at: datetime) -> DateClaim:
    return DateClaim(origin=DateOrigin.RECORD, raw=raw, at=at)


def _picture(taken: Taken) -> Picture | None:
    found = next(iter(taken.record.pictures), None)
    return Picture(url=found.url, width=found.width, height=found.height) if found else None
