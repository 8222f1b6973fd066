"""Editing the files of a hub that was taken over: what nobody touched stays to the letter."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FixedClock
from tests.newsroom.adoptable import ALONE, LATE, LEAD, NOW, SECOND, adopt, cycle, write_hub
from tests.newsroom.hubs import overhear
from topicwire.formats.record import read_record, write_record
from topicwire.model.record import Record
from topicwire.model.ruling import RulingKind
from topicwire.newsroom.edits.taking import take_edits
from topicwire.newsroom.room import Room, open_room
from topicwire.newsroom.rulings import undo_ruling


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Take a hub over, publish it once, and open it."""
    hub = write_hub(tmp_path / "hub")
    adopt(hub)
    settings = hub / "hub.toml"
    settings.write_text(f"{settings.read_text()}\n[publishing]\npictures = false\n")
    with open_room(hub, {}, FixedClock(NOW)) as opened:
        cycle(opened)
        yield opened


def read(room: Room, like: Record) -> Record:
    """Read a record file."""
    return read_record((room.folder / like.path).read_bytes(), like.path)


def edit(room: Room, like: Record, **changes: object) -> list[RulingKind]:
    """Save a record file with other fields, and run; give what was decided."""
    edited = replace(read(room, like), **changes)  # type: ignore[arg-type]
    (room.folder / like.path).write_bytes(write_record(edited))
    with overhear():
        taken = take_edits(room)
        cycle(room)
    return [one.kind for one in taken.rulings]


def files(room: Room) -> dict[str, bytes]:
    """Read all record files."""
    return {path.name: path.read_bytes() for path in (room.folder / "_news").glob("*.md")}


@pytest.mark.parametrize("is_published_before", [False, True], ids=["at-once", "after-a-run"])
def test_a_word_changed_by_hand_changes_that_word_only(room: Room, is_published_before: bool) -> None:
    """In the file itself nothing else moves; figures taken over, sealed values and unknown keys stay."""
    before = files(room)
    if is_published_before:
        cycle(room)
    said = before[Path(SECOND.path).name].replace(b"About the camera recalled.", b"About what was recalled.", 1)
    (room.folder / SECOND.path).write_bytes(said)
    taken = take_edits(room)
    cycle(room)
    assert [one.kind for one in taken.rulings] == [RulingKind.EXCERPT]
    after = files(room)
    assert after[Path(SECOND.path).name] == said
    lists = {Path(one.path).name for one in (LEAD, SECOND)}
    assert all(after[name] == raw for name, raw in before.items() if name not in lists)
    assert b"About what was recalled." in after[Path(LEAD.path).name]
    undo_ruling(room, taken.rulings[0].id)
    cycle(room)
    assert files(room) == before


def test_the_lead_of_a_story_taken_over_can_be_chosen(room: Room) -> None:
    """From its own figures the law goes on; what is listed beyond the story stays listed."""
    assert edit(room, SECOND, heat=50) == [RulingKind.LEAD]
    second, lead = read(room, SECOND), read(room, LEAD)
    assert (second.quality, second.heat) == (42, 42 + 20 * len(second.related))
    assert (lead.heat, lead.is_published) == (-1, False)
    assert (second.sealed, second.extras) == (SECOND.sealed, SECOND.extras)
    before = files(room)
    cycle(room)
    assert (files(room), take_edits(room).files) == (before, [])


def test_what_a_record_lists_of_strangers_can_be_taken_out(room: Room) -> None:
    """The stranger goes from that record alone; its story follows the law from then on, and lists all its members."""
    kept = tuple(one for one in read(room, LEAD).related if "stranger" not in (one.web_url or ""))
    assert edit(room, LEAD, related=kept) == [RulingKind.LISTED]
    assert {one.title for one in read(room, LEAD).related} == {SECOND.title, LATE.title}
    assert any("stranger" in (one.web_url or "") for one in read(room, SECOND).related)


def test_stories_taken_over_merge(room: Room) -> None:
    """A record added to a list of related ones joins that story."""
    item = replace(read(room, SECOND).related[0], title=ALONE.title, web_url=ALONE.web_url, amp_url=None)
    assert RulingKind.MERGE in edit(room, LATE, related=(*read(room, LATE).related, item))
    found = room.store.ranked.find_by_path(ALONE.path)
    late = room.store.ranked.find_by_path(LATE.path)
    assert found
    assert late
    assert found.story_id == late.story_id
