"""Permanent redirects over days: stories of feeds that move, or seem to."""

from datetime import datetime

import pytest

from tests.fakes import NOON, failure, response
from tests.stages.poll.rig import DAY, FEED_URL, HOUR, Answer, Rig, hourly, ok, via
from topicwire.ports.web import Failure, Purpose, Request, Response
from topicwire.stages.poll.states import moved_back

NEW, OTHER = "https://new.example/feed", "https://other.example/feed"


def always(*hops: tuple[int, str]) -> Answer:
    """Serve a feed behind the same redirects for ever."""
    return lambda request, now: via(ok(request, hourly()), *hops) if request.url == FEED_URL else ok(request, hourly())


@pytest.mark.parametrize("hops", [[(301, NEW)], [(308, NEW)], [(301, OTHER), (301, NEW)]])
async def test_a_move_is_believed_after_a_week_of_the_same_redirect(hops: list[tuple[int, str]]) -> None:
    """Then the new address is asked, the old one no more, and nothing is read twice."""
    rig = Rig(always(*hops))
    await rig.run(6 * DAY + 23 * HOUR)
    assert rig.state().url == FEED_URL
    assert rig.state().move is not None
    await rig.run(2 * DAY)
    assert (rig.state().url, rig.state().move) == (NEW, None)
    seen = len(rig.asked)
    await rig.run(2 * DAY)
    assert {request.url for _, request in rig.asked[seen:]} == {NEW}
    assert rig.store.feeds.get(rig.state().feed_id).original_url == FEED_URL
    assert rig.store.tips.count() == 5


@pytest.mark.parametrize("hops", [[(302, NEW)], [(307, NEW)], [(301, OTHER), (302, NEW)], [(302, OTHER), (301, NEW)]])
async def test_a_temporary_hop_anywhere_moves_nothing(hops: list[tuple[int, str]]) -> None:
    """The old address is still asked after three weeks."""
    rig = Rig(always(*hops))
    await rig.run(21 * DAY)
    assert {request.url for _, request in rig.asked} == {FEED_URL}


@pytest.mark.parametrize(
    "target_on",
    [
        lambda day: NEW if day % 2 else OTHER,
        lambda day: NEW if day % 6 else "",
        lambda day: f"https://new.example/feed?day={day // 5}",
    ],
)
async def test_a_redirect_that_changes_its_mind_is_not_believed(target_on) -> None:
    """Flip-flops, pauses and changing targets start the week anew each time."""

    def answer(request: Request, now: datetime) -> Response:
        target = target_on((now - NOON).days)
        return via(ok(request, hourly()), (301, target)) if target else ok(request, hourly())

    rig = Rig(answer)
    await rig.run(30 * DAY)
    assert rig.state().url == FEED_URL


async def test_a_move_to_something_that_is_no_feed_is_not_believed() -> None:
    """A login page at the new address for weeks changes nothing."""

    def answer(request: Request, _now: datetime) -> Response:
        return via(response(request.url, b"<html>Please log in</html>", content_type="text/html"), (301, NEW))

    rig = Rig(answer)
    await rig.run(21 * DAY)
    assert (rig.state().url, rig.state().move) == (FEED_URL, None)


async def test_an_outage_in_between_does_not_start_the_week_anew() -> None:
    """A server that was down says nothing about where it lives."""

    def answer(request: Request, now: datetime) -> Response | Failure:
        is_down = 2 * DAY < now - NOON < 4 * DAY
        return failure(request.url) if is_down else via(ok(request, hourly()), (301, NEW))

    rig = Rig(answer)
    await rig.run(9 * DAY)
    assert rig.state().url == NEW


@pytest.mark.parametrize("serves_feed", [True, False])
async def test_a_captive_portal_before_twenty_feeds_changes_no_address(serves_feed: bool) -> None:
    """Two weeks behind a portal, even one that answers with a feed, and every address is as it was."""
    urls = [f"https://s{number}.example/feed" for number in range(20)]

    def answer(request: Request, now: datetime) -> Response:
        if now - NOON > 14 * DAY:
            return ok(request, hourly())
        page = ok(request, hourly()) if serves_feed else response(request.url, b"<html>Pay here</html>")
        return via(page, (301, f"https://portal.example/?for={request.url[9]}"))

    rig = Rig(answer, urls)
    await rig.run(16 * DAY)
    assert [rig.state(url).url for url in urls] == urls
    assert all(rig.state(url).move is None for url in urls)


async def test_one_move_among_many_quiet_feeds_is_believed() -> None:
    """The rule against storms does not hold up a lone move."""
    urls = [f"https://s{number}.example/feed" for number in range(12)]

    def answer(request: Request, _now: datetime) -> Response:
        return via(ok(request, hourly()), (301, NEW)) if request.url == urls[0] else ok(request, hourly())

    rig = Rig(answer, urls)
    await rig.run(9 * DAY)
    assert [rig.state(url).url for url in urls] == [NEW, *urls[1:]]


async def test_an_editor_can_take_a_move_back() -> None:
    """One step and the old address is asked again, without the new one's validators."""
    rig = Rig(always((301, NEW)))
    await rig.run(8 * DAY)
    rig.store.feeds.keep_state(moved_back(rig.state(), FEED_URL))
    rig.add(FEED_URL)
    await rig.turn()
    assert rig.asked[-1][1] == Request(url=FEED_URL, purpose=Purpose.FEED)
