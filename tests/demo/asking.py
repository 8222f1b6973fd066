"""Asks the demo web over real HTTP, the plainest way: no redirects followed, nothing decoded unless told."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from topicwire.demo.server import RUNS, DemoWeb


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Reader:
    """One HTTP session with the demo web."""

    def __init__(self, web: DemoWeb, session: aiohttp.ClientSession) -> None:
        self.web, self.session = web, session

    async def get(self, url: str, **headers: str) -> Got:
        parts = urlsplit(url)
        at = self.web.pins[parts.netloc]
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        sent = {"Host": parts.netloc, "Accept-Encoding": "identity"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        target = URL(f"http://{at}{path}", encoded=True)
        async with self.session.get(target, headers=sent, allow_redirects=False) as answer:
            return Got(status=answer.status, headers=answer.headers, body=await answer.read())


@asynccontextmanager
async def reading(run: int = 1, slowness: float = 0.0) -> AsyncIterator[Reader]:
    """Open a demo web at a run, and a session with it."""
    async with (
        DemoWeb(RUNS[run - 1], slowness) as web,
        aiohttp.ClientSession(auto_decompress=False) as session,
    ):
        yield Reader(web, session)
