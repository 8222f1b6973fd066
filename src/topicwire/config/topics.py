"""Reads `_data/topics/NN-name.yaml` into the hub's subject tree."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from topicwire.config.files import TOPICS, at_line, line_with, read_bytes
from topicwire.errors import FormatError, SettingsError
from topicwire.formats.safe_yaml import read_mapping
from topicwire.model.ids import TopicId
from topicwire.model.topic import MatchField, Topic

_NAME = re.compile(r"^(\d+)-[a-z0-9-]+\.ya?ml$")
_ID = r"^[a-z0-9][a-z0-9-]{0,79}$"


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="ignore", coerce_numbers_to_str=True))
class _TopicFile:
    """The keys of the file that we read; others are the hub's own business and stay where they are."""

    name: Annotated[str, Field(min_length=1)]
    id: Annotated[str, Field(pattern=_ID)]
    parent: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] | None = None
    hashtags: tuple[str, ...] | None = None
    match: MatchField | None = None


_ADAPTER = TypeAdapter(_TopicFile)


def read_topics(folder: Path, root: str) -> tuple[Topic, ...]:
    """Read all topics of the hub folder, root first, then by position and id.

    Raises:
        SettingsError: a file that cannot be read, a parent that does not exist, an id twice, no root.
    """
    paths = sorted(path for path in (folder / TOPICS).glob("*.y*ml") if path.is_file())
    topics = [(path, _read_topic(path)) for path in paths]
    _refuse_twice(topics)
    named = {name: topic.id for _, topic in topics for name in (topic.id, topic.name)}
    if root not in named:
        remedy = f"add a file 00-{root}.yaml with `_id: {root}`, or change hub.root_topic"
        raise SettingsError(f"no topic has the id `{root}`", subject=f"{folder / TOPICS}", remedy=remedy)
    linked = [_link(path, topic, named, root) for path, topic in topics]
    return tuple(sorted(linked, key=lambda topic: (topic.id != root, topic.position, topic.id)))


def _read_topic(path: Path) -> Topic:
    raw = read_bytes(path, "check its permissions")
    found = _NAME.match(path.name)
    if not found:
        raise SettingsError("the name must be NN-name.yaml", subject=str(path), remedy="rename it, e.g. 05-health.yaml")
    try:
        mapping = read_mapping(raw)
        values = _ADAPTER.validate_python({**mapping, "id": mapping.get("_id")})
    except FormatError as error:
        subject, words = at_line(path, str(error))
        raise SettingsError(words, subject=subject, remedy="mend the YAML") from error
    except ValidationError as error:
        raise _wrong_value(path, raw, error) from error
    return Topic(
        id=TopicId(values.id),
        name=values.name,
        position=int(found.group(1)),
        parent=TopicId(values.parent) if values.parent else None,
        description=values.description or "",
        keywords=values.keywords or (),
        hashtags=values.hashtags or (),
        match=values.match,
    )


def _wrong_value(path: Path, raw: bytes, error: ValidationError) -> SettingsError:
    first = error.errors(include_url=False)[0]
    key = "_id" if first["loc"][0] == "id" else str(first["loc"][0])
    line = line_with(raw, f"{key}:")
    return SettingsError(f"`{key}`: {first['msg']}", subject=f"{path}:{line}", remedy=f"mend `{key}`")


def _refuse_twice(topics: Sequence[tuple[Path, Topic]]) -> None:
    seen: dict[str, Path] = {}
    for path, topic in topics:
        if topic.id in seen:
            line = line_with(path.read_bytes(), "_id:")
            what = f"the topic `{topic.id}` is already in {seen[topic.id].name}"
            raise SettingsError(what, subject=f"{path}:{line}", remedy="give it another _id or drop one file")
        seen[topic.id] = path


def _link(path: Path, topic: Topic, named: dict[str, TopicId], root: str) -> Topic:
    """Turn the parent's name into its id; a topic without one hangs under the root."""
    if topic.id == root:
        return replace(topic, parent=None)
    parent = named.get(topic.parent or root)
    if parent is None or parent == topic.id:
        line = line_with(path.read_bytes(), "parent:")
        remedy = f"name one of: {', '.join(sorted(set(named)))}"
        raise SettingsError(
            f"the parent topic `{topic.parent}` does not exist", subject=f"{path}:{line}", remedy=remedy
        )
    return replace(topic, parent=parent)
