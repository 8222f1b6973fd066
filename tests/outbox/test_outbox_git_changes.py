"""Which changes of a record are worth a commit, and how they are called."""

from base64 import b64encode
from dataclasses import replace

import pytest

from tests.outbox.git_hubs import record, related
from topicwire.formats.record import write_record
from topicwire.model.record import Record
from topicwire.outbox.git_changes import Kind, change_of


def sealed(key: int, filling: int) -> str:
    """Give a sealed value's shape: for a key, with any filling."""
    box, name = bytes([filling]) * 144, bytes((2, 0, 0, 0, key)) + bytes(12)
    return f"{b64encode(box).decode()};{b64encode(name).decode()}"


LEGACY = f"{b64encode(bytes(32)).decode()};{b64encode(bytes(16)).decode()}"
OLD = record("a", related=(related("x"),), sealed=sealed(1, 1))
CACHED = tuple(replace(picture, is_cached=True) for picture in OLD.pictures)


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (replace(OLD, heat=81, quality=70), Kind.FIGURES),
        (replace(OLD, heat=None), Kind.FIGURES),
        (replace(OLD, pictures=CACHED), Kind.FIGURES),
        (replace(OLD, related=(related("x", 1),)), Kind.FIGURES),
        (replace(OLD, related=(replace(related("x"), pictures=CACHED),)), Kind.UPDATED),
        (replace(OLD, related=(*OLD.related, related("y"))), Kind.UPDATED),
        (replace(OLD, topics=()), Kind.UPDATED),
        (replace(OLD, title="B"), Kind.UPDATED),
        (replace(OLD, published="2026-03-01T08:00:01Z"), Kind.UPDATED),
        (replace(OLD, is_published=None), Kind.UPDATED),
        (replace(OLD, is_published=False, heat=3), Kind.HIDDEN),
        (replace(OLD, is_published=False, heat=-1), Kind.JOINED),
        (replace(OLD, sealed=sealed(1, 2)), Kind.FIGURES),
        (replace(OLD, sealed=sealed(2, 1)), Kind.RESEALED),
        (replace(OLD, sealed=None), Kind.RESEALED),
        (replace(OLD, sealed=LEGACY), Kind.RESEALED),
    ],
)
def test_only_what_lasts_is_a_change(new: Record, kind: Kind) -> None:
    """Heat, quality, marks of copies and freshly sealed scores are figures; all else is said by its name."""
    assert change_of(OLD.path, write_record(OLD), write_record(new)).kind is kind


def test_coming_and_going() -> None:
    """A story that is shown again, a removed record, and what cannot be read."""
    raw = write_record(OLD)
    assert change_of(OLD.path, write_record(replace(OLD, is_published=False)), raw).kind is Kind.SHOWN
    removed = change_of(OLD.path, raw, None)
    assert (removed.kind, removed.title, removed.heat) == (Kind.REMOVED, "Title of a", 80)
    assert change_of(OLD.path, b"rubbish", raw).kind is Kind.UPDATED
    assert change_of(OLD.path, raw, b"rubbish").kind is Kind.UPDATED
    assert change_of(OLD.path, b"rubbish", None).kind is Kind.REMOVED
    assert change_of(OLD.path, None, write_record(replace(OLD, heat=-1, is_published=False))).kind is Kind.RELATED


def test_line_ends_alone_are_no_change() -> None:
    """A file that was committed with CRLF says the same."""
    raw = write_record(OLD)
    assert change_of(OLD.path, raw.replace(b"\n", b"\r\n"), raw).kind is Kind.FIGURES
