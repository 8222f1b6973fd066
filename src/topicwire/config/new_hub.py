"""The files of a new hub, and writing them where nothing is yet."""

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from topicwire.config.files import ORGANIZATIONS, PRIVATE, RECORDS, SETTINGS, SOURCES, TOPICS
from topicwire.config.hosted_hub import Hosting, hosted_settings, hosting_files
from topicwire.config.hub_toml import schema
from topicwire.errors import SettingsError

SCHEMA = "hub.schema.json"
_MAY_BE_THERE = {".gitignore", "README.md"}
"""What a repository that was just made on a host has already."""
_IGNORED = f"# What topicwire makes anew at any time\n/{PRIVATE}/\n/public\n"


def new_hub_files(title: str, hosting: Hosting | None = None) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every file of a new hub called `title`, with those that its host needs."""
    defaults = files("topicwire.config.defaults")
    settings = (defaults / SETTINGS).read_text(encoding="utf-8")
    if hosting:
        settings = hosted_settings(settings, hosting)
        yield from hosting_files(title, hosting)
    yield SETTINGS, settings.replace("$title", json.dumps(title.replace("${", "$${"), ensure_ascii=False), 1).encode()
    yield SCHEMA, (json.dumps(schema(), indent=2, ensure_ascii=False) + "\n").encode()
    yield SOURCES, (defaults / SOURCES).read_bytes()
    yield ".gitignore", _IGNORED.encode()
    yield f"{RECORDS}/.gitkeep", b""
    yield from _folder(defaults / "topics", TOPICS)
    yield from _folder(defaults / "organizations", ORGANIZATIONS)


def write_new_hub(folder: Path, title: str, hosting: Hosting | None = None) -> int:
    """Write a new hub and give the number of files. A README or a list of ignored files that is there stays.

    Raises:
        SettingsError: there is a hub already, or a file of that name is in the way.
    """
    made = dict(new_hub_files(title, hosting))
    taken = [path for path in made if (folder / path).exists() and path not in _MAY_BE_THERE]
    if taken:
        remedy = "choose another folder; nothing was written"
        raise SettingsError(f"{taken[0]} exists already", subject=str(folder), remedy=remedy)
    for path, raw in made.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            target.write_bytes(raw)
    return len(made)


def _folder(folder: Traversable, under: str) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith((".yaml", ".md")):
            yield f"{under}/{file.name}", file.read_bytes()
