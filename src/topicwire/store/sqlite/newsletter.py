"""What the newsletter keeps, behind one door."""

from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.deliveries import SqliteDeliveries
from topicwire.store.sqlite.issues import SqliteIssues
from topicwire.store.sqlite.subscribers import SqliteSubscribers


class SqliteNewsletter:
    """Implements `ports.newsletter.Newsletter`."""

    def __init__(self, database: Database) -> None:
        self.issues = SqliteIssues(database)
        self.subscribers = SqliteSubscribers(database)
        self.deliveries = SqliteDeliveries(database)
