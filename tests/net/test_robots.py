"""robots.txt: asked once, remembered, obeyed for pages."""

import asyncio
from datetime import timedelta

import pytest

from tests.fakes import FakeWeb, FixedClock, failure, response
from tests.net.servers import HOST, ask, door, reply, serve
from topicwire.net import robots as robots_module
from topicwire.net.addresses import read_address
from topicwire.net.agent import PRODUCT
from topicwire.net.hop import HopError
from topicwire.net.robots import LONGEST_DELAY, Robots, read_rules
from topicwire.ports.web import Failure, FailureReason, Purpose, Request, Response

PAGE = read_address("https://h.example/a/b?c=1")

RULES = {
    "everyone": ("User-agent: *\nDisallow: /a", False),
    "nobody named": ("Disallow: /", True),
    "empty": ("", True),
    "empty rule": ("User-agent: *\nDisallow:", True),
    "another": ("User-agent: Other\nDisallow: /", True),
    "ours over everyone's": ("User-agent: *\nDisallow: /\n\nUser-agent: TopicWire\nDisallow: /x", True),
    "ours": ("User-agent: topicwire\nDisallow: /a/", False),
    "ours with a version": ("User-agent: topicwire/2.0\nDisallow: /a/", False),
    "ours with a star": ("User-agent: topicwire*\nDisallow: /a/", False),
    "ours in a group": ("User-agent: other\nUser-agent: topicwire\nDisallow: /a/", False),
    "ours twice": (
        "User-agent: topicwire\nDisallow: /x\nUser-agent: o\nDisallow: /\nUser-agent: topicwire\nDisallow: /a",
        False,
    ),
    "a longer name": ("User-agent: topicwirebot\nDisallow: /", True),
    "longest wins": ("User-agent: *\nDisallow: /a\nAllow: /a/b", True),
    "longest wins back": ("User-agent: *\nAllow: /a\nDisallow: /a/b", False),
    "equal allows": ("User-agent: *\nAllow: /a/b\nDisallow: /a/b", True),
    "star": ("User-agent: *\nDisallow: /*?c=", False),
    "end": ("User-agent: *\nDisallow: /a$", True),
    "capital path": ("User-agent: *\nDisallow: /A", True),
    "comment": ("User-agent: * # all\nDisallow: /a # this", False),
    "byte order mark": ("\ufeffUser-agent: *\nDisallow: /a", False),
    "returns": ("User-agent: *\rDisallow: /a\r", False),
    "page of html": ("<!doctype html><title>User-agent: *</title>", True),
    "no space": ("user-agent:*\ndisallow:/a", False),
}


@pytest.mark.parametrize("name", RULES)
def test_the_rules_are_read_as_the_standard_has_them(name: str) -> None:
    """Our group, else everyone's; the longest match decides, and allowing wins a tie."""
    text, is_allowed = RULES[name]
    assert read_rules(text.encode()).can_fetch(PAGE.url, PRODUCT) is is_allowed


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b"User-agent: r%d\n" % at for at in range(20_000)) + b"Disallow: /a\n" * 20_000,
        b"\xff\xfe\x00" * 1000,
        b"User-agent: *\nDisallow: /" + b"*a" * 20_000 + b"\n",
        b"User-agent: *\n" + b"Disallow: /" + b"x" * 500_000,
        b"Crawl-delay: 1e999\nUser-agent: *\nCrawl-delay: nan\nCrawl-delay: -3",
    ],
    ids=["many robots", "bytes", "stars", "one line", "delays"],
)
def test_a_hostile_file_is_read_in_bounded_time(body: bytes) -> None:
    """Whatever stands there, an answer comes of it."""
    rules = read_rules(body)
    assert rules.can_fetch(PAGE.url, PRODUCT)
    assert rules.crawl_delay(PRODUCT) is None


