"""How we treat servers: stories on a virtual clock, with exact request counts."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.fakes import NOON, failure, response
from tests.stages.poll.rig import DAY, FEED_URL, HOUR, MINUTE, Rig, entry, feed_id_of, hourly, ok, rss, via
from topicwire.model.outcome import Done, Retry, RetryReason, Spike, SpikeReason, Unchanged
from topicwire.model.work import StageName
from topicwire.ports.web import Failure, FailureReason, Request, Response
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.poll.states import resumed

BODY = hourly()
GARBAGE = b"<html><body>Welcome to the airport</body></html>"


def scripted(*answers: Response | Failure | bytes) -> Callable[[Request, datetime], Response | Failure]:
    """Answer one after the other, the last one for ever; bytes are a feed."""
    left = list(answers)

    def answer(request: Request, _now: datetime) -> Response | Failure:
        said = left.pop(0) if len(left) > 1 else left[0]
        return ok(request, said) if isinstance(said, bytes) else said

    return answer


def status(code: int, **headers: str) -> Response:
    """Build an answer of that status."""
    return response(FEED_URL, b"", code, **headers)


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"', "no-quotes", 'W/"with space, comma"', '""'])
async def test_validators_go_back_letter_for_letter(etag: str) -> None:
    """Weak and malformed etags are the server's business; an unchanged feed then costs no body."""

    def answer(request: Request, _now: datetime) -> Response:
        if request.etag == etag and request.last_modified == "Sun, 1 Mar 2026":
            return status(304)
        return ok(request, BODY, etag=etag, last_modified="Sun, 1 Mar 2026")

    rig = Rig(answer)
    await rig.run(6 * HOUR)
    assert rig.gaps() == [30, 45, 67.5, 101.25]
    assert [type(outcome) for outcome in rig.outcomes] == [Done] + [Unchanged] * 4


async def test_an_unreadable_answer_leaves_the_validators_of_the_last_good_one() -> None:
    """Else one error page under a new etag would hide the feed for as long as that etag lives."""
    rig = Rig(scripted(ok(Request(url=FEED_URL, purpose="feed"), BODY, etag='"good"'), GARBAGE_200, BODY))
    await rig.run(46 * MINUTE)
    assert [request.etag for _, request in rig.asked] == [None, '"good"', '"good"']
    assert isinstance(rig.outcomes[1], Retry)
    assert rig.outcomes[1].reason is RetryReason.UNREADABLE


GARBAGE_200 = response(FEED_URL, GARBAGE, 200, etag='"bad"', content_type="text/html")


async def test_a_304_nobody_asked_for_is_a_failure() -> None:
    """Without validators there is nothing that could be unmodified."""
    rig = Rig(scripted(status(304)))
    await rig.run(14 * MINUTE)
    assert len(rig.asked) == 1
    assert rig.state().failures == 1


async def test_equal_bytes_without_validators_are_not_parsed_again() -> None:
    """A server without conditional requests still costs us no parsing."""
    rig = Rig(scripted(BODY))
    await rig.run(6 * HOUR)
    assert len(rig.asked) == 5
    assert rig.outcomes[1:] == [Unchanged(why="same bytes")] * 4


async def test_a_new_etag_on_equal_bytes_is_taken_over() -> None:
    """Server farms give one body many etags: the newest is the one to send."""
    request = Request(url=FEED_URL, purpose="feed")
    rig = Rig(scripted(ok(request, BODY, etag='"1"'), ok(request, BODY, etag='"2"'), status(304)))
    await rig.run(3 * HOUR)
    assert [request.etag for _, request in rig.asked] == [None, '"1"', '"2"', '"2"']


@pytest.mark.parametrize(
    ("code", "asked", "minutes"),
    [
        (429, "7200", 120),
        (503, "Mon, 02 Mar 2026 15:00:00 GMT", 180),
        (429, "5", 15),
        (429, "99999999999999999999", 7 * 1440),
        (503, "Fri, 31 Dec 9999 23:59:59 GMT", 7 * 1440),
        (429, "Mon, 02 Mar 2026 11:00:00 GMT", 60),
        (503, "Mon, 02 Mar 2026 11:00:00 GMT", 15),
        (403, "3600", 60),
        (429, "soon", 60),
    ],
)
async def test_retry_after_is_obeyed_within_reason(code: int, asked: str, minutes: float) -> None:
    """Seconds or a date, never sooner than the floor, never for longer than a week, never into the past."""
    rig = Rig(scripted(status(code, retry_after=asked), BODY))
    await rig.run(8 * DAY)
    assert rig.gaps()[0] == minutes


