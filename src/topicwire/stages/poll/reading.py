"""Asks for one feed and reads it, with the newest sitemaps of a sitemap index. Keeps nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from topicwire.formats.feeds import parse_feed
from topicwire.formats.parsed import Entry, ParsedFeed
from topicwire.model.source import FeedState
from topicwire.ports.web import Failure, Purpose, Request, Response, Web
from topicwire.ports.workers import Crash, Workers
from topicwire.stages.poll.failures import Trouble, trouble_of, unreadable
from topicwire.stages.poll.settings import PollSettings

GOOD = frozenset({200, 203})
MOST_CHILDREN = 3
"""Sitemaps of an index that are read in one poll, most recently changed first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A feed that was read, and what to say next time to get only news."""

    parsed: ParsedFeed
    response: Response
    body_hash: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """An answer that says, or shows, that nothing changed."""

    response: Response
    why: str
    etag: str | None
    last_modified: str | None


class Reader:
    """Reads feeds through the one door and in workers that may die."""

    def __init__(self, web: Web, workers: Workers, settings: PollSettings) -> None:
        self._web, self._workers, self._settings = web, workers, settings

    async def read(self, state: FeedState, now: datetime) -> Fresh | Same | Trouble:
        """Ask for a feed as its state says: conditionally, and parsed only when its bytes are new."""
        answer = await self._web.get(
            Request(url=state.url, purpose=Purpose.FEED, etag=state.etag, last_modified=state.last_modified)
        )
        if isinstance(answer, Failure):
            return trouble_of(answer, state, now, self._settings)
        if answer.status == 304 and (state.etag or state.last_modified):
            return Same(response=answer, why="not modified", etag=state.etag, last_modified=state.last_modified)
        if answer.status not in GOOD:
            return trouble_of(answer, state, now, self._settings)
        etag, last_modified = answer.header("etag"), answer.header("last-modified")
        body_hash = sha256(answer.body).hexdigest()
        if body_hash == state.body_hash:
            return Same(response=answer, why="same bytes", etag=etag, last_modified=last_modified)
        parsed = await self._parse(answer)
        if isinstance(parsed, Crash):
            return unreadable(parsed.detail, answer.status, state, self._settings)
        if parsed.children:
            return await self._read_children(parsed, answer, state, now)
        return Fresh(parsed=parsed, response=answer, body_hash=body_hash, etag=etag, last_modified=last_modified)

    async def _parse(self, answer: Response) -> ParsedFeed | Crash:
        return await self._workers.run(parse_feed, answer.body, answer.header("content-type"), answer.final_url)

    async def _read_children(
        self, index: ParsedFeed, answer: Response, state: FeedState, now: datetime
    ) -> Fresh | Same | Trouble:
        """Read the newest sitemaps of an index as one feed.

        The index is asked for without validators: its bytes may stay while its sitemaps change. The hash kept is
        over the sitemaps that were read, so that equal ones are known as unchanged.
        """
        entries: list[Entry] = []
        hashed, trouble = sha256(), None
        for url in index.children[:MOST_CHILDREN]:
            child = await self._child(url, state, now)
            if isinstance(child, Trouble):
                trouble = trouble or child
                continue
            parsed, body = child
            entries += parsed.entries
            hashed.update(sha256(body).digest())
        if trouble and not entries:
            return trouble
        if hashed.hexdigest() == state.body_hash:
            return Same(response=answer, why="same bytes", etag=None, last_modified=None)
        whole = replace(index, entries=tuple(entries))
        return Fresh(parsed=whole, response=answer, body_hash=hashed.hexdigest(), etag=None, last_modified=None)

    async def _child(self, url: str, state: FeedState, now: datetime) -> tuple[ParsedFeed, bytes] | Trouble:
        answer = await self._web.get(Request(url=url, purpose=Purpose.FEED))
        if isinstance(answer, Failure) or answer.status not in GOOD:
            trouble = trouble_of(answer, state, now, self._settings)
            return replace(trouble, is_gone=False, words=f"sitemap {url}: {trouble.words}")
        parsed = await self._parse(answer)
        if isinstance(parsed, Crash):
            return unreadable(f"sitemap {url}: {parsed.detail}", answer.status, state, self._settings)
        return parsed, answer.body
