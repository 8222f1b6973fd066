"""Hands the queued mails of one mailing to the mail server: recorded first, done second, told at once.

Nothing here ever sends a mail whose row is not queued, and no row goes back to queued once its last byte may have been
taken. So whatever dies, nobody gets a mail twice by our doing (docs/decisions/0018-newsletter.md).
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from topicwire.errors import MailServerError
from topicwire.model.newsletter import Delivery, DeliveryState
from topicwire.ports.clock import Clock
from topicwire.ports.mail import Answer, Envelope, Handed, Mailer, MailSession
from topicwire.ports.newsletter import Deliveries

BATCH = 50
"""Rows looked up at a time; also the most mails sent to someone who leaves while we send, less one."""
WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""After a refusal that may pass, by how often it was refused; the last goes on. Greylisting asks for some minutes,
RFC 5321 (section 4.5.4.1) for half an hour and days in all."""
_STATES = {
    Answer.TAKEN: DeliveryState.SENT,
    Answer.NO_ADDRESS: DeliveryState.FAILED,
    Answer.REFUSED: DeliveryState.FAILED,
    Answer.UNCLEAR: DeliveryState.UNCLEAR,
}

Write = Callable[[Delivery], Envelope | None]
"""Writes the mail for one row; None: the subscriber left meanwhile."""
OnSettled = Callable[[Delivery, Answer | None], None]
"""Told what became of a row, in the transaction that stores it; None: it was dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What handing over needs."""

    deliveries: Deliveries
    transaction: Callable[[], AbstractContextManager[None]]
    mailer: Mailer
    clock: Clock
    per_second: float
    tries: int
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    announce: Callable[[str], None] = lambda _: None  # told the name of each step: tests end the process there


@dataclass(slots=True, kw_only=True)
class Handover:
    """What one go at a mailing came to."""

    counts: Counter[DeliveryState] = field(default_factory=Counter)  # rows by what became of them now
    trouble: str = ""  # why it stopped before all that was due was handed over; empty: it did not
    is_late: bool = False  # True: its time was up, and more is due at once


@dataclass(slots=True, kw_only=True)
class _Pace:
    """Keeps to so many mails a second."""

    post: Post
    next_at: float = 0.0

    async def keep(self) -> None:
        """Wait for the next turn."""
        now = self.post.clock.monotonic()
        if self.next_at > now:
            await self.post.sleep(self.next_at - now)
        self.next_at = max(now, self.next_at) + 1 / self.post.per_second


async def hand_over(
    mailing: str, post: Post, write: Write, on_settled: OnSettled, *, most_seconds: float = float("inf")
) -> Handover:
    """Hand over all that is due of one mailing, over as few connections as it takes.

    Stops early, and says why, when the server cannot be used: no row is changed by that.
    """
    done, until = Handover(), post.clock.monotonic() + most_seconds
    pace, empty_handed = _Pace(post=post), 0
    while post.deliveries.list_due(mailing, post.clock.now(), 1):
        if post.clock.monotonic() >= until:
            done.is_late = True
            break
        before = done.counts.total()
        try:
            async with post.mailer.open() as session:
                await _use(
                    session, _Turn(mailing=mailing, post=post, write=write, on_settled=on_settled), pace, done, until
                )
        except MailServerError as error:
            done.trouble = str(error)
        empty_handed = 0 if done.counts.total() > before else empty_handed + 1
        if not done.trouble and empty_handed >= 2:
            done.trouble = "the mail server ends the connection before it takes a mail"
        if done.trouble:
            break
    return done


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """What one connection works on."""

    mailing: str
    post: Post
    write: Write
    on_settled: OnSettled


async def _use(session: MailSession, turn: _Turn, pace: _Pace, done: Handover, until: float) -> None:
    """Hand over one mail after the other until the connection, the time or the work ends."""
    post = turn.post
    while rows := post.deliveries.list_due(turn.mailing, post.clock.now(), BATCH):
        for row in rows:
            if post.clock.monotonic() >= until:
                return
            await pace.keep()
            handed = await _hand_one(session, turn, row, done)
            if handed and handed.answer is Answer.SENDER:
                raise MailServerError(f"it takes no mail from this sender ({handed.code})", subject="mail server")
            if not session.is_open:
                return


async def _hand_one(session: MailSession, turn: _Turn, row: Delivery, done: Handover) -> Handed | None:
    post = turn.post
    envelope = turn.write(row)
    if envelope is None:
        _settle(turn, replace(row, state=DeliveryState.DROPPED, changed_at=post.clock.now()), None, done)
        return None
    begun = [False]

    def begin() -> bool:
        begun[0] = post.deliveries.begin(row.mailing, row.subscriber_id, post.clock.now())
        return begun[0]

    handed = await session.send(envelope, begin)
    settled = _settled(row, handed, post)
    if settled is not None:
        _settle(turn, settled, handed.answer, done)
    post.announce("settled")
    return handed


def _settled(row: Delivery, handed: Handed, post: Post) -> Delivery | None:
    """Say what became of a row; None: nothing that is to be stored."""
    now = post.clock.now()
    if handed.answer in {Answer.UNSENT, Answer.HELD_BACK, Answer.SENDER}:
        return None
    if handed.answer is not Answer.LATER:
        return replace(row, state=_STATES[handed.answer], changed_at=now, code=handed.code)
    attempts = row.attempts + 1
    state = DeliveryState.QUEUED if attempts < post.tries else DeliveryState.FAILED
    due_at = now + WAITS[min(attempts, len(WAITS)) - 1]
    return replace(row, state=state, attempts=attempts, due_at=due_at, changed_at=now, code=handed.code)


def _settle(turn: _Turn, row: Delivery, answer: Answer | None, done: Handover) -> None:
    with turn.post.transaction():
        turn.post.deliveries.settle(row)
        turn.on_settled(row, answer)
    done.counts[row.state] += 1
