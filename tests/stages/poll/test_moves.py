"""Which permanent redirects are believed."""

from datetime import timedelta

import pytest

from tests.fakes import NOON, response
from tests.stages.poll.rig import DAY, HOUR, via
from topicwire.model.source import Move
from topicwire.stages.poll.moves import Sighting, is_ripe, is_storm, seen_move

OLD, NEW, OTHER = "https://old.example/feed", "https://new.example/feed", "https://other.example/feed"


@pytest.mark.parametrize(
    ("hops", "target"),
    [
        ([], None),
        ([(301, NEW)], NEW),
        ([(308, NEW)], NEW),
        ([(301, OTHER), (308, NEW)], NEW),
        ([(302, NEW)], None),
        ([(307, NEW)], None),
        ([(301, OTHER), (302, NEW)], None),
        ([(303, OTHER), (301, NEW)], None),
    ],
)
def test_only_a_chain_of_permanent_hops_is_a_move(hops: list[tuple[int, str]], target: str | None) -> None:
    """One temporary hop says: come back to the old address."""
    move = seen_move(via(response(OLD), *hops), None, NOON)
    assert (move.to_url if move else None) == target


def test_the_week_counts_from_the_first_sight_of_the_same_target() -> None:
    """A changed target starts anew."""
    first = Move(to_url=NEW, since=NOON - 6 * DAY)
    assert seen_move(via(response(OLD), (301, NEW)), first, NOON) == first
    assert seen_move(via(response(OLD), (301, OTHER)), first, NOON) == Move(to_url=OTHER, since=NOON)
    assert not is_ripe(first, NOON, 7)
    assert is_ripe(first, NOON + DAY, 7)


def portal(sent: int, others: int, spread: timedelta = timedelta(0)) -> list[Sighting]:
    """Build a day in which some feeds were sent to one host."""
    there = [
        Sighting(url=f"https://s{number}.example/", move=Move(to_url=NEW, since=NOON + number * spread))
        for number in range(sent)
    ]
    return there + [Sighting(url=f"https://o{number}.example/", move=None) for number in range(others)]


@pytest.mark.parametrize(
    ("polled", "stormy"),
    [
        (portal(20, 0), True),
        (portal(11, 9), True),
        (portal(10, 10), False),
        (portal(9, 0), False),
        (portal(1, 30), False),
        (portal(12, 0, spread=DAY), False),
    ],
)
def test_a_day_that_sends_most_feeds_to_one_host_is_a_storm(polled: list[Sighting], stormy: bool) -> None:
    """A captive portal moves everything at once; publishers move one by one."""
    assert is_storm(OLD, Move(to_url=NEW, since=NOON), polled) is stormy


def test_a_site_that_changes_to_https_is_no_storm() -> None:
    """A hub with twenty feeds of one site may follow them all when they stay on their host."""
    polled = [
        Sighting(url=f"http://new.example/{number}", move=Move(to_url=f"https://new.example/{number}", since=NOON))
        for number in range(20)
    ]
    assert not is_storm("http://new.example/1", Move(to_url="https://new.example/1", since=NOON + HOUR), polled)
