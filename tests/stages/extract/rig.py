"""A hub that only extracts: real store and stage, pages from a dictionary, a scripted web; and page builders."""

import struct
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.fakes import NOON, FakeWeb, FixedClock, InProcessWorkers, failure, response
from topicwire.errors import StoreError
from topicwire.model.article import Article
from topicwire.model.ids import FeedId, TipId, digest
from topicwire.model.outcome import Outcome
from topicwire.model.page import Page, PagePlace
from topicwire.model.tip import Tip
from topicwire.model.work import Lease, StageName
from topicwire.ports.web import Failure, Request, Response
from topicwire.stages.extract.reading import PageFacts
from topicwire.stages.extract.settings import ExtractSettings
from topicwire.stages.extract.stage import ExtractStage
from topicwire.store.sqlite import open_store

URL = "https://news.example/2026/03/02/robots-learn-to-file"
LEAD = "A robot at the harbour of Rotterdam filed its first customs report on Monday, the port authority said."
MORE = (
    "The machine read four hundred pages of rules before it started, and nobody had to correct the form afterwards.",
    "Officials expect that half of all reports will be written this way within two years if the pilot goes on so well.",
    "Unions asked for talks, since the clerks who wrote these reports until now were not told about the pilot in time.",
    "The port will publish the results of the pilot in autumn, together with the cost of every single report it saved.",
)


def page_html(head: str = "", body: str | None = None, title: str = "Robots learn to file", lang: str = "en") -> bytes:
    """Build an ordinary article page."""
    paragraphs = "".join(f"<p>{words}</p>" for words in (LEAD, *MORE))
    inner = f"<article><h1>{title}</h1><div class='text'>{paragraphs}</div></article>" if body is None else body
    navigation = "<nav><ul>" + "<li><a href='/x'>Section</a></li>" * 8 + "</ul></nav>"
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{title} | The Example</title>"
        f"{head}</head><body>{navigation}{inner}<footer><p>Copyright The Example.</p></footer></body></html>"
    ).encode()


def facts(url: str = URL, **changed: Any) -> PageFacts:
    """Build what is known beside the bytes: nothing but the address."""
    known: dict[str, Any] = {
        "asked": (url,),
        "charset": None,
        "feed_title": None,
        "feed_summary": None,
        "feed_html": None,
        "feed_authors": (),
        "has_feed_date": True,
        "excerpt_characters": 300,
        **changed,
    }
    return PageFacts(final_url=url, **known)


def tip(url: str = URL, **changed: Any) -> Tip:
    """Build a tip of an hour ago."""
    said: dict[str, Any] = {
        "entry_id": None,
        "raw_url": url,
        "title": "Robots learn to file",
        "summary": None,
        "body_html": None,
        "authors": (),
        "raw_published": "2026-03-02T11:00:00Z",
        "published_at": NOON - timedelta(hours=1),
        "raw_updated": None,
        "updated_at": None,
        "picture": None,
        "video_url": None,
        "language": None,
        "first_seen_at": NOON,
        "fingerprint": "",
        **changed,
    }
    return Tip(id=TipId(digest(url)), feed_id=FeedId("f" * 16), url=url, **said)


def png(width: int, height: int) -> bytes:
    """Build the first bytes of a PNG of that size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + b"\0" * 64


@dataclass
class PageShelf:
    """Gives back the bytes put on it."""

    bodies: dict[int, bytes] = field(default_factory=dict)

    def append(self, response: Response, at: object) -> PagePlace:
        place = PagePlace(file="pages.warc.gz", offset_bytes=len(self.bodies), length_bytes=len(response.body))
        self.bodies[place.offset_bytes] = response.body
        return place

    def flush(self) -> None:
        """Nothing to make durable."""

    def read(self, place: PagePlace) -> bytes:
        if place.offset_bytes not in self.bodies:
            raise StoreError("not there", subject=place.file)
        return self.bodies[place.offset_bytes]


class Rig:
    """The stage with everything around it."""

    def __init__(
        self, pictures: dict[str, bytes] | None = None, workers: Any = None, settings: ExtractSettings | None = None
    ) -> None:
        self.store, self.clock, self.shelf = open_store(":memory:"), FixedClock(), PageShelf()
        self.pictures = pictures or {}
        self.web = FakeWeb(self._answer)
        self.stage = ExtractStage(
            self.store, self.web, workers or InProcessWorkers(), self.shelf, self.clock, settings or ExtractSettings()
        )

    def _answer(self, request: Request) -> Response | Failure:
        body = self.pictures.get(request.url)
        return failure(request.url) if body is None else response(request.url, body, 206)

    def put(self, body: bytes, of: Tip, final_url: str | None = None, charset: str | None = None) -> None:
        """Keep a tip and the page it led to."""
        self.store.tips.keep(of)
        place = self.shelf.append(response(of.url, body), None)
        self.store.pages.keep(
            Page(
                tip_id=of.id,
                url=of.url,
                final_url=final_url or of.url,
                hops=(),
                status=200,
                content_type="text/html",
                charset=charset,
                etag=None,
                last_modified=None,
                fetched_at=NOON,
                body_hash="0" * 64,
                size_bytes=len(body),
                place=place,
            )
        )

    async def run(self, of: Tip) -> Outcome[Article]:
        """Work on one tip and keep what came of it."""
        lease = Lease(stage=StageName.EXTRACT, subject=of.id, attempts=0, until=NOON + timedelta(minutes=5))
        outcome = await self.stage.work(lease)
        with self.store.transaction():
            self.stage.keep(lease, outcome)
        return outcome

    def due(self) -> int:
        """Count the articles whose enrichment is due."""
        return self.store.work.count(StageName.ENRICH)
