"""Polls are counted by feed and day, in the transaction that keeps them."""

from datetime import datetime, timedelta

from tests.fakes import NOON, failure, response
from tests.stages.poll.rig import DAY, FEED_URL, HOUR, Rig, entry, feed_id_of, hourly, ok, rss
from topicwire.model.poll_day import PollDay
from topicwire.model.work import StageName
from topicwire.ports.web import Failure, Request, Response
from topicwire.stages.poll.counting import KEPT


def counted(rig: Rig) -> list[PollDay]:
    """List all counts."""
    return list(rig.store.polls.list_between(NOON.date() - 2 * KEPT, NOON.date() + KEPT))


async def test_news_is_counted_once_and_the_same_again_as_unchanged() -> None:
    """Five new links, then the same bytes."""
    rig = Rig(lambda request, at: ok(request, hourly(5)))
    await rig.run(timedelta(0))
    await rig.run(2 * HOUR)
    asked = len(rig.asked)
    assert asked > 1
    day = PollDay(feed_id=feed_id_of(FEED_URL), day=NOON.date(), asked=asked, unchanged=asked - 1, tips=5)
    assert counted(rig) == [day]


async def test_failures_are_counted_whatever_their_kind() -> None:
    """No connection, a server error, words that are no feed: none of them is an answer."""
    answers = iter((failure(FEED_URL), response(FEED_URL, status=500), response(FEED_URL, b"<html>")))

    def answer(request: Request, at: datetime) -> Response | Failure:
        return next(answers, response(FEED_URL, status=410))

    rig = Rig(answer)
    await rig.run(DAY)
    assert sum(day.asked for day in counted(rig)) == sum(day.failed for day in counted(rig)) == 4
    assert rig.state().is_stopped


async def test_a_poll_that_asks_nobody_is_not_counted() -> None:
    """A feed that asked us to wait is put off, and that is no answer of its own."""
    rig = Rig(lambda request, at: response(FEED_URL, status=503, retry_after="7200"))
    await rig.run(timedelta(0))
    rig.store.work.add(StageName.POLL, feed_id_of(FEED_URL), rig.clock.now() + HOUR)
    await rig.run(HOUR)
    assert len(rig.asked) == 1
    assert [(day.asked, day.failed) for day in counted(rig)] == [(1, 1)]


async def test_each_day_has_its_own_counts_and_very_old_ones_go() -> None:
    """A year and a month are kept."""
    rig = Rig(lambda request, at: ok(request, rss(entry(1, at))))
    feed_id = feed_id_of(FEED_URL)
    for age in (KEPT + DAY, KEPT, DAY):
        rig.store.polls.add(PollDay(feed_id=feed_id, day=NOON.date() - age, asked=1))
    await rig.run(timedelta(0))
    assert [(NOON.date() - day.day).days for day in counted(rig)] == [400, 1, 0]
    await rig.run(DAY)
    assert [(NOON.date() - day.day).days for day in counted(rig)] == [1, 0, -1]
