"""The door: what is sent, which redirects are followed, and how a host's wishes are kept."""

from datetime import timedelta

import pytest

from tests.fakes import FixedClock
from tests.net.servers import CONNECTS, HOST, Names, ask, door, reply, serve
from topicwire.net.client import PoliteWeb
from topicwire.ports.web import Failure, FailureReason, Hop, Purpose, Request, Response
from topicwire.ports.web import Web as WebPort

BASE = f"http://{HOST}"


def moved(location: str | None, status: str = "301 Moved") -> bytes:
    """Build a redirect; None: without a Location."""
    return reply(b"moved", status) if location is None else reply(b"moved", status, location=location)


def ring(length: int) -> dict[str, str]:
    """Build redirects that go round in a circle."""
    return {f"/{at}": f"/{(at + 1) % length}" for at in range(length)}


def line(length: int) -> dict[str, str]:
    """Build that many redirects in a row, then an answer at /end."""
    return {f"/{at}": f"/{at + 1}" if at + 1 < length else "/end" for at in range(length)}


ENDS = {
    "straight": ("/end", {}, ["/end"], "/end"),
    "one": ("/0", line(1), ["/0", "/end"], "/end"),
    "five": ("/0", line(5), ["/0", "/1", "/2", "/3", "/4", "/end"], "/end"),
    "absolute": ("/0", {"/0": f"{BASE}/end"}, ["/0", "/end"], "/end"),
    "capitals": ("/0", {"/0": "HTTP://SITE.Example:80/end"}, ["/0", "/end"], "/end"),
    "protocol-relative": ("/0", {"/0": f"//{HOST}/end"}, ["/0", "/end"], "/end"),
    "relative": ("/a/b/0", {"/a/b/0": "../end"}, ["/a/b/0", "/a/end"], "/a/end"),
    "query only": ("/end", {"/end": "?x=1"}, ["/end", "/end?x=1"], "/end?x=1"),
    "fragment in location": ("/0", {"/0": "/end#part"}, ["/0", "/end"], "/end"),
    "fragment in request": ("/0#part", {"/0": "/end"}, ["/0", "/end"], "/end"),
    "spaces": ("/0", {"/0": "  /the end  "}, ["/0", "/the%20end"], "/the%20end"),
    "not ascii": ("/0", {"/0": "/caf\u00e9"}, ["/0", "/caf%C3%A9"], "/caf%C3%A9"),
    "encoded": ("/0", {"/0": "/%7Eend?a=%26"}, ["/0", "/%7Eend?a=%26"], "/%7Eend?a=%26"),
    "backslashes": ("/0", {"/0": "\\end"}, ["/0", "/end"], "/end"),
    "password of theirs": ("/0", {"/0": f"http://you:pw@{HOST}/end"}, ["/0", "/end"], "/end"),
}


@pytest.mark.parametrize("name", ENDS)
async def test_a_redirect_is_followed_to_its_answer(name: str) -> None:
    """Each hop is asked once, in order, and the last one answers."""
    start, routes, paths, final = ENDS[name]
    async with (
        serve(lambda path, _: moved(routes[path]) if path in routes else reply(b"end")) as site,
        door(site) as web,
    ):
        answer = await ask(web, BASE + start)
    assert isinstance(answer, Response)
    assert site.paths == paths
    assert (answer.url, answer.final_url, answer.body) == (BASE + start, BASE + final, b"end")
    assert [hop.to_url for hop in answer.hops] == [BASE + path for path in paths[1:]]
    assert site.sent("Authorization") is None


NOWHERE: dict[str, tuple[dict[str, str | None], int]] = {
    **{f"a ring of {length}": (dict(ring(length)), min(length, 6)) for length in range(1, 7)},
    "six in a row": (dict(line(6)), 6),
    "to itself with a fragment": ({"/0": "/0#again"}, 1),
    "to itself, spelled otherwise": ({"/0": f"HTTP://{HOST.upper()}:80/x/../0"}, 1),
    "no location": ({"/0": None}, 1),
    "empty location": ({"/0": ""}, 1),
    "blank location": ({"/0": "   "}, 1),
    "file": ({"/0": "file:///etc/passwd"}, 1),
    "gopher": ({"/0": "gopher://127.0.0.1:70/x"}, 1),
    "ftp": ({"/0": "ftp://h.example/"}, 1),
    "javascript": ({"/0": "javascript:alert(1)"}, 1),
    "text": ({"/0": "data:text/html,hello"}, 1),
    "no host": ({"/0": "http://"}, 1),
    "bad port": ({"/0": f"http://{HOST}:99999/"}, 1),
    "bad host": ({"/0": "http://a b.example/"}, 1),
    "too long": ({"/0": "/" + "a" * 9000}, 1),
    "second hop to file": ({"/0": "/1", "/1": "file:///etc/passwd"}, 2),
}


