"""One hop: one GET or POST on the wire, read within its limits, with every way it can go wrong put into words."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.http import HttpProcessingError
from yarl import URL

from topicwire.net.addresses import Address
from topicwire.net.decode import decode, read_encoding, too_large
from topicwire.net.dial import DIAL, Dial, Dialler
from topicwire.net.hop import HopError, printable
from topicwire.net.idle import KEPT_SECONDS, Idle
from topicwire.net.purposes import Plan
from topicwire.net.settings import NetworkSettings
from topicwire.ports.clock import Clock
from topicwire.ports.web import FailureReason

RATE_GRACE_SECONDS = 10.0
"""A body may be slow to begin with; from then on its average counts."""

HEADERS, HEADER_BYTES, HEADERS_BYTES = 200, 32 * 1024, 256 * 1024
"""Most headers of an answer, longest one, most together. Security policies of real sites pass 8 KiB."""

REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from one hop."""

    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case, in the order received
    body: bytes

    def header(self, name: str) -> str | None:
        """Give the first header of that lower-case name, or None."""
        return next((value for key, value in self.headers if key == name), None)


class Exchange:
    """Holds the sessions of the door. No cookies, no redirects, no proxies, no decoding by the library."""

    def __init__(self, dialler: Dialler, settings: NetworkSettings, clock: Clock, agent: str) -> None:
        self._dialler, self._settings, self._clock = dialler, settings, clock
        self._agent, self._idle = agent, Idle(clock)
        self._sessions: tuple[aiohttp.ClientSession, ...] = ()  # one that keeps connections, one that never does
        self._timeout = aiohttp.ClientTimeout(
            connect=settings.connect_seconds,
            sock_connect=settings.connect_seconds,
            sock_read=settings.first_byte_seconds,
        )

    async def __aenter__(self) -> Self:
        """Open the sessions in the running loop."""
        self._sessions = (self._open(is_kept=True), self._open(is_kept=False))
        return self

    def _open(self, *, is_kept: bool) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=self._dialler,
            socket_factory=self._dialler.open_socket,
            use_dns_cache=False,
            limit=0,  # turns limit how many run
            **({"keepalive_timeout": KEPT_SECONDS} if is_kept else {"force_close": True}),
        )
        return aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": self._agent},
            timeout=self._timeout,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            max_headers=HEADERS,
            max_field_size=HEADER_BYTES,
            max_line_size=HEADER_BYTES,
            middlewares=(_ask_once,),
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        for session in self._sessions:
            await session.close()

    async def ask(
        self, address: Address, plan: Plan, headers: Mapping[str, str], seconds: float, body: bytes | None = None
    ) -> Answer:
        """Ask one address once and read the whole answer; the body of a redirect is left unread.

        Args:
            address: where to.
            plan: limits and headers of the purpose.
            headers: further headers, already safe.
            seconds: longest time from here to the end of the answer.
            body: to be posted; None: a GET.

        Raises:
            HopError: there is no answer; nothing else is raised for what the other side does.
        """
        dial = Dial(address.host)
        token = DIAL.set(dial)
        try:
            async with asyncio.timeout(max(seconds, 0.001)):
                return await self._ask(address, plan, self._headers(address, plan, headers), body)
        except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError, AssertionError, RuntimeError) as error:
            raise _explain(error, dial) from error
        finally:
            DIAL.reset(token)

    def _headers(self, address: Address, plan: Plan, further: Mapping[str, str]) -> dict[str, str]:
        headers = {**dict(plan.headers), **further}
        if address.login:
            headers["Authorization"] = address.login
        return headers

    async def _ask(self, address: Address, plan: Plan, headers: Mapping[str, str], body: bytes | None) -> Answer:
        async with await self._begin(address, headers, body) as response:
            received = read_headers(response.raw_headers)
            if response.status < 200:
                raise HopError(
                    FailureReason.NO_CONNECTION, f"the server answered {response.status}, which ends nothing"
                )
            if response.status in REDIRECTS:
                return Answer(status=response.status, headers=received, body=b"")
            encoding = read_encoding(",".join(value for name, value in received if name == "content-encoding"))
            raw = await self._read(response, plan)
            return Answer(
                status=response.status,
                headers=received,
                body=decode(raw, encoding, plan.limit_bytes, is_cut=plan.is_cut),
            )

    async def _begin(self, address: Address, headers: Mapping[str, str], body: bytes | None) -> aiohttp.ClientResponse:
        if not self._sessions:
            raise HopError(FailureReason.NO_CONNECTION, "the door is not open")
        session = self._sessions[0 if self._idle.keep(address.origin) else 1]
        longest = self._settings.connect_seconds + self._settings.first_byte_seconds
        async with asyncio.timeout(longest):  # headers that trickle would pass every shorter limit
            url, method = URL(address.url, encoded=True), "GET" if body is None else "POST"
            return await session.request(method, url, headers=headers, data=body, allow_redirects=False)

    async def _read(self, response: aiohttp.ClientResponse, plan: Plan) -> bytes:
        limit = plan.limit_bytes
        if not plan.is_cut and (response.content_length or 0) > limit and response.status != 304:
            raise too_large(limit)
        raw = bytearray()
        began = self._clock.monotonic()
        async for portion in response.content.iter_any():
            raw += portion
            if len(raw) > limit:
                response.close()
                if not plan.is_cut:
                    raise too_large(limit)
                break
            self._check_rate(len(raw), self._clock.monotonic() - began)
        return bytes(raw)

    def _check_rate(self, size: int, elapsed: float) -> None:
        least = self._settings.least_bytes_per_second
        if elapsed > RATE_GRACE_SECONDS and size < least * elapsed:
            raise HopError(FailureReason.TIMEOUT, f"the answer came slower than {least} bytes a second")


def read_headers(raw: tuple[tuple[bytes, bytes], ...]) -> tuple[tuple[str, str], ...]:
    """Give headers as valid text; bytes that are not UTF-8 are read as Latin-1.

    Raises:
        HopError: NO_CONNECTION when they are too much together.
    """
    if sum(len(name) + len(value) for name, value in raw) > HEADERS_BYTES:
        raise HopError(FailureReason.NO_CONNECTION, f"the answer has more than {HEADERS_BYTES} bytes of headers")
    return tuple((_read_text(name).lower(), _read_text(value)) for name, value in raw)


def _read_text(raw: bytes) -> str:
    try:
        return printable(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return printable(raw.decode("latin-1"))


async def _ask_once(request: aiohttp.ClientRequest, ask: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep aiohttp from asking again after a fresh connection broke; a kept one may have gone stale."""
    try:
        return await ask(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        if not DIAL.get().has_dialled:
            raise
        raise aiohttp.ClientConnectionError(f"the connection broke: {_words(error)}") from error


def _explain(error: Exception, dial: Dial) -> HopError:
    """Find the reason and the words for what went wrong on the wire."""
    if dial.refused is not None and not dial.has_dialled:
        return HopError(FailureReason.NOT_PUBLIC, dial.refused)
    if isinstance(error, TimeoutError):
        return HopError(FailureReason.TIMEOUT, str(error) or "no whole answer in time")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return HopError(FailureReason.NO_HOST, f"{dial.host} has no address: {_words(error)}")
    if isinstance(error, aiohttp.InvalidURL):
        return HopError(FailureReason.BAD_ADDRESS, f"the address cannot be asked: {_words(error)}")
    return HopError(FailureReason.NO_CONNECTION, _words(error))


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