def site_with(robots: bytes) -> object:
    """Answer with this robots.txt and with a page everywhere else."""
    return lambda path, _: robots if path == "/robots.txt" else reply(b"page")


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_only_pages_are_asked_for_by_leave_of_robots_txt(purpose: Purpose) -> None:
    """Feeds and pictures are meant to be fetched; an article's page is fetched when the site lets robots."""
    async with serve(site_with(reply(b"User-agent: *\nDisallow: /p"))) as site, door(site, robots=True) as web:
        answer = await ask(web, f"http://{HOST}/p", purpose)
    if purpose is Purpose.PAGE:
        assert isinstance(answer, Failure)
        assert (answer.reason, site.paths) == (FailureReason.ROBOTS, ["/robots.txt"])
        assert HOST in answer.detail
    else:
        assert isinstance(answer, Response)
        assert site.paths == ["/p"]


async def test_robots_txt_can_be_switched_off() -> None:
    """The operator of a test web need not be asked."""
    async with serve(site_with(reply(b"User-agent: *\nDisallow: /"))) as site, door(site, robots=False) as web:
        assert isinstance(await ask(web, f"http://{HOST}/p", Purpose.PAGE), Response)
    assert site.paths == ["/p"]


async def test_many_askers_cause_one_request_and_a_day_of_memory() -> None:
    """One fetch for an origin, however many ask at once; again after a day."""
    clock = FixedClock()
    async with serve(site_with(reply(b""))) as site, door(site, robots=True, clock=clock, requests_per_host=8) as web:
        await asyncio.gather(*(ask(web, f"http://{HOST}/{at}", Purpose.PAGE) for at in range(8)))
        clock.move(timedelta(hours=23, minutes=59))
        await ask(web, f"http://{HOST}/8", Purpose.PAGE)
        assert site.paths.count("/robots.txt") == 1
        clock.move(timedelta(minutes=2))
        await ask(web, f"http://{HOST}/9", Purpose.PAGE)
    assert site.paths.count("/robots.txt") == 2


async def test_the_target_of_a_redirect_is_asked_by_its_own_rules() -> None:
    """A page that moves into a closed part is not fetched there."""
    robots = reply(b"User-agent: *\nDisallow: /closed")
    answers = {"/robots.txt": robots, "/open": reply(status="301 Moved", location="/closed")}
    async with serve(lambda path, _: answers[path]) as site, door(site, robots=True) as web:
        answer = await ask(web, f"http://{HOST}/open", Purpose.PAGE)
    assert isinstance(answer, Failure)
    assert answer.reason is FailureReason.ROBOTS
    assert site.paths == ["/robots.txt", "/open"]


async def test_robots_txt_may_be_redirected() -> None:
    """The rules count wherever they lie."""
    answers = {"/robots.txt": reply(status="301 Moved", location="/r"), "/r": reply(b"User-agent: *\nDisallow: /p")}
    async with serve(lambda path, _: answers[path]) as site, door(site, robots=True) as web:
        answer = await ask(web, f"http://{HOST}/p", Purpose.PAGE)
    assert isinstance(answer, Failure)
    assert answer.reason is FailureReason.ROBOTS


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 304])
async def test_without_a_file_everything_is_allowed(status: int) -> None:
    """A site that has no robots.txt, or does not show it, has no rules."""
    web = FakeWeb(lambda request: response(request.url, status=status))
    assert await Robots(web.get, FixedClock()).check(PAGE) is None
    assert web.requests == [Request(url="https://h.example/robots.txt", purpose=Purpose.ROBOTS)]


