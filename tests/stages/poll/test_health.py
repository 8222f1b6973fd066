"""The state of a feed in words."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.fakes import NOON
from tests.stages.poll.rig import DAY, HOUR, MINUTE
from topicwire.model.ids import FeedId
from topicwire.model.source import FeedState
from topicwire.stages.poll.health import Health, health_of, silent_feeds, span_words, status_words

FINE = FeedState(
    feed_id=FeedId("a" * 16),
    url="https://news.example/feed",
    last_ok_at=NOON,
    last_new_at=NOON - HOUR,
    entry_times=tuple(NOON - number * 6 * HOUR for number in range(1, 6)),
)
SILENT = replace(FINE, last_new_at=NOON - 12 * DAY, entry_times=tuple(at - 12 * DAY for at in FINE.entry_times))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "not polled yet"),
        (replace(FINE, last_ok_at=None), "not polled yet"),
        (FINE, "ok, newest entry of 2026-03-02"),
        (replace(FINE, entry_times=()), "ok"),
        (SILENT, "silent: answers, but nothing new for 12 days (usually one every 6 hours)"),
        (
            replace(FINE, wait_until=NOON + HOUR, failures=1),
            "waiting until 2026-03-02 13:00 UTC, as asked by the publisher",
        ),
        (
            replace(FINE, failures=4, last_error="HTTP 500: server error", last_ok_at=NOON - DAY),
            "failing since 2026-03-01 12:00 UTC (4 tries): HTTP 500: server error",
        ),
        (
            replace(FINE, failures=1, last_error="timeout", last_ok_at=None),
            "failing since it was added (1 try): timeout",
        ),
        (replace(FINE, is_stopped=True, last_error="HTTP 410: gone"), "stopped: HTTP 410: gone"),
    ],
)
def test_every_state_is_said_in_words(state: FeedState | None, words: str) -> None:
    """A person reads what is the matter without knowing any code."""
    assert status_words(state, NOON) == words


def test_a_feed_is_silent_after_four_of_its_gaps_and_three_days() -> None:
    """Both must be over: a busy feed may rest for a weekend, a weekly one for a month."""
    busy = replace(FINE, entry_times=(NOON, NOON - HOUR, NOON - 2 * HOUR), last_new_at=NOON)
    weekly = replace(FINE, entry_times=(NOON, NOON - 7 * DAY), last_new_at=NOON)
    assert asked(busy, NOON + 3 * DAY) is Health.OK
    assert asked(busy, NOON + 3 * DAY + MINUTE) is Health.SILENT
    assert asked(weekly, NOON + 28 * DAY) is Health.OK
    assert asked(weekly, NOON + 29 * DAY) is Health.SILENT


def asked(state: FeedState, now: datetime) -> Health:
    """Judge a feed that answered just now."""
    return health_of(replace(state, last_ok_at=now), now)


def test_a_feed_that_nobody_asked_is_not_silent() -> None:
    """A hub that was switched off for a month does not blame its sources."""
    assert health_of(FINE, NOON + 60 * DAY) is Health.OK


def test_an_undated_feed_is_silent_after_a_month_without_a_new_tip() -> None:
    """Without dates we go by what we saw ourselves."""
    undated = replace(FINE, entry_times=(), last_new_at=NOON)
    assert asked(undated, NOON + 30 * DAY) is Health.OK
    assert asked(undated, NOON + 31 * DAY) is Health.SILENT


def test_silent_feeds_are_listed_longest_first() -> None:
    """The doctor names the feeds an editor should look at."""
    older = replace(SILENT, feed_id=FeedId("b" * 16), last_new_at=NOON - 90 * DAY, entry_times=())
    assert silent_feeds([FINE, SILENT, older], NOON) == (older, SILENT)


@pytest.mark.parametrize(
    ("span", "words"),
    [(0 * MINUTE, "1 minute"), (90 * MINUTE, "90 minutes"), (2 * HOUR, "2 hours"), (2 * DAY, "2 days")],
)
def test_spans_are_said_in_their_largest_unit(span, words: str) -> None:
    """Nobody wants to read 17,280 minutes."""
    assert span_words(span) == words
