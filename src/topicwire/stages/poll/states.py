"""What we know of a feed after each kind of answer. Pure: gives the next FeedState, keeps nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from topicwire.formats.parsed import Entry, ParsedFeed
from topicwire.model.source import FeedState
from topicwire.ports.web import Response
from topicwire.stages.poll.asks import fresh_for
from topicwire.stages.poll.failures import Trouble
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.poll.tips import claimed_time
from topicwire.stages.poll.waits import healthy_wait, outside_hours, quiet_wait

MOST_TIMES = 20
"""Entry times remembered: enough for a rhythm, few enough for one small row."""


def after_trouble(state: FeedState, trouble: Trouble, now: datetime) -> FeedState:
    """Count a failure. Validators, rhythm and a seen move stay: they belong to the last good answer."""
    due_at = None if trouble.is_gone else outside_hours(now + trouble.wait, state.skip_hours)
    return replace(
        state,
        next_poll_at=due_at,
        wait_until=trouble.asked_until,
        last_polled_at=now,
        failures=state.failures + 1,
        last_status=trouble.status,
        last_error=trouble.words,
        is_stopped=trouble.is_gone,
    )


def after_same(state: FeedState, response: Response, now: datetime, settings: PollSettings) -> FeedState:
    """Note a good answer without anything new; the validators stay unless the answer brought a body."""
    asked = _longest(_known_ask(state), fresh_for(response, now))
    due_at = outside_hours(now + quiet_wait(state, now, settings, asked), state.skip_hours)
    return replace(_well(state, response, now), next_poll_at=due_at)


def after_fresh(
    state: FeedState, parsed: ParsedFeed, response: Response, now: datetime, settings: PollSettings
) -> FeedState:
    """Note a good answer with a feed in it: its rhythm and what it asks for. Says nothing yet of new tips."""
    asked = _longest(parsed.interval, fresh_for(response, now))
    noted = replace(
        _well(state, response, now),
        entry_times=newest_times(parsed.entries, now) or state.entry_times,
        hub_interval_seconds=int(asked.total_seconds()) if asked else None,
        skip_hours=parsed.skip_hours,
    )
    wait = quiet_wait(replace(state, entry_times=noted.entry_times), now, settings, asked)
    return replace(noted, next_poll_at=outside_hours(now + wait, parsed.skip_hours))


def after_news(state: FeedState, now: datetime, settings: PollSettings) -> FeedState:
    """Note, after `after_fresh`, that there were unknown tips: the feed is back at its own rhythm.

    On the first reading all is unknown, so that the newest entry's own time says when there was news.
    """
    wait = healthy_wait(state, settings, _known_ask(state))
    new_at = now if state.last_new_at or not state.entry_times else state.entry_times[0]
    return replace(state, last_new_at=new_at, next_poll_at=outside_hours(now + wait, state.skip_hours))


def resumed(state: FeedState) -> FeedState:
    """Give the state of a feed an editor wants asked again: no stop, no failures, no wait."""
    return replace(state, is_stopped=False, failures=0, last_error=None, wait_until=None, next_poll_at=None)


def moved_back(state: FeedState, url: str) -> FeedState:
    """Undo a believed move: ask at `url` again, unconditionally, as validators belong to one address."""
    return replace(state, url=url, move=None, etag=None, last_modified=None, body_hash=None, next_poll_at=None)


def newest_times(entries: Sequence[Entry], now: datetime) -> tuple[datetime, ...]:
    """Give the newest claimed times that are not in the future, newest first, at most 20."""
    claimed = (claimed_time(entry) for entry in entries)
    return tuple(sorted((at for at in claimed if at and at <= now), reverse=True)[:MOST_TIMES])


def _well(state: FeedState, response: Response, now: datetime) -> FeedState:
    return replace(
        state,
        wait_until=None,
        last_polled_at=now,
        last_ok_at=now,
        failures=0,
        last_status=response.status,
        last_error=None,
    )


def _known_ask(state: FeedState) -> timedelta | None:
    return timedelta(seconds=state.hub_interval_seconds) if state.hub_interval_seconds else None


def _longest(*waits: timedelta | None) -> timedelta | None:
    return max((wait for wait in waits if wait), default=None)
