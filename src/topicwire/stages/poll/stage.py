"""The poll stage: asks one feed, sifts what it says, keeps new tips and when to ask again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from topicwire.errors import NotStoredError
from topicwire.model.ids import FeedId
from topicwire.model.outcome import Done, Outcome, Retry, RetryReason, Spike, SpikeReason, Unchanged
from topicwire.model.source import Feed, FeedState
from topicwire.model.tip import Tip
from topicwire.model.work import Lease, StageName
from topicwire.ports.clock import Clock
from topicwire.ports.store import Store
from topicwire.ports.web import Response, Web
from topicwire.ports.workers import Workers
from topicwire.stages.poll.appointments import Appointments
from topicwire.stages.poll.counting import KEPT, counted
from topicwire.stages.poll.failures import Trouble, back_off
from topicwire.stages.poll.moves import Sighting, is_ripe, is_storm, seen_move
from topicwire.stages.poll.reading import Fresh, Reader, Same
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.poll.sifting import Sifted, sift
from topicwire.stages.poll.states import after_fresh, after_news, after_same, after_trouble
from topicwire.stages.poll.tips import newest_entries
from topicwire.stages.poll.titles import unpack_titles
from topicwire.stages.poll.waits import floor_of, outside_hours, overdue_until

STOPPED, WAITS, SKIPPED = "stopped", "asked to wait", "asked to skip this hour"
IN_LINE, UNFOLLOWED = "overdue, put in line", "no longer followed"
NOT_ASKED = frozenset({STOPPED, WAITS, SKIPPED, IN_LINE, UNFOLLOWED})
"""Why a feed's poll ended without asking anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll brought that is worth keeping."""

    state: FeedState
    sifted: Sifted


