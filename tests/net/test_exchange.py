"""Nasty servers: whatever they do, there is a failure in words or a bounded answer, in bounded time."""

import asyncio
import socket
import struct
from collections.abc import Iterator

import pytest

from tests.fakes import FixedClock
from tests.net.servers import HOST, Script, Site, ask, door, reply, serve, serve_raw
from topicwire.net.exchange import HEADERS, read_headers
from topicwire.net.hop import HopError
from topicwire.ports.web import Failure, FailureReason, Purpose, Request, Response

LIMITS = {"connect_seconds": 2.0, "first_byte_seconds": 0.5, "total_seconds": 1.0, "feed_mib": 0.25}
BROKEN, LATE, LARGE, ENCODED = (
    FailureReason.NO_CONNECTION,
    FailureReason.TIMEOUT,
    FailureReason.TOO_LARGE,
    FailureReason.BAD_ENCODING,
)
OK = b"HTTP/1.1 200 OK\r\n"


def say(raw: bytes, *, then_close: bool = True) -> Script:
    """Say these bytes, whatever was asked."""

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        writer.write(raw)
        await writer.drain()
        if then_close:
            writer.close()

    return script


def drip(start: bytes, portion: bytes, pause: float = 0.02) -> Script:
    """Begin well, then go on for ever."""

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        writer.write(start)
        while True:
            writer.write(portion)
            await writer.drain()
            await asyncio.sleep(pause)

    return script


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
    """Break the connection with a reset instead of an end."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()


NASTY: dict[str, tuple[Script, FailureReason]] = {
    "hangs up": (say(b""), BROKEN),
    "resets": (reset, BROKEN),
    "says nothing": (say(b"", then_close=False), LATE),
    "half a status line": (say(b"HTTP/1."), BROKEN),
    "stops in the status line": (say(b"HTTP/1.1 20", then_close=False), LATE),
    "no http": (say(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), BROKEN),
    "bytes": (say(bytes(range(256)) * 4), BROKEN),
    "no version": (say(b"HTTP/x.y 200 OK\r\n\r\n"), BROKEN),
    "no number": (say(b"HTTP/1.1 abc OK\r\n\r\n"), BROKEN),
    "large number": (say(b"HTTP/1.1 99999 OK\r\n\r\n"), BROKEN),
    "http/2 only": (say(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00" * 18), BROKEN),
    "stops in the headers": (say(OK + b"Content-Type: te"), BROKEN),
    "header without colon": (say(OK + b"nonsense\r\n\r\n"), BROKEN),
    "header with a break": (say(OK + b"A: b\rC: d\r\n\r\n"), BROKEN),
    "header with a zero": (say(OK + b"A: b\x00c\r\n\r\n"), BROKEN),
    "endless headers": (drip(OK, b"X-A: " + b"a" * 200 + b"\r\n", 0), BROKEN),
    "trickling headers": (drip(OK, b"X-A: a\r\n"), LATE),
    "one endless header": (drip(OK + b"X-A: ", b"a" * 4000, 0), BROKEN),
    "endless status line": (drip(b"HTTP/1.1 200 ", b"a" * 4000, 0), BROKEN),
    "endless informational answers": (drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.005), LATE),
    "switches protocols": (say(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), BROKEN),
    "length is a word": (say(OK + b"Content-Length: ten\r\n\r\nabc"), BROKEN),
    "length is negative": (say(OK + b"Content-Length: -1\r\n\r\nabc"), BROKEN),
    "length is huge": (say(OK + b"Content-Length: 99999999999999999999999\r\n\r\nabc"), BROKEN),
    "two lengths": (say(OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), BROKEN),
    "length and chunks": (say(OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), BROKEN),
    "longer than it comes": (say(OK + b"Content-Length: 1000\r\n\r\nabc"), BROKEN),
    "longer and silent": (say(OK + b"Content-Length: 1000\r\n\r\nabc", then_close=False), LATE),
    "larger than we take": (say(OK + b"Content-Length: 99999999\r\n\r\nabc", then_close=False), LARGE),
    "endless body": (drip(OK + b"\r\n", b"a" * 40_000, 0), LARGE),
    "endless chunks": (
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"4000\r\n" + b"a" * 0x4000 + b"\r\n", 0),
        LARGE,
    ),
    "trickling body": (drip(OK + b"\r\n", b"a"), LATE),
    "trickling chunks": (drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"), LATE),
    "chunk size is a word": (say(OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n"), BROKEN),
    "chunk size is huge": (say(OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nabc"), BROKEN),
    "chunk size is endless": (drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 4000), LATE),
    "chunk is longer than said": (say(OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n"), BROKEN),
    "chunks end too early": (say(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc"), BROKEN),
    "endless trailers": (
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: " + b"a" * 500 + b"\r\n", 0),
        BROKEN,
    ),
    "gzip that is none": (say(OK + b"Content-Encoding: gzip\r\n\r\nplain"), ENCODED),
    "unknown encoding": (say(OK + b"Content-Encoding: secret\r\n\r\nplain"), ENCODED),
    "two encodings": (say(OK + b"Content-Encoding: gzip\r\nContent-Encoding: br\r\n\r\nplain"), ENCODED),
}


@pytest.mark.parametrize("name", NASTY)
async def test_a_nasty_server_is_a_failure_in_words(name: str) -> None:
    """One request, one reason, within the time; the door serves the next one."""
    script, reason = NASTY[name]
    async with serve_raw(script) as nasty, serve(lambda *_: reply(b"fine")) as site, door(site, nasty, **LIMITS) as web:
        began = asyncio.get_running_loop().time()
        answer = await ask(web, "http://site2.example/")
        assert asyncio.get_running_loop().time() - began < 5
        assert isinstance(answer, Failure), answer
        assert (answer.reason, answer.final_url) == (reason, "http://site2.example/"), answer
        assert answer.detail
        assert answer.detail.isprintable()
        assert len(answer.detail) <= 300
        assert (nasty.connects, len(nasty.heads)) == (1, 1)
        assert isinstance(await ask(web, f"http://{HOST}/"), Response)


ODD: dict[str, tuple[bytes, int, bytes]] = {
    "no length": (OK + b"\r\nbody", 200, b"body"),
    "http 1.0": (b"HTTP/1.0 200 OK\r\n\r\nbody", 200, b"body"),
    "no reason": (b"HTTP/1.1 200\r\nContent-Length: 4\r\n\r\nbody", 200, b"body"),
    "more than the length": (OK + b"Content-Length: 4\r\n\r\nbodyHTTP/1.1 500 X\r\n\r\n", 200, b"body"),
    "early hints": (b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + OK + b"Content-Length: 4\r\n\r\nbody", 200, b"body"),
    "chunk extension": (OK + b"Transfer-Encoding: chunked\r\n\r\n4;x=y\r\nbody\r\n0\r\n\r\n", 200, b"body"),
    "trailers": (OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX: y\r\n\r\n", 200, b"body"),
    "empty and encoded": (OK + b"Content-Length: 0\r\nContent-Encoding: gzip\r\n\r\n", 200, b""),
    "body with 304": (b"HTTP/1.1 304 Same\r\nContent-Length: 99999999\r\n\r\n", 304, b""),
    "304 and encoded": (b"HTTP/1.1 304 Same\r\nContent-Encoding: gzip\r\n\r\n", 304, b""),
    "no content": (b"HTTP/1.1 204 None\r\n\r\n", 204, b""),
    "unknown status": (b"HTTP/1.1 799 Odd\r\nContent-Length: 4\r\n\r\nbody", 799, b"body"),
    "unauthorised": (b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 4\r\n\r\nbody", 401, b"body"),
    "choices": (b"HTTP/1.1 300 Choose\r\nLocation: /x\r\nContent-Length: 4\r\n\r\nbody", 300, b"body"),
    "many cookies": (OK + b"Set-Cookie: a=b\r\n" * 100 + b"Content-Length: 4\r\n\r\nbody", 200, b"body"),
    "long policy": (OK + b"CSP: " + b"x" * 20_000 + b"\r\nContent-Length: 4\r\n\r\nbody", 200, b"body"),
}


@pytest.mark.parametrize("name", ODD)
async def test_an_odd_answer_is_still_an_answer(name: str) -> None:
    """Real servers are not always neat; the next request is not confused by what they left on the line."""
    raw, status, body = ODD[name]
    async with serve_raw(say(raw)) as site, door(site, **LIMITS) as web:
        for _ in range(2):
            answer = await ask(web)
            assert isinstance(answer, Response), answer
            assert (answer.status, answer.body, answer.hops) == (status, body, ())


async def test_a_kept_connection_that_went_stale_is_replaced_once() -> None:
    """The server closed it in the meantime: that is no failure, and there is exactly one new request."""
    closing = asyncio.Event()

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        if b"/second" in head and not closing.is_set():
            closing.set()
            writer.close()  # the old line breaks only when it is used again
        else:
            writer.write(reply(b"x"))

    async with serve_raw(script) as site, door(site) as web:
        for path in ("first", "second"):
            assert isinstance(await ask(web, f"http://{HOST}/{path}"), Response)
        assert site.paths == ["/first", "/second", "/second"]


async def test_nobody_there_is_a_failed_connection() -> None:
    """A port without a server refuses."""
    site = Site()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        site.port = taken.getsockname()[1]
        async with door(site) as web:
            answer = await ask(web)
    assert isinstance(answer, Failure)
    assert answer.reason is BROKEN


async def test_a_name_server_that_does_not_answer_is_a_timeout() -> None:
    """Looking a name up is part of connecting."""

    class Silent:
        async def resolve(self, host: str) -> list[str]:
            await asyncio.Event().wait()
            return []

    async with door(names=Silent(), **LIMITS) as web:
        answer = await ask(web, "http://slow.example/")
    assert isinstance(answer, Failure)
    assert answer.reason is LATE


class Hurried(FixedClock):
    """A clock on which every look costs a second and a half."""

    def monotonic(self) -> float:
        self.seconds += 1.5
        return self.seconds


@pytest.mark.parametrize(("least", "is_slow"), [(1000, True), (10, False)])
async def test_a_body_below_the_least_rate_is_given_up_after_ten_seconds(least: int, is_slow: bool) -> None:
    """A server that trickles cannot hold a turn for the whole time."""

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        writer.write(OK + b"Content-Length: 1200\r\n\r\n")
        for _ in range(12):
            writer.write(b"a" * 100)
            await writer.drain()
            await asyncio.sleep(0.005)

    async with (
        serve_raw(script) as site,
        door(site, clock=Hurried(), least_bytes_per_second=least, total_seconds=600) as web,
    ):
        answer = await ask(web)
    assert isinstance(answer, Failure) is is_slow
    if isinstance(answer, Failure):
        assert answer.reason is LATE
        assert "1000 bytes a second" in answer.detail


async def test_redirects_share_one_time_limit() -> None:
    """A chain of slow hops does not add up to more than one request may take."""

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        await asyncio.sleep(0.01)
        writer.write(reply(status="302 On", location=f"/{len(head)}{head[5]}"))

    async with serve_raw(script) as site, door(site, clock=Hurried(), redirects=20, total_seconds=6) as web:
        answer = await ask(web, f"http://{HOST}/{'x' * 5}")
    assert isinstance(answer, Failure)
    assert len(site.heads) < 20


async def test_a_picture_of_which_only_the_head_is_wanted_is_not_read_on() -> None:
    """Servers that ignore Range are stopped after 64 KiB."""
    written = 0

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        nonlocal written
        writer.write(OK + b"Content-Length: 900000000\r\n\r\n")
        while True:
            writer.write(b"\xff" * 10_000)
            await writer.drain()
            written += 10_000

    async with serve_raw(script) as site, door(site) as web:
        answer = await ask(web, purpose=Purpose.PICTURE_HEAD)
    assert isinstance(answer, Response)
    assert answer.body == b"\xff" * 65536
    assert written < 64 * 1024 * 1024


async def test_cancelling_passes_and_frees_the_turn() -> None:
    """Whoever is stopped stops at once, and the host can be asked again."""
    asked = asyncio.Event()

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        if b"/slow" in head:
            asked.set()
            await asyncio.Event().wait()
        writer.write(reply(b"x"))

    async with serve_raw(script) as site, door(site) as web:
        slow = asyncio.create_task(web.get(Request(url=f"http://{HOST}/slow", purpose=Purpose.FEED)))
        await asked.wait()
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert isinstance(await ask(web), Response)


def headers(count: int) -> Iterator[tuple[bytes, bytes]]:
    """Build that many long headers."""
    return ((b"X-%d" % at, b"a" * 30_000) for at in range(count))


def test_headers_are_clean_text_of_bounded_size() -> None:
    """Bytes that are not UTF-8 are read as Latin-1, controls become spaces, and too much is refused."""
    raw = ((b"ETag", b'"\xe9"'), (b"X-Name", "Zo\u00eb\x85".encode()), (b"X-Raw", b"a\x1bb"))
    assert read_headers(raw) == (("etag", '"\u00e9"'), ("x-name", "Zo\u00eb "), ("x-raw", "a b"))
    assert HEADERS >= 100
    with pytest.raises(HopError):
        read_headers(tuple(headers(9)))
