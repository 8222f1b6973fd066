"""One mail as bytes: MIME with a text twin, list headers, and nothing a foreign word could break out of.

Headers are written here and not by `EmailMessage`: it reads what it is given first, so `=?utf-8?q?=0ABcc:_y?=` in a
headline would become a header of its own (Python 3.11.7), and its folding breaks long addresses in two. Here a foreign
word is either plain ASCII without `=`, or encoded as a whole. The parts below the headers are its work.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from textwrap import wrap

from topicwire.text.clean import cut, one_line
from topicwire.text.mailboxes import mailbox

LONGEST_SUBJECT, LONGEST_NAME = 200, 100
_PLAIN = re.compile(r"[\x20-\x3c\x3e-\x7e]*")
"""Printable ASCII without `=`, which begins an encoded word."""
_ATOMS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_LINE, _PIECE = 66, 45
"""Characters of a folded line, and bytes in one encoded word: both stay below 76 with what stands around."""
_OWN = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,900}[\x21-\x7e])?")
"""What a header of our own making may hold: one line of printable ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who a mail is from."""

    name: str
    address: str
    reply_to: str  # empty: the sender's


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What one mail says."""

    sender: Sender
    recipient: str
    subject: str
    at: datetime
    message_id: str  # without the angle brackets
    text: str
    html: str  # empty: text alone
    headers: tuple[tuple[str, str], ...] = ()  # of our own making: printable ASCII


def write_mail(mail: Mail) -> bytes:
    """Write the mail with CRLF line ends, 7-bit throughout; the same mail gives the same bytes.

    Raises:
        ValueError: an address is none, or a header of ours holds what headers must not.
    """
    message = EmailMessage(policy=SMTP)
    message.set_content(_valid(mail.text), cte="quoted-printable")
    if mail.html:
        message.add_alternative(_valid(mail.html), subtype="html", cte="quoted-printable")
        message.set_boundary(_boundary(mail))
    own = (("Date", format_datetime(mail.at)), ("Message-ID", f"<{mail.message_id}>"), *mail.headers)
    return b"".join((*_named(mail), *(_own_header(name, value) for name, value in own), message.as_bytes()))


def header_text(words: str, limit: int) -> str:
    """Give words fit for a header: one line, no invisible characters, cut after a word."""
    return cut(one_line(words), limit)


def _valid(text: str) -> str:
    """Give text that can be written: what is no character at all is shown as unknown."""
    return text.encode("utf-8", "replace").decode("utf-8")


def list_headers(hub_title: str, host: str, page: str, unsubscribe: str, mail_to: str) -> tuple[tuple[str, str], ...]:
    """Give the headers of a mailing list (RFC 2369, 2919, 8058).

    Args:
        hub_title: ASCII words of it go beside the list's id.
        host: of the hub: the list is `newsletter.host`.
        page: public address of the issue; empty: none.
        unsubscribe: address that unsubscribes this recipient with one POST; empty: there is none.
        mail_to: `mailto:` address that takes unsubscriptions by mail.
    """
    name = re.sub(r"[^A-Za-z0-9 .-]+", "", hub_title)[:60].strip()
    ways = [f"<{unsubscribe}>"] if unsubscribe else []
    ways.append(f"<{mail_to}>")
    headers = [("List-Id", f"{name} <newsletter.{host}>".strip()), ("List-Unsubscribe", ", ".join(ways))]
    if unsubscribe:
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    if page:
        headers.append(("List-Archive", f"<{page}>"))
    return (*headers, ("Precedence", "list"), ("Auto-Submitted", "auto-generated"))


def _named(mail: Mail) -> Iterator[bytes]:
    """Give the headers with words and addresses."""
    name = header_text(mail.sender.name, LONGEST_NAME)
    shown = name if _ATOMS.fullmatch(name) else _encoded(name)
    yield f"From: {shown} <{_address(mail.sender.address)}>\r\n".encode("ascii")
    yield f"To: {_address(mail.recipient)}\r\n".encode("ascii")
    if mail.sender.reply_to:
        yield f"Reply-To: {_address(mail.sender.reply_to)}\r\n".encode("ascii")
    yield f"Subject: {_unstructured(header_text(mail.subject, LONGEST_SUBJECT))}\r\n".encode("ascii")


def _address(address: str) -> str:
    known = mailbox(address)
    if not known:
        raise ValueError("no mail address")  # never says which
    return known


def _unstructured(words: str) -> str:
    """Write words for a header without structure, folded between words."""
    lines = wrap(words, _LINE, break_long_words=False, break_on_hyphens=False)
    is_plain = _PLAIN.fullmatch(words) and all(len(line) <= _LINE for line in lines)
    return "\r\n ".join(lines) if is_plain else _encoded(words)


def _encoded(words: str) -> str:
    """Write words as encoded words (RFC 2047), none longer than 75 characters, cut between characters."""
    pieces, piece = list[bytes](), b""
    for char in _valid(words):
        raw = char.encode("utf-8")
        if len(piece) + len(raw) > _PIECE:
            pieces.append(piece)
            piece = b""
        piece += raw
    return "\r\n ".join(f"=?utf-8?b?{b64encode(part).decode('ascii')}?=" for part in (*pieces, piece))


def _own_header(name: str, value: str) -> bytes:
    if not _OWN.fullmatch(value):
        raise ValueError(f"no value for the header {name}")
    return f"{name}: {value}\r\n".encode("ascii")


def _boundary(mail: Mail) -> str:
    """Derive the line between the parts; it cannot stand in them, as they are quoted-printable (`=` is escaped)."""
    return f"=_{sha256((mail.message_id + mail.text).encode('utf-8', 'replace')).hexdigest()[:40]}"
