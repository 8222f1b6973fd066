"""A row for every mail to every subscriber."""

from collections.abc import Iterable
from datetime import datetime

from topicwire.model.newsletter import Delivery, DeliveryState, SubscriberId
from topicwire.store.rows import from_micros, to_micros
from topicwire.store.sqlite.connection import Database, Row

COLUMNS = "mailing, subscriber_id, state, attempts, due_at, changed_at, code"
SELECT = f"SELECT {COLUMNS} FROM delivery"  # noqa: S608 - the constant above
QUEUE = f"""
INSERT INTO delivery ({COLUMNS}) SELECT ?, id, 'queued', 0, ?, ?, '' FROM subscriber WHERE id = ?
ON CONFLICT (mailing, subscriber_id) DO NOTHING
"""  # noqa: S608 - the constant above
BEGIN = """
UPDATE delivery SET state = 'sending', changed_at = ? WHERE mailing = ? AND subscriber_id = ? AND state = 'queued'
"""
BOUNCE = """
UPDATE delivery SET state = 'bounced', changed_at = ?, code = ?
WHERE mailing = ? AND subscriber_id = ? AND state IN ('sent', 'unclear')
"""
AGAIN = """
UPDATE delivery SET state = 'queued', due_at = ?, changed_at = ?
WHERE mailing = ? AND subscriber_id = ? AND state = 'unclear'
"""
SETTLE = """
UPDATE delivery SET state = ?, attempts = ?, due_at = ?, changed_at = ?, code = ?
WHERE mailing = ? AND subscriber_id = ? AND state NOT IN ('sent', 'bounced')
"""


class SqliteDeliveries:
    """Implements `ports.newsletter.Deliveries`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, mailing: str, subscribers: Iterable[SubscriberId], at: datetime) -> int:
        """Queue what has no row yet."""
        due, counted = to_micros(at), 0
        with self._database.transaction():
            for subscriber_id in subscribers:
                self._database.run(QUEUE, (mailing, due, due, subscriber_id))
                counted += self._database.changes()
        return counted

    def list_due(self, mailing: str, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """List what is queued and due."""
        sql = f"{SELECT} WHERE state = 'queued' AND mailing = ? AND due_at <= ? ORDER BY due_at, subscriber_id LIMIT ?"
        return tuple(map(_read, self._database.rows(sql, (mailing, to_micros(now), limit))))

    def begin(self, mailing: str, subscriber_id: SubscriberId, at: datetime) -> bool:
        """Mark as being handed over; whoever gets True is the only one."""
        with self._database.transaction():
            self._database.run(BEGIN, (to_micros(at), mailing, subscriber_id))
            return self._database.changes() == 1

    def settle(self, delivery: Delivery) -> None:
        """Store what became of it."""
        state = (delivery.state.value, delivery.attempts, to_micros(delivery.due_at), to_micros(delivery.changed_at))
        self._database.run(SETTLE, (*state, delivery.code, delivery.mailing, delivery.subscriber_id))

    def keep_bounce(self, mailing: str, subscriber_id: SubscriberId, at: datetime, code: str) -> bool:
        """Note that it came back."""
        with self._database.transaction():
            self._database.run(BOUNCE, (to_micros(at), code, mailing, subscriber_id))
            return self._database.changes() == 1

    def queue_again(self, mailing: str, subscriber_id: SubscriberId, at: datetime) -> bool:
        """Queue an unclear one again."""
        with self._database.transaction():
            self._database.run(AGAIN, (to_micros(at), to_micros(at), mailing, subscriber_id))
            return self._database.changes() == 1

    def give_up_open(self, at: datetime) -> int:
        """Turn what was being handed over into what is unclear."""
        with self._database.transaction():
            sql = "UPDATE delivery SET state = 'unclear', changed_at = ? WHERE state = 'sending'"
            self._database.run(sql, (to_micros(at),))
            return self._database.changes()

    def trim(self, before: datetime) -> int:
        """Forget old rows that are done with."""
        with self._database.transaction():
            done = "state IN ('sent', 'failed', 'bounced', 'dropped') AND changed_at < ?"
            self._database.run(f"DELETE FROM delivery WHERE {done}", (to_micros(before),))  # noqa: S608 - ours
            return self._database.changes()

    def find(self, mailing: str, subscriber_id: SubscriberId) -> Delivery | None:
        """Find one row."""
        row = self._database.first(f"{SELECT} WHERE mailing = ? AND subscriber_id = ?", (mailing, subscriber_id))
        return None if row is None else _read(row)

    def list_in(self, states: Iterable[DeliveryState]) -> tuple[Delivery, ...]:
        """List by state."""
        named = sorted(state.value for state in states)
        marks = ", ".join("?" * len(named))
        sql = f"{SELECT} WHERE state IN ({marks}) ORDER BY mailing, subscriber_id"
        return tuple(map(_read, self._database.rows(sql, tuple(named))))

    def list_mailings(self, prefix: str) -> tuple[str, ...]:
        """List mailings with a queued mail."""
        sql = "SELECT DISTINCT mailing FROM delivery WHERE state = 'queued' AND mailing GLOB ? ORDER BY mailing"
        return tuple(mailing for (mailing,) in self._database.rows(sql, (f"{prefix}*",)))

    def next_due(self, mailing: str) -> datetime | None:
        """Give when the next queued mail is due."""
        due = self._database.value(
            "SELECT min(due_at) FROM delivery WHERE state = 'queued' AND mailing = ?", (mailing,)
        )
        return None if due is None else from_micros(due)

    def count(self, mailing: str) -> dict[DeliveryState, int]:
        """Count by state."""
        sql = "SELECT state, count(*) FROM delivery WHERE mailing = ? GROUP BY state ORDER BY state"
        return {DeliveryState(state): number for state, number in self._database.rows(sql, (mailing,))}

    def count_since(self, prefix: str, at: datetime) -> int:
        """Count what changed lately."""
        sql = "SELECT count(*) FROM delivery WHERE changed_at >= ? AND mailing GLOB ?"
        return int(self._database.value(sql, (to_micros(at), f"{prefix}*")))


def _read(row: Row) -> Delivery:
    return Delivery(
        mailing=row[0],
        subscriber_id=SubscriberId(row[1]),
        state=DeliveryState(row[2]),
        attempts=row[3],
        due_at=from_micros(row[4]),
        changed_at=from_micros(row[5]),
        code=row[6],
    )
