"""The choke point: nothing inside is ever dialled, however it is spelled, named, redirected to or pinned."""

import asyncio

import pytest

from tests.net.servers import CONNECTS, HOST, Names, ask, door, reply, serve
from tests.net.tables import HOSTS, REFUSED
from topicwire.net.addresses import read_address
from topicwire.net.dial import SystemResolver
from topicwire.ports.web import Failure, FailureReason, Purpose, Request, Response

NAMED = [address for address in REFUSED if address[0].isdigit() or ":" in address]


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_no_spelling_of_an_inner_address_is_dialled(purpose: Purpose) -> None:
    """Sixty spellings, every purpose: all refused as not public, and not one connect."""
    async with door(robots=True, names=Names({"localhost.example": [["127.0.0.1"]]})) as web:
        with CONNECTS as connects:
            for host in HOSTS:
                answer = await ask(web, f"http://{host}:8765/x", purpose)
                assert isinstance(answer, Failure), host
                assert answer.reason is FailureReason.NOT_PUBLIC, (host, answer)
    assert connects == []
    assert len({read_address(f"http://{host}/").host for host in HOSTS}) > 30
    assert len(HOSTS) >= 60


async def test_no_name_that_resolves_inside_is_dialled() -> None:
    """A harmless name with an inner address, alone or several, is refused with the address in the words."""
    names = Names({f"n{at}.example": [[address, "10.0.0.1"]] for at, address in enumerate(NAMED)})
    async with door(names=names) as web:
        with CONNECTS as connects:
            for at in range(len(NAMED)):
                answer = await ask(web, f"http://n{at}.example/")
                assert isinstance(answer, Failure)
                assert answer.reason is FailureReason.NOT_PUBLIC, (NAMED[at], answer)
    assert connects == []


async def test_rebinding_never_reaches_the_inside() -> None:
    """A name that may be dialled when first asked and is inner from then on: 200 rounds, 0 connects inside."""
    names = Names({f"r{at}.example": [["127.0.0.2"], ["127.0.0.1"]] for at in range(200)})
    async with serve(lambda *_: reply()) as site, door(names=names, allow=("127.0.0.2",)) as web:
        for at in range(200):
            with CONNECTS as connects:
                first = await ask(web, f"http://r{at}.example:{site.port}/")
                second = await ask(web, f"http://r{at}.example:{site.port}/")
            assert isinstance(first, Failure)
            assert isinstance(second, Failure)
            assert (first.reason, second.reason) == (FailureReason.NO_CONNECTION, FailureReason.NOT_PUBLIC)
            assert connects == [("127.0.0.2", site.port)]
        assert site.connects == 0
        assert len(names.asked) == 400


async def test_the_address_that_was_judged_is_the_one_dialled() -> None:
    """The name is looked up once, and the connect goes to what that lookup said."""
    names = Names({"turn.example": [["127.0.0.1"], ["127.0.0.2"]]})
    async with serve(lambda *_: reply(b"in")) as site, door(names=names, allow=("127.0.0.1",)) as web:
        with CONNECTS as connects:
            assert isinstance(await ask(web, f"http://turn.example:{site.port}/"), Response)
        assert connects == [("127.0.0.1", site.port)]
        assert names.asked == ["turn.example"]


async def test_of_several_addresses_only_public_or_opened_ones_are_dialled() -> None:
    """One bad answer among good ones costs the name nothing and is itself left alone."""
    names = Names({"mixed.example": [["10.0.0.1", "fc00::1", "127.0.0.1", "127.0.0.2"]]})
    async with serve(lambda *_: reply(b"in")) as site, door(names=names, allow=("127.0.0.1/32",)) as web:
        with CONNECTS as connects:
            assert isinstance(await ask(web, f"http://mixed.example:{site.port}/"), Response)
        assert connects == [("127.0.0.1", site.port)]


