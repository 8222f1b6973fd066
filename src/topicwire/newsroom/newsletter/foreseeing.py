"""What a go would do now, without doing it."""

from dataclasses import dataclass, replace

from topicwire.model.newsletter import DeliveryState, IssueState, SubscriberState
from topicwire.newsroom.newsletter.issuing import BEGAN, draft, last_slot
from topicwire.newsroom.newsletter.slots import due_slot
from topicwire.newsroom.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What would happen."""

    would_compose: str  # subject of the issue that would be composed; empty: none
    would_skip: str  # why an issue that is due would be skipped; empty: none is
    would_go_out: tuple[str, ...]  # ids of issues whose window has ended, or that have a word
    mails: int  # queued, or to be queued
    words: tuple[str, ...]


def foresee(room: Room) -> Foreseen:
    """Say what a go would do now."""
    settings, keeper, now = room.config.settings.newsletter, room.store.newsletter, room.clock.now()
    is_new = room.store.learned.find(BEGAN) is None
    slot = due_slot(settings, last_slot(room), now) if settings.enabled and not is_new else None
    issue = draft(room, slot).issue if slot else None
    held = keeper.issues.list_in({IssueState.HELD, IssueState.APPROVED})
    out = tuple(one.id for one in held if one.state is IssueState.APPROVED or one.hold_until <= now)
    readers = keeper.subscribers.count().get(SubscriberState.CONFIRMED, 0)
    queued = sum(
        keeper.deliveries.count(one.id).get(DeliveryState.QUEUED, 0)
        for one in keeper.issues.list_in({IssueState.SENDING})
    )
    letter = issue.letter if issue else None
    found = Foreseen(
        would_compose=letter.subject if letter else "",
        would_skip=issue.why if issue and not letter else "",
        would_go_out=out,
        mails=queued + readers * len(out),
        words=(),
    )
    return replace(found, words=tuple(_words(found)))


def _words(found: Foreseen) -> list[str]:
    lines = [f"An issue would be composed: {found.would_compose}"] if found.would_compose else []
    lines += [f"An issue would be skipped: {found.would_skip}"] if found.would_skip else []
    lines += [f"The issue {issue} would go out." for issue in found.would_go_out]
    lines += [f"{found.mails} mails would be handed over."] if found.mails else []
    return lines or ["Nothing is due."]