@pytest.mark.parametrize("name", NOWHERE)
async def test_a_redirect_that_leads_nowhere_ends_the_request(name: str) -> None:
    """Circles, long chains and foreign schemes end in words, after an exact number of requests."""
    routes, count = NOWHERE[name]
    async with (
        serve(lambda path, _: moved(routes[path]) if path in routes else reply(b"end")) as site,
        door(site) as web,
    ):
        answer = await ask(web, f"{BASE}/0")
    assert isinstance(answer, Failure)
    assert answer.reason is FailureReason.REDIRECTS, answer
    assert len(site.paths) == count
    assert len(answer.hops) == count - 1
    assert answer.final_url == BASE + site.paths[-1]
    assert answer.detail


INSIDE = [
    "http://127.0.0.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://2130706433:{port}/", "//localhost:{port}/",
    "http://inner.example:{port}/", "http://169.254.169.254/latest/", "https://10.0.0.1/", "http://[::1]:{port}/",
]  # fmt: skip


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("target", INSIDE)
async def test_a_redirect_to_the_inside_is_refused(target: str, steps: int) -> None:
    """Every hop is judged; the server inside never hears of it."""
    names = Names({"inner.example": [["127.0.0.1"]], "localhost": [["127.0.0.1", "::1"]]})
    async with serve(lambda *_: reply(b"secret")) as inner:
        routes = line(steps) | {f"/{steps - 1}": target.format(port=inner.port)}
        async with serve(lambda path, _: moved(routes[path])) as site, door(site, names=names) as web:
            answer = await ask(web, f"{BASE}/0")
            assert isinstance(answer, Failure)
            assert answer.reason is FailureReason.NOT_PUBLIC
            assert (len(site.paths), len(answer.hops), inner.connects) == (steps, steps, 0)


@pytest.mark.parametrize("status", ["301 A", "302 B", "303 C", "307 D", "308 E"])
async def test_every_redirect_status_is_noted(status: str) -> None:
    """Which kind of redirect it was decides later whether a feed's address changes."""
    async with serve(lambda path, _: moved("/end", status) if path == "/0" else reply()) as site, door(site) as web:
        answer = await ask(web, f"{BASE}/0")
    assert answer.hops == (Hop(status=int(status[:3]), from_url=f"{BASE}/0", to_url=f"{BASE}/end"),)


async def test_a_redirect_to_another_host_is_followed() -> None:
    """The second host gets its own name in Host."""
    async with serve(lambda *_: reply(b"there")) as other, serve(lambda *_: moved("http://site2.example/x")) as site:
        async with door(site, other) as web:
            answer = await ask(web)
        assert answer.final_url == "http://site2.example/x"
        assert other.sent("Host") == "site2.example"


async def test_redirects_can_be_switched_off() -> None:
    """With none allowed the first one ends the request."""
    async with serve(lambda *_: moved("/end")) as site, door(site, redirects=0) as web:
        answer = await ask(web)
    assert isinstance(answer, Failure)
    assert site.paths == ["/"]


async def test_credentials_are_sent_to_their_origin_only() -> None:
    """A private feed is asked with its login; a redirect elsewhere does not carry it."""
    async with serve(lambda *_: reply()) as other:
        routes = {"/0": "/1", "/1": "http://site2.example/"}
        async with serve(lambda path, _: moved(routes[path])) as site, door(site, other) as web:
            answer = await ask(web, f"http://me:secret@{HOST}/0")
        assert [site.sent("Authorization", at) for at in (0, 1)] == ["Basic bWU6c2VjcmV0"] * 2
        assert other.sent("Authorization") is None
        assert "secret" not in answer.final_url + str(answer.hops)


@pytest.mark.parametrize("etag", ['"abc"', 'W/"a b:c"', "bare", "'odd'"])
async def test_validators_are_sent_verbatim(etag: str) -> None:
    """What the server gave is what it gets back, on every hop."""
    async with serve(lambda path, _: moved("/1") if path == "/0" else reply(status="304 Same", etag=etag)) as site:
        async with door(site) as web:
            when = "Sat, 1 Jan 2000 00:00:00 UTC"
            request = Request(url=f"{BASE}/0", purpose=Purpose.FEED, etag=etag, last_modified=when)
            answer = await web.get(request)
        assert isinstance(answer, Response)
        assert (answer.status, answer.body, answer.header("etag")) == (304, b"", etag)
        assert [site.sent("If-None-Match", at) for at in (0, 1)] == [etag, etag]
        assert site.sent("If-Modified-Since") == when


@pytest.mark.parametrize(
    "hostile", ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\x00", "\ud800", "a\x7f", "x" * 5000, "\u2028"]
)
async def test_a_hostile_validator_becomes_no_header(hostile: str) -> None:
    """Text from outside can end no header; it is left out, and the answer is a full one."""
    async with serve(lambda *_: reply(b"full")) as site, door(site) as web:
        request = Request(url=f"{BASE}/", purpose=Purpose.FEED, etag=hostile, last_modified=hostile)
        answer = await web.get(request)
    assert isinstance(answer, Response)
    assert site.sent("If-None-Match") is None
    assert site.sent("If-Modified-Since") is None
    assert b"X-Evil" not in site.heads[0]