async def test_a_pinned_host_goes_to_its_address_and_keeps_its_name() -> None:
    """The demo's small web: the URL and the Host header stay, only the way there differs."""
    async with serve(lambda *_: reply(b"hello")) as site, door(site) as web:
        answer = await ask(web, f"http://{HOST}/feed?a=1#part")
        assert isinstance(answer, Response)
        assert (answer.final_url, answer.body) == (f"http://{HOST}/feed?a=1", b"hello")
        assert site.sent("Host") == HOST
        assert site.paths == ["/feed?a=1"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://inner.example:{port}/"]
)
async def test_a_pin_opens_loopback_for_its_host_alone(url: str) -> None:
    """The pinned server cannot be reached by its address or by another name."""
    names = Names({"localhost": [["127.0.0.1"]], "inner.example": [["127.0.0.1"]]})
    async with serve(lambda *_: reply()) as site, door(site, names=names) as web:
        answer = await ask(web, url.format(port=site.port))
        assert isinstance(answer, Failure)
        assert answer.reason is FailureReason.NOT_PUBLIC
        assert site.connects == 0


@pytest.mark.parametrize("allow", [("inner.example",), ("127.0.0.0/8",), ("127.0.0.1",), ("INNER.example", "::1")])
async def test_the_operator_can_open_a_host_or_a_range(allow: tuple[str, ...]) -> None:
    """A feed on the own network is asked once it is named."""
    names = Names({"inner.example": [["127.0.0.1"]]})
    async with serve(lambda *_: reply(b"ok")) as site, door(names=names, allow=allow) as web:
        assert isinstance(await ask(web, f"http://inner.example:{site.port}/"), Response)


async def test_a_https_pin_speaks_tls_to_its_address() -> None:
    """A pin changes where, not how: a server without TLS is a failed connection, not a crash."""
    first = bytearray()

    async def refuse_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first.extend(await reader.read(3))
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse_tls, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, door(pins={HOST: f"127.0.0.1:{port}"}) as web:
        answer = await ask(web, f"https://{HOST}/")
    assert isinstance(answer, Failure)
    assert answer.reason is FailureReason.NO_CONNECTION
    assert first.startswith(b"\x16\x03")


@pytest.mark.parametrize(
    "names",
    [
        ("HTTP_PROXY", "http_proxy"),
        ("ALL_PROXY",),
        ("all_proxy", "http_proxy"),
        ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "http_proxy"),
        ("http_proxy", "no_proxy"),
        ("HTTP_PROXY", "REQUEST_METHOD"),
    ],
)
async def test_proxies_of_the_environment_are_ignored(names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would dial for us, past the guard."""
    async with serve(lambda *_: reply(b"proxied")) as proxy, serve(lambda *_: reply(b"direct")) as site:
        for name in names:
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        async with door(site) as web:
            answer = await ask(web)
            assert isinstance(answer, Response)
            assert answer.body == b"direct"
            inner = await ask(web, "http://127.0.0.1/")
        assert isinstance(inner, Failure)
        assert inner.reason is FailureReason.NOT_PUBLIC
        assert proxy.connects == 0


@pytest.mark.parametrize("host", ["missing.example", "a..b.example", "a" * 64 + ".example", "empty.example"])
async def test_a_name_without_an_address_says_so(host: str) -> None:
    """Unknown, impossible and empty names are one kind of failure."""
    async with door(names=Names({"empty.example": [[]]})) as web:
        answer = await web.get(Request(url=f"http://{host}/", purpose=Purpose.FEED))
        assert isinstance(answer, Failure)
        assert answer.reason is FailureReason.NO_HOST


async def test_the_machines_resolver_gives_addresses_or_says_there_are_none() -> None:
    """Names the resolver cannot even encode are names that do not resolve."""
    resolver = SystemResolver()
    try:
        assert "127.0.0.1" in await resolver.resolve("127.0.0.1")
        for name in ("a..b", "x" * 64):
            with pytest.raises(OSError, match="not a host name"):
                await resolver.resolve(name)
    finally:
        resolver.close()
