"""Which front pages of past editions readers can still see: all for a while, then the last of each day."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import partial

from topicwire.model.hub import PastFront
from topicwire.model.ids import ArticleId, EditionId
from topicwire.model.ruling import Ruling, RulingKind
from topicwire.ports.store import Store

_Known = tuple[EditionId, datetime]


def past_fronts(store: Store, edition_id: EditionId, as_of: datetime, days: int) -> tuple[PastFront, ...]:
    """List the front pages before an edition, newest first; their bytes are read only when asked for.

    The same for the same edition, whether it is published for the first time or again.

    Args:
        store: where they are kept.
        edition_id: of the edition that is published.
        as_of: of that edition; ages are told against it.
        days: for which all are shown, 0 or more.
    """
    shown, _ = thinned((known for known in store.fronts.list_all() if known[0] != edition_id), as_of, days)
    hidden = store.fronts.list_holding(withdrawn(store.rulings.list_all()))
    return tuple(
        PastFront(edition_id=name, as_of=at, withdrawn=hidden.get(name, ()), read=partial(store.fronts.get, name))
        for name, at in shown
    )


def drop_thinned(store: Store, edition_id: EditionId, as_of: datetime, days: int) -> None:
    """Forget the front pages that `past_fronts` no longer lists for this edition."""
    _, gone = thinned((known for known in store.fronts.list_all() if known[0] != edition_id), as_of, days)
    for name, _ in gone:
        store.fronts.drop(name)


def thinned(known: Iterable[_Known], as_of: datetime, days: int) -> tuple[tuple[_Known, ...], tuple[_Known, ...]]:
    """Part front pages, newest first, into those still shown and the others."""
    since = as_of - timedelta(days=days)
    shown, gone, seen = list[_Known](), list[_Known](), set[object]()
    for front in known:
        day = front[1].astimezone(UTC).date()
        (gone if day in seen and front[1] < since else shown).append(front)
        seen.add(day)
    return tuple(shown), tuple(gone)


def withdrawn(rulings: Iterable[Ruling]) -> frozenset[ArticleId]:
    """Name the articles that an editor took off the site; `rulings` are all, oldest first."""
    hidden: dict[ArticleId, bool] = {}
    deleted = set[ArticleId]()
    for ruling in rulings:
        if ruling.undone_at is None and ruling.kind is RulingKind.PUBLISHED:
            hidden[ruling.article_id] = ruling.value is False
        elif ruling.undone_at is None and ruling.kind is RulingKind.DELETED:
            deleted.add(ruling.article_id)
    return frozenset(deleted | {article_id for article_id, is_hidden in hidden.items() if is_hidden})
