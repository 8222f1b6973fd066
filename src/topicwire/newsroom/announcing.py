"""Tells the WebSub hub which feeds changed, once the public address shows the edition that changed them.

https://www.w3.org/TR/websub/ leaves open how a publisher tells its hub; hubs take what PubSubHubbub 0.4 said: a POST of
hub.mode=publish with hub.url, which may be repeated. Nothing here ever stops a run or lasts longer than LONGEST.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

import structlog

from topicwire.newsroom.room import Room
from topicwire.ports.web import Failure, Purpose, Request, Web
from topicwire.render.addresses import EDITION
from topicwire.render.site.links import absolute
from topicwire.stages.publish.announced import DUE, read_due, write_due

MEMORY = "websub"
"""Name of what is remembered from run to run, in the store's learned states."""
TOGETHER = 50
"""Feeds named in one POST."""
LONGEST = timedelta(minutes=1)
"""For all that is told after one run."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
"""Before a hub that failed is asked again; doubled each time."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class PushMemory:
    """What is remembered from run to run. Times are ISO 8601; empty: never."""

    told_at: str = ""
    failures: int = 0  # in a row
    not_before: str = ""
    words: str = ""  # what the last try came to


async def announce_feeds(room: Room, web: Web) -> PushMemory:
    """Tell the hub of the feeds that wait for it, where hub.toml names one; what fails waits for the next run."""
    now, before = room.clock.now(), recall_push(room)
    waiting = read_due(room.store.learned.find(DUE), now)
    if not room.config.hub.websub_hub or not waiting or _is_early(before, now):
        return before
    try:
        async with asyncio.timeout(LONGEST.total_seconds()):
            after = await _announce(room, web, waiting, before)
    except TimeoutError:
        after = _failed(before, "the hub takes too long", now)
    room.store.learned.keep(MEMORY, json.dumps(asdict(after)).encode())
    if after.failures and after.words != before.words:
        log.warning("feeds not announced", stage="websub", outcome="retry", why=after.words)
    return after


async def _announce(room: Room, web: Web, waiting: dict[str, datetime], memory: PushMemory) -> PushMemory:
    if not await _is_public(room, web):
        return replace(memory, words="waiting: the public address does not show this edition yet")
    paths = sorted(waiting)
    for start in range(0, len(paths), TOGETHER):
        told = paths[start : start + TOGETHER]
        why = await _tell(room, web, told)
        if why:
            return _failed(memory, why, room.clock.now())
        for path in told:
            del waiting[path]
        room.store.learned.keep(DUE, write_due(waiting))
    told_at = room.clock.now().isoformat()
    return PushMemory(told_at=told_at, words=f"told of {len(paths)} feed{'s' if len(paths) > 1 else ''}")


async def _is_public(room: Room, web: Web) -> bool:
    """Ask whether readers get the newest edition: a host may take minutes to show what was pushed."""
    latest = room.store.editions.find_latest()
    answer = await web.get(Request(url=absolute(room.config.hub, EDITION), purpose=Purpose.DISCOVERY))
    if latest is None or isinstance(answer, Failure) or answer.status != 200:
        return False
    try:
        return bool(json.loads(answer.body)["edition"] == latest[0])
    except (ValueError, KeyError, TypeError):
        return False


async def _tell(room: Room, web: Web, paths: Sequence[str]) -> str:
    """Send one notice; give why it was not taken, empty when it was."""
    hub = room.config.hub
    form = (("hub.mode", "publish"), *(("hub.url", absolute(hub, path)) for path in paths))
    answer = await web.get(Request(url=hub.websub_hub, purpose=Purpose.NOTICE, form=form))
    if isinstance(answer, Failure):
        return f"the hub gives no answer: {answer.reason}: {answer.detail}"[:300]
    return "" if 200 <= answer.status < 300 else f"the hub answers {answer.status}"


def _failed(memory: PushMemory, why: str, now: datetime) -> PushMemory:
    wait = min(FIRST_WAIT * 2 ** min(memory.failures, 20), LONGEST_WAIT)
    return replace(memory, failures=memory.failures + 1, not_before=(now + wait).isoformat(), words=why)


def _is_early(memory: PushMemory, now: datetime) -> bool:
    """Tell whether it is too early for another try; a clock that was set back does not stop us for good."""
    until = datetime.fromisoformat(memory.not_before) if memory.not_before else now
    return timedelta(0) < until - now <= LONGEST_WAIT


def recall_push(room: Room) -> PushMemory:
    """Give what is remembered; nothing when it was never kept, or by a version that kept something else."""
    try:
        return PushMemory(**json.loads(room.store.learned.find(MEMORY) or b"{}"))
    except (ValueError, TypeError):
        return PushMemory()


def push_words(room: Room) -> str:
    """Say how it stands between this hub and its WebSub hub; changes nothing."""
    waiting = read_due(room.store.learned.find(DUE), room.clock.now())
    memory = recall_push(room)
    told = f"; {len(waiting)} feeds wait" if waiting else ""
    return f"{room.config.hub.websub_hub}: {memory.words or 'nothing told yet'}{told}"
