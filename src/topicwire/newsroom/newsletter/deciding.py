"""An editor's word on an issue or a mail, and how things stand."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from topicwire.errors import DecisionError
from topicwire.model.newsletter import DeliveryState, Issue, IssueState, SubscriberId
from topicwire.newsroom.newsletter.slots import next_slot
from topicwire.newsroom.room import Room

SHOWN = 7
"""Issues in the list of how things stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """How it stands with one issue."""

    id: str
    state: str
    subject: str
    stories: int
    slot_at: datetime
    hold_until: datetime
    why: str
    mails: dict[str, int]  # by state


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclearLine:
    """A mail that may or may not have arrived."""

    mailing: str
    subscriber_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands with the newsletter."""

    is_enabled: bool
    next_at: datetime | None  # None: it is off
    issues: tuple[IssueLine, ...]  # newest first
    unclear: tuple[UnclearLine, ...]
    subscribers: dict[str, int]  # by state


def standing(room: Room) -> Standing:
    """Say how it stands with the newsletter."""
    settings, keeper = room.config.settings.newsletter, room.store.newsletter
    unclear = keeper.deliveries.list_in({DeliveryState.UNCLEAR})
    return Standing(
        is_enabled=settings.enabled,
        next_at=next_slot(settings, room.clock.now()) if settings.enabled else None,
        issues=tuple(_line(room, issue) for issue in keeper.issues.list_newest(SHOWN)),
        unclear=tuple(
            UnclearLine(mailing=row.mailing, subscriber_id=row.subscriber_id, at=row.changed_at) for row in unclear
        ),
        subscribers={state.value: count for state, count in keeper.subscribers.count().items()},
    )


def held_issue(room: Room) -> Issue | None:
    """Find the issue that waits for a word; the newest, if more than one does."""
    held = room.store.newsletter.issues.list_in({IssueState.HELD})
    return held[-1] if held else None


def approve(room: Room) -> Issue:
    """Let the waiting issue go out with the next go.

    Raises:
        DecisionError: none is waiting.
    """
    return _decide(room, IssueState.APPROVED, "approved by an editor")


def refuse(room: Room) -> Issue:
    """Keep the waiting issue back for good; what it told may be told by the next one.

    Raises:
        DecisionError: none is waiting.
    """
    return _decide(room, IssueState.REFUSED, "refused by an editor")


def retry_unclear(room: Room, subscriber_id: str) -> int:
    """Queue a subscriber's unclear mails of the last week again, at the risk that they come twice; count them.

    Raises:
        DecisionError: there is none.
    """
    keeper, now = room.store.newsletter, room.clock.now()
    rows = [row for row in keeper.deliveries.list_in({DeliveryState.UNCLEAR}) if row.subscriber_id == subscriber_id]
    recent = [row for row in rows if now - row.changed_at < timedelta(days=7)]
    with room.store.transaction():
        done = sum(keeper.deliveries.queue_again(row.mailing, SubscriberId(subscriber_id), now) for row in recent)
        for mailing in {row.mailing for row in recent}:
            issue = next((one for one in keeper.issues.list_in({IssueState.SENT}) if one.id == mailing), None)
            if issue:
                keeper.issues.keep(replace(issue, state=IssueState.SENDING))
    if not done:
        raise DecisionError("no unclear mail of the last week", subject=subscriber_id, remedy="topicwire send --status")
    return done


def _decide(room: Room, state: IssueState, why: str) -> Issue:
    with room.store.transaction():
        held = held_issue(room)
        if held is None:
            raise DecisionError("no issue waits for a word", remedy="topicwire send --status")
        decided = replace(held, state=state, changed_at=room.clock.now(), why=why)
        room.store.newsletter.issues.keep(decided)
    return decided


def _line(room: Room, issue: Issue) -> IssueLine:
    counts = room.store.newsletter.deliveries.count(issue.id)
    return IssueLine(
        id=issue.id,
        state=issue.state.value,
        subject=issue.letter.subject if issue.letter else "",
        stories=len(issue.letter.stories) if issue.letter else 0,
        slot_at=issue.slot_at,
        hold_until=issue.hold_until,
        why=issue.why,
        mails={state.value: count for state, count in counts.items()},
    )
