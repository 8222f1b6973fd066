"""The front page as it was at every edition of a real hub."""

from pathlib import Path

from tests.newsroom.hubs import Runs, opened, outputs, rebuild, run_again
from topicwire.newsroom.room import Room
from topicwire.render.addresses import edition_page
from topicwire.render.site.snapshots import unpack
from topicwire.stages.publish.freezing import Inputs, fingerprint


def test_every_edition_of_the_demo_can_still_be_seen(room: Room, runs: Runs) -> None:
    """Each with what stood on top of it then."""
    names = list(dict.fromkeys(name for _, name in runs))
    assert [name for name, _ in room.store.fronts.list_all()] == names[::-1]
    for name, at in room.store.fronts.list_all():
        first = unpack(room.store.fronts.get(name))[0]
        page = (room.folder / "public" / edition_page(name, at)).read_text(encoding="utf-8")
        assert f'id="s-{first.id}"' in page


def test_a_growing_past_is_no_news(own_hub: Path) -> None:
    """The edition that was just kept does not make the next run publish again."""
    with opened(own_hub) as room:
        inputs = Inputs(hub=room.config.hub, source_notes={}, look="look")
        before = fingerprint(room.store, inputs)
        name, at = room.store.fronts.list_all()[-1]
        room.store.fronts.keep(name, at, b"", [])
        assert fingerprint(room.store, inputs) == before


def test_an_editor_who_hides_a_story_hides_it_in_the_past_too(own_hub: Path) -> None:
    """Its words are on no page of the site any more, and building again brings none of them back."""
    with opened(own_hub) as room:
        name, at = room.store.fronts.list_all()[-1]
        first = unpack(room.store.fronts.get(name))[0]
        record = own_hub / room.store.ranked.get(first.lead.article_id or "").record.path  # type: ignore[arg-type]
    past = own_hub / "public" / edition_page(name, at)
    assert f'id="s-{first.id}"' in past.read_text(encoding="utf-8")
    record.unlink()
    run_again(own_hub)
    page = past.read_text(encoding="utf-8")
    assert f'id="s-{first.id}"' not in page
    assert "was taken away by the editors" in page
    before = outputs(own_hub)
    rebuild(own_hub)
    assert outputs(own_hub) == before
