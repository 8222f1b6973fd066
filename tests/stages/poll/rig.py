"""A hub that only polls: real store and stage, a scripted web, a clock that jumps from one due feed to the next."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import pairwise

from tests.fakes import NOON, FakeWeb, FixedClock, InProcessWorkers, response
from topicwire.model.ids import FeedId, TipId, digest
from topicwire.model.outcome import Done, Outcome, Retry, Spike, Unchanged
from topicwire.model.source import Feed, FeedState
from topicwire.model.tip import Tip
from topicwire.model.work import OutcomeKind, StageName, Verdict
from topicwire.ports.web import Failure, Hop, Request, Response
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.poll.stage import PollStage
from topicwire.store.sqlite import open_store

Answer = Callable[[Request, datetime], Response | Failure]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED_URL = "https://news.example/feed"
STEADY = PollSettings(jitter=0.0)
"""Settings whose waits can be reckoned in the head."""
KINDS = {Done: OutcomeKind.DONE, Unchanged: OutcomeKind.UNCHANGED, Retry: OutcomeKind.RETRY, Spike: OutcomeKind.SPIKE}


def entry(number: int, at: datetime | None = None, **words: str) -> str:
    """Write one RSS item; `guid=""` or `link=""` leaves the element out."""
    said = {
        "title": f"News {number}",
        "link": f"https://news.example/{number}",
        "guid": f"id-{number}",
        "description": f"All about {number}.",
        "pubDate": format_datetime(at) if at else "",
        **words,
    }
    return "<item>" + "".join(f"<{key}>{escape(text)}</{key}>" for key, text in said.items() if text) + "</item>"


def rss(*items: str, extra: str = "") -> bytes:
    """Write an RSS 2.0 feed; `extra` goes into the channel, before the items."""
    head = f"<title>News</title><link>https://news.example/</link><description>All</description>{extra}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def hourly(count: int = 5, newest: datetime = NOON) -> bytes:
    """Write a feed whose entries came one an hour: its rhythm asks for a poll every 30 minutes."""
    return rss(*(entry(number, newest - number * HOUR) for number in range(count)))


def ok(request: Request, body: bytes, **headers: str) -> Response:
    """Answer with a feed."""
    return response(request.url, body, content_type="application/rss+xml", **headers)


def via(answer: Response, *hops: tuple[int, str]) -> Response:
    """Make an answer come by redirects: a (status, target) for each hop; the last target is the final address."""
    places = [answer.url, *(target for _, target in hops)]
    chain = tuple(Hop(status=status, from_url=places[at], to_url=target) for at, (status, target) in enumerate(hops))
    return Response(
        url=answer.url,
        final_url=places[-1],
        hops=chain,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        took_ms=1,
    )


class Rig:
    """Polls feeds on a virtual clock and remembers every request with its time."""

    def __init__(self, answer: Answer, urls: Sequence[str] = (FEED_URL,), settings: PollSettings = STEADY) -> None:
        self.clock, self.settings, self.answer = FixedClock(NOON), settings, answer
        self.store = open_store(":memory:")
        self.asked: list[tuple[datetime, Request]] = []
        self.outcomes: list[Outcome[object]] = []
        self.web = FakeWeb(self._answer)
        self.stage = self._stage()
        for url in urls:
            self.add(url)

    def add(self, url: str) -> FeedId:
        """Follow a feed, as the hub does when its sources name it."""
        feed_id = feed_id_of(url)
        self.store.feeds.keep(Feed(id=feed_id, url=url, original_url=url, title="News", site_url=None))
        self.store.work.add(StageName.POLL, feed_id, self.clock.now())
        return feed_id

    def restart(self, after: timedelta = timedelta(0)) -> None:
        """End the process, let time pass, and start over on what was stored."""
        self.clock.move(after)
        self.stage = self._stage()

    async def run(self, span: timedelta) -> None:
        """Poll whatever is due until the span is over."""
        end = self.clock.now() + span
        while (due_at := self.store.work.next_due(StageName.POLL)) is not None and due_at <= end:
            self.clock.at = max(self.clock.at, due_at)
            await self.turn()
        self.clock.at = end

    async def turn(self) -> None:
        """Take what is due now, work on it and keep it."""
        leases = self.store.work.take(StageName.POLL, self.stage.batch, self.clock.now(), 10 * MINUTE)
        done = [(lease, await self.stage.work(lease)) for lease in leases]
        self.stage.before_keep([outcome for _, outcome in done])
        with self.store.transaction():
            for lease, outcome in done:
                due_at = self.stage.keep(lease, outcome)
                verdict = Verdict(
                    stage=StageName.POLL,
                    subject=lease.subject,
                    kind=KINDS[type(outcome)],
                    reason="",
                    detail="",
                    at=self.clock.now(),
                    run=1,
                    took_ms=0,
                )
                self.store.work.settle(lease, verdict, due_at)
        self.outcomes += [outcome for _, outcome in done]

    def state(self, url: str = FEED_URL) -> FeedState:
        """Give what is known of a feed."""
        state = self.store.feeds.find_state(feed_id_of(url))
        assert state is not None
        return state

    def gaps(self) -> list[float]:
        """Give the minutes between one request and the next."""
        times = [at for at, _ in self.asked]
        return [(later - earlier) / MINUTE for earlier, later in pairwise(times)]

    def tip(self, url: str) -> Tip | None:
        """Find the tip first seen at an address."""
        return self.store.tips.find(TipId(digest(url)))

    def fetches(self) -> int:
        """Count tips that are due to be fetched."""
        return self.store.work.count(StageName.FETCH)

    def forget_fetches(self) -> None:
        """Do as if all fetches had been done."""
        far = self.clock.now() + 100 * DAY
        for lease in self.store.work.take(StageName.FETCH, 100_000, far, MINUTE):
            self.store.work.drop(StageName.FETCH, lease.subject)

    def _stage(self) -> PollStage:
        return PollStage(self.store, self.web, InProcessWorkers(), self.clock, self.settings)

    def _answer(self, request: Request) -> Response | Failure:
        self.asked.append((self.clock.now(), request))
        return self.answer(request, self.clock.now())


def feed_id_of(url: str) -> FeedId:
    """Derive the id of a feed from its address as first named."""
    return FeedId(digest(url))
