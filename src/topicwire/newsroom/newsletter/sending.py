"""Does what is due: composes, lets a window end, publishes the page, queues, hands over. The hub is locked meanwhile.

Each step is stored before the next begins, so whatever is cut off goes on from there.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from topicwire.errors import MailServerError, SealError
from topicwire.model.newsletter import DeliveryState, Issue, IssueState, SubscriberState
from topicwire.newsroom.newsletter.confirming import send_confirmations
from topicwire.newsroom.newsletter.issuing import compose_due
from topicwire.newsroom.newsletter.posting import Office, issue_writer, on_settled, open_office
from topicwire.newsroom.newsletter.records import keep_record
from topicwire.newsroom.newsletter.slots import next_slot
from topicwire.newsroom.newsletter.subscribing import CONFIRM, forget_unconfirmed
from topicwire.newsroom.room import Room
from topicwire.outbox.mailing import hand_over

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""Before a mail server that could not be used is tried again; the last goes on."""

Publish = Callable[[], Awaitable[bool]]
"""Publishes the site where anything on it changed, and tells whether the pages of issues that go out are there."""
KEPT = timedelta(days=120)
"""How long the rows of mails that are done with are kept: bounces come within days."""
OpenOffice = Callable[[Room], Office]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What one go came to."""

    composed: str  # id of the issue composed now; empty: none
    approved: tuple[str, ...]  # issues that went out of their window, or got a word, now
    counts: dict[str, int]  # mails by what became of them now
    confirmations: int
    unclear: int  # mails that an earlier go was cut off in: shown, never sent again by themselves
    trouble: str  # why it stopped; empty: it did not


async def send_due(
    room: Room, publish: Publish, open_with: OpenOffice | None = None, *, most_seconds: float = float("inf")
) -> Sent:
    """Do all that is due now. Call it while the hub is locked: there is one sender at a time.

    Raises:
        StoreError, OutboxError: the store or the disk refused; the next go continues.
    """
    now = room.clock.now()
    unclear = room.store.newsletter.deliveries.give_up_open(now)
    if unclear:
        log.warning(
            "mails are unclear", stage="newsletter", why=f"{unclear} were being handed over when it was cut off"
        )
    forget_unconfirmed(room)
    room.store.newsletter.deliveries.trim(now - KEPT)
    composed = compose_due(room)
    approved = _approve_due(room, now)
    going_out = room.store.newsletter.issues.list_in({IssueState.APPROVED})
    for issue in going_out:
        keep_record(room, issue)
    if going_out and await publish():
        _queue_approved(room)
    counts, confirmations, trouble = await _hand_over(room, open_with or open_office, most_seconds)
    return Sent(
        composed=composed.id if composed else "",
        approved=approved,
        counts=counts,
        confirmations=confirmations,
        unclear=unclear,
        trouble=trouble,
    )


def next_mail(room: Room) -> datetime | None:
    """Give when there is something to do next; None when the newsletter is off and nothing waits."""
    settings, now = room.config.settings.newsletter, room.clock.now()
    keeper = room.store.newsletter
    times: list[datetime] = [next_slot(settings, now)] if settings.enabled else []
    times += [issue.hold_until for issue in keeper.issues.list_in({IssueState.HELD})]
    times += [now for _ in keeper.issues.list_in({IssueState.APPROVED})]
    for issue in keeper.issues.list_in({IssueState.SENDING}):
        due = keeper.deliveries.next_due(issue.id)
        times.append(max(due or now, issue.retry_at or now))
    confirmations = (keeper.deliveries.next_due(mailing) for mailing in keeper.deliveries.list_mailings(CONFIRM))
    pause = now + PAUSES[0]  # a server that cannot be used is no reason to spin
    times += [max(due, pause) for due in confirmations if due]
    return min(times, default=None)


def _approve_due(room: Room, now: datetime) -> tuple[str, ...]:
    issues = room.store.newsletter.issues
    due = [issue for issue in issues.list_in({IssueState.HELD}) if issue.hold_until <= now]
    for issue in due:
        issues.keep(replace(issue, state=IssueState.APPROVED, changed_at=now, why="its window ended"))
    return tuple(issue.id for issue in due)


def _queue_approved(room: Room) -> None:
    """Queue a mail for everyone who is on the list now; the page of the issue is public already."""
    keeper, now = room.store.newsletter, room.clock.now()
    for issue in keeper.issues.list_in({IssueState.APPROVED}):
        with room.store.transaction():
            readers = [one.id for one in keeper.subscribers.list_in(SubscriberState.CONFIRMED)]
            keeper.deliveries.queue(issue.id, readers, now)
            keeper.issues.keep(replace(issue, state=IssueState.SENDING, changed_at=now))


async def _hand_over(room: Room, open_with: OpenOffice, most_seconds: float) -> tuple[dict[str, int], int, str]:
    keeper, counts, confirmations = room.store.newsletter, dict[str, int](), 0
    waiting = keeper.issues.list_in({IssueState.SENDING})
    if not waiting and not keeper.deliveries.list_mailings(CONFIRM):
        return counts, confirmations, ""
    for issue in waiting:
        _end_if_done(room, issue)
    try:
        office = open_with(room)
        confirmations = await send_confirmations(office, most_seconds)
        for issue in keeper.issues.list_in({IssueState.SENDING}):
            trouble = await _send_issue(office, issue, counts, most_seconds)
            if trouble:
                return counts, confirmations, trouble
    except (MailServerError, SealError) as error:
        for issue in keeper.issues.list_in({IssueState.SENDING}):
            _pause(room, issue, str(error))
        return counts, confirmations, str(error)
    return counts, confirmations, ""


async def _send_issue(office: Office, issue: Issue, counts: dict[str, int], most_seconds: float) -> str:
    room = office.room
    if issue.retry_at and room.clock.now() < issue.retry_at <= room.clock.now() + PAUSES[-1]:
        return issue.why
    done = await hand_over(
        issue.id,
        office.post,
        issue_writer(office, issue),
        lambda row, answer: on_settled(office, row, answer),
        most_seconds=most_seconds,
    )
    for state, count in done.counts.items():
        counts[state.value] = counts.get(state.value, 0) + count
    if done.trouble:
        _pause(room, issue, done.trouble)
    else:
        going = replace(issue, retry_at=None, failures=0, why="")
        if going != issue:
            room.store.newsletter.issues.keep(going)
        _end_if_done(room, going)
    return done.trouble


def _pause(room: Room, issue: Issue, why: str) -> None:
    pause = PAUSES[min(issue.failures, len(PAUSES) - 1)]
    paused = replace(issue, retry_at=room.clock.now() + pause, failures=issue.failures + 1, why=why)
    room.store.newsletter.issues.keep(paused)
    log.warning("newsletter waits", stage="newsletter", subject=issue.id, outcome="retry", why=why)


def _end_if_done(room: Room, issue: Issue) -> None:
    counts = room.store.newsletter.deliveries.count(issue.id)
    if not counts.get(DeliveryState.QUEUED) and not counts.get(DeliveryState.SENDING):
        ended = replace(issue, state=IssueState.SENT, changed_at=room.clock.now(), retry_at=None, why="")
        room.store.newsletter.issues.keep(ended)
