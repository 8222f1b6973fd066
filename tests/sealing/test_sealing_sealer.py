"""What rank asks: seal this record's private part, or leave what is there."""

from base64 import b64encode

import pytest
import structlog

from tests.fakes import NOON
from tests.sealing.makers import CANARY, SITE, bytes_from, fields_for, ring_of
from topicwire.errors import KeyRingError, NotAuthenticError, NotSealedError, UnknownKeyError
from topicwire.model.ids import ArticleId
from topicwire.sealing.checks import new_key
from topicwire.sealing.keys import ALARM, CEILING
from topicwire.sealing.sealer import Sealer
from topicwire.sealing.shape import parse_sealed

A1, A2 = ArticleId("a1"), ArticleId("a2")
LEGACY = f"{b64encode(bytes(256)).decode()};{b64encode(bytes(16)).decode()}"


def test_what_was_sealed_opens_for_its_record_alone() -> None:
    """The fields come back, and for another record nothing does."""
    sealer = Sealer(ring=ring_of())
    text = sealer.seal_record(A1, fields_for(), None)
    assert text is not None
    assert CANARY not in text
    assert sealer.open_record(A1, text) == fields_for()
    with pytest.raises(NotAuthenticError):
        sealer.open_record(A2, text)


def test_the_same_fields_keep_their_text_from_run_to_run() -> None:
    """Otherwise every run would rewrite every record."""
    first = Sealer(ring=ring_of()).seal_record(A1, fields_for(), None)
    again = Sealer(ring=ring_of())
    assert again.seal_record(A1, fields_for(), first) == first
    assert again.seals == 0
    changed = again.seal_record(A1, fields_for(note="another"), first)
    assert changed not in (None, first)
    assert again.seals == 1


def test_a_read_only_key_still_opens_so_nothing_changes_before_rotation_does_it() -> None:
    """A run in the middle of a rotation seals only what is new, with the new key."""
    ring = ring_of()
    old = Sealer(ring=ring).seal_record(A1, fields_for(), None)
    rotated = Sealer(ring=ring.rotated(new_key(SITE, NOON, bytes_from(2))))
    assert rotated.seal_record(A1, fields_for(), old) == old
    new = rotated.seal_record(A1, fields_for(note="another"), old)
    assert new is not None
    assert parse_sealed(new).key_id != ring.active.id


@pytest.mark.parametrize("foreign", [LEGACY, "a person's own words", ""])
@pytest.mark.parametrize("ring", [None, ring_of()], ids=["no ring", "ring"])
def test_what_is_not_ours_is_never_touched(foreign: str, ring: object) -> None:
    """Legacy values are carried along, and never opened."""
    sealer = Sealer(ring=ring)  # type: ignore[arg-type]
    assert sealer.seal_record(A1, fields_for(), foreign) == foreign
    assert sealer.seals == 0
    with pytest.raises((NotSealedError, KeyRingError)):
        sealer.open_record(A1, foreign)


def test_without_a_ring_the_field_is_left_out_and_this_is_said_once() -> None:
    """A hub runs without keys; what an earlier run sealed stays."""
    sealer = Sealer(ring=None)
    with structlog.testing.capture_logs() as logs:
        assert [sealer.seal_record(A1, fields_for(), None) for _ in range(3)] == [None] * 3
        kept = Sealer(ring=ring_of()).seal_record(A2, fields_for(), None)
        assert sealer.seal_record(A2, fields_for(), kept) == kept
    assert len(logs) == 1
    assert "no key ring" in logs[0]["event"]
    assert CANARY not in repr(logs)


@pytest.mark.parametrize("why", [NotAuthenticError, UnknownKeyError])
def test_a_value_of_ours_that_does_not_open_is_made_anew(why: type[Exception]) -> None:
    """The store has all that is sealed; the log says why, and nothing more."""
    maker = ring_of(1 if why is NotAuthenticError else 2)
    planted = Sealer(ring=maker).seal_record(A2, fields_for(), None)
    sealer = Sealer(ring=ring_of(1))
    with structlog.testing.capture_logs() as logs:
        text = sealer.seal_record(A1, fields_for(), planted)
    assert text not in (None, planted)
    assert sealer.open_record(A1, text or "") == fields_for()
    assert [line["why"] for line in logs] == [why.__name__]
    assert CANARY not in repr(logs)


def test_very_many_seals_raise_an_alarm_and_then_stop() -> None:
    """Random nonces carry only so far under one key."""
    sealer = Sealer(ring=ring_of(), seals=ALARM - 1)
    with structlog.testing.capture_logs() as logs:
        sealer.seal_record(A1, fields_for(), None)
        assert logs == []
        sealer.seal_record(A1, fields_for(), None)
        sealer.seal_record(A1, fields_for(), None)
    assert [line["remedy"] for line in logs] == ["topicwire keys rotate"]
    sealer.seals = CEILING
    with pytest.raises(KeyRingError):
        sealer.seal_record(A1, fields_for(), None)
