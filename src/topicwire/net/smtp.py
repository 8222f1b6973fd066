"""Hands mail to the hub's mail server, and knows of every mail what became of it.

The message goes out in two steps: all of it but the last line (a single dot), then that line. Only with it does the
server take a mail (RFC 5321, section 4.1.1.4), so whatever dies before is certainly not sent, and only what dies
between the dot and the answer is unclear (docs/decisions/0018-newsletter.md).
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from aiosmtplib import SMTP, SMTPException, SMTPResponseException
from aiosmtplib.errors import SMTPAuthenticationError
from aiosmtplib.response import SMTPResponse

from topicwire.errors import MailServerError
from topicwire.net.mail_settings import MailSettings
from topicwire.ports.mail import Answer, Envelope, Handed

Announce = Callable[[str], None]
"""Told the name of every step just before, or after, it is taken: tests end the process there."""
_BROKEN = (SMTPException, OSError, EOFError)
"""What a server that goes away, or talks nonsense, raises (asyncio's TimeoutError is an OSError)."""
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_DOTS = re.compile(rb"(?m)^\.")
_PIECE = 16 * 1024
_LOOK = 0.005
"""Seconds between looks at whether what was written has left this machine."""
_NO_MAILBOX = ("5.1.", "5.2.1")
"""Enhanced codes (RFC 3463) that blame the address: bad mailbox, bad domain, moved; mailbox disabled."""
_NO_MAILBOX_CODES = frozenset({550, 551, 553})
"""Plain codes that do, where no enhanced one is given (RFC 5321, section 4.2.3)."""


def _silent(_: str) -> None:
    """Announce to nobody."""


class SmtpMailer:
    """Implements `ports.mail.Mailer`."""

    def __init__(
        self, settings: MailSettings, password: Callable[[], str], local_name: str, announce: Announce = _silent
    ) -> None:
        """Connect later; `password` is asked for on login only, `local_name` is what we call ourselves."""
        self._settings, self._password = settings, password
        self._local_name, self._announce = local_name, announce

    @asynccontextmanager
    async def open(self) -> AsyncIterator["SmtpSession"]:
        """Connect, secure and log in; say goodbye at the end if the connection still stands.

        Raises:
            MailServerError: saying what kept us out, in the server's figures and not its words.
        """
        client = self._client()
        try:
            await client.connect()
        except (*_BROKEN, ssl.SSLError, ValueError) as error:
            raise MailServerError(_why(error), subject=self._where) from None
        self._announce("connected")
        session = SmtpSession(client, self._announce, self._settings.timeout_seconds)
        try:
            yield session
        finally:
            self._announce("quit")
            with suppress(*_BROKEN):
                if session.is_open:
                    await client.quit()
            client.close()

    @property
    def _where(self) -> str:
        return f"{self._settings.host}:{self._settings.port}"

    def _client(self) -> SMTP:
        settings = self._settings
        is_secured = settings.security != "plain"
        return SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.user or None,
            password=self._password() if settings.user else None,
            local_hostname=self._local_name,
            timeout=settings.timeout_seconds,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            tls_context=_context(settings.ca_file, self._where) if is_secured else None,
        )


