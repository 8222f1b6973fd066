"""Mail addresses."""

import pytest

from topicwire.text.mailboxes import mailbox, masked, same_mailbox

GOOD = {
    "ada@mail.example": "ada@mail.example",
    "  Ada.Byron+news@Mail.EXAMPLE ": "Ada.Byron+news@mail.example",
    "o'neill@a-b.co.example": "o'neill@a-b.co.example",
    "ada@müller.example": "ada@xn--mller-kva.example",
    "ada@mail.example.": "ada@mail.example",
}
BAD = (
    "", "@", "ada", "ada@", "@mail.example", "ada@localhost", "ada@[127.0.0.1]", "ada@127.0.0.1", "a b@mail.example",
    "ada@mail.example\r\nBcc: x@y.example", "ada@mail .example", '"a b"@mail.example', "<ada@mail.example>",
    "ada@@mail.example", ".ada@mail.example", "ada.@mail.example", "a..b@mail.example", "ada@-mail.example",
    "ada@mail..example", "é@mail.example", "ada@mail.example,bea@mail.example", "a" * 65 + "@mail.example",
    "ada@" + "a" * 64 + ".example", "ada@" + "a." * 130 + "example", "ada\x00@mail.example", "ada@mail.exa mple",
)  # fmt: skip


@pytest.mark.parametrize(("given", "known"), GOOD.items())
def test_an_address_is_written_one_way(given: str, known: str) -> None:
    """The domain in lower case and ASCII; twice gives the same."""
    assert mailbox(given) == known
    assert mailbox(known) == known


@pytest.mark.parametrize("given", BAD)
def test_what_servers_do_not_take_is_no_address(given: str) -> None:
    """Above all nothing that smuggles something in."""
    assert mailbox(given) == ""


def test_one_mailbox_is_known_in_any_case() -> None:
    """Nobody is asked twice for a capital letter."""
    assert same_mailbox("Ada@mail.example") == same_mailbox("ada@mail.example")


def test_a_masked_address_says_little() -> None:
    """Its owner knows it; nobody can write to it."""
    assert masked("ada.byron@mail.co.example") == "a…@m….example"
