"""Which addresses may be dialled: both verdicts, against the registries."""

import pytest

from tests.net.tables import PUBLIC, REFUSED
from topicwire.net.guard import refusal


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    """Nothing inside, special or unreadable is ever dialled."""
    assert refusal(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_passes(address: str) -> None:
    """The open web is not cut off by too wide a list."""
    assert refusal(address) is None


def test_the_refusal_names_what_was_wrapped() -> None:
    """The operator reads which inner address was meant."""
    assert refusal("2002:7f00:1::") == "2002:7f00:1:: stands for 127.0.0.1 is this machine (RFC 1122)"
    assert "10.0.0.1" in str(refusal("64:ff9b::a00:1"))


def test_both_verdicts_are_shown_on_more_than_a_hundred_addresses() -> None:
    """The table stays as wide as promised."""
    assert len(set(REFUSED)) >= 90
    assert len(set(PUBLIC)) >= 40
