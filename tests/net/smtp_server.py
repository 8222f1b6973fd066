"""A small mail server on loopback that can be cut at any step of the protocol, and remembers what it took."""

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

STEPS = ("connect", "greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "body", "dot", "taken", "quit")
"""Where the connection can be cut: before the answer of that step; `body` after half of it, `dot` when the whole mail
has come and its answer has not gone out, `taken` right after that answer."""
USER, PASSWORD = "desk", "canary-password-5521"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where to cut, and which time."""

    step: str
    time: int = 1  # the first, second … time the step is reached
    counts: bool = True  # `dot`: whether the server keeps the mail all the same


@dataclass
class SmallServer:
    """Use with `async with`; `port` is where it listens."""

    cuts: tuple[Cut, ...] = ()
    answers: dict[str, list[str]] = field(default_factory=dict)  # step -> answers to give in turn, then the usual
    refused: dict[str, str] = field(default_factory=dict)  # recipient -> answer to RCPT
    context: ssl.SSLContext | None = None  # offers STARTTLS with it
    has_auth: bool = False
    on_step: Callable[[str], None] = lambda step: None
    taken: list[tuple[str, bytes]] = field(default_factory=list)  # (recipient, message), as soon as its dot came
    reached: Counter[str] = field(default_factory=Counter)
    commands: list[str] = field(default_factory=list)
    port: int = 0

    async def __aenter__(self) -> Self:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def counts(self) -> Counter[str]:
        """Count mails taken by recipient."""
        return Counter(recipient for recipient, _ in self.taken)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        with suppress(ConnectionError, EOFError, _GoneError, asyncio.CancelledError):
            await _Talk(self, reader, writer).run()
        self._tasks.discard(task)
        writer.transport.abort() if writer.transport else None

    def step(self, name: str) -> Cut | None:
        """Count a step; give the cut that falls on it."""
        self.reached[name] += 1
        self.on_step(name)
        return next((cut for cut in self.cuts if (cut.step, cut.time) == (name, self.reached[name])), None)

    def answer(self, step: str, usual: str) -> str:
        """Give the answer to a step."""
        scripted = self.answers.get(step)
        return scripted.pop(0) if scripted else usual


class _GoneError(Exception):
    """The connection is cut."""


class _Talk:
    def __init__(self, server: SmallServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        self.recipient, self.is_secured = "", False

    async def run(self) -> None:
        self._reach("connect")
        self._reach("greeting")
        await self._say(self.server.answer("greeting", "220 small.example ESMTP"))
        while line := await self.reader.readline():
            command = line.decode("ascii", "replace").strip()
            self.server.commands.append(command)
            verb = command.split(":")[0].split(" ")[0].upper()
            await self._command(verb, command)

    async def _command(self, verb: str, command: str) -> None:
        if verb in {"EHLO", "HELO"}:
            await self._hello()
        elif verb == "STARTTLS":
            await self._secure()
        elif verb == "AUTH":
            self._reach("auth")
            await self._say(self.server.answer("auth", "235 2.7.0 fine"))
        elif verb == "MAIL":
            self._reach("mail")
            await self._say(self.server.answer("mail", "250 2.1.0 fine"))
        elif verb == "RCPT":
            self._reach("rcpt")
            self.recipient = command.partition("<")[2].rstrip(">")
            usual = self.server.refused.get(self.recipient, "250 2.1.5 fine")
            await self._say(self.server.answer("rcpt", usual))
        elif verb == "DATA":
            await self._data()
        elif verb == "QUIT":
            self._reach("quit")
            await self._say("221 bye")
            raise _GoneError
        else:
            await self._say("250 fine")

    async def _hello(self) -> None:
        self._reach("ehlo")
        offers = ["small.example"]
        if self.server.context and not self.is_secured:
            offers.append("STARTTLS")
        if self.server.has_auth:
            offers.append("AUTH PLAIN")
        lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
        await self._say("\r\n".join(lines))

    async def _secure(self) -> None:
        self._reach("starttls")
        await self._say("220 go on")
        assert self.server.context
        await self.writer.start_tls(self.server.context)
        self.is_secured = True

    async def _data(self) -> None:
        self._reach("data")
        answer = self.server.answer("data", "354 go on")
        await self._say(answer)
        if not answer.startswith("354"):
            return
        message = await self._message()
        cut = self.server.step("dot")
        if cut and not cut.counts:
            raise _GoneError
        answer = self.server.answer("dot", "250 2.0.0 taken")
        if answer.startswith("250"):
            self.server.taken.append((self.recipient, message))
        if cut:
            raise _GoneError
        await self._say(answer)
        self._reach("taken")

    async def _message(self) -> bytes:
        lines, is_cut = list[bytes](), False
        while True:
            line = await self.reader.readline()
            if not line:
                raise _GoneError
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line[1:] if line.startswith(b".") else line)
            if not is_cut and len(lines) == 40:
                is_cut = True
                self._reach("body")

    def _reach(self, step: str) -> None:
        if self.server.step(step):
            raise _GoneError

    async def _say(self, answer: str) -> None:
        self.writer.write(f"{answer}\r\n".encode())
        await self.writer.drain()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for `localhost` and give the server's context with the file that vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, both = folder / "ca.pem", folder / "server.pem"
    public = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(public)
    both.write_bytes(private + public)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, file
