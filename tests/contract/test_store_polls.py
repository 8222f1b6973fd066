"""What every store keeps for report cards: polls by day, and small facts of articles."""

from dataclasses import replace
from datetime import date, timedelta

from tests.fakes import NOON
from tests.store.nouns import article, feed
from topicwire.model.ids import ArticleId, FeedId, RevisionId
from topicwire.model.poll_day import PollDay
from topicwire.model.track import followed, track_of
from topicwire.ports.store import Store

DAY = date(2026, 3, 2)
ONE = timedelta(days=1)


def polled(name: str = "f1", day: date = DAY, **counts: int) -> PollDay:
    """Build the counts of a day; one good poll unless told otherwise."""
    return PollDay(feed_id=FeedId(name), day=day, **{"asked": 1, **counts})


def test_polls_of_a_day_add_up(store: Store) -> None:
    """Each poll adds to its feed's day."""
    store.polls.add(polled(tips=3))
    store.polls.add(polled(unchanged=1))
    store.polls.add(polled(failed=1))
    store.polls.add(polled("f2"))
    assert store.polls.list_between(DAY, DAY) == (polled(asked=3, unchanged=1, failed=1, tips=3), polled("f2"))


def test_days_are_listed_from_and_to(store: Store) -> None:
    """Both ends are included, by feed, then day."""
    for name in ("f2", "f1"):
        for days in range(5):
            store.polls.add(polled(name, DAY + days * ONE))
    found = store.polls.list_between(DAY + ONE, DAY + 2 * ONE)
    assert [(one.feed_id, (one.day - DAY).days) for one in found] == [("f1", 1), ("f1", 2), ("f2", 1), ("f2", 2)]


def test_old_days_are_forgotten(store: Store) -> None:
    """The day itself stays."""
    for days in range(3):
        store.polls.add(polled(day=DAY + days * ONE))
    store.polls.drop_before(DAY + ONE)
    assert [one.day for one in store.polls.list_between(DAY, DAY + 9 * ONE)] == [DAY + ONE, DAY + 2 * ONE]


def test_a_dropped_feed_takes_its_days_along(store: Store) -> None:
    """What is no longer followed is no longer counted."""
    for name in ("f1", "f2"):
        store.feeds.keep(feed(name))
        store.polls.add(polled(name))
    store.feeds.drop(FeedId("f1"))
    assert [one.feed_id for one in store.polls.list_between(DAY, DAY)] == ["f2"]


def test_an_article_leaves_a_track(store: Store) -> None:
    """From its first revision, and on through the later ones."""
    first = article()
    changed = replace(first, revision=RevisionId("r2"), text="Other words.", read_at=NOON + ONE)
    store.articles.keep(first)
    assert store.articles.list_tracks(NOON) == (track_of(first),)
    store.articles.keep(changed)
    store.articles.keep(changed)
    assert store.articles.list_tracks(NOON) == (followed(track_of(first), changed),)


def test_tracks_are_listed_by_when_they_were_first_seen(store: Store) -> None:
    """Whoever counts the last year does not read all years."""
    for days in range(4):
        store.articles.keep(article(f"a{days}", first_seen_at=NOON + days * ONE, addresses=()))
    assert [track.article_id for track in store.articles.list_tracks(NOON + 2 * ONE)] == [
        ArticleId("a2"),
        ArticleId("a3"),
    ]


def test_a_track_goes_with_its_transaction(store: Store) -> None:
    """What is rolled back was never counted."""
    try:
        with store.transaction():
            store.articles.keep(article())
            store.polls.add(polled())
            raise RuntimeError
    except RuntimeError:
        pass
    assert store.articles.list_tracks(NOON - 9 * ONE) == ()
    assert store.polls.list_between(DAY, DAY) == ()
    assert store.check() == ()