@pytest.mark.parametrize("path", ["/\r\nX-Evil: 1", "/a b\tX-Evil:1", "/?\nHost: evil", "/\u2028\x00"])
async def test_a_hostile_address_becomes_no_header(path: str) -> None:
    """An address with line breaks is read as a browser reads it: without them."""
    async with serve(lambda *_: reply()) as site, door(site) as web:
        assert isinstance(await ask(web, BASE + path), Response)
    assert [name for name in ("X-Evil",) if site.sent(name)] == []
    assert site.sent("Host") == HOST


@pytest.mark.parametrize(
    "url", ["", "feed", "javascript:1", "file:///etc/passwd", "http://", "ftp://h/", "http://h/\ud800"]
)
async def test_what_is_no_web_address_is_not_asked(url: str) -> None:
    """A bad address is a failure that names it."""
    async with door() as web:
        with CONNECTS as connects:
            answer = await ask(web, url)
    assert isinstance(answer, Failure)
    assert (answer.reason, answer.url, answer.final_url) == (FailureReason.BAD_ADDRESS, url, url)
    assert connects == []


async def test_every_request_says_who_asks_and_what_it_takes() -> None:
    """Honest name, what we want, the encodings we read; no cookies, no referrer, nothing else."""
    async with serve(lambda *_: reply(set_cookie="id=1; Path=/")) as site, door(site, contact="a@b.example") as web:
        for purpose in Purpose:
            await ask(web, purpose=purpose)
    for at, purpose in enumerate(Purpose):
        assert site.sent("User-Agent", at) == "topicwire/0.1.0 (+a@b.example)"
        assert site.sent("Accept", at)
        is_head = purpose is Purpose.PICTURE_HEAD
        assert site.sent("Accept-Encoding", at) == ("identity" if is_head else "gzip, deflate, br, zstd")
        assert site.sent("Range", at) == ("bytes=0-65535" if is_head else None)
        assert [site.sent(name, at) for name in ("Cookie", "Referer", "Authorization", "Content-Length")] == [None] * 4
    assert str(site.sent("Accept", 0)).startswith("application/atom+xml")


async def test_the_limits_are_those_of_the_purpose() -> None:
    """A feed over its limit fails, a picture of that size does not, and of a picture's head only 64 KiB are kept."""
    body = bytes(3 * 1024 * 1024)
    async with serve(lambda *_: reply(body)) as site, door(site, feed_mib=1, picture_mib=4) as web:
        answers = {purpose: await ask(web, purpose=purpose) for purpose in Purpose}
    for purpose in (Purpose.FEED, Purpose.PAGE, Purpose.DISCOVERY):
        failed = answers[purpose]
        assert isinstance(failed, Failure)
        assert failed.reason is FailureReason.TOO_LARGE
    sizes = {purpose: len(answer.body) for purpose, answer in answers.items() if isinstance(answer, Response)}
    assert sizes == {
        Purpose.PICTURE: len(body),
        Purpose.PICTURE_HEAD: 64 * 1024,
        Purpose.ROBOTS: 512 * 1024,
        Purpose.NOTICE: 64 * 1024,
    }


@pytest.mark.parametrize(("status", "header"), [(429, "3600"), (503, "Mon, 02 Mar 2026 13:00:00 GMT")])
async def test_a_host_that_asks_to_wait_is_left_alone(status: int, header: str) -> None:
    """Until the wait is over it is not asked again; whoever asks hears its answer, with what is left of the wait."""
    clock = FixedClock()
    async with (
        serve(lambda *_: reply(b"busy", f"{status} Busy", retry_after=header)) as site,
        door(site, clock=clock) as web,
    ):
        first = await ask(web)
        assert web.host_wait(HOST.upper()) == 3600
        clock.move(timedelta(minutes=30))
        second = await ask(web, f"{BASE}/other")
        assert len(site.paths) == 1
        clock.move(timedelta(minutes=30))
        third = await ask(web)
    for answer, wait, body in ((first, header, b"busy"), (second, "1800", b""), (third, header, b"busy")):
        assert isinstance(answer, Response)
        assert (answer.status, answer.header("retry-after"), answer.body) == (status, wait, body)
    assert len(site.paths) == 2


async def test_a_host_that_answers_429_without_a_time_is_not_blocked() -> None:
    """How long to stay away is then for the schedule to say."""
    async with serve(lambda *_: reply(status="429 Slow")) as site, door(site) as web:
        assert [getattr(await ask(web), "status", None) for _ in range(2)] == [429, 429]
    assert len(site.paths) == 2


async def test_connections_are_kept_for_the_same_host() -> None:
    """The second request to a host needs no new connection; a stale one is replaced without a failure."""
    async with serve(lambda *_: reply(b"x")) as site, door(site) as web:
        for _ in range(3):
            assert isinstance(await ask(web), Response)
    assert (site.connects, len(site.heads)) == (1, 3)


async def test_a_door_that_is_not_open_fails_in_words() -> None:
    """Asking before or after `async with` is a failure, not a crash."""
    web: WebPort = door(allow=("0.0.0.0/0",))
    assert isinstance(web, PoliteWeb)
    assert isinstance(await ask(web, "http://127.0.0.1/"), Failure)
    async with web:
        pass
    assert isinstance(await ask(web, "http://127.0.0.1/"), Failure)
