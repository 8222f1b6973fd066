"""The demo ends as it always ended, wherever it runs."""

import difflib
from pathlib import Path

from tests.newsroom.hubs import Runs, bytes_of
from tests.newsroom.summary import GOLDEN, as_text, summarize
from topicwire.demo.expected import ARTICLES, FEEDS
from topicwire.formats.record import read_record
from topicwire.model.work import TipState
from topicwire.newsroom.reporting import report_ledger
from topicwire.newsroom.room import Room
from topicwire.newsroom.telling import tell_hub


def test_every_article_and_every_tip_ends_as_before(room: Room) -> None:
    """A change of any stage shows here as a readable difference; when it is wanted, the golden file is made anew."""
    before, now = GOLDEN.read_text(encoding="utf-8"), as_text(summarize(room))
    changed = "\n".join(difflib.unified_diff(before.splitlines(), now.splitlines(), "golden", "now", n=8, lineterm=""))
    assert not changed, f"\n{changed}\n\nIf this is wanted: python -m tests.newsroom.regenerate"


def test_another_folder_gives_the_same_edition(demos: dict[Path, Runs]) -> None:
    """Two hubs run at the same time in one process give the same editions, and not one byte differs."""
    (first, first_runs), (second, second_runs) = demos.items()
    assert [name for _, name in first_runs] == [name for _, name in second_runs]
    assert len({name for _, name in first_runs}) == 4
    assert bytes_of(first) == bytes_of(second)


def test_the_hub_says_how_its_records_stand(room: Room, hub: Path) -> None:
    """Every article has its record file, which reads back as what was ranked."""
    ranked = {found.record.path: found for found in room.store.ranked.iterate()}
    files = {f"_news/{path.name}" for path in (hub / "_news").glob("*.md")}
    assert files == set(ranked)
    for path, found in ranked.items():
        read = read_record((hub / path).read_bytes(), path)
        assert (read.title, read.heat, read.is_published) == (
            found.record.title,
            found.record.heat,
            found.record.is_published,
        )
        assert len(read.related) == len(found.record.related)


def test_every_tip_is_in_exactly_one_state(room: Room, runs: Runs) -> None:
    """The ledger adds up, and to what the runs say they saw."""
    report = report_ledger(room)
    assert report.reconciles
    assert report.total == sum(run.tips_new for run, _ in runs)
    articles = sum(line.count for line in report.lines if line.state not in {TipState.SPIKED, TipState.WAITING})
    assert articles == room.store.ranked.count()
    assert articles + sum(1 for line in report.lines if line.reason in {"off-topic", "stale"}) <= ARTICLES


def test_the_runs_have_an_end_and_left_nothing_lying(room: Room, hub: Path) -> None:
    """The store is sound, no work is under way, and nothing half-written lies about."""
    assert room.store.check() == ()
    assert all(run.finished_at for run in room.store.ledger.list_runs(10))
    assert not [path for path in hub.rglob("*.part*") if path.is_file()]
    assert len(list((hub / ".topicwire" / "editions").iterdir())) == room.config.settings.publishing.editions


def test_a_newcomer_is_told_what_happened(room: Room) -> None:
    """The demo ends with a dozen plain sentences."""
    words = "\n".join(tell_hub(room))
    assert f"{FEEDS} feeds named {room.store.tips.count()} links; each ended in one place" in words
    assert "On top of the front page:" in words
    assert "Inside Velmouth" in words
