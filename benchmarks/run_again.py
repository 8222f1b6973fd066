"""What a run costs when nothing, or little, is new on a large hub.

    python -m benchmarks.run_again [--records 10000] [--json]

The hub is filled through the real stages from enrich on; its feeds then answer 304. Beside it: a build of a site of
as many records from scratch, which is what a generator without memory does on every run.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.article_web import OUTLETS
from benchmarks.figures import quiet, show
from benchmarks.hubs import make_hub
from benchmarks.prose import Invented, invent
from benchmarks.resources import Meter
from topicwire.model.article import Article, ArticleKind
from topicwire.model.dates import DateChoice, DateOrigin
from topicwire.model.ids import ArticleId, Domain, FeedId, RevisionId, TipId, digest
from topicwire.model.source import Feed, Picture
from topicwire.model.tip import Tip
from topicwire.model.work import StageName
from topicwire.newsroom.building import build_again
from topicwire.newsroom.room import Room, open_room, sync_feeds
from topicwire.newsroom.running import open_line, run_once
from topicwire.text.urls import address_key

FEED = Feed(
    id=FeedId(digest("http://outlet0.example/feed")),
    url="http://outlet0.example/feed",
    original_url="http://outlet0.example/feed",
    title="All outlets",
    site_url=None,
    is_focused=True,
)


def article_of(made: Invented) -> Article:
    """Make the article that reading the invented page would give."""
    url = f"http://outlet{made.outlet}.example/a{made.number}.html"
    return Article(
        id=ArticleId(digest(url)),
        revision=RevisionId(digest(url, made.title)),
        tip_id=TipId(digest("tip", url)),
        kind=ArticleKind.ARTICLE,
        title=made.title,
        excerpt=made.paragraphs[0][:300],
        text="\n\n".join(made.paragraphs),
        text_html="".join(f"<p>{part}</p>" for part in made.paragraphs),
        authors=("A. Writer",),
        published=DateChoice(at=made.at, origin=DateOrigin.META, confidence=0.9),
        updated_at=None,
        claims=(),
        original_url=url,
        amp_url=None,
        amp_cache_url=None,
        embed_url=None,
        picture=Picture(url=f"http://outlet{made.outlet}.example/p.jpg", width=1200, height=675),
        site_name=f"Outlet {made.outlet}",
        domain=Domain(f"outlet{made.outlet}.example"),
        language="en",
        addresses=(address_key(url),),
        is_paywalled=False,
        extractor="benchmark",
        first_seen_at=made.at,
        read_at=made.at,
    )


def _tip(article: Article, at: datetime) -> Tip:
    return Tip(
        id=article.tip_id, feed_id=FEED.id, entry_id=article.id, url=article.original_url, raw_url=article.original_url,
        title=article.title, summary=None, body_html=None, authors=(), raw_published=None, published_at=None,
        raw_updated=None, updated_at=None, picture=None, video_url=None, language="en", first_seen_at=at,
        fingerprint="",
    )  # fmt: skip


def feed_in(room: Room, made: Iterable[Invented]) -> None:
    """Put articles into the store as the extract stage does, and make them due for the next."""
    now = room.clock.now()
    with room.store.transaction():
        for article in map(article_of, made):
            room.store.tips.keep(_tip(article, now))
            room.store.tips.keep_sighting(FEED.id, article.tip_id, now)
            room.store.articles.keep(article)
            room.store.tips.keep_article(article.tip_id, article.id)
            room.store.work.add(StageName.ENRICH, article.id, now)


async def _run(room: Room) -> float:
    async with open_line(room) as line:
        started = time.perf_counter()
        await run_once(line)
        return time.perf_counter() - started


def _rest_feeds(room: Room) -> None:
    """Nothing is due: the hub polled a moment ago."""
    sync_feeds(room)
    for feed in room.config.hub.feeds:
        room.store.work.drop(StageName.POLL, feed.id)


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    made = invent(options.records + 20, OUTLETS, seed=7)
    with tempfile.TemporaryDirectory() as folder:
        # The pin leads nowhere: lead pictures cannot be copied, and are not tried again.
        make_hub(Path(folder) / "hub", [FEED], {f"outlet{n}.example": "127.0.0.1:9" for n in range(OUTLETS)})
        with open_room(Path(folder) / "hub", {}) as room, Meter() as meter:
            _rest_feeds(room)
            feed_in(room, made[: options.records])
            first = asyncio.run(_run(room))
            idle = asyncio.run(_run(room))
            before = _stamps(Path(folder) / "hub")
            feed_in(room, made[options.records :])
            twenty = asyncio.run(_run(room))
            changed = len(_stamps(Path(folder) / "hub") - before)
            started = time.perf_counter()
            asyncio.run(build_again(room))
            again = time.perf_counter() - started
    figures = {
        "records": options.records,
        "first_seconds": first,
        "idle_seconds": idle,
        "twenty_new_seconds": twenty,
        "twenty_new_records_changed": changed,
        "build_again_seconds": again,
        "idle_to_first": idle / first,
        "twenty_new_to_first": twenty / first,
        "peak_mb": meter.peak_mb,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    show(figures, options.json)


def _stamps(hub: Path) -> set[tuple[str, int]]:
    return {(path.name, path.stat().st_mtime_ns) for path in (hub / "_news").iterdir()}


if __name__ == "__main__":
    main()
