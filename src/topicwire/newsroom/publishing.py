"""Builds the publish stage of a hub folder: targets, assets and what an edition is made from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import structlog

from topicwire.errors import OutboxError
from topicwire.model.newsletter import NewsletterOffer
from topicwire.newsroom.health import source_notes
from topicwire.newsroom.methods import methods_of
from topicwire.newsroom.room import Room
from topicwire.outbox.newsletter_settings import NewsletterSettings
from topicwire.outbox.paths import check_path
from topicwire.outbox.records import DELETED, FolderRecords
from topicwire.outbox.site import FolderSite
from topicwire.ports.outbox import RecordTarget, Sheet, Written
from topicwire.ports.web import Web
from topicwire.ports.workers import Workers
from topicwire.render import whole
from topicwire.render.site.icons import own_file
from topicwire.stages.publish.freezing import Inputs
from topicwire.stages.publish.pictures import cache_pictures
from topicwire.stages.publish.stage import PublishStage, Targets

log = structlog.get_logger()

ASSETS = "assets/images"
"""Under the hub: logos of organizations and copies of lead pictures, carried into the site as they are."""


def publish_stage(room: Room, web: Web, workers: Workers) -> PublishStage:
    """Build the stage for the hub folder."""
    settings = room.config.settings.publishing
    site = FolderSite(room.folder, room.store.files, settings.editions)
    records = KeptAway(room, FolderRecords(room.folder, room.store.files))
    targets = Targets(site=site, records=records, assets=partial(asset_sheets, room.folder))
    write = partial(_write_asset, room.folder)

    async def copy(wanted: Sequence[str]) -> int:
        return await cache_pictures(wanted, web, workers, room.store.thumbnails, write, settings, room.clock)

    return PublishStage(room.store, targets, room.clock, settings, partial(inputs_of, room), copy)


class KeptAway:
    """Implements `ports.outbox.RecordTarget`: files that an editor removed are not written again."""

    def __init__(self, room: Room, target: RecordTarget) -> None:
        self._room, self._target = room, target

    def publish(self, sheets: Iterable[Sheet]) -> Written:
        """Publish the files of all other records."""
        return self._target.publish(not_deleted(self._room, sheets))


def not_deleted(room: Room, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Leave out the files that an editor removed for good."""
    deleted = room.store.files.list_all(DELETED)
    return (sheet for sheet in sheets if sheet.path not in deleted)


def inputs_of(room: Room) -> Inputs:
    """Say what an edition of this hub is made from, beside the store."""
    publishing = room.config.settings.publishing
    look = f"{whole.look()} {publishing!r} {room.config.settings.scores!r}"
    hub = replace(room.config.hub, methods=methods_of(room.config.settings), lost_logos=lost_logos(room))
    return Inputs(
        hub=hub,
        source_notes=source_notes(room),
        look=look,
        past_days=publishing.past_days,
        newsletter=offer_of(room.config.settings.newsletter),
    )


def offer_of(settings: NewsletterSettings) -> NewsletterOffer | None:
    """Say what readers are told of the newsletter; None when it is off."""
    if not settings.enabled:
        return None
    return NewsletterOffer(
        every=settings.every,
        weekday=settings.weekday,
        time=settings.time,
        zone=settings.zone,
        signup=settings.signup,
    )


def lost_logos(room: Room) -> tuple[str, ...]:
    """List the pictures that organizations name and the folder lacks: a page shows a letter in their place."""
    hub = room.config.hub
    named = {own_file(picture.url, hub.url) for one in hub.organizations for picture in one.pictures}
    return tuple(sorted(file for file in named if file and not (room.folder / file).is_file()))


def asset_sheets(folder: Path) -> Iterator[Sheet]:
    """List the hub's own pictures; the key of a file is its size and time of change."""
    for path in sorted((folder / ASSETS).rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            name = path.relative_to(folder).as_posix()
            try:
                check_path(name)
            except OutboxError:
                log.warning("picture left out of the site", url=name, why="its name needs lower-case ASCII letters")
                continue
            facts = path.stat()
            key = sha256(f"{facts.st_size} {facts.st_mtime_ns}".encode()).hexdigest()[:32]
            yield Sheet(path=name, key=key, make=path.read_bytes)


def _write_asset(folder: Path, name: str, raw: bytes) -> None:
    """Write one asset beside its place and rename it there; names are ours (a digest)."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    beside.write_bytes(raw)
    beside.replace(target)
