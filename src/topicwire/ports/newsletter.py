"""What the newsletter keeps: issues, subscribers, and a row for every mail. Verbs as in ports/store.py."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from topicwire.model.newsletter import (
    Delivery,
    DeliveryState,
    Issue,
    IssueId,
    IssueState,
    Subscriber,
    SubscriberId,
    SubscriberState,
)


class Issues(Protocol):
    """Issues of the newsletter, skipped and refused ones too."""

    def keep(self, issue: Issue) -> None: ...
    def keep_bodies(self, issue_id: IssueId, html: str, text: str) -> None:
        """Keep the mail as composed; one that is there already stays as it is."""
        ...

    def get(self, issue_id: IssueId) -> Issue: ...
    def find(self, issue_id: IssueId) -> Issue | None: ...
    def find_bodies(self, issue_id: IssueId) -> tuple[str, str] | None:
        """Give (HTML, text) as composed."""
        ...

    def find_newest(self) -> Issue | None:
        """Find the issue with the newest due time, whatever became of it."""
        ...

    def list_in(self, states: Iterable[IssueState]) -> tuple[Issue, ...]:
        """List issues in any of these states, oldest due time first."""
        ...

    def list_newest(self, limit: int) -> tuple[Issue, ...]:
        """List the newest, newest first."""
        ...


class Subscribers(Protocol):
    """Who gets the newsletter. The store never sees an address."""

    def keep(self, subscriber: Subscriber) -> None:
        """Insert or update; raises StoreConflictError for a second row with the same lookup."""
        ...

    def get(self, subscriber_id: SubscriberId) -> Subscriber: ...
    def find(self, subscriber_id: SubscriberId) -> Subscriber | None: ...
    def find_by_lookup(self, lookup: str) -> Subscriber | None: ...
    def list_all(self) -> tuple[Subscriber, ...]:
        """List all by the time they asked, then id."""
        ...

    def list_in(self, state: SubscriberState) -> tuple[Subscriber, ...]:
        """The same, of one state."""
        ...

    def count(self) -> dict[SubscriberState, int]:
        """Count by state; a state nobody is in is left out."""
        ...

    def drop(self, subscriber_id: SubscriberId) -> None:
        """Forget all of the subscriber, mails waiting for it too; what became of earlier mails stays, as a number."""
        ...


class Deliveries(Protocol):
    """A row for every mail to every subscriber."""

    def queue(self, mailing: str, subscribers: Iterable[SubscriberId], at: datetime) -> int:
        """Queue a mail for each subscriber that has no row for this mailing yet, and count them."""
        ...

    def list_due(self, mailing: str, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """List queued mails of a mailing that are due, by due time, then subscriber."""
        ...

    def begin(self, mailing: str, subscriber_id: SubscriberId, at: datetime) -> bool:
        """Mark a queued mail as being handed over, durably; False when it is queued no more: it must not be sent."""
        ...

    def settle(self, delivery: Delivery) -> None:
        """Store what became of a mail; one that was sent stays sent."""
        ...

    def keep_bounce(self, mailing: str, subscriber_id: SubscriberId, at: datetime, code: str) -> bool:
        """Note that a mail that was sent, or is unclear, came back; False when that is known or it was never sent."""
        ...

    def queue_again(self, mailing: str, subscriber_id: SubscriberId, at: datetime) -> bool:
        """Queue an unclear mail again, as a person decided; False when it is not unclear."""
        ...

    def give_up_open(self, at: datetime) -> int:
        """Turn all that were being handed over into unclear ones, and count them: when the one sender starts."""
        ...

    def trim(self, before: datetime) -> int:
        """Forget rows that nothing more is due of and that last changed before then, and count them."""
        ...

    def find(self, mailing: str, subscriber_id: SubscriberId) -> Delivery | None: ...
    def list_in(self, states: Iterable[DeliveryState]) -> tuple[Delivery, ...]:
        """List mails in any of these states, by mailing, then subscriber."""
        ...

    def list_mailings(self, prefix: str) -> tuple[str, ...]:
        """List the mailings whose name starts so that have a queued mail."""
        ...

    def next_due(self, mailing: str) -> datetime | None:
        """Give when the next queued mail of a mailing is due."""
        ...

    def count(self, mailing: str) -> dict[DeliveryState, int]:
        """Count the mails of a mailing by state; a state without any is left out."""
        ...

    def count_since(self, prefix: str, at: datetime) -> int:
        """Count the mails changed at or after `at` whose mailing's name starts so."""
        ...


class Newsletter(Protocol):
    """Everything the newsletter keeps."""

    @property
    def issues(self) -> Issues: ...
    @property
    def subscribers(self) -> Subscribers: ...
    @property
    def deliveries(self) -> Deliveries: ...
