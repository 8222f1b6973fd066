"""Finds the feeds behind any address an editor names. Asks the web, keeps nothing."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from topicwire.formats.discovery import common_feed_addresses, find_feeds, youtube_feed
from topicwire.formats.feeds import parse_feed
from topicwire.formats.parsed import ParsedFeed
from topicwire.model.source import FeedKind
from topicwire.ports.web import Failure, Hop, Purpose, Request, Response, Web
from topicwire.ports.workers import Crash, Workers
from topicwire.stages.poll.failures import LONGEST_DETAIL, PERMANENT, http_words
from topicwire.stages.poll.reading import GOOD
from topicwire.stages.poll.tips import claimed_time
from topicwire.text.clean import cut, one_line
from topicwire.text.urls import address_key, normal

MOST_FOUND = 12
"""Feeds of one page that are asked: a page that names more is a list of feeds, not a source."""
_SITEMAP_MARKS = (b"<urlset", b"<sitemapindex")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One address that was asked, and what it turned out to be."""

    url: str  # to be polled: after permanent redirects
    original_url: str  # as named by the editor or the page
    kind: FeedKind = FeedKind.FEED
    title: str | None = None  # as the feed says, else the page
    site_url: str | None = None
    entries: int = 0  # of a sitemap index: the sitemaps it names
    newest_at: datetime | None = None  # claimed date of the newest entry
    why_not: str = ""  # in words; empty: it is a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found behind an address."""

    asked: str  # as the editor typed it
    feeds: tuple[Candidate, ...]  # best first
    failed: tuple[Candidate, ...]  # named by the page, but no feed
    why: str  # in words when there is no feed; else empty


async def find(web: Web, workers: Workers, url: str) -> Finding:
    """Find the feeds behind an address: a feed, a page, a YouTube channel, with or without a scheme.

    The address itself is asked first, then the feeds its page names, then the places where feeds usually lie.
    """
    return await _Search(web, workers, url).run()


async def ask(web: Web, workers: Workers, url: str) -> Candidate:
    """Ask one feed's address once and tell what it is, or why not."""
    return await _Search(web, workers, url).ask_feed(url)


class _Search:
    def __init__(self, web: Web, workers: Workers, asked: str) -> None:
        self._web, self._workers, self._asked = web, workers, asked

    async def run(self) -> Finding:
        why = "not a web address"
        for address in spellings(self._asked):
            if channel := youtube_feed(address):
                return self._found([await self.ask_feed(channel)])
            answer = await self._web.get(Request(url=address, purpose=Purpose.DISCOVERY))
            if isinstance(answer, Response):
                return await self._look(address, answer)
            why = failure_words(answer)
        return Finding(asked=self._asked, feeds=(), failed=(), why=why)

    async def _look(self, address: str, answer: Response) -> Finding:
        """Read an answer as a feed, else as a page that names feeds, else try the usual places."""
        first = await self._judge(address, answer)
        if not first.why_not:
            return self._found([first])
        named = await self._named(answer)
        tried = await asyncio.gather(*(self.ask_feed(found) for found, _ in named))
        titled = [_titled(candidate, title) for candidate, (_, title) in zip(tried, named, strict=True)]
        if any(not candidate.why_not for candidate in titled):
            return self._found(titled)
        usual = await self._usual(answer.final_url, {found for found, _ in named})
        why = f"{first.why_not}; no feed is named there or lies where feeds usually lie"
        return self._found([*usual, *titled], why)

    async def _named(self, answer: Response) -> Sequence[tuple[str, str]]:
        """List (address, title) of the feeds a page names."""
        if answer.status not in GOOD:
            return ()
        found = await self._workers.run(find_feeds, answer.body, answer.final_url)
        return () if isinstance(found, Crash) else [(feed.url, feed.title) for feed in found[:MOST_FOUND]]

    async def _usual(self, url: str, known: Iterable[str]) -> list[Candidate]:
        """Try the usual places one after the other until one has a feed; what has none is not worth a word."""
        for address in common_feed_addresses(url):
            if address in known:
                continue
            candidate = await self.ask_feed(address)
            if not candidate.why_not:
                return [candidate]
        return []

    async def ask_feed(self, url: str) -> Candidate:
        return await self._judge(url, await self._web.get(Request(url=url, purpose=Purpose.FEED)))

    async def _judge(self, url: str, answer: Response | Failure) -> Candidate:
        settled = lasting_address(url, answer.hops)
        if isinstance(answer, Failure):
            return Candidate(url=settled, original_url=url, why_not=failure_words(answer))
        if answer.status not in GOOD:
            return Candidate(url=settled, original_url=url, why_not=http_words(answer.status))
        content_type = answer.header("content-type")
        parsed = await self._workers.run(parse_feed, answer.body, content_type, answer.final_url)
        if isinstance(parsed, Crash):
            return Candidate(url=settled, original_url=url, why_not=f"no feed: {_short(parsed.detail)}")
        is_sitemap = any(mark in answer.body[:4096] for mark in _SITEMAP_MARKS)
        return _candidate(url, settled, parsed, FeedKind.SITEMAP if is_sitemap else FeedKind.FEED)

    def _found(self, candidates: Sequence[Candidate], why: str = "") -> Finding:
        feeds: dict[str, Candidate] = {}
        for candidate in candidates:
            if not candidate.why_not:
                feeds.setdefault(address_key(candidate.url), candidate)
        failed = tuple(candidate for candidate in candidates if candidate.why_not)
        why = "" if feeds else why or "; ".join(candidate.why_not for candidate in failed)
        return Finding(asked=self._asked, feeds=tuple(feeds.values()), failed=failed, why=why)


def spellings(asked: str) -> tuple[str, ...]:
    """List the addresses an editor may mean, likeliest first: without a scheme, https and then http."""
    text = asked.strip().removeprefix("feed://").removeprefix("feed:")
    tried = (text,) if "://" in text else (f"https://{text}", f"http://{text}")
    return tuple(address for address in map(normal, tried) if address) if text else ()


def lasting_address(url: str, hops: Iterable[Hop]) -> str:
    """Give the address that the permanent redirects at the start of a chain lead to."""
    for hop in hops:
        if hop.status not in PERMANENT:
            break
        url = hop.to_url
    return url


def failure_words(failure: Failure) -> str:
    """Say in one line why there was no answer."""
    return _short(f"{failure.reason.value}: {failure.detail}")


def _candidate(url: str, settled: str, parsed: ParsedFeed, kind: FeedKind) -> Candidate:
    times = [at for at in map(claimed_time, parsed.entries) if at]
    return Candidate(
        url=settled,
        original_url=url,
        kind=kind,
        title=parsed.title,
        site_url=parsed.site_url,
        entries=len(parsed.entries) or len(parsed.children),
        newest_at=max(times, default=None),
    )


def _titled(candidate: Candidate, title: str) -> Candidate:
    return candidate if candidate.title or not title else replace(candidate, title=title)


def _short(words: str) -> str:
    return cut(one_line(words[: 4 * LONGEST_DETAIL]), LONGEST_DETAIL)
