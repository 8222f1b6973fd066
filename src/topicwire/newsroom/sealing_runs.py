"""Seals the private fields of what a run ranks, with a ring that is opened anew for every run."""

import structlog

from topicwire.model.article import Article
from topicwire.model.record import RankedArticle
from topicwire.newsroom.keys import keep_seals, open_sealer
from topicwire.newsroom.room import Room
from topicwire.sealing.gathering import gather_fields
from topicwire.sealing.sealer import Sealer

TOLD = "keys.told"
"""Name of the note, in the store's learned states, that this hub was told once that it has no keys."""

log = structlog.get_logger()


class RunSeals:
    """What the rank stage seals with; `begin` and `end` stand around every run, while the hub is locked."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._sealer: Sealer | None = None

    def begin(self) -> None:
        """Open the key ring.

        Raises:
            KeyRingError: there is a ring and it cannot be used: nothing may run.
        """
        self._sealer = open_sealer(self._room, self._room.environment)
        learned = self._room.store.learned
        if self._sealer.ring is None and learned.find(TOLD) is None:
            learned.keep(TOLD, b"once")
            log.warning("no key ring: private fields are left out of records", remedy="topicwire keys new")

    def end(self) -> None:
        """Keep the count of seals made."""
        if self._sealer:
            keep_seals(self._room, self._sealer)

    def seal(self, article: Article, ranked: RankedArticle, previous: str | None) -> str | None:
        """Give the sealed value of a record; the one it had where there is no ring, or where it says the same."""
        if self._sealer is None or self._sealer.ring is None:
            return previous
        return self._sealer.seal_record(article.id, gather_fields(self._room.store, article, ranked), previous)
