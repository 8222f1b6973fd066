"""Which past front pages are shown, and what an editor's hands do to them."""

from datetime import UTC, datetime, timedelta

import pytest

from topicwire.model.ids import ArticleId, EditionId, RulingId
from topicwire.model.ruling import Ruling, RulingKind, RulingValue
from topicwire.stages.publish.past import drop_thinned, past_fronts, thinned, withdrawn
from topicwire.store.sqlite import open_store
from topicwire.store.sqlite.store import SqliteStore

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NEW = EditionId("f" * 64)


def name_of(number: int) -> EditionId:
    """Name an edition."""
    return EditionId(f"{number:064x}")


@pytest.fixture
def store() -> SqliteStore:
    """Give a store with the front pages of four years, twelve a day, the newest an hour ago."""
    opened = open_store(":memory:")
    with opened.transaction():
        for number in range(4 * 365):
            at = NOW - timedelta(hours=1 + 2 * number)
            opened.fronts.keep(name_of(number), at, f"page {number}".encode(), [ArticleId(f"a{number % 50}")])
    return opened


def ruling(article: str, kind: RulingKind, value: RulingValue, *, undone: bool = False) -> Ruling:
    """Build a ruling."""
    return Ruling(
        id=RulingId(f"{article} {kind} {value}"),
        kind=kind,
        article_id=ArticleId(article),
        value=value,
        replaced=None,
        at=NOW,
        by="file",
        revision=None,
        undone_at=NOW if undone else None,
    )


def test_all_are_shown_for_a_while_then_the_last_of_each_day(store: SqliteStore) -> None:
    """Twelve a day for ten days, then one."""
    shown, gone = thinned(store.fronts.list_all(), NOW, days=10)
    old = [at for _, at in shown if at < NOW - timedelta(days=10)]
    assert len([at for _, at in shown if at >= NOW - timedelta(days=10)]) == 120
    assert len({at.date() for at in old}) == len(old)
    assert {at.hour for at in old} == {23}
    assert len(shown) + len(gone) == 4 * 365


def test_a_day_that_is_half_old_keeps_only_its_last(store: SqliteStore) -> None:
    """The young half is shown whole, and counts as the day's last."""
    shown, _ = thinned(store.fronts.list_all(), NOW, days=10)
    border = [at for _, at in shown if at.date() == (NOW - timedelta(days=10)).date()]
    assert [at.hour for at in border] == [23, 21, 19, 17, 15, 13]


def test_an_edition_is_not_its_own_past(store: SqliteStore) -> None:
    """Publishing it again lists the same pages, whether they were thinned in between or not."""
    store.fronts.keep(NEW, NOW, b"", [])
    before = past_fronts(store, NEW, NOW, 10)
    drop_thinned(store, NEW, NOW, 10)
    assert past_fronts(store, NEW, NOW, 10) == before
    assert NEW not in {front.edition_id for front in before}
    assert len(store.fronts.list_all()) == len(before) + 1
    assert store.fronts.get(NEW) == b""


def test_bytes_are_read_one_by_one(store: SqliteStore) -> None:
    """Only when a page is made."""
    front = past_fronts(store, NEW, NOW, 10)[3]
    assert (front.edition_id, front.read()) == (name_of(3), b"page 3")


def test_what_an_editor_hides_is_named_wherever_it_stood(store: SqliteStore) -> None:
    """The page is made anew without it; undoing the ruling brings it back."""
    store.rulings.keep(ruling("a7", RulingKind.PUBLISHED, False))
    found = {front.edition_id: front.withdrawn for front in past_fronts(store, NEW, NOW, 36500) if front.withdrawn}
    assert found == {name_of(number): (ArticleId("a7"),) for number in range(7, 4 * 365, 50)}
    store.rulings.undo(RulingId(f"a7 {RulingKind.PUBLISHED} False"), NOW)
    assert not [front for front in past_fronts(store, NEW, NOW, 36500) if front.withdrawn]


def test_only_rulings_in_force_withdraw() -> None:
    """Hidden or deleted; the last word on showing it counts; other rulings take nothing away."""
    rulings = (
        ruling("hidden", RulingKind.PUBLISHED, False),
        ruling("shown", RulingKind.PUBLISHED, True),
        ruling("both", RulingKind.PUBLISHED, False),
        ruling("both", RulingKind.PUBLISHED, True),
        ruling("undone", RulingKind.DELETED, True, undone=True),
        ruling("deleted", RulingKind.DELETED, True),
        ruling("titled", RulingKind.TITLE, "T"),
    )
    assert withdrawn(rulings) == {"hidden", "deleted"}