async def test_a_wait_outlives_a_restart_and_a_new_import() -> None:
    """Making every feed due at a start must not break a promise."""
    rig = Rig(scripted(status(429, retry_after="21600"), BODY))
    await rig.run(HOUR)
    rig.restart(after=HOUR)
    rig.add(FEED_URL)
    await rig.run(3 * HOUR)
    assert len(rig.asked) == 1
    assert rig.state().wait_until == NOON + 6 * HOUR
    await rig.run(HOUR)
    assert rig.gaps() == [360]
    assert rig.state().wait_until is None


async def test_a_410_stops_the_feed_for_good() -> None:
    """One request, words for the editor, and never another, not even after a restart."""
    rig = Rig(scripted(status(410)))
    await rig.run(30 * DAY)
    rig.restart(after=DAY)
    rig.add(FEED_URL)
    await rig.run(30 * DAY)
    assert len(rig.asked) == 1
    assert rig.outcomes[0] == Spike(reason=SpikeReason.GONE, detail=rig.state().last_error or "")
    assert rig.state().is_stopped
    assert rig.outcomes[1:] == [Unchanged(why="stopped")]


async def test_an_editor_can_resume_a_stopped_feed() -> None:
    """A publisher who said gone by mistake is asked again when a person says so."""
    rig = Rig(scripted(status(410), BODY))
    await rig.run(HOUR)
    rig.store.feeds.keep_state(resumed(rig.state()))
    rig.add(FEED_URL)
    await rig.run(MINUTE)
    assert (len(rig.asked), rig.state().is_stopped, rig.state().failures) == (2, False, 0)


async def test_a_wait_from_a_clock_that_ran_ahead_is_not_kept() -> None:
    """A date ten years off is no Retry-After that we would have obeyed."""
    rig = Rig(scripted(BODY))
    await rig.run(MINUTE)
    rig.store.feeds.keep_state(replace(rig.state(), wait_until=NOON + 3650 * DAY))
    rig.add(FEED_URL)
    await rig.run(MINUTE)
    assert len(rig.asked) == 2


async def test_a_410_behind_a_temporary_redirect_stops_nothing() -> None:
    """Another place is gone; the feed's own address never said so."""
    rig = Rig(scripted(via(status(410), (302, "https://parking.example/")), BODY))
    await rig.run(DAY)
    assert not rig.state().is_stopped
    assert rig.gaps()[0] == 60


@pytest.mark.parametrize(
    ("said", "gaps"),
    [
        (status(404), [60, 120, 240, 480, 960, 1440, 1440, 1440]),
        (status(403), [60, 120, 240, 480, 960, 1440, 1440, 1440]),
        (status(429), [60, 120, 240, 480, 960, 1440, 1440, 1440]),
        (status(500), [15, 30, 60, 120, 240, 480, 960, 1440]),
        (status(503), [15, 30, 60, 120, 240, 480, 960, 1440]),
        (failure(FEED_URL), [15, 30, 60, 120, 240, 480, 960, 1440]),
        (failure(FEED_URL, FailureReason.TIMEOUT), [15, 30, 60, 120, 240, 480, 960, 1440]),
        (failure(FEED_URL, FailureReason.BAD_ENCODING), [15, 30, 60, 120, 240, 480, 960, 1440]),
        (GARBAGE_200, [15, 30, 60, 120, 240, 480, 960, 1440]),
        (status(204), [15, 30, 60, 120, 240, 480, 960, 1440]),
        (failure(FEED_URL, FailureReason.NOT_PUBLIC, "10.0.0.7 is private"), [1440] * 8),
        (failure(FEED_URL, FailureReason.REDIRECTS), [1440] * 8),
        (failure(FEED_URL, FailureReason.TOO_LARGE), [1440] * 8),
        (failure(FEED_URL, FailureReason.BAD_ADDRESS), [1440] * 8),
    ],
)
async def test_failing_feeds_are_asked_ever_more_rarely_and_never_given_up(
    said: Response | Failure, gaps: list[float]
) -> None:
    """Hosts lose feeds for hours and find them again: a feed that fails is late, not dead."""
    rig = Rig(scripted(*[said] * 9, BODY))
    await rig.run(9 * DAY)
    assert rig.gaps()[:8] == gaps
    await rig.run(2 * DAY)
    state = rig.state()
    assert (state.failures, state.last_error) == (0, None)
    assert rig.store.tips.count() == 5


