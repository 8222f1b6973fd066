"""Subscribers of the newsletter: states, sealed addresses and keyed hashes."""

from topicwire.errors import NotStoredError
from topicwire.model.newsletter import Subscriber, SubscriberId, SubscriberState
from topicwire.store.rows import from_micros, to_micros
from topicwire.store.sqlite.connection import Database, Row, Values

COLUMNS = "id, state, lookup, sealed, asked_at, asks, changed_at, hard_bounces, soft_bounces, bounced_at, origin"
SELECT = f"SELECT {COLUMNS} FROM subscriber"  # noqa: S608 - the constant above
KEEP = f"""
INSERT INTO subscriber ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET state = excluded.state, lookup = excluded.lookup, sealed = excluded.sealed,
  asked_at = excluded.asked_at, asks = excluded.asks,
  changed_at = excluded.changed_at, hard_bounces = excluded.hard_bounces, soft_bounces = excluded.soft_bounces,
  bounced_at = excluded.bounced_at, origin = excluded.origin
"""  # noqa: S608 - the constant above


class SqliteSubscribers:
    """Implements `ports.newsletter.Subscribers`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, subscriber: Subscriber) -> None:
        """Insert or update."""
        values = (
            subscriber.id,
            subscriber.state.value,
            subscriber.lookup,
            subscriber.sealed,
            to_micros(subscriber.asked_at),
            subscriber.asks,
            to_micros(subscriber.changed_at),
            subscriber.hard_bounces,
            subscriber.soft_bounces,
            to_micros(subscriber.bounced_at) if subscriber.bounced_at else None,
            subscriber.origin,
        )
        self._database.run(KEEP, values)

    def get(self, subscriber_id: SubscriberId) -> Subscriber:
        """Get a subscriber."""
        found = self.find(subscriber_id)
        if found is None:
            raise NotStoredError("no such subscriber", subject=subscriber_id)
        return found

    def find(self, subscriber_id: SubscriberId) -> Subscriber | None:
        """Find by id."""
        return self._first("id = ?", (subscriber_id,))

    def find_by_lookup(self, lookup: str) -> Subscriber | None:
        """Find by the keyed hash of the address."""
        return self._first("lookup = ?", (lookup,))

    def list_all(self) -> tuple[Subscriber, ...]:
        """List all by the time they asked."""
        return tuple(map(_read, self._database.rows(f"{SELECT} ORDER BY asked_at, id")))

    def list_in(self, state: SubscriberState) -> tuple[Subscriber, ...]:
        """List those of one state."""
        rows = self._database.rows(f"{SELECT} WHERE state = ? ORDER BY asked_at, id", (state.value,))
        return tuple(map(_read, rows))

    def count(self) -> dict[SubscriberState, int]:
        """Count by state."""
        rows = self._database.rows("SELECT state, count(*) FROM subscriber GROUP BY state ORDER BY state")
        return {SubscriberState(state): number for state, number in rows}

    def drop(self, subscriber_id: SubscriberId) -> None:
        """Forget the subscriber and what waits for it."""
        with self._database.transaction():
            self._database.run("DELETE FROM subscriber WHERE id = ?", (subscriber_id,))
            self._database.run("DELETE FROM delivery WHERE subscriber_id = ? AND state = 'queued'", (subscriber_id,))

    def _first(self, condition: str, values: Values) -> Subscriber | None:
        row = self._database.first(f"{SELECT} WHERE {condition}", values)
        return None if row is None else _read(row)


def _read(row: Row) -> Subscriber:
    return Subscriber(
        id=SubscriberId(row[0]),
        state=SubscriberState(row[1]),
        lookup=row[2],
        sealed=row[3],
        asked_at=from_micros(row[4]),
        asks=row[5],
        changed_at=from_micros(row[6]),
        hard_bounces=row[7],
        soft_bounces=row[8],
        bounced_at=None if row[9] is None else from_micros(row[9]),
        origin=row[10],
    )
