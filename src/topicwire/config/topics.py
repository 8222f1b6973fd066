"""Reads `_data/topics/NN-name.yaml` into the hub's subject tree."""

import re
from collections.abc import Mapping, Sequence
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
from topicwire.text.phrases import read_phrase
from topicwire.text.tokens import IS_UNSPACED

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
    exclude: tuple[str, ...] | None = None
    least: Annotated[int, Field(ge=1, le=20)] = 1
    threshold: int | None = None


_ADAPTER = TypeAdapter(_TopicFile)
EXCLUDING = "-"
"""Before a keyword: the phrase is excluded, as if it stood under `exclude`."""
LEAST_BESIDE_STAR = 3
"""Letters a keyword with a star must have: with fewer it would stand in most articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One file and the topic it says."""

    path: Path
    raw: bytes
    topic: Topic


def topic_files(folder: Path) -> dict[str, bytes]:
    """Read the bytes of all topic files, by path under the hub folder, in their order.

    Raises:
        SettingsError: a file that cannot be read.
    """
    paths = sorted(path for path in (folder / TOPICS).glob("*.y*ml") if path.is_file())
    return {f"{TOPICS}/{path.name}": read_bytes(path, "check its permissions") for path in paths}


def read_topics(folder: Path, root: str, files: Mapping[str, bytes] | None = None) -> tuple[Topic, ...]:
    """Read all topics of the hub, root first, then by position and id.

    `files` are read instead of those of the folder: path under it -> bytes, as `topic_files` gives them.

    Raises:
        SettingsError: a file that cannot be read, a parent that does not exist, parents in a circle, an id twice, no
            root.
    """
    files = topic_files(folder) if files is None else files
    read = [_read_topic(folder / path, raw) for path, raw in files.items() if path.startswith(f"{TOPICS}/")]
    _refuse_twice(read)
    named = {name: one.topic.id for one in read for name in (one.topic.id, one.topic.name)}
    if root not in named:
        remedy = f"add a file 00-{root}.yaml with `_id: {root}`, or change hub.root_topic"
        raise SettingsError(f"no topic has the id `{root}`", subject=f"{folder / TOPICS}", remedy=remedy)
    linked = [_link(one, named, root) for one in read]
    _refuse_circles(read, {topic.id: topic.parent for topic in linked})
    return tuple(sorted(linked, key=lambda topic: (topic.id != root, topic.position, topic.id)))


def _read_topic(path: Path, raw: bytes) -> _Read:
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
    return _Read(path=path, raw=raw, topic=_topic(values, int(found.group(1)), _parted(path, raw, values)))


def _topic(values: _TopicFile, position: int, parted: tuple[tuple[str, ...], tuple[str, ...]]) -> Topic:
    keywords, excluded = parted
    return Topic(
        id=TopicId(values.id),
        name=values.name,
        position=position,
        parent=TopicId(values.parent) if values.parent else None,
        description=values.description or "",
        keywords=keywords,
        hashtags=values.hashtags or (),
        match=values.match,
        exclude=tuple(phrase.strip() for phrase in (*excluded, *(values.exclude or ()))),
        least=values.least,
        threshold=values.threshold,
    )


def _parted(path: Path, raw: bytes, values: _TopicFile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the keywords: what begins with a minus is excluded.

    Raises:
        SettingsError: a keyword without a letter or digit, or with too few beside a star.
    """
    keywords = values.keywords or ()
    for keyword in (*keywords, *(values.exclude or ())):
        phrase = read_phrase(keyword.removeprefix(EXCLUDING))
        if not phrase.begins or not phrase.ends:
            short = len(phrase.words) < LEAST_BESIDE_STAR and not IS_UNSPACED.match(phrase.words)
        else:
            short = not phrase.words
        if short:
            subject = f"{path}:{_line_of(raw, keyword)}"
            remedy = f"write at least {LEAST_BESIDE_STAR} letters beside a star, or drop it"
            raise SettingsError(f"the keyword `{keyword}` is too short to look for", subject=subject, remedy=remedy)
    excluded = tuple(one.removeprefix(EXCLUDING) for one in keywords if one.startswith(EXCLUDING))
    return tuple(one for one in keywords if not one.startswith(EXCLUDING)), excluded


def _line_of(raw: bytes, keyword: str) -> int:
    lines = raw.decode("utf-8", "replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if keyword in line), 1)


def _wrong_value(path: Path, raw: bytes, error: ValidationError) -> SettingsError:
    first = error.errors(include_url=False)[0]
    key = "_id" if first["loc"][0] == "id" else str(first["loc"][0])
    line = line_with(raw, f"{key}:")
    return SettingsError(f"`{key}`: {first['msg']}", subject=f"{path}:{line}", remedy=f"mend `{key}`")


def _refuse_twice(read: Sequence[_Read]) -> None:
    seen: dict[str, Path] = {}
    for one in read:
        if one.topic.id in seen:
            subject = f"{one.path}:{line_with(one.raw, '_id:')}"
            what = f"the topic `{one.topic.id}` is already in {seen[one.topic.id].name}"
            raise SettingsError(what, subject=subject, remedy="give it another _id or drop one file")
        seen[one.topic.id] = one.path


def _link(read: _Read, named: dict[str, TopicId], root: str) -> Topic:
    """Turn the parent's name into its id; a topic without one hangs under the root."""
    topic = read.topic
    if topic.id == root:
        return replace(topic, parent=None)
    parent = named.get(topic.parent or root)
    if parent is None or parent == topic.id:
        subject = f"{read.path}:{line_with(read.raw, 'parent:')}"
        remedy = f"name one of: {', '.join(sorted(set(named)))}"
        raise SettingsError(f"the parent topic `{topic.parent}` does not exist", subject=subject, remedy=remedy)
    return replace(topic, parent=parent)


def _refuse_circles(read: Sequence[_Read], parents: Mapping[TopicId, TopicId | None]) -> None:
    for one in read:
        seen, at = set[TopicId](), parents[one.topic.id]
        while at is not None and at not in seen:
            seen.add(at)
            at = parents[at]
        if at is not None:
            subject = f"{one.path}:{line_with(one.raw, 'parent:')}"
            what = f"the parents of `{one.topic.id}` go round in a circle"
            raise SettingsError(what, subject=subject, remedy="let one of them hang under the root topic")
