"""Handing mail to a mail server, as whoever sends sees it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One mail, ready: whom it is from and to as the server is told, and its bytes."""

    sender: str
    recipient: str  # an address in the clear: it goes into no log, message or exception
    message: bytes  # CRLF line ends, headers first

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "<envelope>"


class Answer(StrEnum):
    """What became of handing over one mail."""

    TAKEN = "taken"  # the server took it
    NO_ADDRESS = "no-address"  # refused for good: the recipient takes no mail
    REFUSED = "refused"  # refused for good, for another reason
    SENDER = "sender"  # the server takes nothing from us: no recipient's fault, and no use to go on
    LATER = "later"  # refused for now
    UNSENT = "unsent"  # the connection ended before the last byte: the server cannot have taken it
    UNCLEAR = "unclear"  # the last byte was handed over, and no answer came
    HELD_BACK = "held-back"  # `begin` said no


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """The answer, with the server's figures: nothing of its words, which may name an address."""

    answer: Answer
    code: str = ""  # as `550 5.1.1`; empty: no reply was read


class MailSession(Protocol):
    """An open connection to a mail server, used for one mail after the other."""

    async def send(self, envelope: Envelope, begin: Callable[[], bool]) -> Handed:
        """Hand over one mail.

        `begin` is called after all but the last byte went out and before that one does: from then on the server may
        have taken it. Nothing is raised for what the server or the connection does. After UNSENT and UNCLEAR the
        session is over.
        """
        ...

    @property
    def is_open(self) -> bool: ...


class Mailer(Protocol):
    """Connects to the hub's mail server."""

    def open(self) -> AbstractAsyncContextManager[MailSession]:
        """Connect, secure and log in.

        Raises:
            MailServerError: it cannot be reached, is not secure, or refuses us.
        """
        ...
