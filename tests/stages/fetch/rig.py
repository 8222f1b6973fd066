"""A hub that only fetches: real store and stage, a scripted web, pages kept in a list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from tests.fakes import NOON, FakeWeb, FixedClock
from topicwire.model.ids import FeedId, TipId, digest
from topicwire.model.outcome import Done, Outcome, Retry, Spike, Unchanged
from topicwire.model.page import PagePlace
from topicwire.model.tip import Tip
from topicwire.model.work import OutcomeKind, StageName, Verdict
from topicwire.ports.web import Failure, Request, Response
from topicwire.stages.fetch.settings import FetchSettings
from topicwire.stages.fetch.stage import FetchStage
from topicwire.store.sqlite import open_store

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "https://news.example/2026/03/an-article"
PAGE = b"<!doctype html><html><body><h1>An article</h1></body></html>"
KINDS = {Done: OutcomeKind.DONE, Unchanged: OutcomeKind.UNCHANGED, Retry: OutcomeKind.RETRY, Spike: OutcomeKind.SPIKE}


def tip(url: str = URL, **facts: Any) -> Tip:
    """Build a tip of today."""
    said: dict[str, Any] = {
        "entry_id": None,
        "raw_url": url,
        "title": "An article",
        "summary": None,
        "body_html": None,
        "authors": (),
        "raw_published": None,
        "published_at": NOON,
        "raw_updated": None,
        "updated_at": None,
        "picture": None,
        "video_url": None,
        "language": None,
        "first_seen_at": NOON,
        "fingerprint": "",
        **facts,
    }
    return Tip(id=TipId(digest(url or "none")), feed_id=FeedId("f" * 16), url=url, **said)


@dataclass
class PageList:
    """Keeps responses in order and counts how often they were made durable."""

    kept: list[Response] = field(default_factory=list)
    flushes: int = 0

    def append(self, response: Response, at: datetime) -> PagePlace:
        self.kept.append(response)
        return PagePlace(file="pages.warc.gz", offset_bytes=len(self.kept), length_bytes=len(response.body))

    def flush(self) -> None:
        self.flushes += 1

    def read(self, place: PagePlace) -> bytes:
        return self.kept[place.offset_bytes - 1].body


class Rig:
    """Fetches tips on a virtual clock."""

    def __init__(self, answer: Callable[[Request], Response | Failure], settings: FetchSettings | None = None) -> None:
        self.clock, self.web, self.pages = FixedClock(NOON), FakeWeb(answer), PageList()
        self.store = open_store(":memory:")
        self.stage = FetchStage(self.store, self.web, self.pages, self.clock, settings or FetchSettings())
        self.outcomes: list[Outcome[Any]] = []
        self.times: list[datetime] = []

    async def fetch(self, named: Tip) -> Outcome[Any]:
        """Make a tip due and fetch it once."""
        self.store.tips.keep(named)
        self.store.work.add(StageName.FETCH, named.id, self.clock.now())
        await self.turn()
        return self.outcomes[-1]

    async def run(self, span: timedelta) -> None:
        """Fetch whatever is due until the span is over."""
        end = self.clock.now() + span
        while (due_at := self.store.work.next_due(StageName.FETCH)) is not None and due_at <= end:
            self.clock.at = max(self.clock.at, due_at)
            await self.turn()
        self.clock.at = end

    async def turn(self) -> None:
        """Take what is due now, work on it and keep it."""
        leases = self.store.work.take(StageName.FETCH, self.stage.batch, self.clock.now(), 10 * MINUTE)
        done = [(lease, await self.stage.work(lease)) for lease in leases]
        self.stage.before_keep([outcome for _, outcome in done])
        with self.store.transaction():
            for lease, outcome in done:
                due_at = self.stage.keep(lease, outcome)
                verdict = Verdict(
                    stage=StageName.FETCH,
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
        self.times += [self.clock.now()] * len(done)

    def extracts(self) -> int:
        """Count tips that are due to be extracted."""
        return self.store.work.count(StageName.EXTRACT)

    def waits(self) -> list[float]:
        """Give the minutes between one try and the next."""
        return [(later - earlier) / MINUTE for earlier, later in pairwise(self.times)]
