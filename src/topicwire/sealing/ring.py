"""The key ring: which key seals, which may still open. Pure; the file it lies in is ring_file.py's."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from topicwire.errors import KeyRingError, UnknownKeyError
from topicwire.sealing.keys import FieldClass, Key, KeyState, cipher


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """All keys of one hub, oldest first; exactly one is active."""

    site: str  # permanent id of the hub the ring belongs to
    keys: tuple[Key, ...]
    _ciphers: dict[tuple[bytes, FieldClass], AESGCM] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a ring that could seal with two keys, or with none.

        Raises:
            KeyRingError: not exactly one active key, or an id twice.
        """
        if sum(key.state is KeyState.ACTIVE for key in self.keys) != 1:
            raise KeyRingError("a key ring has exactly one active key", remedy="restore the file from your backup")
        if max(Counter(key.id for key in self.keys).values()) > 1:
            raise KeyRingError("two keys have the same id", remedy="restore the file from your backup")

    @property
    def active(self) -> Key:
        """Give the key that seals."""
        return next(key for key in self.keys if key.state is KeyState.ACTIVE)

    @property
    def read_only(self) -> tuple[Key, ...]:
        """Give the keys that a rotation is leading away from."""
        return tuple(key for key in self.keys if key.state is KeyState.READ_ONLY)

    def to_open(self, key_id: bytes) -> Key:
        """Give the key of that id.

        Raises:
            UnknownKeyError: there is none, or it is retired.
        """
        for key in self.keys:
            if key.id == key_id and key.state is not KeyState.RETIRED:
                return key
        raise UnknownKeyError

    def cipher(self, key: Key, field_class: FieldClass) -> AESGCM:
        """Give the derived cipher of a key, derived once."""
        place = (key.id, field_class)
        if place not in self._ciphers:
            self._ciphers[place] = cipher(key, field_class)
        return self._ciphers[place]

    def rotated(self, key: Key) -> Self:
        """Give the ring with this key as the active one; the one before can only open from now on."""
        return replace(self, keys=(*self._changed(KeyState.ACTIVE, KeyState.READ_ONLY), key), _ciphers={})

    def ended(self) -> Self:
        """Give the ring with every read-only key retired."""
        return replace(self, keys=tuple(self._changed(KeyState.READ_ONLY, KeyState.RETIRED)), _ciphers={})

    def _changed(self, old: KeyState, new: KeyState) -> Iterator[Key]:
        return (replace(key, state=new) if key.state is old else key for key in self.keys)
