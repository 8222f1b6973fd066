"""How long does an editor wait for the lab?

    python -m benchmarks.lab [--articles 10000] [--json]

The hub is filled through the real stages from enrich on; all of its articles are of the days looked at. Three changes:
a keyword (topics anew, stories as they are), another card, and a shorter window (stories formed anew, twice). CPU
seconds stand beside: on a machine that does other things as well, the wait is longer.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks.article_web import OUTLETS
from benchmarks.figures import quiet, show
from benchmarks.hubs import make_hub
from benchmarks.prose import invent
from benchmarks.run_again import FEED, feed_in
from topicwire.model.work import StageName
from topicwire.newsroom.lab.asked import Asked
from topicwire.newsroom.lab.trying import try_out
from topicwire.newsroom.room import Room, open_room, sync_feeds
from topicwire.newsroom.running import open_line

DAYS = 400
CHANGES = {
    "keyword": Asked(topic="robotics", add=("robot*",)),
    "scores": Asked(settings=("scores.card=reference",)),
    "stories": Asked(settings=("stories.window_hours=48",)),
}


async def _fill(room: Room) -> None:
    async with open_line(room) as line:
        for stage in (StageName.ENRICH, StageName.CLUSTER, StageName.RANK):
            await line.runner.run_cycle(only=stage)


def measure(articles: int) -> dict[str, float | int | bool | str]:
    """Fill a hub, and try each change on all of it."""
    figures: dict[str, float | int | bool | str] = {}
    with tempfile.TemporaryDirectory() as folder:
        make_hub(Path(folder) / "hub", [FEED], {})
        with open_room(Path(folder) / "hub", {}) as room:
            sync_feeds(room)
            feed_in(room, invent(articles, OUTLETS, seed=7))
            asyncio.run(_fill(room))
            for name, asked in CHANGES.items():
                began, cpu = time.perf_counter(), time.process_time()
                trial = try_out(room, asked, DAYS)
                figures[f"{name}_seconds"] = time.perf_counter() - began
                figures[f"{name}_cpu_seconds"] = time.process_time() - cpu
                figures["articles"] = trial.articles
                if trial.agreement is not None:
                    figures["agreement"] = trial.agreement
    return figures


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    show(measure(options.articles), options.json)


if __name__ == "__main__":
    main()
