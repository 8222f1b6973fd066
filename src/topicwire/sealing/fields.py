"""What is sealed: the private part of an article, as one canonical JSON text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from topicwire.errors import NotSealedError
from topicwire.model.article import Article
from topicwire.model.page import Page
from topicwire.model.record import RankedArticle
from topicwire.model.score import ScoreCard
from topicwire.model.source import Feed
from topicwire.model.tip import Tip
from topicwire.sealing.private import Private

SCHEMA = 1
"""Written into every payload; another number is not opened."""
_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A feed that named the article, in the feed's own words."""

    feed: str  # title; empty when the hub follows it no more
    feed_url: str
    entry_id: str | None
    raw_url: str
    raw_published: str | None
    first_seen_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """How the page was got and read."""

    url: str
    final_url: str
    status: int
    content_type: str
    fetched_at: str
    body_sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFields:
    """The private part of an article. Every field is `Private`, so writing this out anywhere is an error."""

    text: Private[str]  # full text as we read it
    extractor: Private[str]  # name and version of what read it
    sightings: Private[tuple[Sighting, ...]]  # first seen first
    fetched: Private[Fetched | None]  # None: read from a feed alone
    notes: Private[tuple[str, ...]]  # the editor's, oldest first
    cards: Private[tuple[ScoreCard, ...]]  # quality, then heat where it leads


@checked(frozen=True, kw_only=True, config=_STRICT)
class _Payload:
    schema: int
    text: str
    extractor: str
    sightings: tuple[Sighting, ...]
    fetched: Fetched | None
    notes: tuple[str, ...]
    cards: tuple[ScoreCard, ...]


_ADAPTER = TypeAdapter(_Payload)


def private_fields(
    article: Article,
    named: Sequence[tuple[Tip, Feed | None]],
    page: Page | None,
    ranked: RankedArticle,
    notes: Sequence[str] = (),
) -> PrivateFields:
    """Gather the private part of an article.

    Args:
        article: at its newest revision.
        named: tips that gave it with the feeds they are from, first seen first; None: the hub dropped the feed.
        page: what was fetched for the tip it was read from.
        ranked: for its score cards.
        notes: of editors, oldest first.
    """
    cards = (ranked.quality, ranked.heat) if ranked.heat else (ranked.quality,)
    return PrivateFields(
        text=Private(article.text),
        extractor=Private(article.extractor),
        sightings=Private(tuple(_sighting(tip, feed) for tip, feed in named)),
        fetched=Private(_fetched(page) if page else None),
        notes=Private(tuple(notes)),
        cards=Private(cards),
    )


def _sighting(tip: Tip, feed: Feed | None) -> Sighting:
    return Sighting(
        feed=feed.title if feed else "",
        feed_url=feed.url if feed else "",
        entry_id=tip.entry_id,
        raw_url=tip.raw_url,
        raw_published=tip.raw_published,
        first_seen_at=_instant(tip.first_seen_at),
    )


def _fetched(page: Page) -> Fetched:
    return Fetched(
        url=page.url,
        final_url=page.final_url,
        status=page.status,
        content_type=page.content_type,
        fetched_at=_instant(page.fetched_at),
        body_sha256=page.body_hash,
        size_bytes=page.size_bytes,
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def write_fields(fields: PrivateFields) -> Private[bytes]:
    """Write the fields as JSON: keys sorted, no spaces; the same fields give the same bytes."""
    fetched = fields.fetched.reveal()
    payload = {
        "schema": SCHEMA,
        "text": fields.text.reveal(),
        "extractor": fields.extractor.reveal(),
        "sightings": [_row(one) for one in fields.sightings.reveal()],
        "fetched": _row(fetched) if fetched else None,
        "notes": fields.notes.reveal(),
        "cards": [_card(card) for card in fields.cards.reveal()],
    }
    written = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # What is no text at all (half a surrogate pair) cannot come from us; if it does, it is shown as unknown.
    return Private(written.encode("utf-8", "replace"))


def _row(one: Sighting | Fetched) -> dict[str, str | int | None]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def _card(card: ScoreCard) -> dict[str, object]:
    parts = [{"name": part.name, "points": part.points, "why": part.why} for part in card.parts]
    return {"name": card.name, "preset": card.preset, "total": card.total, "parts": parts}


def read_fields(opened: Private[bytes]) -> PrivateFields:
    """Read what was opened.

    Raises:
        NotSealedError: not the fields we seal; it must be shown to nobody and not be sealed again.
    """
    try:
        payload = _ADAPTER.validate_json(opened.reveal())
    except ValidationError:  # says what it read: never chained
        raise NotSealedError from None
    if payload.schema != SCHEMA:
        raise NotSealedError
    return PrivateFields(
        text=Private(payload.text),
        extractor=Private(payload.extractor),
        sightings=Private(payload.sightings),
        fetched=Private(payload.fetched),
        notes=Private(payload.notes),
        cards=Private(payload.cards),
    )
