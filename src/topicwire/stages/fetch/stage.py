"""The fetch stage: asks for the page of one tip and keeps its bytes and HTTP facts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from topicwire.model.ids import TipId
from topicwire.model.outcome import Done, Outcome, Retry, Spike, Unchanged
from topicwire.model.page import Page
from topicwire.model.tip import Tip
from topicwire.model.work import Lease, StageName
from topicwire.ports.clock import Clock
from topicwire.ports.pagestore import PageStore
from topicwire.ports.store import Store
from topicwire.ports.web import Failure, Purpose, Request, Response, Web
from topicwire.stages.fetch.answers import (
    Again,
    charset,
    given_up,
    judge_body,
    judge_failure,
    judge_status,
    page_type,
)
from topicwire.stages.fetch.settings import FetchSettings
from topicwire.stages.fetch.triage import spike_unasked

VIDEO = "a video is read from its feed"
"""Why a video's page is not fetched; its tip goes straight to extraction."""


class FetchStage:
    """Fetches pages; the subject is a tip id. Politeness to hosts is the door's."""

    name = StageName.FETCH
    is_serial = False

    def __init__(self, store: Store, web: Web, pages: PageStore, clock: Clock, settings: FetchSettings) -> None:
        self._store, self._web, self._pages, self._clock, self._settings = store, web, pages, clock, settings

    @property
    def batch(self) -> int:
        """Give how many pages are fetched together."""
        return self._settings.batch

    async def work(self, lease: Lease) -> Outcome[Page]:
        """Fetch the page of one tip, unless it needs none."""
        tip = self._store.tips.find(TipId(lease.subject))
        if tip is None:
            return Unchanged(why="no such tip")
        known = self._store.pages.find(tip.id)
        spike = spike_unasked(tip, self._clock.now(), self._settings.max_age_days, is_known=known is not None)
        if spike is not None:
            return spike
        if tip.video_url:
            return Unchanged(why=VIDEO)
        known = known if known and known.url == tip.url else None
        answer = await self._web.get(_request(tip, known))
        return self._judge(tip, known, answer, lease)

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        """Keep a new page and make its extraction due; give when a failed one is tried again."""
        now = self._clock.now()
        if isinstance(outcome, Done):
            self._store.pages.keep(outcome.value)
        if isinstance(outcome, Done) or outcome == Unchanged(why=VIDEO):
            self._store.work.add(StageName.EXTRACT, lease.subject, now)
        return now + outcome.wait if isinstance(outcome, Retry) else None

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Make the bytes of new pages durable before anything says where they are."""
        if any(isinstance(outcome, Done) for outcome in outcomes):
            self._pages.flush()

    def _judge(self, tip: Tip, known: Page | None, answer: Response | Failure, lease: Lease) -> Outcome[Page]:
        if isinstance(answer, Failure):
            return self._settle(judge_failure(answer), lease)
        if answer.status == 304 and known:
            return Unchanged(why="not modified")
        problem = judge_status(answer, self._clock.now()) or judge_body(answer)
        if problem is not None:
            return self._settle(problem, lease)
        body_hash = sha256(answer.body).hexdigest()
        if known and known.body_hash == body_hash:
            return Unchanged(why="same bytes")
        return Done(value=self._page(tip, answer, body_hash))

    def _settle(self, problem: Spike | Again, lease: Lease) -> Retry | Spike:
        """Try again after a doubling wait, or when the publisher asks for it; give up after the last try."""
        if isinstance(problem, Spike):
            return problem
        tries = lease.attempts + 1
        if tries >= self._settings.attempts:
            return given_up(problem, tries)
        wait = timedelta(minutes=self._settings.retry_minutes) * (1 << min(lease.attempts, 16))
        return Retry(reason=problem.reason, wait=max(wait, problem.asked or wait), detail=problem.detail)

    def _page(self, tip: Tip, answer: Response, body_hash: str) -> Page:
        now = self._clock.now()
        return Page(
            tip_id=tip.id,
            url=tip.url,
            final_url=answer.final_url,
            hops=tuple(hop.to_url for hop in answer.hops[:-1]),
            status=answer.status,
            content_type=page_type(answer),
            charset=charset(answer),
            etag=answer.header("etag"),
            last_modified=answer.header("last-modified"),
            fetched_at=now,
            body_hash=body_hash,
            size_bytes=len(answer.body),
            place=self._pages.append(answer, now),
        )


def _request(tip: Tip, known: Page | None) -> Request:
    return Request(
        url=tip.url,
        purpose=Purpose.PAGE,
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
    )
