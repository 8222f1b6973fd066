"""The state of a feed in words for people. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from topicwire.model.source import FeedState
from topicwire.stages.poll.waits import rhythm

SILENT_GAPS, SILENT_LEAST = 4, timedelta(days=3)
"""A feed is silent when nothing new came for over 4 of its own gaps and over 3 days."""
SILENT_UNKNOWN = timedelta(days=30)
"""The same for a feed whose rhythm we do not know."""


class Health(StrEnum):
    """How a feed does."""

    NEW = "new"  # never polled
    OK = "ok"
    SILENT = "silent"  # answers, but nothing new for much longer than its rhythm
    WAITING = "waiting"  # asked us to wait
    FAILING = "failing"
    STOPPED = "stopped"


def health_of(state: FeedState | None, now: datetime) -> Health:
    """Judge one feed; None is a feed that was never polled."""
    if state is None:
        return Health.NEW
    if state.is_stopped:
        return Health.STOPPED
    if state.wait_until and state.wait_until > now:
        return Health.WAITING
    if state.failures:
        return Health.FAILING
    if state.last_ok_at is None:
        return Health.NEW
    return Health.SILENT if _is_silent(state, now) else Health.OK


def status_words(state: FeedState | None, now: datetime) -> str:
    """Say how a feed does in one line, e.g. `failing since 2026-03-01 09:00 UTC (4 tries): HTTP 500: server error`."""
    health = health_of(state, now)
    if state is None or health is Health.NEW:
        return "not polled yet"
    if health is Health.OK:
        return "ok" + (f", newest entry of {state.entry_times[0]:%Y-%m-%d}" if state.entry_times else "")
    if health is Health.SILENT:
        return _silent(state, now)
    if health is Health.WAITING:
        return f"waiting until {state.wait_until:%Y-%m-%d %H:%M} UTC, as asked by the publisher"
    if health is Health.FAILING:
        return _failing(state)
    return f"stopped: {state.last_error or 'not to be polled'}"


def silent_feeds(states: Iterable[FeedState], now: datetime) -> tuple[FeedState, ...]:
    """List the feeds that answer and bring nothing new, longest silent first."""
    silent = [state for state in states if health_of(state, now) is Health.SILENT]
    return tuple(sorted(silent, key=lambda state: (_newest(state) or now, state.feed_id)))


def _is_silent(state: FeedState, now: datetime) -> bool:
    newest, gap = _newest(state), rhythm(state.entry_times)
    if newest is None:
        return False
    return _asked_until(state, now) - newest > (SILENT_UNKNOWN if gap is None else max(gap * SILENT_GAPS, SILENT_LEAST))


def _newest(state: FeedState) -> datetime | None:
    """Give when the feed last had something new: as we saw it, or, when later, as it claims."""
    times = [at for at in (state.last_new_at, *state.entry_times[:1]) if at]
    return max(times, default=state.last_ok_at)


def _asked_until(state: FeedState, now: datetime) -> datetime:
    """Give up to when we know: a feed that nobody asked for a month has not been silent for it."""
    return min(now, state.last_ok_at) if state.last_ok_at else now


def _silent(state: FeedState, now: datetime) -> str:
    gap = rhythm(state.entry_times)
    usual = f" (usually one every {span_words(gap)})" if gap else ""
    return (
        f"silent: answers, but nothing new for {span_words(_asked_until(state, now) - (_newest(state) or now))}{usual}"
    )


def _failing(state: FeedState) -> str:
    since = f"since {state.last_ok_at:%Y-%m-%d %H:%M} UTC" if state.last_ok_at else "since it was added"
    tries = "1 try" if state.failures == 1 else f"{state.failures} tries"
    return f"failing {since} ({tries}): {state.last_error or 'no reason known'}"


def span_words(span: timedelta) -> str:
    """Say a length of time in its largest fitting unit, e.g. `3 days`."""
    minutes = max(int(span.total_seconds() // 60), 1)
    for size, unit in ((1440, "day"), (60, "hour")):
        if minutes >= 2 * size:
            return f"{minutes // size} {unit}s"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
