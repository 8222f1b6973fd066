"""Which tip an entry is, and what the tip says. Pure.

Identity, in this order: an entry id this feed used before, the normal address, else the entry's own words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from topicwire.formats.parsed import Entry
from topicwire.model.ids import FeedId, TipId, digest
from topicwire.model.tip import Tip

_UNDATED = datetime.max.replace(tzinfo=UTC)


def newest_entries(entries: Sequence[Entry], limit: int) -> tuple[Entry, ...]:
    """Give at most `limit` entries: in the feed's order when all fit, else newest first, undated ones before all."""
    if len(entries) <= limit:
        return tuple(entries)
    return tuple(sorted(entries, key=lambda entry: claimed_time(entry) or _UNDATED, reverse=True)[:limit])


def claimed_time(entry: Entry) -> datetime | None:
    """Give when an entry says it was published, else updated."""
    return entry.published_at or entry.updated_at


def fold(feed_id: FeedId, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Drop entries that name the same thing again within one feed; the first one stays.

    The same is the same address with, or without, the same id. An id on several addresses is broken and tells
    nothing apart, so those entries all stay, without their id.
    """
    all_entries = tuple(entries)
    broken = broken_ids(all_entries)
    kept: dict[str, Entry] = {}
    for entry in all_entries:
        kept.setdefault(entry.url or words_id(feed_id, entry), entry)
    return tuple(_without_id(entry) if entry.entry_id in broken else entry for entry in kept.values())


def broken_ids(entries: Iterable[Entry]) -> frozenset[str]:
    """Name the ids that one feed gives to several addresses at once."""
    pairs = {(entry.entry_id, entry.url) for entry in entries if entry.entry_id and entry.url}
    counted = Counter(entry_id for entry_id, _ in pairs)
    return frozenset(entry_id for entry_id, count in counted.items() if entry_id and count > 1)


def _without_id(entry: Entry) -> Entry:
    return replace(entry, entry_id=None)


def address_id(url: str) -> TipId:
    """Give the id of the tip at a normal address."""
    return TipId(digest(url))


def words_id(feed_id: FeedId, entry: Entry) -> TipId:
    """Give the id of an entry without a usable address: from its id, else from its title and date."""
    words = (entry.entry_id,) if entry.entry_id else (entry.title or "", entry.raw_published or "", entry.raw_url)
    return TipId(digest(feed_id, *words))


def own_id(feed_id: FeedId, entry: Entry) -> TipId:
    """Give the id an entry has when nothing is known of it."""
    return address_id(entry.url) if entry.url else words_id(feed_id, entry)


def fingerprint(entry: Entry) -> str:
    """Give a digest of what makes an entry worth a new look: title, summary, updated."""
    return digest(entry.title or "", entry.summary or "", entry.raw_updated or "")


def is_reused(known: Tip, entry: Entry) -> bool:
    """Tell whether an id was given to another article: address, title and date are all different."""
    return known.url != entry.url and known.title != entry.title and known.raw_published != entry.raw_published


def is_restamped(known: Tip, entry: Entry) -> bool:
    """Tell whether an entry differs from its tip in nothing but the time it says it was updated."""
    return (
        known.raw_updated != entry.raw_updated
        and known.title == entry.title
        and known.summary == entry.summary
        and known.url == entry.url
    )


def make_tip(feed_id: FeedId, entry: Entry, tip_id: TipId, first_seen_at: datetime) -> Tip:
    """Make the tip an entry is, under the id it was found to have."""
    return Tip(
        id=tip_id,
        feed_id=feed_id,
        entry_id=entry.entry_id,
        url=entry.url,
        raw_url=entry.raw_url,
        title=entry.title,
        summary=entry.summary,
        body_html=entry.body_html,
        authors=entry.authors,
        raw_published=entry.raw_published,
        published_at=entry.published_at,
        raw_updated=entry.raw_updated,
        updated_at=entry.updated_at,
        picture=entry.picture,
        video_url=entry.video_url,
        language=entry.language,
        first_seen_at=first_seen_at,
        fingerprint=fingerprint(entry),
    )
