"""Hub folders for benchmarks."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from topicwire.config.files import SETTINGS, SOURCES
from topicwire.config.new_hub import write_new_hub
from topicwire.formats.opml import write_opml
from topicwire.model.source import Feed

_SETTINGS = """[hub]
title = "Benchmark"
root_topic = "ai"
[network]
host_gap_seconds = 0.0
requests_per_host = 8
requests_at_once = 64
robots = {robots}
[fetching]
max_age_days = 100000
[extraction]
max_age_days = 100000
[polling]
entries = 100000
[publishing]
pictures = {pictures}
[network.pins]
{pins}
"""


def make_hub(
    folder: Path, feeds: Iterable[Feed], pins: Mapping[str, str], robots: bool = True, *, pictures: bool = True
) -> None:
    """Write a hub with the default topics that follows `feeds`, its web pinned to loopback."""
    write_new_hub(folder, "Benchmark")
    listed = "\n".join(f"{json.dumps(host)} = {json.dumps(at)}" for host, at in pins.items())
    text = _SETTINGS.format(pins=listed, robots=str(robots).lower(), pictures=str(pictures).lower())
    (folder / SETTINGS).write_text(text, encoding="utf-8")
    (folder / SOURCES).write_bytes(write_opml("Benchmark", tuple(feeds)))
