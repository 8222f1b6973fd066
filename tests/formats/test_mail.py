"""Mails as bytes: what readers see, and that no word becomes a header."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.formats.hostile import hostile_titles
from topicwire.formats.mail import Mail, Sender, list_headers, write_mail

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HEADERS = list_headers(
    "Robotics Wire",
    "robotics.example",
    "https://robotics.example/newsletters/2026-03-02.html",
    "https://robotics.example/newsletter/unsubscribe?t=" + "x" * 60,
    "mailto:desk@robotics.example?subject=unsubscribe%200123456789abcdef",
)
EXPECTED = {
    "from", "to", "reply-to", "subject", "date", "message-id", "mime-version", "content-type", "list-id",
    "list-unsubscribe", "list-unsubscribe-post", "list-archive", "precedence", "auto-submitted",
}  # fmt: skip


def mail(words: str = "Arms that let go", **fields: object) -> Mail:
    """Build a mail in which `words` stand everywhere a person's or publisher's words may."""
    given = {
        "sender": Sender(name=words, address="news@robotics.example", reply_to="desk@robotics.example"),
        "recipient": "ada@mail.example",
        "subject": words,
        "at": AT,
        "message_id": "2026-03-02.0123456789abcdef@robotics.example",
        "text": f"{words}\n",
        "html": f"<p>{words}</p>\n",
        "headers": HEADERS,
    }
    return Mail(**{**given, **fields})  # type: ignore[arg-type]


def read(raw: bytes) -> EmailMessage:
    """Read it as a mail client does."""
    found = message_from_bytes(raw, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_mail_says_what_it_was_given() -> None:
    """Text and HTML, the sender's name, and how to leave the list with one click."""
    message = read(write_mail(mail("Größe „x“ 手のひら")))
    assert message["Subject"] == "Größe „x“ 手のひら"
    assert message["From"].addresses[0].display_name == "Größe „x“ 手のひら"
    assert (message["To"], message["Message-ID"]) == (
        "ada@mail.example",
        "<2026-03-02.0123456789abcdef@robotics.example>",
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"<https://robotics.example/newsletter/unsubscribe?t={'x' * 60}>" in message["List-Unsubscribe"]
    assert message["List-Id"] == "Robotics Wire <newsletter.robotics.example>"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().strip() == "Größe „x“ 手のひら"
    assert html.get_content().strip() == "<p>Größe „x“ 手のひら</p>"


def test_the_same_mail_is_the_same_bytes() -> None:
    """7-bit, CRLF, no line over 998: any server takes it, and a second writing is no second mail."""
    raw = write_mail(mail("é" * 400))
    assert raw == write_mail(mail("é" * 400))
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_no_word_becomes_a_header_or_a_recipient() -> None:
    """More than 500 hostile words as subject, sender's name and text."""
    titles = [
        *hostile_titles(),
        "x\r\nBcc: y@z.example",
        "x\nBcc: y@z.example\n\nbody",
        "=?utf-8?q?=0ABcc:_y?=",
        "\udc80",
    ]
    for words in titles:
        message = read(write_mail(mail(words)))
        assert {name.lower() for name in message.keys()} == EXPECTED  # noqa: SIM118 - a mail is no mapping
        assert [found.addr_spec for found in message["To"].addresses] == ["ada@mail.example"]
        assert [found.addr_spec for found in message["From"].addresses] == ["news@robotics.example"]
        assert message.get_content_type() == "multipart/alternative"
        assert len(list(message.iter_parts())) == 2


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "", "a b@c.example"]
)
def test_what_is_no_address_is_written_nowhere(address: str) -> None:
    """And the error does not repeat it."""
    with pytest.raises(ValueError, match=r"^no mail address$"):
        write_mail(mail(recipient=address))


def test_headers_of_our_own_hold_one_line_of_ascii() -> None:
    """A hub's odd address is an error and no header."""
    for value in ("a\r\nb: c", "é", "", " x", "x" * 1200):
        with pytest.raises(ValueError, match="no value for the header X"):
            write_mail(mail(headers=(("X", value),)))
