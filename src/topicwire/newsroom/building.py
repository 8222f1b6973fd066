"""Rendering the edition again from the store, without the web: `build`."""

from topicwire.model.work import Run, StageName
from topicwire.newsroom.publishing import asset_sheets, inputs_of, not_deleted
from topicwire.newsroom.room import Room
from topicwire.newsroom.running import open_line, run_once
from topicwire.render.records import record_sheets
from topicwire.render.whole import all_sheets
from topicwire.stages.publish.freezing import freeze
from topicwire.stages.publish.stage import INPUTS


async def build_again(room: Room) -> Run:
    """Publish anew even when nothing seems changed: files that are missing or older than the code come back."""
    room.store.learned.keep(INPUTS, b"")
    async with open_line(room) as line:
        return await run_once(line, StageName.PUBLISH)


def would_change(room: Room) -> tuple[str, ...]:
    """List the files of site and records that publishing would write or remove, by path."""
    settings = room.config.settings.publishing
    edition = freeze(room.store, inputs_of(room), tuple(room.store.ranked.iterate()))
    site = [
        *all_sheets(edition, settings.page_size, settings.front_stories, settings.feed_entries, settings.share_images)
    ]
    wanted = {"site": [*site, *asset_sheets(room.folder)], "records": list(not_deleted(room, record_sheets(edition)))}
    changed = set()
    for target, sheets in wanted.items():
        known = room.store.files.list_all(target)
        keys = {sheet.path: sheet.key for sheet in sheets}
        changed |= {path for path, key in keys.items() if path not in known or known[path][0] != key}
        changed |= known.keys() - keys.keys()
    return tuple(sorted(changed))
