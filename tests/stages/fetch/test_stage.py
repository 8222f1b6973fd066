"""Fetching pages: what is kept, what is tried again, what is given up, and with how many requests."""

from dataclasses import replace

import pytest

from tests.fakes import NOON, failure, response
from tests.stages.fetch.rig import DAY, HOUR, MINUTE, PAGE, URL, Rig, tip
from topicwire.model.outcome import Done, Retry, RetryReason, Spike, SpikeReason, Unchanged
from topicwire.ports.web import Failure, FailureReason, Hop, Request, Response
from topicwire.stages.fetch.settings import FetchSettings
from topicwire.stages.fetch.stage import VIDEO


def page(body: bytes = PAGE, status: int = 200, **headers: str) -> Response:
    """Build an answer with a page."""
    return response(URL, body, status, **{"content_type": "text/html; charset=UTF-8", **headers})


def redirected(url: str, *targets: str, body: bytes = PAGE, status: int = 200) -> Response:
    """Build an answer that came by redirects."""
    places = [url, *targets]
    hops = tuple(Hop(status=301, from_url=places[at], to_url=places[at + 1]) for at in range(len(targets)))
    headers = (("content-type", "text/html"),)
    return Response(url=url, final_url=places[-1], hops=hops, status=status, headers=headers, body=body, took_ms=1)


async def test_a_page_is_kept_with_its_facts_and_extraction_becomes_due() -> None:
    """The bytes are durable before the store says where they are."""
    rig = Rig(lambda request: page(etag='W/"1"', last_modified="Mon, 02 Mar 2026 11:00:00 GMT"))
    outcome = await rig.fetch(tip())
    kept = rig.store.pages.find(tip().id)
    assert isinstance(outcome, Done)
    assert kept == outcome.value
    assert (kept.etag, kept.charset, kept.content_type, kept.size_bytes) == ('W/"1"', "utf-8", "text/html", len(PAGE))
    assert (rig.pages.flushes, rig.pages.read(kept.place), rig.extracts()) == (1, PAGE, 1)


async def test_a_page_fetched_before_is_asked_for_conditionally() -> None:
    """A tip that changed its words costs no second body, and no extraction, when its page is the same."""
    rig = Rig(lambda request: page(b"", 304) if request.etag else page(etag='W/"x y"', last_modified="yesterday"))
    await rig.fetch(tip())
    assert await rig.fetch(tip(title="Retitled")) == Unchanged(why="not modified")
    asked = rig.web.requests[-1]
    assert (asked.etag, asked.last_modified, len(rig.pages.kept), rig.extracts()) == ('W/"x y"', "yesterday", 1, 1)


async def test_equal_bytes_are_unchanged() -> None:
    """A server that knows no conditions causes no second extraction."""
    rig = Rig(lambda request: page())
    await rig.fetch(tip())
    assert await rig.fetch(tip()) == Unchanged(why="same bytes")
    assert (len(rig.pages.kept), rig.extracts()) == (1, 1)


async def test_a_changed_address_is_asked_for_without_the_old_validators() -> None:
    """Validators belong to one address."""
    rig = Rig(lambda request: page(etag='"1"'))
    await rig.fetch(tip())
    await rig.fetch(replace(tip(), url="https://news.example/new"))
    assert rig.web.requests[-1] == Request(url="https://news.example/new", purpose="page")


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        (tip("", raw_url=""), SpikeReason.NO_ADDRESS),
        (tip("", raw_url="javascript:alert(1)"), SpikeReason.BAD_ADDRESS),
        (tip(published_at=NOON - 31 * DAY), SpikeReason.STALE),
        (tip(published_at=NOON - 31 * DAY, updated_at=NOON), SpikeReason.STALE),
        (tip(published_at=None, updated_at=NOON - 31 * DAY), SpikeReason.STALE),
        (tip(published_at=NOON - 31 * DAY, video_url="https://video.example/1"), SpikeReason.STALE),
    ],
)
async def test_tips_that_need_no_request_are_spiked_without_one(named, reason: SpikeReason) -> None:
    """No usable address, or too old to be news: nobody is asked."""
    rig = Rig(lambda request: page())
    outcome = await rig.fetch(named)
    assert isinstance(outcome, Spike)
    assert (outcome.reason, rig.web.requests, rig.extracts()) == (reason, [], 0)