class PollStage:
    """Polls feeds; the subject is a feed id.

    A feed's next state travels from `work` to `keep` inside the stage when the outcome itself carries no value, so
    both run in one process. When it is lost with the process, the lease lapses and the feed is asked once more.
    """

    name = StageName.POLL
    is_serial = False

    def __init__(self, store: Store, web: Web, workers: Workers, clock: Clock, settings: PollSettings) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        self._reader = Reader(web, workers, settings)
        self._started_at = clock.now()
        self._states: dict[FeedId, FeedState] = {}
        self._appointments: Appointments | None = None
        self._trimmed_on: date | None = None

    @property
    def batch(self) -> int:
        """Give how many feeds are polled together."""
        return self._settings.batch

    async def work(self, lease: Lease) -> Outcome[Polled]:
        """Ask one feed, unless it is not to be asked now."""
        feed_id, now = FeedId(lease.subject), self._clock.now()
        self._states.pop(feed_id, None)
        feed = self._find_feed(feed_id)
        if feed is None:
            return Unchanged(why=UNFOLLOWED)
        state = self._store.feeds.find_state(feed_id) or FeedState(feed_id=feed_id, url=feed.url)
        if (paused := self._pause(state, now)) is not None:
            return paused
        return self._judge(state, await self._reader.read(state, now))

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        """Store the state, the tips and the fetches they ask for; give when the feed is due again."""
        feed_id = FeedId(lease.subject)
        state = self._states.get(feed_id)  # not taken out: the transaction may be rolled back and tried again
        if self._find_feed(feed_id) is None:
            return None
        if isinstance(outcome, Done):
            state = self._keep_news(feed_id, outcome.value)
        self._count(feed_id, outcome)
        state = state or self._after_crash(feed_id, outcome)
        self._store.feeds.keep_state(state)
        return None if state.is_stopped else state.next_poll_at

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Do nothing: all a poll keeps is in the store."""

    def _find_feed(self, feed_id: FeedId) -> Feed | None:
        try:
            return self._store.feeds.get(feed_id)
        except NotStoredError:
            return None

    def _pause(self, state: FeedState, now: datetime) -> Unchanged | None:
        """Put a feed off that must not, or need not, be asked now; None: ask it."""
        if state.is_stopped:
            return self._leave(state, STOPPED)
        longest = timedelta(days=self._settings.retry_after_days)
        if state.wait_until and now < state.wait_until <= now + longest:  # beyond: the clock was turned back
            return self._put_off(state, state.wait_until, now, WAITS)
        open_at = outside_hours(now, state.skip_hours)
        if open_at > now:
            return self._put_off(state, open_at, now, SKIPPED)
        later = overdue_until(state, now, self._settings, self._started_at)
        return self._put_off(state, later, now, IN_LINE) if later else None

    def _put_off(self, state: FeedState, until: datetime, now: datetime, why: str) -> Unchanged:
        open_at = outside_hours(until, state.skip_hours)
        return self._leave(self._booked(replace(state, next_poll_at=open_at)), why)

    def _leave(self, state: FeedState, why: str) -> Unchanged:
        self._states[state.feed_id] = state
        return Unchanged(why=why)

    def _judge(self, state: FeedState, reading: Fresh | Same | Trouble) -> Outcome[Polled]:
        now = self._clock.now()
        if isinstance(reading, Trouble):
            return self._fail(after_trouble(state, reading, now), reading, now)
        moved = self._moved(state, reading.response, now)
        valid = replace(moved, etag=reading.etag, last_modified=reading.last_modified)
        if isinstance(reading, Same):
            return self._leave(self._booked(after_same(valid, reading.response, now, self._settings)), reading.why)
        return self._sift(replace(valid, body_hash=reading.body_hash), reading, now)

    def _fail(self, state: FeedState, trouble: Trouble, now: datetime) -> Retry | Spike:
        if trouble.is_gone:
            self._states[state.feed_id] = state
            return Spike(reason=SpikeReason.GONE, detail=trouble.words)
        booked = self._states[state.feed_id] = self._booked(state)
        wait = booked.next_poll_at - now if booked.next_poll_at else trouble.wait
        return Retry(reason=trouble.reason, wait=wait, detail=trouble.words)

    def _sift(self, state: FeedState, reading: Fresh, now: datetime) -> Outcome[Polled]:
        entries = newest_entries(reading.parsed.entries, self._settings.entries)
        remembered = unpack_titles(self._store.learned.find(_titles_name(state.feed_id)))
        sifted = sift(state.feed_id, entries, self._store.tips, remembered, now)
        noted = after_fresh(state, reading.parsed, reading.response, now, self._settings)
        if sifted.new:
            noted = after_news(noted, now, self._settings)
        booked = self._booked(noted)
        if not (sifted.new or sifted.changed or sifted.renamed or sifted.sightings):
            return self._leave(booked, "nothing new in it")
        return Done(value=Polled(state=booked, sifted=sifted))

    def _moved(self, state: FeedState, response: Response, now: datetime) -> FeedState:
        move = seen_move(response, state.move, now)
        if move is None or not is_ripe(move, now, self._settings.move_days):
            return replace(state, move=move) if move != state.move else state
        since = now - timedelta(days=1)
        states = self._store.feeds.list_states()
        polled = [
            Sighting(url=other.url, move=other.move)
            for other in states
            if other.last_polled_at and other.last_polled_at >= since
        ]
        if is_storm(state.url, move, polled):
            return replace(state, move=move)
        return replace(state, url=move.to_url, move=None)

    def _booked(self, state: FeedState) -> FeedState:
        """Move the next poll to a second that is free."""
        if state.next_poll_at is None:
            return state
        if self._appointments is None:
            self._appointments = Appointments(self._store.feeds.list_states())
        return replace(state, next_poll_at=self._appointments.give(state.feed_id, state.next_poll_at))

    def _keep_news(self, feed_id: FeedId, polled: Polled) -> FeedState:
        now, sifted = self._clock.now(), polled.sifted
        for tip in sifted.new:
            if self._store.tips.find(tip.id) is None:  # another feed of this batch may have named it meanwhile
                self._keep_tip(tip, now)
        for tip in sifted.changed:
            self._keep_tip(tip, now)
        for tip in sifted.renamed:
            self._store.tips.keep(tip)
        for tip_id in sifted.sightings:
            self._store.tips.keep_sighting(feed_id, tip_id, now)
        self._store.learned.keep(_titles_name(feed_id), sifted.titles)
        return polled.state

    def _count(self, feed_id: FeedId, outcome: Outcome[Any]) -> None:
        now = self._clock.now()
        tips = len(outcome.value.sifted.new) if isinstance(outcome, Done) else 0
        found = counted(feed_id, outcome, now, tips, NOT_ASKED)
        if found is None:
            return
        self._store.polls.add(found)
        if self._trimmed_on != found.day:  # once a day of ours, however many feeds
            self._store.polls.drop_before(found.day - KEPT)
            self._trimmed_on = found.day

    def _keep_tip(self, tip: Tip, now: datetime) -> None:
        self._store.tips.keep(tip)
        self._store.work.add(StageName.FETCH, tip.id, now)

    def _after_crash(self, feed_id: FeedId, outcome: Outcome[Any]) -> FeedState:
        """Give the state after an outcome that is not ours: the runner ended work that never came back."""
        feed, now = self._store.feeds.get(feed_id), self._clock.now()
        state = self._store.feeds.find_state(feed_id) or FeedState(feed_id=feed_id, url=feed.url)
        words = getattr(outcome, "detail", "") or "the poll did not come to an end"
        wait = back_off(floor_of(self._settings), state, self._settings)
        crash = Trouble(reason=RetryReason.UNREADABLE, words=words, wait=wait)
        return self._booked(after_trouble(state, crash, now))


def _titles_name(feed_id: FeedId) -> str:
    return f"poll.titles.{feed_id}"
