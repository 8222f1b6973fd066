"""What happens after the demo: cycles without news, editors' hands, other folders."""

from pathlib import Path

from tests.newsroom.hubs import ask_all_feeds, bytes_of, opened, outputs, own_threshold, rebuild, run_again
from topicwire.demo.expected import CASES, FEEDS
from topicwire.model.work import OutcomeKind, StageName
from topicwire.newsroom.building import would_change
from topicwire.newsroom.explaining import explain
from topicwire.newsroom.reporting import report_ledger
from topicwire.newsroom.room import Room


def record_of(hub: Path, case: str) -> Path:
    """Find the record file of a case."""
    with opened(hub) as room:
        found = explain(room, CASES[case])
        assert found
        assert found.ranked
        return hub / found.ranked.record.path


def test_a_cycle_without_news_touches_nothing(own_hub: Path) -> None:
    """Every feed is asked again and has nothing new: no byte and no time of any file changes, not even of the link."""
    before, link = outputs(own_hub), (own_hub / "public").lstat().st_mtime_ns
    run = run_again(own_hub, ask_all_feeds).run
    with opened(own_hub) as room:
        polled = [one for one in room.store.work.list_verdicts(run.number) if one.stage is StageName.POLL]
    assert len(polled) == FEEDS
    assert {verdict.kind for verdict in polled} == {OutcomeKind.UNCHANGED}
    assert outputs(own_hub) == before
    assert (own_hub / "public").lstat().st_mtime_ns == link


def test_building_again_gives_the_same_bytes(own_hub: Path) -> None:
    """`build` renders the edition from the store and finds nothing to write."""
    before = outputs(own_hub)
    with opened(own_hub) as room:
        assert would_change(room) == ()
    rebuild(own_hub)
    assert outputs(own_hub) == before


def test_building_brings_back_what_was_lost(own_hub: Path) -> None:
    """When the whole site was deleted, `build` makes the same one again, without the web."""
    before = bytes_of(own_hub)
    site = (own_hub / "public").resolve()
    (own_hub / "public").unlink()
    (site / "index.html").unlink()
    rebuild(own_hub)
    assert bytes_of(own_hub) == before


def test_a_record_edited_by_hand_keeps_its_words(own_hub: Path) -> None:
    """An editor's words stay in file and site while every file, the edited one too, follows the settings."""
    edited = record_of(own_hub, "retitled")
    before = {path: path.read_bytes() for path in (own_hub / "_news").glob("*.md")}
    said = before[edited].replace(b"Oral exams", b"Spoken exams")
    edited.write_bytes(said)
    own_threshold(own_hub, 500)
    assert run_again(own_hub).warnings == []
    assert edited.read_bytes() == said.replace(b"published: true", b"published: false")
    assert sum(path.read_bytes() != raw for path, raw in before.items()) > 20
    after = outputs(own_hub)
    run_again(own_hub, ask_all_feeds)
    assert outputs(own_hub) == after


def test_a_hub_that_was_moved_goes_on(own_hub: Path, tmp_path: Path) -> None:
    """Nothing in a hub folder says where it lies: moved, it serves, runs and explains as before."""
    before = bytes_of(own_hub)
    moved = tmp_path / "another place" / "hub"
    moved.parent.mkdir()
    own_hub.rename(moved)
    assert not (moved / "public").readlink().is_absolute()
    run_again(moved, ask_all_feeds)
    rebuild(moved)
    assert bytes_of(moved) == before
    with opened(moved) as room:
        assert report_ledger(room).reconciles
        assert room.store.check() == ()


def test_another_threshold_ranks_everything_anew(own_hub: Path, room: Room) -> None:
    """Settings that changed take effect with the next cycle, also for old articles."""
    leads = sum(found.is_lead for found in room.store.ranked.iterate())
    own_threshold(own_hub, 0)
    run_again(own_hub)
    with opened(own_hub) as changed:
        assert sum(bool(found.record.is_published) for found in changed.store.ranked.iterate()) == leads


def test_another_keyword_finds_articles_that_were_off_topic(own_hub: Path) -> None:
    """A topic that learns a word takes in what was rejected before, without asking the web for it again."""
    topic = next((own_hub / "_data" / "topics").glob("*robotics*"))
    words = topic.read_text(encoding="utf-8")
    assert words.count("keywords:\n") == 1
    topic.write_text(words.replace("keywords:\n", "keywords:\n  - last run\n"), encoding="utf-8")
    run_again(own_hub)
    with opened(own_hub) as changed:
        found = explain(changed, CASES["off-topic"])
        assert found
        assert found.ranked
        assert "Robotics" in found.ranked.record.topics
        assert report_ledger(changed).reconciles
