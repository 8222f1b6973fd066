"""How we name ourselves."""

import pytest

from topicwire.net.agent import user_agent


def test_the_name_says_who_we_are_and_whom_to_write_to() -> None:
    """Webmasters find out who asks and how to reach us."""
    assert user_agent("0.1.0", "https://example.org/bot") == "topicwire/0.1.0 (+https://example.org/bot)"


def test_without_a_contact_only_the_product_is_named() -> None:
    """An empty contact makes no empty comment."""
    assert user_agent("0.1.0", "") == "topicwire/0.1.0"


@pytest.mark.parametrize("contact", ["a@b.example\r\nX-Evil: 1", "x) Mozilla/5.0 (", "é\x00\x7f\\"])
def test_a_contact_cannot_end_the_header_or_the_comment(contact: str) -> None:
    """Settings cannot smuggle another header or pretend another browser."""
    agent = user_agent("1\r\n", contact)
    assert agent.isascii()
    assert agent.isprintable()
    assert agent.count("(") == agent.count(")") <= 1
    assert len(agent.split(" ")) <= 2
