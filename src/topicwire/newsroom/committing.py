"""Brings each edition into the hub's git history: commits, pushes, and says how that stands.

Nothing here ever stops a run. Whatever git or the remote refuses is told once in the log and by `git_state`, and tried
again after the next run. Git and the disk are waited for in a thread: a server may be running beside.
"""

import asyncio
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog

from topicwire.errors import OutboxError
from topicwire.newsroom.keys import SITE_ID
from topicwire.newsroom.newsletter.records import newsletter_files
from topicwire.newsroom.room import Room
from topicwire.outbox.git import Stamp, carry_out, tidy
from topicwire.outbox.git_calls import Git
from topicwire.outbox.git_plan import TRACKED, Offer, Plan, make_plan
from topicwire.outbox.git_push import push
from topicwire.outbox.git_standing import Ground, Repository, Standing, examine
from topicwire.outbox.records import INTENDED, RECORDS

MEMORY = "git"
"""Name of what is remembered from run to run, in the store's learned states."""
HANG_WAIT = timedelta(minutes=15)
"""Before a remote that gave no answer in time is asked again: each try holds up the next run."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered from run to run. Times are ISO 8601; empty: never."""

    commit: str = ""  # our newest
    committed_at: str = ""
    figures_at: str = ""  # when records of which only figures changed were last brought up to date
    is_pushed: bool = True  # False: our newest commit still has to be pushed
    push_words: str = ""  # what the last push came to
    push_not_before: str = ""
    trouble: str = ""  # what kept us from committing the last time
    left: tuple[str, ...] = ()  # what we leave to the person, and why
    waiting: int = 0  # records of which only figures differ from the commit


@dataclass(frozen=True, slots=True, kw_only=True)
class GitState:
    """How the hub stands with git."""

    is_well: bool  # False: a person should look
    words: str
    remedy: str = ""


async def commit_edition(room: Room) -> None:
    """Commit what the newest edition changed, where the hub is a repository, and push where that is wanted."""
    settings = room.config.settings.git
    git = Git(room.folder, os.environ)
    standing = await asyncio.to_thread(examine, git, room.folder, settings)
    is_whole = room.store.editions.find_latest() is not None and not room.store.files.list_all(INTENDED)
    if standing.ground is Ground.NONE or not is_whole:
        return
    before = memory = recall(room)
    try:
        repository = _must_be_ready(standing)
        memory = await _commit(room, git, repository, memory)
        memory = await _push(room, git, memory)
    except OutboxError as error:
        memory = replace(memory, trouble=str(error))
    if memory != before:
        room.store.learned.keep(MEMORY, json.dumps(asdict(memory)).encode())
        _tell(before, memory)


def _must_be_ready(standing: Standing) -> Repository:
    if standing.repository is None:
        raise OutboxError(standing.words, remedy=standing.remedy)
    return standing.repository


async def _commit(room: Room, git: Git, repository: Repository, memory: Memory) -> Memory:
    has_figures = _are_figures_due(room, memory)
    offer = _offer(room, has_figures)
    plan = await asyncio.to_thread(make_plan, git, room.folder, repository, offer)
    if plan.tracked != offer.tracked:
        room.store.files.replace({TRACKED: plan.tracked})
    left = tuple(f"{kept.path}: {kept.why}" for kept in plan.left)
    memory = replace(memory, trouble="", left=left, waiting=plan.waiting)
    if not plan.entries:
        return memory
    commit = await asyncio.to_thread(_do, room, git, plan)
    now = room.clock.now().isoformat()
    figures_at = now if has_figures else memory.figures_at
    return replace(memory, commit=commit, committed_at=now, figures_at=figures_at, is_pushed=False)


def _do(room: Room, git: Git, plan: Plan) -> str:
    host = urlsplit(room.config.hub.url).hostname or "localhost"
    stamp = Stamp(settings=room.config.settings.git, host=host, at=room.clock.now())
    commit = carry_out(git, room.folder, plan, stamp)
    tidy(git)
    return commit