async def test_a_failure_is_told_in_words() -> None:
    """The editor reads what happened, on one line, whatever the other side sent."""
    rig = Rig(scripted(failure(FEED_URL, FailureReason.NOT_PUBLIC, "10.0.0.7 is\r\nprivate" + "x" * 5000)))
    await rig.run(HOUR)
    words = rig.state().last_error or ""
    assert words.startswith("not-public: 10.0.0.7 is private")
    assert len(words) < 330


@pytest.mark.parametrize(
    ("body", "headers", "minutes"),
    [
        (rss(*(entry(n, NOON - n * HOUR) for n in range(5)), extra="<ttl>180</ttl>"), {}, 180),
        (rss(*(entry(n, NOON - n * HOUR) for n in range(5)), extra="<ttl>5</ttl>"), {}, 30),
        (rss(*(entry(n, NOON - n * HOUR) for n in range(5)), extra="<ttl>99999</ttl>"), {}, 1440),
        (BODY, {"cache_control": "max-age=7200"}, 120),
        (BODY, {"cache_control": "max-age=60"}, 30),
        (BODY, {"expires": "Mon, 02 Mar 2026 18:00:00 GMT"}, 360),
        (BODY, {"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 30),
    ],
)
async def test_publishers_may_ask_for_longer_waits(body: bytes, headers: dict[str, str], minutes: float) -> None:
    """ttl, Cache-Control and Expires lengthen the wait up to a day and never shorten it."""
    rig = Rig(lambda request, now: ok(request, body, **headers))
    await rig.run(25 * HOUR)
    assert rig.gaps()[0] == minutes


async def test_a_304_may_ask_for_a_longer_wait_too() -> None:
    """Caching headers count on every answer."""
    request = Request(url=FEED_URL, purpose="feed")
    rig = Rig(scripted(ok(request, BODY, etag='"1"'), status(304, cache_control="max-age=14400"), status(304)))
    await rig.run(10 * HOUR)
    assert rig.gaps()[:2] == [30, 240]


async def test_skipped_hours_are_kept_free_of_requests() -> None:
    """A feed that asks for quiet from 13 to 16 UTC gets it, also after a restart in the middle."""
    hours = "<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in (13, 14, 15)) + "</skipHours>"
    body = rss(*(entry(n, NOON - n * HOUR) for n in range(5)), extra=hours)
    rig = Rig(lambda request, now: ok(request, body))
    await rig.run(2 * HOUR)
    rig.restart()
    rig.add(FEED_URL)
    await rig.run(22 * HOUR)
    assert not {at.hour for at, _ in rig.asked} & {13, 14, 15}
    assert rig.gaps()[:2] == [30, 210], "12:30, then 13:15 becomes 16:00"


async def test_a_feed_that_brings_news_again_is_back_at_its_own_rhythm() -> None:
    """The stretch of a quiet night ends with the first new entry."""
    rig = Rig(lambda request, now: ok(request, hourly() if now < NOON + 7 * HOUR else hourly(6, NOON + 7 * HOUR)))
    await rig.run(12 * HOUR)
    news = next(
        at for at, outcome in zip(rig.asked, rig.outcomes, strict=True) if isinstance(outcome, Done) and at[0] > NOON
    )
    after = [at for at, _ in rig.asked if at > news[0]]
    assert after[0] - news[0] == 30 * MINUTE


async def test_a_crash_between_work_and_keep_costs_one_repeat() -> None:
    """What was not stored is asked again once the lease has lapsed, and nothing is doubled."""
    rig = Rig(scripted(BODY))
    for lease in rig.store.work.take(StageName.POLL, 10, rig.clock.now(), 10 * MINUTE):
        await rig.stage.work(lease)
    rig.restart()
    await rig.run(20 * MINUTE)
    assert rig.gaps() == [10]
    assert rig.store.tips.count() == 5


async def test_a_rolled_back_batch_can_be_kept_again() -> None:
    """A neighbour that cannot be kept costs this feed neither its answer nor a failure."""
    rig = Rig(scripted(BODY))
    await rig.run(MINUTE)
    rig.add(FEED_URL)
    (lease,) = rig.store.work.take(StageName.POLL, 10, rig.clock.now(), 10 * MINUTE)
    outcome = await rig.stage.work(lease)
    with suppress(RuntimeError), rig.store.transaction():
        rig.stage.keep(lease, outcome)
        raise RuntimeError
    assert rig.stage.keep(lease, outcome) == rig.state().next_poll_at
    assert (outcome, rig.state().failures) == (Unchanged(why="same bytes"), 0)


async def test_work_that_never_came_back_is_a_failure_of_the_feed() -> None:
    """When the runner ends a poll itself, the feed waits as after any other failure."""
    rig = Rig(scripted(BODY))
    (lease,) = rig.store.work.take(StageName.POLL, 10, rig.clock.now(), 10 * MINUTE)
    outcome = Spike(reason=SpikeReason.CRASHED, detail="out of time")
    assert rig.stage.keep(lease, outcome) == NOON + 15 * MINUTE
    assert rig.state().last_error == "out of time"


async def test_a_feed_dropped_while_it_was_asked_leaves_nothing_behind() -> None:
    """An editor who removes a source is not overruled by a late answer."""
    rig = Rig(scripted(BODY))
    (lease,) = rig.store.work.take(StageName.POLL, 10, rig.clock.now(), 10 * MINUTE)
    outcome = await rig.stage.work(lease)
    rig.store.feeds.drop(feed_id_of(FEED_URL))
    assert rig.stage.keep(lease, outcome) is None
    assert rig.store.feeds.list_states() == ()
    assert await rig.stage.work(lease) == Unchanged(why="no longer followed")


async def test_one_bad_feed_does_not_hold_up_its_neighbours() -> None:
    """Each feed keeps its own failures and its own time."""
    urls = [f"https://s{number}.example/feed" for number in range(10)]

    def answer(request: Request, _now: datetime) -> Response | Failure:
        return failure(request.url) if request.url == urls[3] else ok(request, BODY)

    rig = Rig(answer, urls)
    await rig.run(29 * MINUTE)
    assert sum(rig.state(url).failures for url in urls) == 2
    assert len(rig.asked) == 11


SITEMAP_INDEX = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</sitemapindex>"
SITEMAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{}</loc></url></urlset>"


async def test_a_sitemap_index_is_read_with_its_three_newest_sitemaps() -> None:
    """One poll reads the index and three sitemaps; equal sitemaps are no news, a broken one harms nobody."""
    children = [f"https://news.example/map-{number}.xml" for number in range(5)]
    index = SITEMAP_INDEX.format(
        "".join(
            f"<sitemap><loc>{url}</loc><lastmod>2026-03-0{5 - n}</lastmod></sitemap>" for n, url in enumerate(children)
        )
    )

    def answer(request: Request, _now: datetime) -> Response | Failure:
        if request.url == children[1]:
            return failure(request.url)
        body = SITEMAP.format(f"https://news.example/{request.url[-5]}") if request.url in children else index
        return response(request.url, body.encode(), content_type="application/xml", etag='"1"')

    rig = Rig(answer)
    await rig.run(61 * MINUTE)
    assert [request.url for _, request in rig.asked] == [FEED_URL, *children[:3]] * 2
    assert [type(outcome) for outcome in rig.outcomes] == [Done, Unchanged]
    assert rig.tip("https://news.example/0")
    assert rig.tip("https://news.example/2")


async def test_a_feed_is_read_up_to_its_newest_entries() -> None:
    """An endless feed gives its newest entries; undated ones count as new."""
    body = rss(*(entry(number, NOON - (50 - number) * HOUR) for number in range(50)), entry(99))
    rig = Rig(scripted(body), settings=PollSettings(jitter=0, entries=10))
    await rig.run(MINUTE)
    assert rig.store.tips.count() == 10
    assert rig.tip("https://news.example/99")
    assert rig.tip("https://news.example/49")
    assert rig.tip("https://news.example/40") is None


@pytest.mark.parametrize("hours", [1, 24, 24 * 365 * 10])
async def test_a_clock_that_jumps_ahead_causes_one_request(hours: int) -> None:
    """The time slept through is not made up for."""
    rig = Rig(scripted(BODY))
    await rig.run(MINUTE)
    rig.restart(after=timedelta(hours=hours))
    await rig.turn()
    await rig.turn()
    assert len(rig.asked) == 2