@pytest.mark.parametrize("reason", [FailureReason.REDIRECTS, FailureReason.BAD_ENCODING])
async def test_a_file_that_cannot_be_had_for_good_means_no_rules(reason: FailureReason) -> None:
    """Redirects without end are as good as no file (RFC 9309, section 2.3.1.2)."""
    web = FakeWeb(lambda request: failure(request.url, reason))
    assert await Robots(web.get, FixedClock()).check(PAGE) is None


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_site_in_trouble_is_left_alone_for_an_hour(status: int) -> None:
    """Its rules are unknown, so nothing is asked; the failure is one that is tried again later."""
    clock, answers = FixedClock(), [response("", status=status), response("", b"User-agent: *\nDisallow: /x")]
    web = FakeWeb(lambda _: answers[len(web.requests) - 1])
    robots = Robots(web.get, clock)
    for _ in range(2):
        with pytest.raises(HopError, match=str(status)) as caught:
            await robots.check(PAGE)
        assert caught.value.reason is FailureReason.NO_CONNECTION
    assert len(web.requests) == 1
    clock.move(timedelta(hours=1))
    assert await robots.check(PAGE) is None


async def test_a_site_that_says_when_to_come_back_is_asked_then() -> None:
    """Retry-After shortens the hour."""
    clock, answers = FixedClock(), [response("", status=503, retry_after="60"), response("", status=404)]
    web = FakeWeb(lambda _: answers[len(web.requests) - 1])
    robots = Robots(web.get, clock)
    with pytest.raises(HopError):
        await robots.check(PAGE)
    clock.move(timedelta(minutes=1))
    assert await robots.check(PAGE) is None


@pytest.mark.parametrize("reason", list(robots_module.NOT_NOW))
async def test_a_site_that_is_not_reached_keeps_its_reason(reason: FailureReason) -> None:
    """The page fails for what really happened, an inner address included."""
    robots = Robots(FakeWeb(lambda request: failure(request.url, reason, "why")).get, FixedClock())
    with pytest.raises(HopError, match="why") as caught:
        await robots.check(PAGE)
    assert caught.value.reason is reason


@pytest.mark.parametrize(("text", "delay"), [("7.5", 7.5), ("600", LONGEST_DELAY), ("0", 0.0), ("soon", None)])
async def test_a_crawl_delay_is_given_within_bounds(text: str, delay: float | None) -> None:
    """A site can ask for up to half a minute between requests."""
    body = f"User-agent: *\nCrawl-delay: {text}".encode()
    assert await Robots(FakeWeb(lambda _: response("", body)).get, FixedClock()).check(PAGE) == delay


async def test_the_memory_of_sites_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """By count and by size; the site unused for longest goes first."""
    monkeypatch.setattr(robots_module, "CACHE_ORIGINS", 10)
    web = FakeWeb(lambda _: response("", b"User-agent: *\nDisallow: /x\n" * 10))
    robots = Robots(web.get, FixedClock())
    first = read_address("http://h0.example/")
    for at in range(30):
        await robots.check(read_address(f"http://h{at}.example/"))
        await robots.check(first)
    assert len(web.requests) == 30
    monkeypatch.setattr(robots_module, "CACHE_BYTES", 3000)
    await robots.check(read_address("http://new.example/"))
    assert len(robots._verdicts) == 2
    assert robots._cost_bytes <= 3000


async def test_an_asker_that_gives_up_does_not_stop_the_others() -> None:
    """The next in line asks instead."""
    gate = asyncio.Event()

    async def get(request: Request) -> Response:
        await gate.wait()
        return response(request.url, b"User-agent: *\nDisallow: /a")

    robots = Robots(get, FixedClock())
    first, second = (asyncio.create_task(robots.check(PAGE)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    gate.set()
    with pytest.raises(HopError, match="asks us not to"):
        await second


async def test_a_crawl_delay_holds_for_the_next_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the site asks for is what happens."""
    clock, slept = FixedClock(), list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.move(timedelta(seconds=seconds))

    robots = reply(b"User-agent: *\nCrawl-delay: 20")
    async with serve(site_with(robots)) as site, door(site, robots=True, clock=clock) as web:
        monkeypatch.setattr(web._turns, "_sleep", sleep)
        for at in range(3):
            assert isinstance(await ask(web, f"http://{HOST}/{at}", Purpose.PAGE), Response)
    assert slept == [20.0, 20.0]
