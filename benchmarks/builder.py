"""One process that builds the site of a hub as publishing does, for `benchmarks.build`, and says what it took.

    python -m benchmarks.builder HUB [--times 0] [--changes 20]

With `--times` some records are changed after the build, and the site is built again, as often as said. Record files
are left out: they are the editor's, not the readers'.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast

from benchmarks.figures import quiet
from topicwire.model.ids import digest
from topicwire.model.outcome import Done, Outcome
from topicwire.model.work import Lease, StageName
from topicwire.newsroom.publishing import publish_stage
from topicwire.newsroom.room import Room, open_room
from topicwire.ports.outbox import Sheet, Written
from topicwire.ports.web import Web
from topicwire.ports.workers import Workers
from topicwire.stages.publish.stage import INPUTS, Published, PublishStage

RECENT = 200
"""Newest stories among which some are changed: what a run finds new belongs to stories of the last days."""


class NoRecords:
    """Implements `ports.outbox.RecordTarget` and writes nothing."""

    def publish(self, sheets: Iterable[Sheet]) -> Written:
        """Leave all as it is."""
        return Written(written=0, same=0, removed=0)


def stage_of(room: Room) -> PublishStage:
    """Give the publish stage of the hub, which asks nobody for pictures and writes no record files."""
    stage = publish_stage(room, cast("Web", None), cast("Workers", None))
    stage._targets = replace(stage._targets, records=NoRecords())
    return stage


def build(room: Room) -> tuple[float, Written]:
    """Publish from the store to the disk, and give the seconds and what was written."""
    room.store.learned.keep(INPUTS, b"")
    stage = stage_of(room)
    lease = Lease(stage=StageName.PUBLISH, subject="hub", attempts=0, until=room.clock.now())
    found: list[Outcome[Published]] = []

    async def work() -> None:
        found.append(await stage.work(lease))

    started = time.perf_counter()
    asyncio.run(work())
    took = time.perf_counter() - started
    outcome = found[0]
    assert isinstance(outcome, Done)
    with room.store.transaction():
        stage.keep(lease, outcome)
    return took, outcome.value.site


def change_some(room: Room, number: int) -> None:
    """Change records among the newest as their publishers might: another title and another excerpt."""
    recent = [article for _, article in zip(range(RECENT), room.store.ranked.iterate(), strict=False)]
    now = room.clock.now()
    with room.store.transaction():
        for article in recent[:: max(1, len(recent) // number)][:number]:
            record = replace(article.record, title=f"{article.record.title}, again", excerpt=article.record.title)
            room.store.ranked.keep(replace(article, record=record, updated_at=now, digest=digest(repr(record))))


def main() -> None:
    """Build once, and as often again as asked."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hub", type=Path)
    parser.add_argument("--changes", type=int, default=20, help="records changed before each further build")
    parser.add_argument("--times", type=int, default=0, help="further builds")
    options = parser.parse_args()
    with open_room(options.hub, {}) as room:
        took, site = build(room)
        again = []
        for _ in range(options.times):
            change_some(room, options.changes)
            again.append(build(room))
    figures = {
        "seconds": took, "written": site.written, "again_seconds": [seconds for seconds, _ in again],
        "again_written": [one.written for _, one in again],
    }  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
