"""Subscribers: asking, confirming, leaving, and what bounces do. Nothing here sends; mails are queued.

Whoever asks gets the same answer whether or not the address is known; what differs is only the mail that comes.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from topicwire.model.newsletter import Subscriber, SubscriberId, SubscriberState
from topicwire.newsroom.newsletter.address_book import (
    AddressBook,
    known_mailbox,
    new_subscriber_id,
)
from topicwire.newsroom.room import Room

CONFIRM = "confirm/"
"""Starts the name of the mailing that brings a confirmation link; the time of the sign-up follows."""
ASK_AGAIN_AFTER = timedelta(minutes=10)
"""Between two confirmation mails to one address."""
ASKS_A_DAY = 3
"""Confirmation mails to one address in a day: nobody's mailbox is filled through us."""
ASKS_AN_HOUR = 300
"""Confirmation mails in an hour to all addresses together: a flood stops here, whatever addresses it uses."""
DAY = timedelta(days=1)
_OPEN = frozenset({SubscriberState.PENDING, SubscriberState.UNSUBSCRIBED, SubscriberState.BOUNCED})
"""States from which an address may be asked (again) to confirm. One that complained is never written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What asking came to; only an editor is told."""

    subscriber_id: SubscriberId
    state: SubscriberState
    is_queued: bool  # True: a confirmation mail is on its way


def ask(room: Room, book: AddressBook, address: str, origin: str) -> Asked:
    """Take a sign-up: queue a mail that asks to confirm, unless the address has it, or was asked just now.

    Raises:
        AddressError: it is no mail address.
    """
    address, lookup, now = known_mailbox(address), book.lookup(address), room.clock.now()
    keeper = room.store.newsletter
    with room.store.transaction():
        known = keeper.subscribers.find_by_lookup(lookup)
        is_flood = keeper.deliveries.count_since(CONFIRM, now - timedelta(hours=1)) >= ASKS_AN_HOUR
        if known is not None and (known.state not in _OPEN or _is_too_often(known, now) or is_flood):
            return Asked(subscriber_id=known.id, state=known.state, is_queued=False)
        asked = _again(known, book, address, now) if known else _first(book, address, lookup, now, origin)
        if is_flood:
            return Asked(subscriber_id=asked.id, state=asked.state, is_queued=False)
        keeper.subscribers.keep(asked)
        keeper.deliveries.queue(confirm_mailing(asked.asked_at), [asked.id], now)
    return Asked(subscriber_id=asked.id, state=asked.state, is_queued=True)


def confirm_mailing(asked_at: datetime) -> str:
    """Name the mailing of a sign-up."""
    return f"{CONFIRM}{int(asked_at.timestamp() * 1_000_000)}"


def add_confirmed(room: Room, book: AddressBook, address: str, origin: str) -> Asked:
    """Put an address on the list whose owner confirmed elsewhere; one that left, or complained, stays off it.

    Raises:
        AddressError: it is no mail address.
    """
    address, lookup, now = known_mailbox(address), book.lookup(address), room.clock.now()
    subscribers = room.store.newsletter.subscribers
    with room.store.transaction():
        known = subscribers.find_by_lookup(lookup)
        if known is None:
            made = replace(_first(book, address, lookup, now, origin), state=SubscriberState.CONFIRMED)
            subscribers.keep(made)
            return Asked(subscriber_id=made.id, state=made.state, is_queued=False)
        if known.state is SubscriberState.PENDING:
            known = replace(known, state=SubscriberState.CONFIRMED, changed_at=now)
            subscribers.keep(known)
    return Asked(subscriber_id=known.id, state=known.state, is_queued=False)


def confirm(room: Room, book: AddressBook, token: str) -> bool:
    """Put whoever holds a good confirmation link on the list; True too when it is on it already by that link."""
    told, now = book.read(token), room.clock.now()
    if told is None or now > told.until:
        return False
    subscribers = room.store.newsletter.subscribers
    with room.store.transaction():
        known = subscribers.find(told.subscriber_id)
        if known is None or known.asked_at != told.asked_at:
            return False
        if known.state is SubscriberState.PENDING:
            subscribers.keep(replace(known, state=SubscriberState.CONFIRMED, changed_at=now))
        return known.state in {SubscriberState.PENDING, SubscriberState.CONFIRMED}


def unsubscribe(room: Room, book: AddressBook, token: str) -> bool:
    """Take whoever holds the link off the list and erase the address; False for a token that is none of ours."""
    subscriber_id = book.read_leave(token)
    if subscriber_id is None:
        return False
    with room.store.transaction():
        known = room.store.newsletter.subscribers.find(subscriber_id)
        if known is None:
            return True  # forgotten altogether: that is what was asked for
        stop(room, known, SubscriberState.UNSUBSCRIBED)
    return True


def stop(room: Room, known: Subscriber, state: SubscriberState) -> None:
    """Write to a subscriber no more: the address is erased, the keyed hash stays, so that nobody adds it again."""
    if known.state is SubscriberState.COMPLAINED or (known.state is state and known.sealed is None):
        return
    gone = replace(known, state=state, sealed=None, changed_at=room.clock.now())
    room.store.newsletter.subscribers.keep(gone)


def find_by_name(room: Room, book: AddressBook, name: str) -> Subscriber | None:
    """Find a subscriber by id or address.

    Raises:
        AddressError: it is neither.
    """
    subscribers = room.store.newsletter.subscribers
    by_id = subscribers.find(SubscriberId(name))
    return by_id or subscribers.find_by_lookup(book.lookup(name))


def forget_unconfirmed(room: Room) -> int:
    """Forget sign-ups that were not confirmed in time, and count them."""
    hours = room.config.settings.newsletter.confirm_hours
    late = room.clock.now() - timedelta(hours=hours)
    subscribers = room.store.newsletter.subscribers
    gone = [one for one in subscribers.list_in(SubscriberState.PENDING) if one.asked_at < late]
    for one in gone:
        subscribers.drop(one.id)
    return len(gone)


def _first(book: AddressBook, address: str, lookup: str, now: datetime, origin: str) -> Subscriber:
    subscriber_id = new_subscriber_id()
    return Subscriber(
        id=subscriber_id,
        state=SubscriberState.PENDING,
        lookup=lookup,
        sealed=book.seal(subscriber_id, address),
        asked_at=now,
        asks=1,
        changed_at=now,
        hard_bounces=0,
        soft_bounces=0,
        bounced_at=None,
        origin=origin,
    )


def _again(known: Subscriber, book: AddressBook, address: str, now: datetime) -> Subscriber:
    """Begin anew with an address that was known; an older confirmation link is good no more."""
    is_same_day = now - known.asked_at < DAY
    return replace(
        known,
        state=SubscriberState.PENDING,
        sealed=book.seal(known.id, address),
        asked_at=now,
        asks=known.asks + 1 if is_same_day else 1,
        changed_at=now,
        hard_bounces=0,
        soft_bounces=0,
        bounced_at=None,
    )


def _is_too_often(known: Subscriber, now: datetime) -> bool:
    since = now - known.asked_at
    return known.state is SubscriberState.PENDING and (
        timedelta(0) <= since < ASK_AGAIN_AFTER or (since < DAY and known.asks >= ASKS_A_DAY)
    )
