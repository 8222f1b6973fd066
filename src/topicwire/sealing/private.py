"""`Private`: what is sealed, in the clear. It shows itself to nobody who does not ask by name."""

from hmac import compare_digest
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")

MASK = "<private>"


class Private(Generic[T]):
    """Holds one value; `reveal` gives it, and nothing else does.

    `repr` is a mask, so that logs, tracebacks and test reports show that there was something. Making text, JSON, a
    pickle or a copy of it is an error, so that a leak stops instead of going out. It is not a dataclass and has no
    `__dict__`: JSON writers that look inside objects find nothing they know.
    """

    __slots__ = ("__held",)

    def __init__(self, held: T) -> None:
        """Hold `held`."""
        self.__held = held

    def reveal(self) -> T:
        """Give what is held. The caller answers for where it goes."""
        return self.__held

    def __repr__(self) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Private):
            return NotImplemented
        left, right = self.__held, other.reveal()
        if isinstance(left, bytes) and isinstance(right, bytes):
            return compare_digest(left, right)  # one of them may be a key
        return bool(left == right)

    __hash__ = None  # type: ignore[assignment]

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("this is private: it is not written, copied or sent; reveal() gives it")

    __str__ = __format__ = __bytes__ = __bool__ = __len__ = __iter__ = _refuse
    __copy__ = __deepcopy__ = __reduce__ = __reduce_ex__ = __getstate__ = _refuse
