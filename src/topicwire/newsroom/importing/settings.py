"""The files a hub of ours has beside its records: made where they are missing, never changed where they are there."""

import json
from collections.abc import Iterator
from pathlib import Path

from topicwire.config.files import PRIVATE, SETTINGS, SOURCES, TOPICS
from topicwire.config.hub_toml import schema
from topicwire.config.new_hub import SCHEMA
from topicwire.errors import FormatError, SettingsError
from topicwire.formats.hub_config import SiteConfig, read_site_config
from topicwire.formats.opml import write_opml
from topicwire.formats.safe_yaml import read_mapping
from topicwire.model.topic import MatchField
from topicwire.newsroom.importing.fitting import Fit

SITE_CONFIG = "_config.yml"
_IGNORED = (f"/{PRIVATE}/", "/public")
_NO_SITE = SiteConfig(title="", description="", url="", locale="", topic="")


def read_site(hub: Path) -> SiteConfig:
    """Read the site's own settings; all empty when there are none.

    Raises:
        SettingsError: the file cannot be read.
    """
    path = hub / SITE_CONFIG
    if not path.is_file():
        return _NO_SITE
    try:
        return read_site_config(path.read_bytes())
    except FormatError as error:
        raise SettingsError(str(error), subject=str(path)) from error


def root_topic(hub: Path, site: SiteConfig) -> str:
    """Find the id of the topic all of the hub is about: the one the site names, else the first without a parent.

    Raises:
        SettingsError: there are no topics.
    """
    found = [_topic(path) for path in sorted((hub / TOPICS).glob("*.y*ml")) if path.is_file()]
    named = [one for one in found if site.topic and site.topic.casefold() in {one[0].casefold(), one[1].casefold()}]
    roots = [*named, *(one for one in found if not one[2]), *found]
    if not roots:
        remedy = "this is no hub, or its topics are missing"
        raise SettingsError("there are no topics", subject=str(hub / TOPICS), remedy=remedy)
    return roots[0][0]


def _topic(path: Path) -> tuple[str, str, bool]:
    """Give id, name and whether it has a parent; what is wrong with it is for the settings' reader to say."""
    try:
        mapping = read_mapping(path.read_bytes())
    except FormatError as error:
        raise SettingsError(str(error), subject=str(path), remedy="mend the YAML") from error
    return str(mapping.get("_id", "")), str(mapping.get("name", "")), bool(mapping.get("parent"))


def settings_text(hub: Path, site: SiteConfig, root: str, fit: Fit, match: MatchField, threshold: int) -> str:
    """Write hub.toml."""
    bonuses = [f"{_said(host)} = {points}" for host, points in fit.host_bonus.items()]
    lines = [
        f"#:schema ./{SCHEMA}",
        f"# The hub's settings, taken over from {SITE_CONFIG} and the records. Everything left out has its default.",
        "",
        "[hub]",
        f"title = {_said(site.title or hub.resolve().name)}",
        f"description = {_said(site.description)}",
        *([f"url = {_said(site.url)}"] if site.url else []),
        *([f"locale = {_said(site.locale)}"] if site.locale else []),
        f"root_topic = {_said(root)}",
        "",
        "[network]",
        'contact = ""                       # mail or web address, sent to every site we ask: please fill in',
        "",
        "[topics]",
        f"match = {_said(match.value)}",
        "",
        "[scores]",
        'card = "reference"                 # the measured rule of existing hubs; "default" weighs more',
        f"offset = {fit.offset}",
        f"threshold = {threshold}",
        "",
        f"# With these the card gives {fit.exact} of {fit.scored} records the quality they have.",
        "[scores.host_bonus]",
        *bonuses,
    ]
    return "\n".join(lines) + "\n"


def _said(text: str) -> str:
    """Write foreign words as a TOML string; `${` would name a variable of the environment."""
    plain = "".join(char for char in text if char.isprintable())
    return json.dumps(plain.replace("${", "$${"), ensure_ascii=False)


def files_beside(hub: Path, text: str, title: str) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every file that is missing or, of `.gitignore`, lacks our lines."""
    wanted = {
        SETTINGS: text.encode(),
        SCHEMA: (json.dumps(schema(), indent=2, ensure_ascii=False) + "\n").encode(),
        SOURCES: write_opml(title, ()),
    }
    yield from ((name, raw) for name, raw in wanted.items() if not (hub / name).exists())
    ignored = _ignored(hub / ".gitignore")
    if ignored is not None:
        yield ".gitignore", ignored


def _ignored(path: Path) -> bytes | None:
    """Give the file with our lines, None when it has them."""
    old = path.read_bytes() if path.is_file() else b""
    lacking = [line for line in _IGNORED if line.encode() not in old.splitlines()]
    if not lacking:
        return None
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    return old + gap + "".join(f"{line}\n" for line in lacking).encode()