@pytest.mark.parametrize(
    "named",
    [tip(published_at=NOON - 29 * DAY), tip(published_at=None), tip(published_at=NOON + 400 * DAY)],
)
async def test_tips_of_uncertain_or_recent_date_are_fetched(named) -> None:
    """Only a date that is surely old spares the request."""
    assert isinstance(await Rig(lambda request: page()).fetch(named), Done)


async def test_an_old_tip_whose_page_we_have_is_fetched_when_it_changes() -> None:
    """It was news once; its correction is welcome."""
    rig = Rig(lambda request: page(str(len(rig.web.requests)).encode() + PAGE))
    await rig.fetch(tip())
    rig.clock.move(60 * DAY)
    assert isinstance(await rig.fetch(tip(title="Corrected")), Done)


async def test_a_video_needs_no_page() -> None:
    """Its feed says all; extraction is due at once."""
    rig = Rig(lambda request: page())
    assert await rig.fetch(tip(video_url="https://video.example/embed/1")) == Unchanged(why=VIDEO)
    assert (rig.web.requests, rig.extracts()) == ([], 1)


@pytest.mark.parametrize(
    ("answer", "reason", "tries"),
    [
        (page(status=404), SpikeReason.GONE, 1),
        (page(status=410), SpikeReason.GONE, 1),
        (page(status=401), SpikeReason.REFUSED, 5),
        (page(status=402), SpikeReason.REFUSED, 5),
        (page(status=403), SpikeReason.REFUSED, 5),
        (page(status=451), SpikeReason.REFUSED, 5),
        (page(status=400), SpikeReason.REFUSED, 5),
        (page(status=429), SpikeReason.UNREACHABLE, 5),
        (page(status=500), SpikeReason.UNREACHABLE, 5),
        (page(status=503), SpikeReason.UNREACHABLE, 5),
        (page(status=202), SpikeReason.UNREACHABLE, 5),
        (page(status=304), SpikeReason.UNREACHABLE, 5),
        (page(b" \n"), SpikeReason.UNREADABLE, 5),
        (failure(URL), SpikeReason.UNREACHABLE, 5),
        (failure(URL, FailureReason.NO_HOST), SpikeReason.UNREACHABLE, 5),
        (failure(URL, FailureReason.TIMEOUT), SpikeReason.UNREACHABLE, 5),
        (failure(URL, FailureReason.BAD_ADDRESS), SpikeReason.BAD_ADDRESS, 1),
        (failure(URL, FailureReason.NOT_PUBLIC), SpikeReason.NOT_PUBLIC, 1),
        (failure(URL, FailureReason.ROBOTS), SpikeReason.ROBOTS, 1),
        (failure(URL, FailureReason.REDIRECTS), SpikeReason.REDIRECTS, 1),
        (failure(URL, FailureReason.TOO_LARGE), SpikeReason.TOO_LARGE, 1),
        (failure(URL, FailureReason.BAD_ENCODING), SpikeReason.UNREADABLE, 1),
        (page(content_type="application/pdf"), SpikeReason.NOT_A_PAGE, 1),
        (page(content_type="image/jpeg"), SpikeReason.NOT_A_PAGE, 1),
        (page(b"\x89PNG\r\n\x1a\n\x00\x00", content_type=""), SpikeReason.NOT_A_PAGE, 1),
        (page(b"<rss version='2.0'/>", content_type="application/xml"), SpikeReason.NOT_A_PAGE, 1),
        (redirected(URL, "https://news.example/"), SpikeReason.GONE, 1),
        (redirected(URL, "https://www.news.example/index.html"), SpikeReason.GONE, 1),
        (redirected(URL, "https://news.example/en/"), SpikeReason.GONE, 1),
        (redirected("https://short.example/x", URL, "https://news.example"), SpikeReason.GONE, 1),
    ],
)
async def test_every_way_of_getting_no_page_has_its_reason(
    answer: Response | Failure, reason: SpikeReason, tries: int
) -> None:
    """What may pass is tried five times, the rest once; then the ledger says why."""
    rig = Rig(lambda request: answer)
    await rig.fetch(tip())
    await rig.run(30 * DAY)
    last = rig.outcomes[-1]
    assert isinstance(last, Spike)
    assert (last.reason, len(rig.web.requests), rig.extracts()) == (reason, tries, 0)
    assert len(last.detail) < 330


