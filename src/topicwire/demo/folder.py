"""Makes the demo's hub folder: the default topics, the demo's own sources, its web pinned to loopback."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from topicwire.config.files import ORGANIZATIONS, PRIVATE, SETTINGS, SOURCES
from topicwire.config.new_hub import write_new_hub
from topicwire.demo.sources import demo_organizations, demo_sources
from topicwire.errors import SettingsError
from topicwire.newsroom.room import PASSABLE

_MARK = f"{PRIVATE}/demo"
_SETTINGS = """# The demo's hub. Its web is a small one on this machine, which is gone when the demo ends.

[hub]
title = "Face Value"
description = "A demo hub: artificial intelligence, machines that see, and the rules for face data."
url = "http://localhost:8000"
locale = "en-us"
root_topic = "ai"

[network]
contact = "desk@facevalue.example"
host_gap_seconds = 0.01
requests_per_host = 4

[topics]
match = "title+excerpt"

[network.pins]
{pins}
"""


def make_demo_folder(folder: Path, pins: Mapping[str, str]) -> None:
    """Write the demo's hub; an earlier demo in the same folder is replaced.

    Raises:
        SettingsError: the folder holds something that is not a demo.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).is_file():
            raise SettingsError("not a demo: left alone", subject=str(folder), remedy="choose another folder")
        shutil.rmtree(folder)
    write_new_hub(folder, "Face Value")
    listed = "\n".join(f"{json.dumps(host)} = {json.dumps(at)}" for host, at in sorted(pins.items()))
    (folder / SETTINGS).write_text(_SETTINGS.format(pins=listed), encoding="utf-8")
    (folder / SOURCES).write_text(demo_sources(), encoding="utf-8")
    _write_organizations(folder / ORGANIZATIONS)
    (folder / PRIVATE).mkdir(mode=PASSABLE, exist_ok=True)
    (folder / _MARK).touch()


def _write_organizations(folder: Path) -> None:
    for path in folder.glob("*.md"):
        path.unlink()
    for domain, name in demo_organizations().items():
        text = f"---\ntaxonomy: organization\n_id: {domain}\nname: {name}\ndomain: {domain}\n---\n"
        (folder / f"{domain}.md").write_text(text, encoding="utf-8")
