"""Remembers the settings and topics that the last run went by, so that an edit of the files can be compared."""

import json
import zlib

from topicwire.config.loading import HubConfig, load_hub, settings_files
from topicwire.errors import SettingsError
from topicwire.newsroom.room import Room

FILES = "settings.files"
"""Name of the files in the store's learned states: hub.toml and the topics as they stood, `${NAME}` not filled in."""


def keep_settings(room: Room) -> None:
    """Keep what the hub's files say now; called when a run begins."""
    raw = _packed(settings_files(room.folder))
    if room.store.learned.find(FILES) != raw:
        room.store.learned.keep(FILES, raw)


def find_settings(room: Room) -> HubConfig | None:
    """Give the hub as the last run read it; None when there was no run yet, or it cannot be read any more."""
    raw = room.store.learned.find(FILES)
    if raw is None:
        return None
    try:
        return load_hub(room.folder, room.environment, _unpacked(raw))
    except (SettingsError, ValueError, zlib.error):
        return None


def _packed(files: dict[str, bytes]) -> bytes:
    return zlib.compress(json.dumps({path: raw.decode("latin-1") for path, raw in files.items()}).encode())


def _unpacked(raw: bytes) -> dict[str, bytes]:
    return {path: text.encode("latin-1") for path, text in json.loads(zlib.decompress(raw)).items()}
