"""Keeps the hub's copies of lead pictures: asks, has a small copy made, hands it to be written, remembers."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from topicwire.model.hub import Thumbnail
from topicwire.model.ids import digest
from topicwire.ports.clock import Clock
from topicwire.ports.store import Thumbnails
from topicwire.ports.web import Failure, Purpose, Request, Web
from topicwire.ports.workers import Crash, Workers
from topicwire.stages.publish.settings import PublishSettings
from topicwire.stages.publish.thumbnails import make_thumbnail

FOLDER = "assets/images/news"
"""Under the hub; file names are digests of the publisher's address."""
AT_ONCE = 8
"""Pictures worked on at the same time; the door keeps to one request a host by itself."""
_AGAIN_AFTER = timedelta(days=3)
"""A picture that failed is tried again after this."""
_NOT_BEFORE = re.compile(r"not tried again before (\d{4}-\d\d-\d\d)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What copying one picture needs."""

    web: Web
    workers: Workers
    thumbnails: Thumbnails
    write: Callable[[str, bytes], None]
    width: int
    today: date
    clock: Clock


async def cache_pictures(  # noqa: PLR0913, PLR0917 - the parts are joined in one place, newsroom/publishing.py
    wanted: Sequence[str],
    web: Web,
    workers: Workers,
    thumbnails: Thumbnails,
    write: Callable[[str, bytes], None],
    settings: PublishSettings,
    clock: Clock,
) -> int:
    """Copy the pictures that have no copy yet; one that fails costs no other and waits some days.

    `wanted` are the publishers' addresses; `write` takes a path under the hub and the bytes.

    Returns:
        How many copies were made.
    """
    desk = _Desk(
        web=web, workers=workers, thumbnails=thumbnails, write=write,
        width=settings.picture_width, today=clock.now().date(), clock=clock,
    )  # fmt: skip
    due = [url for url in dict.fromkeys(wanted) if url and is_due(thumbnails, url, desk.today)]
    due = due[: settings.pictures_per_run]
    gate = asyncio.Semaphore(AT_ONCE)

    async def copy(url: str) -> bool:
        async with gate:
            return await _copy(url, desk)

    return sum(await asyncio.gather(*map(copy, due)))


def is_due(thumbnails: Thumbnails, url: str, today: date) -> bool:
    """Say whether a picture has no copy and its last failure, if any, is long enough ago."""
    if thumbnails.find(url) is not None:
        return False
    why = thumbnails.find_failure(url)
    if why is None:
        return True
    found = _NOT_BEFORE.search(why)
    return found is None or today.isoformat() >= found[1]


def file_of(url: str) -> str:
    """Give the path of a picture's copy under the hub."""
    return f"{FOLDER}/{digest(url)}.webp"


async def _copy(url: str, desk: _Desk) -> bool:
    why = await _try_copy(url, desk)
    if why is None:
        return True
    not_before = (desk.today + _AGAIN_AFTER).isoformat()
    desk.thumbnails.keep_failure(url, f"{why}; not tried again before {not_before}", desk.clock.now())
    return False


async def _try_copy(url: str, desk: _Desk) -> str | None:
    """Copy one picture; give why it could not be, or None when it was."""
    answer = await desk.web.get(Request(url=url, purpose=Purpose.PICTURE))
    if isinstance(answer, Failure):
        return f"{answer.reason}: {answer.detail}"[:300]
    if answer.status != 200:
        return f"the publisher answers {answer.status}"
    made = await desk.workers.run(make_thumbnail, answer.body, desk.width)
    if isinstance(made, Crash):
        return made.detail[:300]
    try:
        desk.write(file_of(url), made.webp)
    except OSError as error:
        return f"could not be written: {error}"[:300]
    desk.thumbnails.keep(Thumbnail(picture_url=url, file=file_of(url), width=made.width, height=made.height))
    return None
