"""What a new version of a record says that the committed one does not. Pure.

Figures alone are no reason for a commit: they change with the neighbours of an article and would fill the history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from topicwire.errors import RecordError
from topicwire.formats.record import read_record
from topicwire.model.record import Record, RecordPicture
from topicwire.sealing.shape import find_sealed


class Kind(Enum):
    """What happened to a record, in words for one and for several; in the order messages name it."""

    STORY = ("new story", "new stories")
    SHOWN = ("story now shown", "stories now shown")
    HIDDEN = ("hidden", "hidden")
    RELATED = ("new related", "new related")
    JOINED = ("joined another story", "joined another story")
    UPDATED = ("updated", "updated")
    REMOVED = ("removed", "removed")
    BELOW = ("below the threshold", "below the threshold")
    RESEALED = ("sealed anew", "sealed anew")
    FIGURES = ("figure", "figures")  # never a reason by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record's change."""

    path: str
    kind: Kind
    title: str = ""  # the publisher's words, as they are
    provider: str = ""  # likewise
    heat: int = 0


def change_of(path: str, old: bytes | None, new: bytes | None) -> Change:
    """Say what happened to a record whose bytes differ.

    Args:
        path: under the hub.
        old: as committed; None when it was not.
        new: as we wrote it; None when we removed it.
    """
    before, after = _read(old, path), _read(new, path)
    shown = after or before
    kind = _kind(before, after, old, new)
    if shown is None:
        return Change(path=path, kind=kind)
    return Change(path=path, kind=kind, title=shown.title, provider=shown.provider.name, heat=shown.heat or 0)


def _read(raw: bytes | None, path: str) -> Record | None:
    """Read a version; None when there is none, or when it cannot be read, which makes the change a real one."""
    try:
        return None if raw is None else read_record(raw, path)
    except RecordError:
        return None


def _kind(before: Record | None, after: Record | None, old: bytes | None, new: bytes | None) -> Kind:
    if new is None:
        return Kind.REMOVED
    if after is None or (before is None and old is not None):
        return Kind.UPDATED
    if before is None:
        return _kind_of_new(after)
    if before.is_visible != after.is_visible:
        return Kind.SHOWN if after.is_visible else (Kind.JOINED if after.heat == -1 else Kind.HIDDEN)
    if lasting(before) != lasting(after):
        return Kind.UPDATED
    return Kind.RESEALED if seal_mark(before.sealed) != seal_mark(after.sealed) else Kind.FIGURES


def _kind_of_new(record: Record) -> Kind:
    if record.is_visible:
        return Kind.STORY
    return Kind.RELATED if record.heat == -1 else Kind.BELOW


def lasting(record: Record) -> Record:
    """Give the record without its figures, and without the sealed field, which nobody can read in a history."""
    related = tuple(replace(one, quality=None, pictures=_unmarked(one.pictures)) for one in record.related)
    return replace(
        record, quality=None, heat=None, sealed=None, pictures=_unmarked(record.pictures), related=related
    )  # fmt: skip


def _unmarked(pictures: Sequence[RecordPicture]) -> tuple[RecordPicture, ...]:
    return tuple(replace(picture, is_cached=False) for picture in pictures)


def seal_mark(sealed: str | None) -> str:
    """Say what of a sealed field lasts: that there is one, and which key it is for.

    The rest changes with every score card inside. Another key is a rotation, and what it sealed has to reach the
    history before the old key is given up. Values of older hubs are never changed by us, so they count as a whole.
    """
    if sealed is None:
        return ""
    found = find_sealed(sealed)
    return found.key_id.hex() if found else sealed
