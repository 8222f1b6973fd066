"""The choke point: every socket to the world is opened here, and only for an address that was judged.

aiohttp calls `Dialler.open_socket` for each address it is about to dial, IP literals and every redirect hop included,
so a name is resolved once and the very address that was judged is dialled. Which host a socket is for travels in a
context variable, because aiohttp passes only the address.
"""

import asyncio
import errno
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import Any, Protocol

from aiohttp.abc import AbstractResolver, ResolveResult

from topicwire.net.allowed import Exceptions
from topicwire.net.guard import refusal

LOOKUP_THREADS = 32
"""Lookups at a time. A name server that does not answer holds a thread for seconds; the others must go on."""


class Resolver(Protocol):
    """Turns a name into addresses."""

    async def resolve(self, host: str) -> Sequence[str]:
        """Give the IP addresses of a name, best first. Raises OSError when there are none."""
        ...


class SystemResolver:
    """Asks the machine's resolver, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(LOOKUP_THREADS, thread_name_prefix="lookup")

    async def resolve(self, host: str) -> Sequence[str]:
        """Give the addresses in the machine's order."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, _look_up, host)
        except UnicodeError as error:  # a label that is empty or over 63 letters
            raise socket.gaierror(socket.EAI_NONAME, "not a host name") from error
        return [str(answer[4][0]) for answer in found]

    def close(self) -> None:
        """Let go of the threads; lookups still waiting are dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str) -> list[tuple[Any, ...]]:
    return list(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG))


class Dial:
    """One hop's dialling: for whom, and what became of it."""

    __slots__ = ("has_dialled", "host", "refused")

    def __init__(self, host: str) -> None:
        self.host = host
        self.has_dialled = False  # an address passed and a socket was opened
        self.refused: str | None = None  # why the last refused address was refused


DIAL: ContextVar[Dial] = ContextVar("dial")
"""The dialling of the hop that runs in this context. Without one nothing is dialled."""


class NotPublicError(OSError):
    """The guard refused an address. An OSError, so that the next address of the same name is tried."""


class Dialler(AbstractResolver):
    """Resolves names for aiohttp and opens its sockets, within what the guard and the operator permit."""

    def __init__(self, exceptions: Exceptions, resolver: Resolver) -> None:
        self._exceptions, self._resolver = exceptions, resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Give where to dial for a host: its pin, else what the resolver says. Literals never come here."""
        pin = self._exceptions.pins.get(host)
        if pin is not None:
            return [_result(host, *pin)]
        found = await self._resolver.resolve(host)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no address")
        return [_result(host, address, port) for address in dict.fromkeys(found)]

    async def close(self) -> None:
        """Nothing of ours to close: the resolver belongs to who gave it."""

    def open_socket(self, target: tuple[Any, ...]) -> socket.socket:
        """Open the socket for an address about to be dialled, or raise NotPublicError.

        Args:
            target: family, kind, protocol, an unused name, and the address tuple that will be dialled.
        """
        family, kind, protocol, _, (address, port, *_) = target
        dial = DIAL.get()
        refused = refusal(address)
        if refused is not None and not self._exceptions.permit(dial.host, address, port):
            dial.refused = refused
            raise NotPublicError(errno.EACCES, refused)
        dial.has_dialled = True
        return socket.socket(family, kind, protocol)


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
