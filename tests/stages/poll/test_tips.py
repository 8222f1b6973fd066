"""Which tip an entry is."""

from dataclasses import replace

import pytest

from tests.fakes import NOON
from tests.stages.poll.rig import DAY, HOUR
from topicwire.formats.parsed import Entry
from topicwire.model.ids import FeedId, TipId, digest
from topicwire.stages.poll.tips import (
    address_id,
    broken_ids,
    fold,
    is_restamped,
    is_reused,
    make_tip,
    newest_entries,
    own_id,
    words_id,
)
from topicwire.stages.poll.titles import pack_titles, title_key, unpack_titles

FEED = FeedId("f" * 16)
ENTRY = Entry(
    entry_id="1", url="https://a.example/1", raw_url="https://a.example/1", title="One", raw_published="today"
)


def test_the_address_decides_before_words() -> None:
    """The same link is the same tip in every feed; without a link only the feed's own words are left."""
    assert own_id(FEED, ENTRY) == address_id("https://a.example/1") == TipId(digest("https://a.example/1"))
    unlinked = replace(ENTRY, url="", raw_url="")
    assert own_id(FEED, unlinked) == words_id(FEED, unlinked) == words_id(FEED, replace(unlinked, title="Changed"))
    nameless = replace(unlinked, entry_id=None)
    assert words_id(FEED, nameless) != words_id(FEED, replace(nameless, title="Other"))
    assert words_id(FEED, unlinked) != words_id(FeedId("e" * 16), unlinked)


def test_repeats_inside_a_feed_are_folded_and_broken_ids_are_dropped() -> None:
    """One id on two addresses tells nothing apart; both entries stay."""
    twice = replace(ENTRY, title="Again")
    other = replace(ENTRY, url="https://a.example/2")
    assert fold(FEED, [ENTRY, twice]) == (ENTRY,)
    assert broken_ids([ENTRY, twice]) == frozenset()
    assert [entry.entry_id for entry in fold(FEED, [ENTRY, other])] == [None, None]


@pytest.mark.parametrize(
    ("changes", "reused"),
    [
        ({"url": "https://a.example/2", "title": "Two", "raw_published": "tomorrow"}, True),
        ({"url": "https://a.example/2", "title": "Two"}, False),
        ({"title": "Two", "raw_published": "tomorrow"}, False),
        ({"url": "https://a.example/2", "raw_published": "tomorrow"}, False),
    ],
)
def test_an_id_is_reused_when_address_title_and_date_all_differ(changes: dict[str, str], reused: bool) -> None:
    """A retitled, moved or redated entry is still the same one."""
    known = make_tip(FEED, ENTRY, own_id(FEED, ENTRY), NOON)
    assert is_reused(known, replace(ENTRY, **changes)) is reused


def test_a_new_stamp_alone_is_told_from_new_words() -> None:
    """Some feeds call every entry updated each time they are made."""
    known = make_tip(FEED, ENTRY, own_id(FEED, ENTRY), NOON)
    assert is_restamped(known, replace(ENTRY, raw_updated="now"))
    assert not is_restamped(known, replace(ENTRY, raw_updated="now", title="Two"))
    assert not is_restamped(known, ENTRY)


def test_the_newest_entries_are_kept_when_there_are_too_many() -> None:
    """A feed that fits keeps its order."""
    entries = [replace(ENTRY, published_at=NOON - number * DAY) for number in (2, 0, 1)]
    assert newest_entries(entries, 3) == tuple(entries)
    assert newest_entries(entries, 2) == (entries[1], entries[2])
    updated = replace(ENTRY, updated_at=NOON + HOUR)
    assert newest_entries([*entries, updated], 1) == (updated,)


def test_titles_are_remembered_by_their_words() -> None:
    """Case and spaces do not matter; a title on two tips tells nothing; foreign bytes are ignored."""
    one, two, three = (TipId(digest(name)) for name in "abc")
    kept = pack_titles([("The  News", one), ("Same", two), ("same", three), (" ", three)])
    assert unpack_titles(kept) == {title_key("the news"): one}
    assert unpack_titles(None) == unpack_titles(b"not ours") == {}
