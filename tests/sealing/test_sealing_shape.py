"""The outside of a sealed value."""

from base64 import b64encode

import pytest

from topicwire.errors import NotSealedError, SealError
from topicwire.sealing.padding import pad, unpad
from topicwire.sealing.shape import LONGEST, Legacy, Sealed, find_sealed, parse, parse_sealed


def text(left: int, right: bytes) -> str:
    """Write a value with a first part of so many bytes."""
    return f"{b64encode(bytes(left)).decode()};{b64encode(right).decode()}"


V2 = b"\x02" + bytes(16)


@pytest.mark.parametrize("length", [16, 32, 256, 400])
def test_a_legacy_value_is_known_by_its_iv_and_comes_back_as_it_was(length: int) -> None:
    """Older hubs' values are carried along to the character."""
    found = parse(text(length, bytes(16)))
    assert isinstance(found, Legacy)
    assert found.text == text(length, bytes(16))


@pytest.mark.parametrize("length", [144, 272, 16 + 128 * 40])
def test_a_value_of_version_2_is_known_by_its_header_and_comes_back_as_it_was(length: int) -> None:
    """Our values are told apart without any key."""
    found = parse(text(length, V2))
    assert isinstance(found, Sealed)
    assert (found.text, found.key_id, found.nonce) == (text(length, V2), bytes(4), bytes(12))


@pytest.mark.parametrize(
    "value",
    [
        "",
        ";",
        "plain words",
        text(16, bytes(15)),
        text(15, bytes(16)),
        text(0, bytes(16)),
        text(144, b"\x01" + bytes(16)),
        text(144, b"\x03" + bytes(16)),
        text(144, bytes(18)),
        text(16, V2),
        text(160, V2),
        text(143, V2),
        text(144, V2) + "\n",
        " " + text(144, V2),
        text(144, V2) + ";",
        text(144, V2).replace("A", "-", 1),
        text(144, V2).replace("A", "\u0391", 1),
        text(144, V2).rstrip("="),
        text(16, bytes(16)).replace("==;", "=;"),
        "AAAAAAAAAAAAAAAAAAAAAB==;" + b64encode(bytes(16)).decode(),
        "A" * (LONGEST + 1),
    ],
    ids=lambda value: repr(value[-24:]),
)
def test_everything_else_is_refused(value: str) -> None:
    """One spelling only: no stray bits, padding, spaces, other alphabets, sizes or versions."""
    with pytest.raises(NotSealedError):
        parse(value)
    assert find_sealed(value) is None


def test_a_planted_legacy_value_is_no_value_of_version_2() -> None:
    """Whoever can write a 16-byte IV into a file cannot bring the old cipher back."""
    with pytest.raises(NotSealedError):
        parse_sealed(text(256, bytes(16)))
    assert find_sealed(text(256, bytes(16))) is None
    assert find_sealed(None) is None


@pytest.mark.parametrize("length", [0, 1, 126, 127, 128, 129, 255, 256, 5000])
@pytest.mark.parametrize("end", [b"", b"\0", b"\x80", b"\x80\0\0"])
def test_padding_comes_off_again(length: int, end: bytes) -> None:
    """Whatever a text ends in, it comes back to the byte."""
    plain = b"x" * length + end
    assert len(pad(plain)) % 128 == 0
    assert 1 <= len(pad(plain)) - len(plain) <= 128
    assert unpad(pad(plain)) == plain


@pytest.mark.parametrize("padded", [b"", bytes(128), b"x" * 128, pad(b"x") + bytes(128), pad(b"x")[:-1]])
def test_what_nobody_padded_is_refused(padded: bytes) -> None:
    """Padding that we would not write is an error, and the same error as any other."""
    with pytest.raises(NotSealedError) as caught:
        unpad(padded)
    assert str(caught.value) == str(SealError())
