"""What report cards count of one article: small facts of all its revisions, made as they are kept.

Articles are large and many: whoever counts them must not have to read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from topicwire.model.article import Article
from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.model.ids import ArticleId, digest

APART = timedelta(days=2)
"""Two dates further apart contradict each other: less may be a zone, or a day without its hour."""
FUTURE = timedelta(days=1)
"""A date this far after we first saw the article is no date of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One article over its revisions. The dates are those of its first reading: what came later may be mended."""

    article_id: ArticleId
    first_seen_at: datetime
    read_at: datetime  # of the first revision
    published_at: datetime  # as chosen then
    dated_by: DateOrigin  # RECORD: taken over from another hub, not read from a page
    confidence: float  # of that date, 0 to 1
    is_disputed: bool  # two claims of a publication lay apart
    is_future: bool  # a claim lay in the future
    extractor: str  # of the newest revision
    words: str  # digest of title and text of the newest revision
    changed_at: datetime | None = None  # when we first read other words, by the same extractor; None: never
    redated_at: datetime | None = None  # when it was first dated later by over APART than at first; None: never


def track_of(article: Article) -> Track:
    """Begin the track of an article with its first revision."""
    return Track(
        article_id=article.id,
        first_seen_at=article.first_seen_at,
        read_at=article.read_at,
        published_at=article.published.at,
        dated_by=article.published.origin,
        confidence=article.published.confidence,
        is_disputed=is_disputed(article.claims),
        is_future=any(claim.at and claim.at > article.first_seen_at + FUTURE for claim in article.claims),
        extractor=article.extractor,
        words=words_of(article),
    )


def followed(track: Track, article: Article) -> Track:
    """Go on with the next revision; keeping the same one once more changes nothing."""
    words, is_read_alike = words_of(article), article.extractor == track.extractor
    is_changed = is_read_alike and words != track.words and track.changed_at is None
    is_redated = is_read_alike and track.redated_at is None and article.published.at > track.published_at + APART
    return replace(
        track,
        first_seen_at=min(track.first_seen_at, article.first_seen_at),
        extractor=article.extractor,
        words=words,
        changed_at=article.read_at if is_changed else track.changed_at,
        redated_at=article.read_at if is_redated else track.redated_at,
    )


def words_of(article: Article) -> str:
    """Digest title and text, however they are spaced."""
    return digest(*(" ".join(part.split()) for part in (article.title, article.text)))


def is_disputed(claims: Sequence[DateClaim]) -> bool:
    """Tell whether any two dates lie apart; a claim that names no day (a month in an address) contradicts nobody."""
    times = [claim.at for claim in claims if claim.at and not _is_month(claim)]
    return bool(times) and max(times) - min(times) > APART


def _is_month(claim: DateClaim) -> bool:
    return claim.origin is DateOrigin.ADDRESS and len(claim.raw) == len("2026/11")
