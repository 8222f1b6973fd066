"""The demo web's server: one socket on loopback answers for every host, as of a demo time that is set."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from aiohttp import web

from topicwire.demo.publication import RUNS, run_at
from topicwire.demo.reading import read_publishers
from topicwire.demo.site import Address, Reply, build_site
from topicwire.demo.traps import build_traps
from topicwire.demo.writing import rfc822

__all__ = ["RUNS", "Asked", "DemoWeb"]
_MISSING = Reply(status=404, body=b"<!DOCTYPE html><title>Not found</title><h1>Not found</h1>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that was answered."""

    host: str
    path: str  # with query, as received
    status: int
    is_conditional: bool
    run: int  # that the demo time belonged to


class DemoWeb:
    """A small web of its own on 127.0.0.1. `slowness` scales the slow host's delay (1: as written)."""

    def __init__(self, start: datetime, slowness: float = 1.0) -> None:
        self.at = start
        self.requests: list[Asked] = []
        self._slowness = slowness
        self._runner: web.ServerRunner | None = None  # None: not open
        self._port = 0

    async def __aenter__(self) -> Self:
        """Write the web and open the socket."""
        self.set_time(self.at)
        self._runner = runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self._port = int(runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the socket and every connection."""
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def pins(self) -> dict[str, str]:
        """Give every host of this web and the address it is really at, for `network.pins`."""
        return dict.fromkeys(hosts(), f"127.0.0.1:{self._port}")

    def set_time(self, at: datetime) -> None:
        """Move demo time: what is published by then is what the web shows."""
        self._table: Mapping[Address, Reply] = build_site(at) | build_traps()
        self.at = at

    def advance_to(self, run: int) -> None:
        """Move demo time to a run, counted from 1."""
        self.set_time(RUNS[run - 1])

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.partition(":")[0].lower()
        reply = self._find(host, request.raw_path)
        if reply.slow_ms:
            await asyncio.sleep(reply.slow_ms / 1000 * self._slowness)
        response = await _respond(reply, request)
        is_conditional = bool({"If-None-Match", "If-Modified-Since"} & request.headers.keys())
        asked = Asked(
            host=host,
            path=request.raw_path,
            status=response.status,
            is_conditional=is_conditional,
            run=run_at(self.at),
        )
        self.requests.append(asked)
        return response

    def _find(self, host: str, raw_path: str) -> Reply:
        """Look up path and query; a query that means nothing to the site is ignored, as most sites do."""
        whole, bare = unquote(raw_path), unquote(urlsplit(raw_path).path)
        return self._table.get((host, whole)) or self._table.get((host, bare)) or _MISSING


def hosts() -> tuple[str, ...]:
    """List every host of the demo web, sorted."""
    names = {publisher.host for publisher in read_publishers()}
    names |= {urlsplit(publisher.feed.wrapper).netloc for publisher in read_publishers() if publisher.feed.wrapper}
    return tuple(sorted(names))


async def _respond(reply: Reply, request: web.BaseRequest) -> web.Response:
    if request.method not in {"GET", "HEAD"}:
        return web.Response(status=405, headers={"Allow": "GET, HEAD"})
    headers = {"Content-Type": reply.content_type, **dict(reply.headers)}
    if reply.etag:
        headers |= {"ETag": reply.etag, "Cache-Control": "max-age=300"}
    if reply.modified_at:
        headers |= {"Last-Modified": rfc822(reply.modified_at)}
    if _is_unchanged(reply, request):
        return web.Response(status=304, headers={name: headers[name] for name in headers if name != "Content-Type"})
    body = reply.body if isinstance(reply.body, bytes) else await asyncio.to_thread(reply.body)
    if reply.gzipped is not None:
        headers |= {"Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers, body = headers | {"Content-Encoding": "gzip"}, reply.gzipped
    return web.Response(status=reply.status, headers=headers, body=body)


def _is_unchanged(reply: Reply, request: web.BaseRequest) -> bool:
    """Decide on 304 as RFC 9110 13.2.2 orders: the tag decides where one is sent, else the date."""
    if reply.status != 200:
        return False
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return reply.etag is not None and (tags.strip() == "*" or _strong(reply.etag) in map(_strong, tags.split(",")))
    since = request.headers.get("If-Modified-Since")
    return since is not None and reply.modified_at is not None and _is_since(since, reply.modified_at)


def _strong(tag: str) -> str:
    return tag.strip().removeprefix("W/")


def _is_since(since: str, modified_at: datetime) -> bool:
    try:
        return parsedate_to_datetime(since) >= modified_at.replace(microsecond=0)
    except (TypeError, ValueError):
        return False
