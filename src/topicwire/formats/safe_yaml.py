"""Reads YAML mappings from hostile bytes: size, depth, aliases and tags are judged before anything is built.

The events are walked first because building from deep nesting ends the process in PyYAML's C loader
(docs/decisions/0005-yaml.md).
"""

from typing import Any

import yaml

from topicwire.errors import FormatError

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(yaml.CSafeLoader):
    """Plain scalars only; dates stay text, as their publishers wrote them."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_mapping(raw: bytes, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """Read one YAML document whose top is a mapping with text keys; an empty document gives an empty mapping.

    Raises:
        FormatError: not UTF-8, too large, too deep, an alias or a tag, not YAML, or not a mapping; the message
            starts with `line N: ` where the place is known.
    """
    text = _decode(raw, max_bytes)
    try:
        _refuse_constructs(text)
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of CSafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FormatError(_words(error)) from error
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise FormatError("line 1: expected `key: value` lines")
    return value


def _decode(raw: bytes, max_bytes: int) -> str:
    if len(raw) > max_bytes:
        raise FormatError(f"larger than {max_bytes} bytes")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FormatError(f"line {line}: not UTF-8") from error


def _refuse_constructs(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FormatError(f"line {line}: anchors and aliases are not taken")
        if getattr(event, "tag", None):
            raise FormatError(f"line {line}: tags are not taken")
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise FormatError(f"line {line}: nested too deeply")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1


def _words(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = f"line {mark.line + 1}: " if mark else ""
    return f"{line}{getattr(error, 'problem', None) or str(error).splitlines()[0]}"
