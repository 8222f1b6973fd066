"""When a feed is asked again."""

from datetime import timedelta

import pytest

from tests.fakes import NOON
from tests.stages.poll.rig import DAY, HOUR, MINUTE, STEADY
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import FeedState
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.poll.waits import (
    healthy_wait,
    outside_hours,
    overdue_until,
    phase,
    quiet_wait,
    rhythm,
    varied_by,
)


def known(gap: timedelta | None = HOUR, wait: timedelta = 30 * MINUTE, count: int = 6) -> FeedState:
    """Build a feed with an entry every `gap` until noon, last asked a `wait` ago."""
    times = tuple(NOON - number * gap for number in range(count)) if gap is not None else ()
    return FeedState(
        feed_id=FeedId(digest("feed")),
        url="https://news.example/feed",
        entry_times=times,
        last_polled_at=NOON - wait,
        next_poll_at=NOON,
    )


def test_the_rhythm_is_the_median_gap() -> None:
    """One long holiday does not slow a daily feed down."""
    times = [NOON - days * DAY for days in (0, 1, 2, 30, 31, 32)]
    assert rhythm(times) == DAY
    assert rhythm(times[:1]) is None


@pytest.mark.parametrize(
    ("gap", "wait"),
    [(HOUR, 30 * MINUTE), (MINUTE, 15 * MINUTE), (30 * DAY, DAY), (None, HOUR), (timedelta(0), 15 * MINUTE)],
)
def test_the_wait_is_half_the_rhythm_within_floor_and_ceiling(gap: timedelta | None, wait: timedelta) -> None:
    """Busy feeds are asked often, slow ones seldom, and undated ones about hourly."""
    assert healthy_wait(known(gap), STEADY, None) == wait


@pytest.mark.parametrize(("asked", "wait"), [(5 * MINUTE, 30 * MINUTE), (4 * HOUR, 4 * HOUR), (90 * DAY, DAY)])
def test_publishers_can_ask_for_longer_waits_up_to_the_ceiling(asked: timedelta, wait: timedelta) -> None:
    """A ttl never makes us ask more often, and never makes us forget a feed."""
    assert healthy_wait(known(), STEADY, asked) == wait


def test_an_unchanged_feed_is_asked_less_and_less() -> None:
    """Nothing new stretches the wait by half, up to four times the usual one."""
    waits = []
    state = known(HOUR)
    for _ in range(6):
        wait = quiet_wait(state, NOON, STEADY, None)
        state = known(HOUR, wait)
        waits.append(wait / MINUTE)
    assert waits == [45, 67.5, 101.25, 120, 120, 120]


def test_a_feed_quiet_for_long_goes_to_the_ceiling() -> None:
    """A feed without news for weeks is asked once a day."""
    assert quiet_wait(known(HOUR, 20 * HOUR), NOON + 30 * DAY, STEADY, None) == DAY


def test_jitter_is_the_feeds_own_and_stays_within_its_share() -> None:
    """Each feed varies by its own fixed share, about evenly over all feeds."""
    factors = [varied_by(FeedId(digest(str(number))), 0.1) for number in range(2000)]
    assert all(0.9 <= factor < 1.1 for factor in factors)
    assert abs(sum(factors) / 2000 - 1) < 0.005
    assert factors[0] == varied_by(FeedId(digest("0")), 0.1)


def test_jitter_never_breaks_the_floor_the_ceiling_or_what_was_asked() -> None:
    """Varying a wait is no excuse for asking too early."""
    settings = PollSettings(jitter=0.5)
    for number in range(50):
        feed_id = FeedId(digest(str(number)))
        state = FeedState(feed_id=feed_id, url="", entry_times=known(MINUTE).entry_times)
        assert 15 * MINUTE <= healthy_wait(state, settings, None) <= DAY
        assert healthy_wait(state, settings, HOUR) >= HOUR


@pytest.mark.parametrize(
    ("hours", "moved"),
    [((), 0), ((13, 14), 0), ((12,), 1), ((12, 13), 2), (tuple(range(24)), 0), (tuple(set(range(24)) - {11}), 23)],
)
def test_skipped_hours_are_waited_out_keeping_the_minute(hours: tuple[int, ...], moved: int) -> None:
    """The feed is asked in its first open hour; one that skips all hours is not believed."""
    assert outside_hours(NOON + 7 * MINUTE, hours) == NOON + 7 * MINUTE + moved * HOUR


def test_overdue_feeds_are_put_in_line_only_where_the_hub_says_so() -> None:
    """A single run asks everything at once; a hub that serves spreads what is late over its first wait."""
    late = known()
    spread = PollSettings(first_wait_minutes=60)
    assert overdue_until(late, NOON + HOUR, STEADY, NOON) is None
    assert overdue_until(late, NOON + MINUTE, spread, NOON) is None, "in time"
    until = overdue_until(late, NOON + HOUR, spread, NOON + HOUR)
    assert until == NOON + HOUR + 30 * MINUTE * phase(late.feed_id), "not over more than its own wait"
