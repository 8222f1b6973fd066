"""Effects on the world, as the publish stage sees them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file to publish. `make` is called only when `key` differs from what was last published at `path`."""

    path: str  # relative, `/` between parts, names are ours
    key: str  # digest of everything that goes into the bytes, template version included
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record file that was not written because a person changed it since we last wrote it."""

    path: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What publishing a set of sheets did."""

    written: int  # files whose bytes are new or changed
    same: int
    removed: int
    kept: tuple[Kept, ...] = ()
    changed: tuple[str, ...] = ()  # paths of those written, where the target says so


class SiteTarget(Protocol):
    """Publishes a whole site so that a reader sees the old or the new one, never a mix."""

    def publish(self, name: str, sheets: Iterable[Sheet]) -> Written:
        """Make the site called `name` (an edition id) current, in the order the sheets come."""
        ...


class RecordTarget(Protocol):
    """Writes record files one by one into the hub folder: temp, fsync, rename."""

    def publish(self, sheets: Iterable[Sheet]) -> Written:
        """Write what changed; leave alone, and report, what a person edited by hand."""
        ...