def _offer(room: Room, has_figures: bool) -> Offer:
    latest = room.store.editions.find_latest()
    copies = (thumbnail.file for thumbnail in room.store.thumbnails.list_all())
    return Offer(
        records=room.store.files.list_all(RECORDS),
        others=frozenset({SITE_ID, *copies, *newsletter_files(room)}),
        tracked=room.store.files.list_all(TRACKED),
        edition=latest[0][:12] if latest else "",
        has_figures=has_figures,
    )


def _are_figures_due(room: Room, memory: Memory) -> bool:
    if not memory.figures_at:
        return True
    age = room.clock.now() - datetime.fromisoformat(memory.figures_at)
    return not timedelta(0) <= age < timedelta(hours=room.config.settings.git.figures_hours)


async def _push(room: Room, git: Git, memory: Memory) -> Memory:
    settings = room.config.settings.git
    now = room.clock.now()
    is_early = bool(memory.push_not_before) and now < datetime.fromisoformat(memory.push_not_before) <= now + HANG_WAIT
    if not settings.push or memory.is_pushed or is_early:
        return memory
    # Looked at again: the branch has our commit now, and a person may have switched to another meanwhile.
    repository = _must_be_ready(await asyncio.to_thread(examine, git, room.folder, settings))
    done = await asyncio.to_thread(push, git, repository, settings)
    wait = (now + HANG_WAIT).isoformat() if done.is_late else ""
    return replace(memory, is_pushed=done.is_done, push_words=done.words, push_not_before=wait)


def recall(room: Room) -> Memory:
    """Give what is remembered; nothing when it was never kept, or by a version that kept something else."""
    raw = room.store.learned.find(MEMORY)
    try:
        found = json.loads(raw or b"{}")
        return Memory(**{**found, "left": tuple(found.get("left", ()))})
    except (ValueError, TypeError, AttributeError):
        return Memory()


def _tell(before: Memory, memory: Memory) -> None:
    """Log what is new since the last run, each trouble once."""
    if memory.commit != before.commit:
        log.info("edition committed", stage="git", outcome="done", why=memory.commit[:12])
    if memory.trouble and memory.trouble != before.trouble:
        log.warning("edition not committed", stage="git", outcome="retry", why=memory.trouble)
    if not memory.is_pushed and memory.push_words not in {"", before.push_words}:
        log.warning("edition not pushed", stage="git", outcome="retry", why=memory.push_words)
    for words in memory.left:
        if words not in before.left:
            log.warning("record not committed", stage="git", outcome="unchanged", why=words)


def git_state(room: Room) -> GitState:
    """Say how the hub stands with git now and what came of the last run; changes nothing."""
    settings = room.config.settings.git
    standing = examine(Git(room.folder, os.environ), room.folder, settings)
    if standing.ground is not Ground.READY:
        return GitState(is_well=standing.ground is Ground.NONE, words=standing.words, remedy=standing.remedy)
    memory = recall(room)
    words = [standing.words, _commit_words(memory)]
    if settings.push:
        words.append(memory.push_words or "nothing pushed yet")
    if memory.trouble:
        words.append(f"the last run could not commit: {memory.trouble}")
    if memory.waiting:
        words.append(f"figures of {memory.waiting} records wait for a later commit")
    if memory.left:
        words.append(f"left to you: {'; '.join(memory.left[:3])}{' …' if memory.left[3:] else ''}")
    is_unpushed = settings.push and not memory.is_pushed
    return GitState(is_well=not (memory.trouble or memory.left or is_unpushed), words="; ".join(words))


def _commit_words(memory: Memory) -> str:
    if not memory.commit:
        return "nothing committed yet"
    at = datetime.fromisoformat(memory.committed_at)
    return f"newest edition in commit {memory.commit[:12]} of {at:%Y-%m-%d %H:%M} UTC"
