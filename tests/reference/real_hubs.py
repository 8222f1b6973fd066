"""Reads the real hubs beside the checkout, as plain mappings: these tests judge our rules, not our reader."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml_rs

from topicwire.model.ids import TopicId
from topicwire.model.topic import Topic

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
HUBS = ("hub-powerapps", "hub-diablo4-early")


def need(name: str) -> Path:
    """Give a folder of the reference, or skip the test."""
    folder = REFERENCE / name
    if not folder.exists():
        pytest.skip(f"needs ../shared/reference/{name}, which is not beside this checkout")
    return folder


@cache
def records(hub: str) -> tuple[Mapping[str, Any], ...]:
    """Read all records of a hub."""
    return tuple(_front_matter(path) for path in sorted((need(hub) / "_news").glob("*.md")))


@cache
def seeds() -> tuple[Mapping[str, Any], ...]:
    """Read the two seed records."""
    return tuple(_front_matter(path) for path in sorted(need("seeds").glob("*.txt")))


def scored(hub: str) -> Iterator[Mapping[str, Any]]:
    """Give the records with figures; early videos have none."""
    return (record for record in records(hub) if record.get("quality") is not None)


@cache
def topics(hub: str) -> tuple[Topic, ...]:
    """Read the hub's topics, root first."""
    found = [yaml_rs.loads(path.read_text()) for path in sorted((need(hub) / "_data" / "topics").glob("*.yaml"))]
    root = found[0]["name"]
    return tuple(
        Topic(
            id=TopicId(one["_id"]),
            name=one["name"],
            position=position,
            parent=None if one["name"] == root else TopicId(found[0]["_id"]),
            keywords=tuple(map(str, one.get("keywords") or ())),
        )
        for position, one in enumerate(found)
    )


@cache
def organizations(hub: str) -> frozenset[str]:
    """Read the domains the hub knows; none where the folder is not part of the reference."""
    return frozenset(path.stem for path in (need(hub) / "_data" / "organizations").glob("*.md"))


def _front_matter(path: Path) -> Mapping[str, Any]:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    matter: Mapping[str, Any] = yaml_rs.loads(text.split("---\n")[1])
    return matter
