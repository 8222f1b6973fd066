"""From HTML on loopback to the published edition: articles a second, CPU for each stage, peak memory.

    python -m benchmarks.pipeline [--articles 2000] [--json]

Beside it, in the same run: what a script of one's own would do with the same pages, trafilatura on two processes.
"""

import argparse
import asyncio
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.article_web import OUTLETS, page
from benchmarks.figures import quiet, show
from benchmarks.hubs import make_hub
from benchmarks.prose import invent
from benchmarks.resources import Meter
from benchmarks.servers import serving
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import Feed
from topicwire.model.work import OutcomeKind, StageName
from topicwire.newsroom.room import Room, open_room
from topicwire.newsroom.running import open_line, run_once


def _feeds() -> list[Feed]:
    urls = [f"http://outlet{n}.example/feed" for n in range(OUTLETS)]
    return [
        Feed(id=FeedId(digest(url)), url=url, original_url=url, title=f"Outlet {n}", site_url=None, is_focused=True)
        for n, url in enumerate(urls)
    ]


async def _run(room: Room) -> float:
    async with open_line(room) as line:
        started = time.perf_counter()
        await run_once(line)
        return time.perf_counter() - started


def _read(html: bytes) -> int:
    import trafilatura

    found = trafilatura.extract(html, with_metadata=True)
    return len(found or "")


def _peer(count: int) -> float:
    """Time trafilatura with metadata over some of the pages, two processes."""
    pages = [page(article, f"outlet{article.outlet}.example") for article in invent(count, OUTLETS)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_read, pages[:4]))  # imports are not what is timed
        started = time.perf_counter()
        assert all(pool.map(_read, pages, chunksize=8))
        return count / (time.perf_counter() - started)


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    arguments = ("benchmarks.article_web", "--articles", str(options.articles))
    with serving(*arguments) as (port, pid), tempfile.TemporaryDirectory() as folder:
        pins = {f"outlet{n}.example": f"127.0.0.1:{port}" for n in range(OUTLETS)}
        make_hub(Path(folder) / "hub", _feeds(), pins)
        with open_room(Path(folder) / "hub", {}) as room:
            with Meter(ignored_pid=pid) as meter:
                seconds = asyncio.run(_run(room))
            stages = _stages(room)
            published = sum(1 for found in room.store.ranked.iterate() if found.record.is_published)
            articles = room.store.ranked.count()
    assert articles >= options.articles * 0.99, f"only {articles} of {options.articles} articles reached the edition"
    peer = _peer(min(options.articles, 200))
    rate = articles / seconds
    figures = {
        "articles": articles,
        "published": published,
        "articles_per_second": rate,
        "cpu_ms_per_article": meter.cpu_seconds * 1000 / articles,
        "peak_mb": meter.peak_mb,
        **stages,
        "trafilatura_per_second": peer,
        "ratio_to_trafilatura": rate / peer,
        **_cpu_by_stage(min(options.articles, 500)),
    }
    show(figures, options.json)


def _cpu_by_stage(count: int) -> dict[str, float]:
    """Give the processor time of each stage for an article, workers included, on a hub run stage by stage."""
    arguments = ("benchmarks.article_web", "--articles", str(count))
    with serving(*arguments) as (port, pid), tempfile.TemporaryDirectory() as folder:
        make_hub(Path(folder) / "hub", _feeds(), {f"outlet{n}.example": f"127.0.0.1:{port}" for n in range(OUTLETS)})
        with open_room(Path(folder) / "hub", {}) as room:
            return asyncio.run(_run_by_stage(room, pid, count))


async def _run_by_stage(room: Room, ignored_pid: int, count: int) -> dict[str, float]:
    spent: dict[str, float] = {}
    async with open_line(room) as line:
        for stage in StageName:
            with Meter(ignored_pid=ignored_pid) as meter:
                await run_once(line, stage)
            spent[f"{stage.value}_cpu_ms"] = meter.cpu_seconds * 1000 / count
    return spent


def _stages(room: Room) -> dict[str, float]:
    """Give how long each stage had a subject it finished, in milliseconds: waiting for the web or a worker is in it."""
    last = room.store.ledger.find_last_run()
    verdicts = room.store.work.list_verdicts(last.number) if last else ()
    found = {}
    for stage in StageName:
        took = [verdict.took_ms for verdict in verdicts if verdict.stage is stage and verdict.kind is OutcomeKind.DONE]
        if took:
            found[f"{stage.value}_ms"] = sum(took) / len(took)
    return found


if __name__ == "__main__":
    main()
