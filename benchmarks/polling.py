"""How many unchanged feeds a second can be polled, beside feedparser asking the same feeds from threads.

python -m benchmarks.polling [--feeds 5000] [--json]
"""

import argparse
import asyncio
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import feedparser

from benchmarks.feed_web import ETAG
from benchmarks.figures import quiet, show
from benchmarks.hubs import make_hub
from benchmarks.resources import Meter
from benchmarks.servers import serving
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import Feed, FeedState
from topicwire.model.work import OutcomeKind, StageName
from topicwire.newsroom.room import Room, open_room, sync_feeds
from topicwire.newsroom.running import open_line

HOSTS = 200


def _feeds(count: int) -> list[Feed]:
    urls = [f"http://h{n % HOSTS}.example/feed/{n}" for n in range(count)]
    return [
        Feed(id=FeedId(digest(url)), url=url, original_url=url, title=f"Feed {n}", site_url=None)
        for n, url in enumerate(urls)
    ]


def _know(room: Room) -> None:
    """Make every feed one that was read before and is due now."""
    sync_feeds(room)
    now = room.clock.now()
    with room.store.transaction():
        for state in room.store.feeds.list_states():
            known = FeedState(feed_id=state.feed_id, url=state.url, etag=ETAG, last_ok_at=now, last_status=200)
            room.store.feeds.keep_state(replace(known, next_poll_at=now))


async def _poll(room: Room) -> tuple[float, int]:
    async with open_line(room) as line:
        started = time.perf_counter()
        run = await line.runner.run_cycle(only=StageName.POLL)
        seconds = time.perf_counter() - started
    verdicts = room.store.work.list_verdicts(run.number)
    return seconds, sum(1 for verdict in verdicts if verdict.kind is OutcomeKind.UNCHANGED)


def _peer(port: int, count: int) -> float:
    """Time feedparser, asking with the validator from 32 threads, as a script of one's own would."""
    urls = [f"http://127.0.0.1:{port}/feed/{n}" for n in range(count)]
    started = time.perf_counter()
    with ThreadPoolExecutor(32) as threads:
        for answer in threads.map(lambda url: feedparser.parse(url, etag=ETAG), urls):
            assert answer.status == 304
    return count / (time.perf_counter() - started)


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with serving("benchmarks.feed_web") as (port, pid), tempfile.TemporaryDirectory() as folder:
        pins = {f"h{n}.example": f"127.0.0.1:{port}" for n in range(HOSTS)}
        make_hub(Path(folder) / "hub", _feeds(options.feeds), pins)
        with open_room(Path(folder) / "hub", {}) as room:
            _know(room)
            with Meter(ignored_pid=pid) as meter:
                seconds, unchanged = asyncio.run(_poll(room))
        peer = _peer(port, min(options.feeds, 1000))
    assert unchanged == options.feeds, f"{unchanged} of {options.feeds} feeds were unchanged"
    rate = options.feeds / seconds
    figures = {
        "feeds": options.feeds,
        "feeds_per_second": rate,
        "cpu_ms_per_feed": meter.cpu_seconds * 1000 / options.feeds,
        "peak_mb": meter.peak_mb,
        "feedparser_per_second": peer,
        "ratio_to_feedparser": rate / peer,
    }
    show(figures, options.json)


if __name__ == "__main__":
    main()
