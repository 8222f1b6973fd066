"""The key ring and its file."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import NOON
from tests.sealing.makers import SITE, bytes_from, ring_of
from topicwire.errors import KeyRingError
from topicwire.sealing.checks import is_right, new_key
from topicwire.sealing.keys import KeyState
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.ring_file import read_ring, write_ring


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a ring of three keys, one in each state."""
    path = tmp_path / "settings" / "keys" / "ring.json"
    ring = ring_of().rotated(new_key(SITE, NOON, bytes_from(2))).ended().rotated(new_key(SITE, NOON, bytes_from(3)))
    write_ring(path, ring, is_new=True)
    return path


def change(file: Path, **fields: Any) -> None:
    """Change fields of the first key in the file."""
    read = json.loads(file.read_text())
    read["keys"][0] |= fields
    file.write_text(json.dumps(read))


def test_a_ring_comes_back_from_its_file(file: Path) -> None:
    """States, times and keys are as they were; the file is the owner's alone."""
    ring = read_ring(file, SITE)
    assert ring is not None
    assert [key.state for key in ring.keys] == [KeyState.RETIRED, KeyState.READ_ONLY, KeyState.ACTIVE]
    assert [key.secret for key in ring.keys][:1] == [ring_of().active.secret]
    assert {key.created_at for key in ring.keys} == {NOON}
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [path.name for path in file.parent.iterdir()] == ["ring.json"]


def test_no_file_is_no_ring(tmp_path: Path) -> None:
    """A hub may run without keys."""
    assert read_ring(tmp_path / "none.json", SITE) is None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o777])
def test_a_ring_that_others_may_read_is_refused(file: Path, mode: int) -> None:
    """And the message says how to mend it."""
    file.chmod(mode)
    with pytest.raises(KeyRingError, match="chmod 600"):
        read_ring(file, SITE)


def test_a_ring_that_is_there_is_never_replaced_by_a_new_one(file: Path) -> None:
    """Making a ring twice would lose the first one's keys."""
    before = file.read_bytes()
    with pytest.raises(KeyRingError, match="already"):
        write_ring(file, ring_of(9), is_new=True)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["ring.json"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": "topicwire-keys-1"',
        b"[" * 100_000,
        b"x" * (1024 * 1024 + 1),
    ],
    ids=lambda raw: repr(raw[:20]),
)
def test_a_damaged_file_stops_the_start(file: Path, raw: bytes) -> None:
    """Never a run without keys because the file could not be read."""
    file.write_bytes(raw)
    with pytest.raises(KeyRingError):
        read_ring(file, SITE)


@pytest.mark.parametrize("size", range(2, 400, 40))
def test_half_a_file_stops_the_start(file: Path, size: int) -> None:
    """A file cut off anywhere is noticed."""
    file.write_bytes(file.read_bytes()[:-size])
    with pytest.raises(KeyRingError):
        read_ring(file, SITE)


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "00" * 32},
        {"key": "00" * 31},
        {"key": "AB" * 32},
        {"key": None},
        {"id": "00000000"},
        {"id": "xx"},
        {"state": "active"},
        {"state": "gone"},
        {"created": "yesterday"},
        {"check": ""},
        {"check": None},
        {"check": "AAAA;AAAA"},
        {"more": 1},
    ],
    ids=str,
)
def test_a_wrong_key_or_field_stops_the_start(file: Path, fields: dict[str, Any]) -> None:
    """The check value tells a wrong key, also of a retired one; and no message says a byte of a key."""
    secret = json.loads(file.read_text())["keys"][0]["key"]
    change(file, **fields)
    with pytest.raises(KeyRingError) as caught:
        read_ring(file, SITE)
    assert secret not in str(caught.value)
    assert str(file) in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_ring_of_another_hub_is_refused(file: Path) -> None:
    """Its keys may be right, but nothing here was sealed for that hub."""
    with pytest.raises(KeyRingError, match="another hub"):
        read_ring(file, SITE[::-1])


def test_a_check_value_belongs_to_its_key_and_hub() -> None:
    """It opens neither under another key nor for another hub."""
    key, other = ring_of(1).active, ring_of(2).active
    assert is_right(key, SITE)
    assert not is_right(key, SITE[::-1])
    assert not is_right(replace(key, check=other.check), SITE)
    assert not is_right(replace(key, secret=Private(bytes(32))), SITE)


def test_a_ring_has_exactly_one_active_key_and_each_id_once() -> None:
    """Two keys that seal, or none, is damage."""
    key = ring_of().active
    for keys in (
        (),
        (replace(key, state=KeyState.RETIRED),),
        (key, replace(key, id=b"other"[:4])),
        (key, replace(key, state=KeyState.RETIRED)),
    ):
        with pytest.raises(KeyRingError):
            KeyRing(site=SITE, keys=keys)


def test_a_folder_or_a_pipe_is_no_ring(tmp_path: Path) -> None:
    """Reading never hangs and never takes what is no file."""
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "folder").mkdir(mode=0o700)
    for name in ("pipe", "folder"):
        with pytest.raises(KeyRingError):
            read_ring(tmp_path / name, SITE)


def test_a_failed_write_leaves_the_old_ring(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk costs nothing that was there."""
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("fsync", "rename"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, full)
            with pytest.raises(KeyRingError, match="No space left"):
                write_ring(file, ring_of(5))
        assert file.read_bytes() == before
    write_ring(file, ring_of(5))
    assert read_ring(file, SITE) == ring_of(5)
    assert [path.name for path in file.parent.iterdir()] == ["ring.json"]


def test_a_link_to_a_ring_is_followed(file: Path) -> None:
    """A ring that lies elsewhere, as mounted secrets do, is read and written there."""
    link = file.with_name("link.json")
    link.symlink_to(file.name)
    write_ring(link, ring_of(5))
    assert link.is_symlink()
    assert read_ring(link, SITE) == read_ring(file, SITE) == ring_of(5)
