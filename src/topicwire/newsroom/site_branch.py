"""Brings each edition's site onto a branch of the hub's repository, pushes it, and says how that stands.

Like newsroom/committing: nothing here ever stops a run. What git or the remote refuses is told once and tried again.
"""

import asyncio
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import structlog

from topicwire.errors import OutboxError
from topicwire.newsroom.committing import HANG_WAIT, GitState
from topicwire.newsroom.room import Room
from topicwire.outbox.git import Stamp, tidy
from topicwire.outbox.git_calls import Git
from topicwire.outbox.git_push import push_commit
from topicwire.outbox.git_site import SiteCommit, SiteOffer, publish_site, remote_tip
from topicwire.outbox.git_standing import Ground, Repository, examine
from topicwire.outbox.site import EDITIONS, SITE, STANDING

BLOBS = "git.site"
"""Manifest in the store: path -> (id in git, SHA-256) of what we put into the object store."""
MEMORY = "git.site"
"""Name of what is remembered from run to run, in the store's learned states."""
_HOSTED = (".github.io", ".gitlab.io", ".pages.dev", ".netlify.app")
"""Ends of names that hosts give by themselves: no domain of the editor's own."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMemory:
    """What is remembered from run to run. Times are ISO 8601; empty: never."""

    branch: str = ""
    edition: str = ""  # on the branch
    commit: str = ""  # the branch's newest
    pushed: str = ""  # the newest that the remote took
    push_words: str = ""  # what the last push came to
    push_not_before: str = ""
    trouble: str = ""  # what kept us from publishing the last time


async def publish_site_branch(room: Room) -> None:
    """Put the newest edition on the site branch where hub.toml names one, and push it where pushing is on."""
    settings = room.config.settings.git
    standing = room.store.files.list_all(STANDING)
    if not settings.site_branch or not standing:
        return
    git = Git(room.folder, os.environ)
    ground = await asyncio.to_thread(examine, git, room.folder, settings)
    if ground.ground is Ground.NONE:
        return
    before = memory = recall_site(room)
    try:
        if ground.repository is None:
            raise OutboxError(ground.words, remedy=ground.remedy)
        memory = await _publish(room, git, ground.repository, memory)
        memory = await _push(room, git, memory)
    except OutboxError as error:
        memory = replace(memory, trouble=str(error))
    if memory != before:
        room.store.learned.keep(MEMORY, json.dumps(asdict(memory)).encode())
        _tell(before, memory)


async def _publish(room: Room, git: Git, repository: Repository, memory: SiteMemory) -> SiteMemory:
    settings = room.config.settings.git
    branch, (folder, (edition, _)) = settings.site_branch, next(iter(room.store.files.list_all(STANDING).items()))
    there = await asyncio.to_thread(git.ask, "rev-parse", "--quiet", "--verify", f"refs/heads/{branch}")
    is_there = there.out.decode("ascii", "replace").strip() == memory.commit
    if (memory.branch, memory.edition) == (branch, edition) and is_there and not memory.trouble:
        return memory
    offer = SiteOffer(
        root=room.folder,
        folder=room.folder / EDITIONS / folder,
        files=room.store.files.list_all(SITE),
        beside=beside_of(room.config.hub.url),
        known=room.store.files.list_all(BLOBS),
        edition=edition,
    )
    done = await asyncio.to_thread(_do, room, git, repository, offer)
    room.store.files.replace({BLOBS: done.known})
    pushed = memory.pushed if memory.branch == branch else ""
    return replace(memory, branch=branch, edition=edition, commit=done.commit, pushed=pushed, trouble="")


def _do(room: Room, git: Git, repository: Repository, offer: SiteOffer) -> SiteCommit:
    settings = room.config.settings.git
    host = urlsplit(room.config.hub.url).hostname or "localhost"
    stamp = Stamp(settings=settings, host=host, at=room.clock.now())
    try:
        done = publish_site(git, repository, settings.site_branch, offer, stamp)
    except OutboxError:
        if not offer.known:
            raise
        # What we put into the object store may have been packed away with a branch that somebody deleted.
        done = publish_site(git, repository, settings.site_branch, replace(offer, known={}), stamp)
    tidy(git)
    return done


def beside_of(url: str) -> Mapping[str, bytes]:
    """Give the files that only hosts read: Jekyll is to leave the site alone, and which domain it answers to."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_own = "." in host and not host.endswith(_HOSTED) and not parts.path.strip("/") and not _is_number(host)
    return {".nojekyll": b"", **({"CNAME": f"{host}\n".encode()} if is_own else {})}


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


async def _push(room: Room, git: Git, memory: SiteMemory) -> SiteMemory:
    settings, now = room.config.settings.git, room.clock.now()
    is_early = bool(memory.push_not_before) and _is_soon(now, datetime.fromisoformat(memory.push_not_before))
    if not settings.push or memory.pushed == memory.commit or is_early:
        return memory
    there = memory.pushed or await asyncio.to_thread(remote_tip, git, memory.branch, settings.remote)
    replaced = there if settings.site_commits else None
    done = await asyncio.to_thread(push_commit, git, settings, memory.commit, memory.branch, replaced)
    wait = (now + HANG_WAIT).isoformat() if done.is_late else ""
    pushed = memory.commit if done.is_done else memory.pushed
    return replace(memory, pushed=pushed, push_words=done.words, push_not_before=wait)


def _is_soon(now: datetime, until: datetime) -> bool:
    return timedelta(0) < until - now <= HANG_WAIT


def recall_site(room: Room) -> SiteMemory:
    """Give what is remembered; nothing when it was never kept, or by a version that kept something else."""
    raw = room.store.learned.find(MEMORY)
    try:
        return SiteMemory(**json.loads(raw or b"{}"))
    except (ValueError, TypeError):
        return SiteMemory()


def _tell(before: SiteMemory, memory: SiteMemory) -> None:
    if memory.commit != before.commit:
        log.info("site on its branch", stage="git", outcome="done", why=memory.commit[:12])
    if memory.trouble and memory.trouble != before.trouble:
        log.warning("site not on its branch", stage="git", outcome="retry", why=memory.trouble)
    if memory.pushed != memory.commit and memory.push_words not in {"", before.push_words}:
        log.warning("site not pushed", stage="git", outcome="retry", why=memory.push_words)


def site_branch_state(room: Room) -> GitState:
    """Say how the site branch stands; changes nothing."""
    settings, memory = room.config.settings.git, recall_site(room)
    if memory.trouble:
        return GitState(is_well=False, words=f"{settings.site_branch}: {memory.trouble}")
    if not memory.commit or memory.branch != settings.site_branch:
        return GitState(is_well=True, words=f"{settings.site_branch}: nothing there yet", remedy="topicwire run")
    words = f"{memory.branch}: edition {memory.edition[:12]} in commit {memory.commit[:12]}"
    is_unpushed = settings.push and memory.pushed != memory.commit
    told = f"; {memory.push_words or 'nothing pushed yet'}" if settings.push else ""
    return GitState(is_well=not is_unpushed, words=words + told)
