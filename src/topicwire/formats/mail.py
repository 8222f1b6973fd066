"""One mail as bytes: MIME with a text twin, list headers, and nothing a foreign word could break out of.

What a person or publisher wrote goes through `EmailMessage` (which refuses line ends in headers, after they are taken
out here); headers made of our own figures and addresses are written as they are, since folding would break a long
address in two.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from topicwire.text.clean import cut, one_line
from topicwire.text.mailboxes import mailbox

LONGEST_SUBJECT, LONGEST_NAME = 200, 100
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
    message["From"] = _address(mail.sender.address, mail.sender.name)
    message["To"] = _address(mail.recipient, "")
    if mail.sender.reply_to:
        message["Reply-To"] = _address(mail.sender.reply_to, "")
    message["Subject"] = header_text(mail.subject, LONGEST_SUBJECT)
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
        message.set_boundary(_boundary(mail))
    own = (("Date", format_datetime(mail.at)), ("Message-ID", f"<{mail.message_id}>"), *mail.headers)
    return b"".join(_own_header(name, value) for name, value in own) + message.as_bytes()


def header_text(words: str, limit: int) -> str:
    """Give words fit for a header: one line, no invisible characters, cut after a word."""
    return cut(one_line(words.encode("utf-8", "replace").decode("utf-8")), limit)


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


def _address(address: str, name: str) -> Address:
    known = mailbox(address)
    if not known:
        raise ValueError("no mail address")  # never says which
    return Address(display_name=header_text(name, LONGEST_NAME), addr_spec=known)


def _own_header(name: str, value: str) -> bytes:
    if not _OWN.fullmatch(value):
        raise ValueError(f"no value for the header {name}")
    return f"{name}: {value}\r\n".encode("ascii")


def _boundary(mail: Mail) -> str:
    """Derive the line between the parts; it cannot stand in them, as they are quoted-printable (`=` is escaped)."""
    return f"=_{sha256((mail.message_id + mail.text).encode('utf-8', 'replace')).hexdigest()[:40]}"
