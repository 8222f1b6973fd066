"""What refused and returned mail does to a subscriber (docs/decisions/0018-newsletter.md)."""

from dataclasses import dataclass, replace
from datetime import timedelta

from topicwire.formats.bounces import Bounce, BounceKind
from topicwire.model.newsletter import Subscriber, SubscriberId, SubscriberState
from topicwire.newsroom.newsletter.address_book import AddressBook
from topicwire.newsroom.newsletter.subscribing import stop
from topicwire.newsroom.room import Room

HARD_LIMIT, SOFT_LIMIT = 2, 5
"""Mails of different issues that may come back before an address is written to no more: two that say the address
takes no mail (one may be a server's mistake), five for other reasons (a full mailbox is emptied in that time)."""
REMEMBERED = timedelta(days=60)
"""A bounce this long after the one before begins a new count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a report did."""

    subscriber_id: SubscriberId | None  # None: it is about nobody we know
    kind: BounceKind
    state: SubscriberState | None  # of the subscriber now
    is_counted: bool  # False: it was known already, or says nothing that counts


def take_bounce(room: Room, book: AddressBook, bounce: Bounce) -> Taken:
    """Count a report against its subscriber; a complaint stops all mail to it at once."""
    with room.store.transaction():
        known = _subscriber(room, book, bounce)
        if known is None or bounce.kind is BounceKind.NOTHING:
            state = known.state if known else None
            return Taken(subscriber_id=known.id if known else None, kind=bounce.kind, state=state, is_counted=False)
        if bounce.kind is BounceKind.COMPLAINT:
            is_new = known.state is not SubscriberState.COMPLAINED
            stop(room, known, SubscriberState.COMPLAINED)
        else:
            is_new = _is_new(room, known, bounce)
            if is_new:
                count_bounce(room, known, is_hard=bounce.kind is BounceKind.HARD)
        now = room.store.newsletter.subscribers.get(known.id)
    return Taken(subscriber_id=now.id, kind=bounce.kind, state=now.state, is_counted=is_new)


def count_bounce(room: Room, known: Subscriber, *, is_hard: bool) -> None:
    """Count one mail that was refused or came back, and stop writing to an address with too many."""
    now = room.clock.now()
    is_fresh = known.bounced_at is None or now - known.bounced_at > REMEMBERED
    hard, soft = (0, 0) if is_fresh else (known.hard_bounces, known.soft_bounces)
    counted = replace(known, hard_bounces=hard + is_hard, soft_bounces=soft + (not is_hard), bounced_at=now)
    room.store.newsletter.subscribers.keep(counted)
    is_over = counted.hard_bounces >= HARD_LIMIT or counted.soft_bounces >= SOFT_LIMIT
    if is_over and known.state is SubscriberState.CONFIRMED:
        stop(room, counted, SubscriberState.BOUNCED)


def _subscriber(room: Room, book: AddressBook, bounce: Bounce) -> Subscriber | None:
    subscribers = room.store.newsletter.subscribers
    known = subscribers.find(SubscriberId(bounce.subscriber)) if bounce.subscriber else None
    found = (subscribers.find_by_lookup(book.lookup(address)) for address in bounce.recipients)
    return known or next((one for one in found if one), None)


def _is_new(room: Room, known: Subscriber, bounce: Bounce) -> bool:
    """Tell whether this mail is not known to have come back; one that cannot be told apart counts each time."""
    if not bounce.mailing:
        return True
    return room.store.newsletter.deliveries.keep_bounce(bounce.mailing, known.id, room.clock.now(), bounce.code)
