"""What an editor writes below a record lasts: through runs, rebuilds, and a hub being taken over."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.newsroom.adoptable import ALONE, adopt, write_hub
from tests.newsroom.edited import EditedHub, edited_hub
from topicwire.model.record import Extra
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import Room
from topicwire.render.site import site_sheets
from topicwire.stages.publish.freezing import freeze

NOTE = "\nWe asked *twice*.\n\n## Corrections\n\n- 2026-03-02: It was Tuesday.\n"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[EditedHub]:
    """Open a hub without articles."""
    with edited_hub(tmp_path / "hub") as opened:
        yield opened


def page(room: Room, story_id: str) -> str:
    """Render the page of a story from what the store holds."""
    whole = freeze(room.store, inputs_of(room), tuple(room.store.ranked.iterate()))
    sheets = {sheet.path: sheet for sheet in site_sheets(whole, front_stories=9, version="1")}
    return sheets[f"stories/{story_id}.html"].make().decode()


def shows_note(found: str) -> bool:
    """Say whether a page has the note and its correction."""
    return "We asked <em>twice</em>." in found and "It was Tuesday." in found and found.count('class="remark') >= 2


def test_a_note_lasts_through_runs_and_new_words_of_the_publisher(hub: EditedHub) -> None:
    """It binds like any other ruling."""
    first = hub.arrive("first")
    hub.run()
    path = hub.path(first)
    path.write_bytes(path.read_bytes() + NOTE.encode())
    hub.run()
    story_id = hub.ranked(first).story_id
    assert shows_note((hub.room.folder / "public" / "stories" / f"{story_id}.html").read_text(encoding="utf-8"))
    hub.revise(first, title="AI camera story, told anew")
    hub.run()
    found = page(hub.room, story_id)
    assert shows_note(found)
    assert "told anew" in found
    assert path.read_text(encoding="utf-8").endswith(NOTE)


def test_a_note_in_a_hub_that_is_taken_over_is_shown(tmp_path: Path) -> None:
    """A person wrote it, there as here."""
    written = replace(ALONE, extras=(*ALONE.extras, Extra(after="---", text=NOTE)))
    adopt(write_hub(tmp_path / "old", (written,)), tmp_path / "new")
    from topicwire.newsroom.room import open_room

    with open_room(tmp_path / "new", {}) as room:
        story_id = next(iter(room.store.ranked.iterate())).story_id
        assert shows_note(page(room, story_id))


def test_the_public_markdown_has_no_sealed_value(hub: EditedHub) -> None:
    """The copy beside the page is for readers."""
    first = hub.arrive("first")
    hub.run()
    ranked = hub.ranked(first)
    hub.room.store.ranked.keep(replace(ranked, record=replace(ranked.record, sealed="YWJj;ZGVm"), digest="changed"))
    whole = freeze(hub.room.store, inputs_of(hub.room), tuple(hub.room.store.ranked.iterate()))
    sheets = {sheet.path: sheet for sheet in site_sheets(whole, front_stories=9, version="1")}
    raw = sheets[f"stories/{ranked.story_id}.md"].make()
    assert b"secured" not in raw
    assert f"title: {ranked.record.title}".encode() in raw.replace(b'"', b"")
