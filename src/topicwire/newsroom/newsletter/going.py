"""A go at all that is due of the newsletter: by itself (`send`), or between two cycles (`run --watch`)."""

from datetime import timedelta

import structlog

from topicwire.errors import TopicwireError
from topicwire.model.newsletter import PUBLIC
from topicwire.model.work import StageName
from topicwire.newsroom.newsletter.posting import open_office
from topicwire.newsroom.newsletter.sending import OpenOffice, Sent, next_mail, send_due
from topicwire.newsroom.room import Room
from topicwire.newsroom.running import Line, open_line, run_once
from topicwire.pipeline.schedule import SHORTEST
from topicwire.render.addresses import issue_page

BETWEEN_CYCLES = 60.0
"""Seconds of sending between two cycles; what is left follows after the next one."""

log = structlog.get_logger()


async def send_once(room: Room) -> Sent:
    """Publish what changed, then do all that is due of the newsletter.

    Raises:
        HubBusyError: a cycle is under way; what watches the hub sends by itself.
        TopicwireError: the store, the disk or the key ring cannot be used.
    """
    async with open_line(room) as line:
        await run_once(line, StageName.PUBLISH)
        return await go(line)


async def go(line: Line, most_seconds: float = float("inf"), open_with: OpenOffice = open_office) -> Sent:
    """Do what is due in an open line."""

    async def publish() -> bool:
        await run_once(line, StageName.PUBLISH)
        return _are_public(line.room)

    return await send_due(line.room, publish, open_with, most_seconds=most_seconds)


def _are_public(room: Room) -> bool:
    """Tell whether the site has the page of every issue that goes out now: the mail links to it."""
    there = room.store.files.list_all("site")
    missing = [one.id for one in room.store.newsletter.issues.list_in(PUBLIC) if issue_page(one.id) not in there]
    if missing:
        log.error("issue waits for its page", stage="newsletter", subject=missing[-1])
    return not missing


async def send_beside(line: Line) -> None:
    """Do what is due between two cycles; trouble is logged and never ends the watch."""
    if next_mail(line.room) is None:
        return
    try:
        await go(line, BETWEEN_CYCLES)
    except (TopicwireError, OSError) as error:
        log.error("newsletter not sent", stage="newsletter", why=str(error))


def wake_for_mail(room: Room, wait: timedelta) -> timedelta:
    """Shorten a sleep to when there is mail to send, to a second at least."""
    due = next_mail(room)
    return wait if due is None else min(wait, max(due - room.clock.now(), SHORTEST))
