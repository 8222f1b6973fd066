"""Servers of this folder's tests: on loopback, scripted byte for byte, counting what they are asked."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from tests.fakes import FixedClock
from topicwire.net.client import PoliteWeb
from topicwire.net.settings import NetworkSettings
from topicwire.ports.clock import Clock
from topicwire.ports.web import Failure, Purpose, Request, Response

Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter, bytes], Awaitable[None]]

HOST = "site.example"


class Site:
    """One server: its port, the requests it got (first lines), and how often it was connected to."""

    def __init__(self) -> None:
        self.port, self.connects = 0, 0
        self.heads: list[bytes] = []

    @property
    def paths(self) -> list[str]:
        return [head.split(b" ", 2)[1].decode() for head in self.heads]

    def sent(self, name: str, at: int = -1) -> str | None:
        """Give a request header as it was sent."""
        for line in self.heads[at].split(b"\r\n")[1:]:
            key, _, value = line.partition(b": ")
            if key.lower() == name.lower().encode():
                return value.decode("latin-1")
        return None


@asynccontextmanager
async def serve_raw(script: Script) -> AsyncIterator[Site]:
    """Run a script for each request; the connection stays open as long as the script does."""
    site = Site()
    tasks: set[asyncio.Task[Any]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        site.connects += 1
        tasks.add(task := asyncio.current_task())
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                site.heads.append(head)
                await script(reader, writer, head)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            tasks.discard(task)
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


@asynccontextmanager
async def serve(answer: Callable[[str, bytes], bytes]) -> AsyncIterator[Site]:
    """Answer each request with bytes made from its path and its head."""

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        writer.write(answer(head.split(b" ", 2)[1].decode(), head))

    async with serve_raw(script) as site:
        yield site


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Build an answer; header names use _ for -, Content-Length is added unless given."""
    named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in ({"content-length": str(len(body))} | named).items() if value != ""]
    return (
        f"HTTP/1.1 {status}\r\n".encode() + "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n" + body
    )


class Names:
    """A resolver that knows these names; several lists for a name are given in turn, the last one for good."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self.answers = {name: list(lists) for name, lists in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        lists = self.answers.get(host)
        if lists is None:
            raise OSError(f"no such name: {host}")
        return lists.pop(0) if len(lists) > 1 else lists[0]


def settings(*sites: Site, **changes: Any) -> NetworkSettings:
    """Build settings without waits; the first site is pinned to site.example, further ones to site2.example, ..."""
    pins = {HOST if not at else f"site{at + 1}.example": f"127.0.0.1:{site.port}" for at, site in enumerate(sites)}
    usual = {"host_gap_seconds": 0.0, "robots": False, "connect_seconds": 2.0, "first_byte_seconds": 2.0}
    return NetworkSettings(**{"pins": pins, **usual, "total_seconds": 5.0, **changes})


def door(*sites: Site, clock: Clock | None = None, names: Names | None = None, **changes: Any) -> PoliteWeb:
    """Build a door to these sites that knows no other name."""
    return PoliteWeb(settings(*sites, **changes), clock or FixedClock(), "0.1.0", resolver=names or Names({}))


async def ask(web: PoliteWeb, url: str = f"http://{HOST}/", purpose: Purpose = Purpose.FEED) -> Response | Failure:
    """Ask once."""
    return await web.get(Request(url=url, purpose=purpose))


class Connects:
    """Every connect this process tries while it is watched, as the interpreter itself reports it."""

    def __init__(self) -> None:
        self.addresses: list[Any] = []
        self.is_watching = False
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.is_watching and event in {"socket.connect", "socket.getaddrinfo"}:
            self.addresses.append(arguments[1] if event == "socket.connect" else arguments[0])

    def __enter__(self) -> list[Any]:
        self.addresses, self.is_watching = [], True
        return self.addresses

    def __exit__(self, *_: object) -> None:
        self.is_watching = False


CONNECTS = Connects()
