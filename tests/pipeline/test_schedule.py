"""When the next cycle starts, whatever the clock does."""

from datetime import timedelta

import pytest

from tests.fakes import NOON
from topicwire.model.work import StageName
from topicwire.pipeline.schedule import next_wake
from topicwire.ports.store import Store

CEILING = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("due_in", "wait"),
    [
        (timedelta(minutes=5), timedelta(minutes=5)),
        (timedelta(0), timedelta(seconds=1)),
        (timedelta(days=-3650), timedelta(seconds=1)),
        (timedelta(days=3650), CEILING),
    ],
    ids=["soon", "now", "clock-jumped-ahead", "clock-jumped-back"],
)
def test_sleep_lasts_until_something_is_due(store: Store, due_in: timedelta, wait: timedelta) -> None:
    """Neither a burst without a pause nor a stall beyond the ceiling."""
    store.work.add(StageName.POLL, "a", NOON + due_in)
    store.work.add(StageName.FETCH, "b", NOON + timedelta(days=4000))
    assert next_wake(store, tuple(StageName), NOON, CEILING) == wait


def test_with_nothing_due_it_looks_again_at_the_ceiling(store: Store) -> None:
    """An empty hub is looked at now and then."""
    assert next_wake(store, tuple(StageName), NOON, CEILING) == CEILING


def test_a_leased_subject_wakes_nobody_before_its_lease_lapses(store: Store) -> None:
    """What another engine works on is no reason to hurry."""
    store.work.add(StageName.POLL, "a", NOON)
    store.work.take(StageName.POLL, 1, NOON, timedelta(minutes=5))
    assert next_wake(store, tuple(StageName), NOON, CEILING) == timedelta(minutes=5)
