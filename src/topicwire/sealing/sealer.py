"""Seals the private part of records for the rank stage, and opens it for the desk."""

import secrets
from dataclasses import dataclass, field

import structlog

from topicwire.errors import KeyRingError, NotSealedError, SealError
from topicwire.model.ids import ArticleId
from topicwire.sealing.fields import PrivateFields, read_fields, write_fields
from topicwire.sealing.keys import ALARM, CEILING
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import Binding, RandomBytes, open_sealed, seal
from topicwire.sealing.shape import Sealed, parse

FIELD = "secured"

log = structlog.get_logger()


def record_binding(site: str, article_id: str) -> Binding:
    """Give the place of the sealed field of a record."""
    return Binding(site=site, record=article_id, field=FIELD)


@dataclass(slots=True, kw_only=True)
class Sealer:
    """Seals with the ring of one hub; without a ring it seals nothing and says so once.

    Make one for each run, while the hub is locked: a ring that another process rotates meanwhile is not noticed.
    """

    ring: KeyRing | None
    seals: int = 0  # ever made with the active key: whoever makes a Sealer keeps this between runs
    random: RandomBytes = secrets.token_bytes
    _told: set[str] = field(default_factory=set)

    def seal_record(self, article_id: ArticleId, fields: PrivateFields, previous: str | None) -> str | None:
        """Give the sealed text for a record.

        The previous one is given back when it opens to the same, for two seals of one text never look alike. A value
        that is none of ours (legacy, or written by a person) is given back untouched, and so is any value when there
        is no ring: nothing is lost by running without keys. None: there is neither a ring nor a previous value.

        Raises:
            KeyRingError: the active key has made as many seals as a key may.
        """
        if self.ring is None:
            self._tell_once("no key ring: private fields are left out of records", remedy="topicwire keys new")
            return previous
        if previous is not None and not self._is_ours(previous):
            return previous
        plaintext = write_fields(fields)
        if previous is not None and self._says(self.ring, previous, article_id, plaintext):
            return previous
        return self._seal(self.ring, article_id, plaintext)

    def open_record(self, article_id: ArticleId, sealed: str) -> PrivateFields:
        """Open the sealed text of a record.

        Raises:
            SealError: there is no ring, or the value does not open there.
        """
        if self.ring is None:
            raise KeyRingError("this hub has no key ring")
        return read_fields(open_sealed(sealed, self.ring, record_binding(self.ring.site, article_id)))

    def _is_ours(self, previous: str) -> bool:
        try:
            return isinstance(parse(previous), Sealed)
        except NotSealedError:
            return False

    def _says(self, ring: KeyRing, previous: str, article_id: ArticleId, plaintext: Private[bytes]) -> bool:
        try:
            return open_sealed(previous, ring, record_binding(ring.site, article_id)) == plaintext
        except SealError as error:
            # The store has all that is sealed, so a value that does not open is made anew.
            log.warning("sealed value replaced", subject=article_id, why=type(error).__name__)
            return False

    def _seal(self, ring: KeyRing, article_id: ArticleId, plaintext: Private[bytes]) -> str:
        if self.seals >= CEILING:
            raise KeyRingError("the active key has sealed as much as a key may", remedy="topicwire keys rotate")
        if self.seals >= ALARM:
            self._tell_once("the active key has sealed very much", remedy="topicwire keys rotate")
        self.seals += 1
        return seal(plaintext, ring.active, record_binding(ring.site, article_id), self.random)

    def _tell_once(self, what: str, remedy: str) -> None:
        if what not in self._told:
            self._told.add(what)
            log.warning(what, remedy=remedy)
