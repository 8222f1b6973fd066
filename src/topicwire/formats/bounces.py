"""What mail servers send back: delivery reports (RFC 3464) and complaints (ARF, RFC 5965). Foreign bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser
from enum import StrEnum

from topicwire.errors import FormatError
from topicwire.text.mailboxes import mailbox

LARGEST = 2 * 1024 * 1024
MOST_PARTS = 100
_MESSAGE_ID = re.compile(r"<([0-9a-z/-]{1,60})\.([0-9a-f]{16})@[^<>\s]{1,255}>")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESS_FAULTS = {("1", number) for number in ("1", "2", "3", "6", "10")} | {("2", "1")}
"""Subject and detail of enhanced codes that blame the address (RFC 3463, RFC 7505): no such mailbox, no such domain,
bad syntax, moved, takes no mail; mailbox disabled."""


class BounceKind(StrEnum):
    """What a report says."""

    HARD = "hard"  # the address takes no mail
    SOFT = "soft"  # given up for another reason
    COMPLAINT = "complaint"  # the reader called it spam
    NOTHING = "nothing"  # delayed or delivered


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """One report."""

    kind: BounceKind
    code: str  # enhanced status, as `5.1.1`; empty: none given
    mailing: str  # of the mail it is about, from its Message-ID; empty: not found
    subscriber: str  # id, from there too; empty: not found
    recipients: tuple[str, ...]  # addresses named in it

    def __repr__(self) -> str:
        """Show no address."""
        return f"<bounce {self.kind} {self.code}>"


def read_bounce(raw: bytes) -> Bounce:
    """Read one report.

    Raises:
        FormatError: too large, or no report of either kind.
    """
    if len(raw) > LARGEST:
        raise FormatError(f"a report is at most {LARGEST} bytes")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(raw)
        parts = [part for _, part in zip(range(MOST_PARTS), message.walk(), strict=False)]
        return _read(parts)
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise FormatError("this is no report that can be read") from error


def _read(parts: list[Message]) -> Bounce:
    kinds = {part.get_content_type() for part in parts}
    if "message/feedback-report" in kinds:
        fields = list(_fields(parts, "message/feedback-report"))
        is_abuse = any(name == "feedback-type" and value.lower() in {"abuse", "fraud"} for name, value in fields)
        kind, code = (BounceKind.COMPLAINT if is_abuse else BounceKind.NOTHING), ""
        named = frozenset({"original-rcpt-to"})
    elif "message/delivery-status" in kinds:
        fields = list(_fields(parts, "message/delivery-status"))
        kind, code = _verdict(fields)
        named = frozenset({"original-recipient", "final-recipient"})
    else:
        raise FormatError("this is neither a delivery report (RFC 3464) nor a complaint (RFC 5965)")
    recipients = dict.fromkeys(_recipient(value) for name, value in fields if name in named)
    mailing, subscriber = _returned(parts)
    named_to = tuple(filter(None, recipients))
    return Bounce(kind=kind, code=code, mailing=mailing, subscriber=subscriber, recipients=named_to)


def _fields(parts: list[Message], kind: str) -> Iterator[tuple[str, str]]:
    """Give the fields of a report part; the parser makes each block of one a message of its own."""
    for part in parts:
        if part.get_content_type() != kind:
            continue
        inner = part.get_payload()
        blocks = inner if isinstance(inner, list) else [part]
        for block in blocks:
            if isinstance(block, Message):
                yield from ((name.lower(), _line(value)) for name, value in block.items())
                if not isinstance(block.get_payload(), list):
                    yield from _loose(str(block.get_payload()))


def _loose(text: str) -> Iterator[tuple[str, str]]:
    """Read `name: value` lines that the parser left as text."""
    for line in text.splitlines()[:500]:
        name, colon, value = line.partition(":")
        if colon and name.strip().replace("-", "").isalpha():
            yield name.strip().lower(), _line(value)


def _line(value: object) -> str:
    return " ".join(str(value).split())[:1000]


def _verdict(fields: list[tuple[str, str]]) -> tuple[BounceKind, str]:
    actions = {value.lower() for name, value in fields if name == "action"}
    found = next((match for name, value in fields if name == "status" and (match := _STATUS.search(value))), None)
    code = found[0] if found else ""
    if "failed" not in actions:
        return BounceKind.NOTHING, code
    is_hard = bool(found and found[1] == "5" and (found[2], found[3]) in _ADDRESS_FAULTS)
    return (BounceKind.HARD if is_hard else BounceKind.SOFT), code


def _recipient(value: str) -> str:
    """Read `rfc822; name@domain`, with or without the type and angle brackets."""
    return mailbox(value.rpartition(";")[2].strip().strip("<>"))


def _returned(parts: list[Message]) -> tuple[str, str]:
    """Find mailing and subscriber in the Message-ID of the returned mail, never in that of the report itself."""
    for part in parts[1:]:
        inner = part.get_payload()
        texts = [_line(part.get("Message-ID", ""))]
        if part.get_content_type() in {"text/rfc822-headers", "message/rfc822-headers"}:
            texts.append(str(inner)[:20_000])
        for text in texts:
            if found := _MESSAGE_ID.search(text):
                return found[1], found[2]
    return "", ""
