"""Says what is wrong with a hub and what to do about it: `doctor`."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from topicwire.newsroom.announcing import push_words, recall_push
from topicwire.newsroom.committing import git_state
from topicwire.newsroom.health import ILL
from topicwire.newsroom.keys import open_ring
from topicwire.newsroom.newsletter.deciding import standing
from topicwire.newsroom.readiness import has_site
from topicwire.newsroom.room import Room
from topicwire.newsroom.site_branch import site_branch_state
from topicwire.stages.poll.health import health_of, status_words

_LEAST_FREE_BYTES = 200 * 1024 * 1024
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right says less: topicwire did not exist."""


class Grade(StrEnum):
    """How bad a finding is."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the doctor looked at."""

    grade: Grade
    what: str
    remedy: str = ""


def examine(room: Room) -> tuple[Finding, ...]:
    """Look at store, clock, disk, settings, sources, editions and their history."""
    first = (*_store(room), *_clock(room), *_disk(room), *_settings(room), *_sources(room))
    return (*first, *_edition(room), *_git(room), *_newsletter(room))


def _store(room: Room) -> Iterator[Finding]:
    problems = room.store.check()
    for problem in problems:
        yield Finding(grade=Grade.BAD, what=f"store: {problem}", remedy="stop topicwire and restore a backup")
    if not problems:
        yield Finding(grade=Grade.GOOD, what=f"store: sound, {room.store.tips.count()} tips")


def _clock(room: Room) -> Iterator[Finding]:
    now, last = room.clock.now(), room.store.ledger.find_last_run()
    if now < _EARLIEST:
        yield Finding(grade=Grade.BAD, what=f"clock: says {now:%Y-%m-%d}", remedy="set the machine's clock")
    elif last and last.started_at > now + timedelta(minutes=5):
        what = f"clock: the last run began in the future, {last.started_at:%Y-%m-%d %H:%M} UTC"
        yield Finding(grade=Grade.BAD, what=what, remedy="set the machine's clock")
    else:
        yield Finding(grade=Grade.GOOD, what=f"clock: {now:%Y-%m-%d %H:%M} UTC")


def _disk(room: Room) -> Iterator[Finding]:
    free = shutil.disk_usage(room.folder).free
    words = f"disk: {free // (1024 * 1024):,} MiB free"
    if free < _LEAST_FREE_BYTES:
        yield Finding(grade=Grade.BAD, what=words, remedy="make room; topicwire stops cleanly when the disk is full")
    else:
        yield Finding(grade=Grade.GOOD, what=words)


def _settings(room: Room) -> Iterator[Finding]:
    hub, settings = room.config.hub, room.config.settings
    counts = f"{len(hub.topics)} topics, {len(hub.organizations)} organizations, {len(hub.feeds)} feeds"
    yield Finding(grade=Grade.GOOD, what=f"settings: {counts}")
    if not settings.network.contact:
        remedy = "fill in network.contact in hub.toml"
        yield Finding(grade=Grade.NOTE, what="settings: webmasters cannot reach you", remedy=remedy)
    if "localhost" in hub.url:
        remedy = "set hub.url in hub.toml before you publish"
        yield Finding(grade=Grade.NOTE, what="settings: the public address is localhost", remedy=remedy)
    if settings.network.pins:
        what = f"settings: {len(settings.network.pins)} hosts are pinned to addresses"
        yield Finding(grade=Grade.NOTE, what=what, remedy="pins are for tests and the demo")
    if open_ring(room.folder, room.environment) is None:
        what = "keys: none, so private fields are left out of records"
        yield Finding(grade=Grade.NOTE, what=what, remedy="topicwire keys new")
    silent = [topic.name for topic in hub.topics if not topic.keywords]
    if silent:
        what = f"topics without keywords: {', '.join(silent)}"
        yield Finding(grade=Grade.NOTE, what=what, remedy="add keywords, or they are given to nothing")


def _sources(room: Room) -> Iterator[Finding]:
    feeds = {feed.id: feed for feed in room.config.hub.feeds}
    now = room.clock.now()
    ill = 0
    for state in room.store.feeds.list_states():
        if state.feed_id in feeds and health_of(state, now) in ILL:
            ill += 1
            what = f"source: {feeds[state.feed_id].title}: {status_words(state, now)}"
            yield Finding(grade=Grade.NOTE, what=what, remedy="topicwire sources check")
    if feeds and not ill:
        yield Finding(grade=Grade.GOOD, what="sources: none failing, none silent")
    if not feeds:
        yield Finding(grade=Grade.BAD, what="sources: none", remedy="topicwire add URL")


def _edition(room: Room) -> Iterator[Finding]:
    latest = room.store.editions.find_latest()
    if latest is None:
        yield Finding(grade=Grade.NOTE, what="edition: none yet", remedy="topicwire run")
        return
    name, as_of, _ = latest
    if not has_site(room):
        yield Finding(grade=Grade.BAD, what="edition: the site's folder is missing", remedy="topicwire build")
    yield Finding(grade=Grade.GOOD, what=f"edition: {name[:12]}, as of {as_of:%Y-%m-%d %H:%M} UTC")


def _git(room: Room) -> Iterator[Finding]:
    state = git_state(room)
    grade = Grade.GOOD if state.is_well else Grade.NOTE
    yield Finding(grade=grade, what=f"git: {state.words}", remedy=state.remedy)
    if room.config.settings.git.site_branch:
        site = site_branch_state(room)
        grade = Grade.GOOD if site.is_well else Grade.NOTE
        yield Finding(grade=grade, what=f"site branch: {site.words}", remedy=site.remedy)
    if room.config.hub.websub_hub:
        grade = Grade.NOTE if recall_push(room).failures else Grade.GOOD
        yield Finding(grade=grade, what=f"WebSub: {push_words(room)}")


def _newsletter(room: Room) -> Iterator[Finding]:
    settings, mail = room.config.settings.newsletter, room.config.settings.mail
    if not settings.enabled:
        return
    if not mail.host:
        yield Finding(grade=Grade.BAD, what="newsletter: no mail server", remedy="set host in [mail] of hub.toml")
    if open_ring(room.folder, room.environment) is None:
        what = "newsletter: no key ring to seal addresses with"
        yield Finding(grade=Grade.BAD, what=what, remedy="topicwire keys new")
    if not settings.postal_address:
        what = "newsletter: no postal address in the mail's foot"
        yield Finding(grade=Grade.NOTE, what=what, remedy="set newsletter.postal_address: many laws ask for it")
    found = standing(room)
    if found.unclear:
        what = f"newsletter: {len(found.unclear)} mails are unclear"
        yield Finding(grade=Grade.NOTE, what=what, remedy="topicwire send --status")
    waiting = next((line for line in found.issues if line.state in {"held", "sending"}), None)
    words = f"issue {waiting.id} is {waiting.state}" if waiting else "nothing waits"
    yield Finding(grade=Grade.GOOD, what=f"newsletter: {found.subscribers.get('confirmed', 0)} subscribers, {words}")
