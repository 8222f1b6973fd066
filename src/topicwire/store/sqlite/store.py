"""The store on one SQLite file."""

from contextlib import AbstractContextManager
from datetime import timedelta

from topicwire.ports.clock import Clock
from topicwire.store.sqlite.adopted import SqliteAdopted
from topicwire.store.sqlite.articles import SqliteArticles
from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.editions import SqliteEditions
from topicwire.store.sqlite.enrichments import SqliteEnrichments
from topicwire.store.sqlite.feeds import SqliteFeeds
from topicwire.store.sqlite.files import SqliteFiles
from topicwire.store.sqlite.fronts import SqliteFronts
from topicwire.store.sqlite.learned import SqliteLearned
from topicwire.store.sqlite.ledger import SqliteLedger
from topicwire.store.sqlite.newsletter import SqliteNewsletter
from topicwire.store.sqlite.pages import SqlitePages
from topicwire.store.sqlite.poll_days import SqlitePollDays
from topicwire.store.sqlite.ranked import SqliteRanked
from topicwire.store.sqlite.rulings import SqliteRulings
from topicwire.store.sqlite.schema import bring_up_to_date, refuse_foreign
from topicwire.store.sqlite.search import SqliteSearch
from topicwire.store.sqlite.soundness import list_faults
from topicwire.store.sqlite.stories import SqliteStories
from topicwire.store.sqlite.thumbnails import SqliteThumbnails
from topicwire.store.sqlite.tips import SqliteTips
from topicwire.store.sqlite.work import SqliteWork

WAIT = timedelta(seconds=30)
"""How long to wait for another process that writes. Our transactions are short: who waits longer is stuck."""


class SqliteStore:
    """Implements `ports.store.Store`. For one thread: another thread or process opens its own."""

    def __init__(self, database: Database, clock: Clock | None) -> None:
        self._database = database
        self.feeds = SqliteFeeds(database)
        self.polls = SqlitePollDays(database)
        self.tips = SqliteTips(database)
        self.pages = SqlitePages(database)
        self.articles = SqliteArticles(database)
        self.enrichments = SqliteEnrichments(database)
        self.stories = SqliteStories(database)
        self.ranked = SqliteRanked(database, clock)
        self.adopted = SqliteAdopted(database)
        self.thumbnails = SqliteThumbnails(database)
        self.files = SqliteFiles(database)
        self.editions = SqliteEditions(database)
        self.fronts = SqliteFronts(database)
        self.learned = SqliteLearned(database)
        self.work = SqliteWork(database)
        self.ledger = SqliteLedger(database)
        self.rulings = SqliteRulings(database)
        self.search = SqliteSearch(database)
        self.newsletter = SqliteNewsletter(database)

    def transaction(self) -> AbstractContextManager[None]:
        """Open a write transaction or join the open one."""
        return self._database.transaction()

    def check(self) -> tuple[str, ...]:
        """List what is wrong with the store in words."""
        return list_faults(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def open_store(path: str, clock: Clock | None = None, *, wait: timedelta = WAIT) -> SqliteStore:
    """Open the store in that file, made or brought up to date when needed; `:memory:` keeps nothing.

    Args:
        path: of the file; its folder exists.
        clock: dates changes of ranked records; without it a change is dated by the record's own newest time.
        wait: how long to wait for another process that writes.

    Raises:
        StoreUnsafeError: a SQLite library known to corrupt, another program's file, or a newer schema.
        StoreError: the file cannot be opened.
    """
    database = Database(path, wait)
    try:
        refuse_foreign(database)
        database.use_pragmas()
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return SqliteStore(database, clock)
