"""What is new in a feed: matches its entries with known tips. Reads the store, writes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from topicwire.formats.parsed import Entry
from topicwire.model.ids import FeedId, TipId
from topicwire.model.tip import Tip
from topicwire.ports.store import Tips
from topicwire.stages.poll.tips import fingerprint, fold, is_restamped, is_reused, make_tip, own_id
from topicwire.stages.poll.titles import pack_titles, title_key

STORM_SHARE, STORM_ENTRIES = 0.6, 5
"""Above this share of at least so many entries, a change is the feed's doing, not the newsroom's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One entry and the tip it is."""

    entry: Entry
    known: Tip | None  # None: never seen
    has_known_id: bool = False  # found by the id this feed gave it before
    is_renamed: bool = False  # found by its title in a storm


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What one reading of a feed brought."""

    new: tuple[Tip, ...]  # unknown before
    changed: tuple[Tip, ...]  # known, with new words or a new address: to be fetched again
    renamed: tuple[Tip, ...]  # known under another id and address: kept, not fetched
    sightings: tuple[TipId, ...]  # tips this feed names for the first time
    titles: bytes  # to be remembered for the next reading
    seen: int  # entries, without repeats inside the feed


def sift(
    feed_id: FeedId, entries: Sequence[Entry], tips: Tips, remembered: Mapping[bytes, TipId], now: datetime
) -> Sifted:
    """Match the entries of one feed with the tips known so far.

    `remembered` gives tips by title key from the last reading of this feed; it is empty for a new feed.
    """
    folded = fold(feed_id, entries)
    matches = _one_each(feed_id, _calm([_match(feed_id, entry, tips) for entry in folded], remembered, tips))
    new = [make_tip(feed_id, match.entry, tip_id, now) for tip_id, match in matches.items() if not match.known]
    known = [(match.known, match) for match in matches.values() if match.known]
    own = [(tip, match) for tip, match in known if tip.feed_id == feed_id]
    foreign = [tip.id for tip, _ in known if tip.feed_id != feed_id]
    return Sifted(
        new=tuple(new),
        changed=tuple(_again(tip, match) for tip, match in _truly_changed(own) if not match.is_renamed),
        renamed=tuple(_again(tip, match) for tip, match in own if match.is_renamed),
        sightings=(
            *(tip.id for tip in new),
            *(tip_id for tip_id in foreign if feed_id not in tips.list_sightings(tip_id)),
        ),
        titles=pack_titles((match.entry.title or "", tip_id) for tip_id, match in matches.items()),
        seen=len(folded),
    )


def _match(feed_id: FeedId, entry: Entry, tips: Tips) -> Match:
    if entry.entry_id and (known := tips.find_entry(feed_id, entry.entry_id)) and not is_reused(known, entry):
        if not entry.url:  # a link that went missing takes nothing away
            entry = replace(entry, url=known.url, raw_url=known.raw_url)
        return Match(entry=entry, known=known, has_known_id=True)
    return Match(entry=entry, known=tips.find(own_id(feed_id, entry)))


def _calm(matches: list[Match], remembered: Mapping[bytes, TipId], tips: Tips) -> list[Match]:
    """In a storm of new ids, take entries for the known tips whose titles they carry."""
    if len(matches) < STORM_ENTRIES or not remembered:
        return matches
    titled = _by_title(matches, remembered)
    held = [at for at, match in enumerate(matches) if _has_new_id(match) and (match.known or at in titled)]
    if len(held) <= STORM_SHARE * len(matches):
        return matches
    return [
        replace(match, known=tips.find(titled[at]), is_renamed=True) if at in titled else match
        for at, match in enumerate(matches)
    ]


def _has_new_id(match: Match) -> bool:
    return not match.has_known_id and (bool(match.entry.entry_id) or match.known is None)


def _by_title(matches: list[Match], remembered: Mapping[bytes, TipId]) -> dict[int, TipId]:
    """Find remembered tips for unknown entries by titles that stand once in the feed; keys are places in it."""
    keys = [title_key(match.entry.title or "") for match in matches]
    counted = Counter(keys)
    taken = {match.known.id for match in matches if match.known}
    return {
        at: remembered[key]
        for at, key in enumerate(keys)
        if counted[key] == 1 and key in remembered and matches[at].known is None and remembered[key] not in taken
    }


def _one_each(feed_id: FeedId, matches: list[Match]) -> dict[TipId, Match]:
    """Give one match for each tip: two entries may turn out to be the same one."""
    kept: dict[TipId, Match] = {}
    for match in sorted(matches, key=lambda match: not match.has_known_id):
        kept.setdefault(match.known.id if match.known else own_id(feed_id, match.entry), match)
    return kept


def _truly_changed(own: Sequence[tuple[Tip, Match]]) -> list[tuple[Tip, Match]]:
    """List the tips whose words or address changed, unless the feed merely stamps most of its entries anew."""
    changed = [(tip, match) for tip, match in own if _is_changed(tip, match.entry)]
    reworded = [(tip, match) for tip, match in changed if not is_restamped(tip, match.entry)]
    is_stamping = len(own) >= STORM_ENTRIES and len(changed) - len(reworded) > STORM_SHARE * len(own)
    return reworded if is_stamping else changed


def _is_changed(known: Tip, entry: Entry) -> bool:
    return known.fingerprint != fingerprint(entry) or known.url != entry.url


def _again(known: Tip, match: Match) -> Tip:
    return make_tip(known.feed_id, match.entry, known.id, known.first_seen_at)
