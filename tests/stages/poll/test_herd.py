"""Thousands of feeds never come at once: after an import, a restart or an outage, over a day on a virtual clock."""

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.fakes import NOON, failure
from tests.stages.poll.rig import DAY, HOUR, MINUTE, Rig, hourly, ok
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import FeedState
from topicwire.ports.web import Failure, Request, Response
from topicwire.stages.poll.appointments import Appointments
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.poll.waits import healthy_wait, overdue_until, quiet_wait

FEEDS = 5000
SERVING = PollSettings(first_wait_minutes=60)


def imported(number: int, at: datetime) -> FeedState:
    """Build a feed nobody has asked yet."""
    return FeedState(feed_id=FeedId(digest("herd", str(number))), url="")


def restarted(number: int, at: datetime) -> FeedState:
    """Build an hourly feed that came due while the hub was down for six hours."""
    due_at = at - 6 * HOUR + (number % 3600) * timedelta(seconds=1)
    return replace(imported(number, at), last_polled_at=due_at - 2 * HOUR, next_poll_at=due_at)


def lined_up(number: int, at: datetime) -> FeedState:
    """Build a feed that is due at the very second all others are due."""
    return replace(imported(number, at), last_polled_at=at - 2 * HOUR, next_poll_at=at - MINUTE)


def day_of(build: Callable[[int, datetime], FeedState], news: Callable[[int], bool]) -> Counter[int]:
    """Run 5,000 feeds of about two-hourly waits through a day; counts polls by second."""
    states = {state.feed_id: state for state in (build(number, NOON) for number in range(FEEDS))}
    book = Appointments(states.values())
    queue = [(state.next_poll_at or NOON, feed_id) for feed_id, state in states.items()]
    heapq.heapify(queue)
    polls: Counter[int] = Counter()
    now = NOON
    while (due := heapq.heappop(queue))[0] < NOON + DAY:
        now, feed_id = max(now, due[0]), due[1]
        state = states[feed_id]
        at = overdue_until(state, now, SERVING, NOON)
        if at is None:
            polls[int(now.timestamp())] += 1
            wait = (healthy_wait if news(len(polls)) else _quiet)(state, SERVING, 2 * HOUR)
            at, state = now + wait, replace(state, last_polled_at=now)
        state = states[feed_id] = replace(state, next_poll_at=book.give(feed_id, at))
        heapq.heappush(queue, (state.next_poll_at or now, feed_id))
    return polls


def _quiet(state: FeedState, settings: PollSettings, asked: timedelta) -> timedelta:
    return quiet_wait(state, NOON, settings, asked)


@pytest.mark.parametrize("build", [imported, restarted, lined_up])
def test_no_second_holds_more_than_three_times_the_mean(build: Callable[[int, datetime], FeedState]) -> None:
    """5,000 feeds over 24 hours: the busiest second is at most three times the average one."""
    polls = day_of(build, lambda count: True)
    mean = polls.total() / DAY.total_seconds()
    assert mean > 2 / 3, "else two in a second would break the promise"
    assert max(polls.values()) <= 3 * mean


def test_slow_feeds_come_one_at_a_time() -> None:
    """Feeds that hardly change are stretched to a day and still never crowd a second."""
    polls = day_of(lined_up, lambda count: False)
    assert max(polls.values()) <= 3


async def test_the_stage_puts_an_import_in_line_without_asking() -> None:
    """Five hundred new feeds in a serving hub are asked over the first hour, each once."""
    urls = [f"https://s{number}.example/feed" for number in range(500)]
    rig = Rig(lambda request, now: ok(request, hourly()), urls, PollSettings(first_wait_minutes=60, ceiling_hours=1))
    await rig.turn()
    assert rig.asked == []
    await rig.run(61 * MINUTE)
    per_second = Counter(at for at, _ in rig.asked)
    assert len({request.url for _, request in rig.asked}) == 500
    assert max(per_second.values()) <= 2


async def test_an_outage_of_the_hubs_own_network_ends_without_a_rush() -> None:
    """When all feeds failed together, they come back apart from each other."""
    urls = [f"https://s{number}.example/feed" for number in range(300)]
    down = (NOON + 2 * HOUR, NOON + 4 * HOUR)

    def answer(request: Request, now: datetime) -> Response | Failure:
        return failure(request.url) if down[0] < now < down[1] else ok(request, hourly())

    rig = Rig(answer, urls, SERVING)
    await rig.run(12 * HOUR)
    assert max(Counter(at for at, _ in rig.asked).values()) <= 2
    assert all(rig.state(url).failures == 0 for url in urls)