@pytest.mark.parametrize(
    "answer",
    [
        page(content_type="application/xhtml+xml"),
        page(content_type="TEXT/HTML;charset=x"),
        page(b"Just words.", content_type="text/plain"),
        page(content_type=""),
        page(b"Just words, no type.", content_type=""),
        page(content_type="application/xml"),
        page(content_type="application/octet-stream"),
        page(status=203),
        redirected(URL, "https://news.example/2026/03/the-article"),
        redirected("https://short.example/x", "https://special.news.example/"),
        redirected(URL, "https://microsite.example/"),
    ],
)
async def test_what_reads_as_a_page_is_one(answer: Response) -> None:
    """Missing and vague types are decided by the bytes; a microsite's own front page may be the article."""
    assert isinstance(await Rig(lambda request: answer).fetch(tip()), Done)


async def test_retries_wait_twice_as_long_each_time() -> None:
    """Ten minutes, then twenty, forty, eighty; the fifth try is the last."""
    rig = Rig(lambda request: page(status=500))
    await rig.fetch(tip())
    await rig.run(DAY)
    assert rig.waits() == [10, 20, 40, 80]
    assert [type(outcome) for outcome in rig.outcomes] == [Retry] * 4 + [Spike]


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        ("7200", 120),
        ("5", 10),
        ("Mon, 02 Mar 2026 14:00:00 GMT", 120),
        ("Mon, 02 Mar 2026 10:00:00 GMT", 10),
        ("99999999999", 7 * 1440),
        ("soon", 10),
    ],
)
@pytest.mark.parametrize("status", [429, 503, 403])
async def test_retry_after_is_obeyed_within_a_week(asked: str, minutes: float, status: int) -> None:
    """Whoever asks us to wait is not asked before."""
    rig = Rig(lambda request: page() if len(rig.web.requests) > 1 else page(status=status, retry_after=asked))
    await rig.fetch(tip())
    await rig.run(8 * DAY)
    assert rig.waits() == [minutes]
    assert isinstance(rig.outcomes[-1], Done)


async def test_a_retry_says_why() -> None:
    """A person sees what the last try met."""
    rig = Rig(lambda request: failure(URL, FailureReason.TIMEOUT, "no first byte\r\nin 20 s"))
    outcome = await rig.fetch(tip())
    assert outcome == Retry(reason=RetryReason.TIMEOUT, wait=10 * MINUTE, detail="no first byte in 20 s")


async def test_one_try_can_be_all() -> None:
    """A hub may choose not to try again."""
    rig = Rig(lambda request: page(status=500), FetchSettings(attempts=1))
    assert await rig.fetch(tip()) == Spike(reason=SpikeReason.UNREACHABLE, detail="HTTP 500 (1 try)")


async def test_a_new_word_from_the_feed_starts_the_tries_anew() -> None:
    """A page that was given up is asked for again when its entry changes."""
    rig = Rig(lambda request: page(status=500) if rig.clock.now() < NOON + 12 * HOUR else page())
    await rig.fetch(tip())
    await rig.run(DAY)
    assert isinstance(await rig.fetch(tip(title="Changed")), Done)


async def test_the_bytes_of_failures_are_not_kept() -> None:
    """Only pages go into the archive, and nothing is made durable for nothing."""
    rig = Rig(lambda request: page(status=404))
    await rig.fetch(tip())
    assert (rig.pages.kept, rig.pages.flushes) == ([], 0)
