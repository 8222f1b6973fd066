"""Reads a whole hub folder, once, into frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from topicwire.config.files import SETTINGS, read_bytes
from topicwire.config.hub_toml import read_settings
from topicwire.config.organizations import read_organizations
from topicwire.config.settings import HubSettings
from topicwire.config.sources import read_sources
from topicwire.config.topics import read_topics, topic_files
from topicwire.errors import SettingsError
from topicwire.model.hub import Hub


@dataclass(frozen=True, slots=True, kw_only=True)
class HubConfig:
    """A hub folder as read: its settings and what they name."""

    folder: Path
    settings: HubSettings
    hub: Hub


def find_hub(start: Path) -> Path:
    """Find the hub folder at or above `start`.

    Raises:
        SettingsError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    remedy = "run `topicwire init NAME` and work in that folder, or give --hub FOLDER"
    raise SettingsError(f"no {SETTINGS} here or above", subject=str(start), remedy=remedy)


def settings_files(folder: Path) -> dict[str, bytes]:
    """Read the bytes of hub.toml and of all topic files, by path under the hub folder.

    Raises:
        SettingsError: a file that cannot be read.
    """
    raw = read_bytes(folder / SETTINGS, "run `topicwire init NAME` to make a hub")
    return {SETTINGS: raw, **topic_files(folder)}


def load_hub(folder: Path, environment: Mapping[str, str], files: Mapping[str, bytes] | None = None) -> HubConfig:
    """Read hub.toml, topics, organizations and sources.

    `files` are read instead of the folder's hub.toml and topics, as `settings_files` gives them: what would be if they
    stood there.

    Raises:
        SettingsError: naming file, line and remedy of the first thing that is wrong.
    """
    path, files = folder / SETTINGS, files or settings_files(folder)
    raw = files[SETTINGS]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SettingsError("not UTF-8", subject=f"{path}:{line}", remedy="save the file as UTF-8") from error
    settings = read_settings(path, text, environment)
    return HubConfig(folder=folder, settings=settings, hub=_hub(folder, settings, files))


def _hub(folder: Path, settings: HubSettings, files: Mapping[str, bytes]) -> Hub:
    table = settings.hub
    return Hub(
        title=table.title,
        description=table.description,
        url=table.url,
        locale=table.locale,
        contact=settings.network.contact,
        threshold=settings.scores.threshold,
        half_life_hours=settings.scores.half_life_hours,
        quiet_hours=settings.stories.quiet_hours,
        diversity=settings.scores.diversity,
        hot_hours=settings.publishing.hot_hours,
        hot_outlets=settings.publishing.hot_outlets,
        websub_hub=settings.publishing.websub_hub,
        topics=read_topics(folder, table.root_topic, files),
        organizations=read_organizations(folder),
        feeds=read_sources(folder),
    )
