"""What every store promises for front pages as they were."""

from datetime import timedelta

import pytest

from tests.fakes import NOON
from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId, EditionId
from topicwire.ports.store import Store

HOUR = timedelta(hours=1)
ONE, TWO = EditionId("1" * 64), EditionId("2" * 64)


def keep(store: Store, name: EditionId, hours: int, packed: bytes, *articles: str) -> None:
    """Keep a front page."""
    store.fronts.keep(name, NOON + hours * HOUR, packed, [ArticleId(article) for article in articles])


def test_front_pages_are_listed_newest_first_and_read_one_by_one(store: Store) -> None:
    """The list costs no bytes; each page is read when it is shown."""
    keep(store, ONE, 0, b"first", "a1")
    keep(store, TWO, 2, b"second", "a1", "a2")
    assert store.fronts.list_all() == ((TWO, NOON + 2 * HOUR), (ONE, NOON))
    assert store.fronts.get(ONE) == b"first"
    with pytest.raises(NotStoredError):
        store.fronts.get(EditionId("3" * 64))


def test_an_edition_has_one_front_page(store: Store) -> None:
    """Publishing it again keeps it once, with what stands there now."""
    keep(store, ONE, 0, b"first", "a1", "a1")
    keep(store, ONE, 0, b"again", "a2")
    assert store.fronts.list_all() == ((ONE, NOON),)
    assert store.fronts.get(ONE) == b"again"
    assert store.fronts.list_holding([ArticleId("a1")]) == {}


def test_an_article_is_found_wherever_it_stood(store: Store) -> None:
    """What an editor hides must be hidden on every page."""
    keep(store, ONE, 0, b"", "a1", "a2")
    keep(store, TWO, 1, b"", "a2", "a3")
    asked = [ArticleId(name) for name in ("a2", "a1", "a9")]
    assert store.fronts.list_holding(asked) == {ONE: ("a1", "a2"), TWO: ("a2",)}
    assert store.fronts.list_holding([]) == {}


def test_a_dropped_front_page_is_gone(store: Store) -> None:
    """With what was known of it; dropping it twice is no harm."""
    keep(store, ONE, 0, b"", "a1")
    store.fronts.drop(ONE)
    store.fronts.drop(ONE)
    assert store.fronts.list_all() == ()
    assert store.fronts.list_holding([ArticleId("a1")]) == {}
