"""What mail servers send back."""

import random

import pytest

from topicwire.errors import FormatError
from topicwire.formats.bounces import BounceKind, read_bounce

ID = "0123456789abcdef"
DSN = """From: MAILER-DAEMON@mx.example
To: news@robotics.example
Message-ID: <report.1@mx.example>
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ada@mail.example
Original-Recipient: rfc822;<Ada@Mail.example>
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user

--b
Content-Type: {kind}

Message-ID: <2026-03-02.{id}@robotics.example>
Subject: Arms that let go

--b--
"""
ARF = """From: feedback@mail.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

A reader said so.
--b
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Big/1.0
Version: 1
Original-Rcpt-To: <ada@mail.example>

--b
Content-Type: message/rfc822

Message-ID: <2026-03-02.{id}@robotics.example>
Subject: Arms that let go

Text
--b--
"""


def dsn(status: str, action: str = "failed", kind: str = "message/rfc822") -> bytes:
    """Write a delivery report."""
    return DSN.format(status=status, action=action, kind=kind, id=ID).encode()


@pytest.mark.parametrize(
    ("status", "action", "kind"),
    [
        ("5.1.1", "failed", BounceKind.HARD),
        ("5.1.10", "failed", BounceKind.HARD),
        ("5.2.1", "failed", BounceKind.HARD),
        ("5.2.2", "failed", BounceKind.SOFT),
        ("5.7.1", "failed", BounceKind.SOFT),
        ("4.4.7", "failed", BounceKind.SOFT),
        ("4.4.1", "delayed", BounceKind.NOTHING),
        ("2.0.0", "delivered", BounceKind.NOTHING),
    ],
)
def test_a_delivery_report_is_judged_by_its_code(status: str, action: str, kind: BounceKind) -> None:
    """Only what blames the address is hard."""
    found = read_bounce(dsn(status, action))
    assert (found.kind, found.code, found.mailing, found.subscriber) == (kind, status, "2026-03-02", ID)
    assert found.recipients == ("ada@mail.example", "Ada@mail.example")


def test_returned_headers_alone_are_enough() -> None:
    """Many servers return no more."""
    assert read_bounce(dsn("5.1.1", kind="text/rfc822-headers")).subscriber == ID


@pytest.mark.parametrize(("said", "kind"), [("abuse", BounceKind.COMPLAINT), ("not-spam", BounceKind.NOTHING)])
def test_a_complaint_is_one_only_when_it_says_so(said: str, kind: BounceKind) -> None:
    """`not-spam` is praise."""
    found = read_bounce(ARF.format(kind=said, id=ID).encode())
    assert (found.kind, found.subscriber, found.recipients) == (kind, ID, ("ada@mail.example",))


def test_the_report_shows_no_address() -> None:
    """Not in a log, not in a test report."""
    assert "ada" not in repr(read_bounce(dsn("5.1.1")))


@pytest.mark.parametrize("raw", [b"", b"Subject: hello\n\nI am on holiday", b"\xff" * 100, b"x" * (3 * 1024 * 1024)])
def test_anything_else_is_no_report(raw: bytes) -> None:
    """A holiday notice stops nobody's newsletter."""
    with pytest.raises(FormatError):
        read_bounce(raw)


def test_mutated_reports_end_in_a_verdict_or_a_refusal() -> None:
    """No crash, whatever comes."""
    dice = random.Random(7)
    for seed in (dsn("5.1.1"), ARF.format(kind="abuse", id=ID).encode()):
        for _ in range(300):
            raw = bytearray(seed)
            for _ in range(dice.randint(1, 12)):
                at = dice.randrange(len(raw))
                raw[at : at + dice.randint(0, 9)] = dice.randbytes(dice.randint(0, 9))
            try:
                read_bounce(bytes(raw))
            except FormatError:
                continue