def _context(ca_file: str, where: str) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ssl.SSLError) as error:
        raise MailServerError("mail.ca_file holds no certificate that can be read", subject=where) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class SmtpSession:
    """Implements `ports.mail.MailSession`."""

    def __init__(self, client: SMTP, announce: Announce, timeout: float) -> None:
        self._client, self._announce, self._timeout = client, announce, timeout

    @property
    def is_open(self) -> bool:
        """Tell whether another mail can be handed over."""
        return self._client.is_connected

    async def send(self, envelope: Envelope, begin: Callable[[], bool]) -> Handed:
        """Hand over one mail; see `ports.mail.MailSession.send`."""
        try:
            refused = await self._name_both(envelope) or await self._hand_body(envelope.message)
        except _BROKEN:
            return self._over(Answer.UNSENT)
        if refused is not None:
            return refused
        self._announce("before-begin")
        if not begin():
            return self._over(Answer.HELD_BACK)
        self._announce("begun")
        try:
            reply = await self._client.execute_command(b".")
        except _BROKEN:
            return self._over(Answer.UNCLEAR)
        self._announce("answered")
        return _final(reply)

    async def _name_both(self, envelope: Envelope) -> Handed | None:
        """Name sender and recipient; give what is refused."""
        self._announce("mail")
        try:
            await self._client.mail(envelope.sender)
        except SMTPResponseException as error:
            return await self._refused(Handed(answer=Answer.SENDER, code=_code(error.code, error.message)))
        self._announce("rcpt")
        try:
            await self._client.rcpt(envelope.recipient)
        except SMTPResponseException as error:
            return await self._refused(_judged(error.code, error.message))
        return None

    async def _hand_body(self, message: bytes) -> Handed | None:
        """Hand over all but the last line; give what is refused.

        Raises:
            SMTPException, OSError: the connection ended, so the server cannot have taken it.
        """
        self._announce("data")
        reply = await self._client.execute_command(b"DATA")
        if reply.code != 354:
            return await self._refused(_judged(reply.code, reply.message, Answer.REFUSED))
        stuffed = _stuffed(message)
        for start in range(0, len(stuffed), _PIECE):
            await self._write(stuffed[start : start + _PIECE])
            self._announce("body")
        await asyncio.sleep(_LOOK)  # a server that went away amid the text is heard of before the last line, mostly
        self._alive()
        return None

    async def _write(self, piece: bytes) -> None:
        async with asyncio.timeout(self._timeout):
            transport = self._alive()
            transport.write(piece)
            while self._alive().get_write_buffer_size():  # noqa: ASYNC110 - a transport has no event for it
                await asyncio.sleep(_LOOK)

    def _alive(self) -> asyncio.WriteTransport:
        transport = self._client.transport
        if not isinstance(transport, asyncio.WriteTransport) or transport.is_closing():
            raise ConnectionResetError
        return transport

    async def _refused(self, handed: Handed) -> Handed:
        """Clear the table for the next mail."""
        with suppress(*_BROKEN):
            await self._client.rset()
        return handed

    def _over(self, answer: Answer) -> Handed:
        self._client.close()
        return Handed(answer=answer)


def _stuffed(message: bytes) -> bytes:
    """Double the dots that begin a line (RFC 5321, section 4.5.2), and end with a line end."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    return _DOTS.sub(b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")


def _final(reply: SMTPResponse) -> Handed:
    if 200 <= reply.code < 300:
        return Handed(answer=Answer.TAKEN, code=_code(reply.code, reply.message))
    if 400 <= reply.code < 600:
        return _judged(reply.code, reply.message, Answer.REFUSED)
    return Handed(answer=Answer.UNCLEAR, code=str(reply.code))


def _judged(code: int, words: str, lasting: Answer | None = None) -> Handed:
    """Judge a refusal: does it pass, and is it the address's fault?"""
    said = _code(code, words)
    if code < 500:
        return Handed(answer=Answer.LATER, code=said)
    enhanced = said.partition(" ")[2]
    is_address = enhanced.startswith(_NO_MAILBOX) if enhanced else lasting is None and code in _NO_MAILBOX_CODES
    return Handed(answer=Answer.NO_ADDRESS if is_address else Answer.REFUSED, code=said)


def _code(code: int, words: str) -> str:
    """Give the figures alone: a server's words may repeat the address."""
    enhanced = _ENHANCED.search(words)
    return f"{code} {enhanced[1]}" if enhanced else str(code)


def _why(error: BaseException) -> str:
    """Say what kept us out without repeating a word of the server's."""
    if isinstance(error, SMTPAuthenticationError):
        return f"the login was refused ({_code(error.code, error.message)})"
    if isinstance(error, SMTPResponseException):
        return f"it refused us ({_code(error.code, error.message)})"
    cause = error.__cause__
    if isinstance(error, ssl.SSLError) or isinstance(cause, ssl.SSLError):
        return "its certificate or its security is not good enough"
    if isinstance(error, TimeoutError):
        return "it gave no answer in time"
    if isinstance(error, ConnectionError | OSError):
        return "it cannot be reached"
    return f"it cannot be used ({type(error).__name__})"
