"""Changes one value in the text of a hub.toml and nothing else: comments, order and spacing stay. Pure."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from topicwire.errors import SettingsError

_PART = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=[ \t]*")
_TABLE = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def read_assignment(words: str) -> tuple[tuple[str, ...], Any]:
    """Read `table.key=value` as a person types it; a value that is not TOML is text.

    Raises:
        SettingsError: there is no `=`, or no table.
    """
    key, sign, raw = words.partition("=")
    remedy = "write it as scores.threshold=60"
    for value in (raw, json.dumps(raw, ensure_ascii=False)):
        try:
            table = tomllib.loads(f"{key} = {value}") if sign else {}
        except tomllib.TOMLDecodeError:
            continue
        path, found = _only(table, len(_parts(key)))
        if len(path) > 1:
            return path, found
    raise SettingsError("does not name a table, a key and a value", subject=f"--set {words}", remedy=remedy)


def with_value(text: str, path: Sequence[str], value: Any) -> str:
    """Give the text with the value at that path, set where it stands, else at the end of its table.

    Raises:
        SettingsError: the place is written in a way that cannot be changed by itself, as an inline table is.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    changed = "\n".join(_replaced(lines, path, value) or _inserted(lines, path, value))
    if not _says(changed, _expected(text, path, value)):
        name = ".".join(path)
        raise SettingsError(f"`{name}` cannot be changed here", subject="hub.toml", remedy="change it by hand")
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def _only(table: Mapping[str, Any], depth: int) -> tuple[tuple[str, ...], Any]:
    """Follow the one key of each table, as deep as was typed."""
    path: tuple[str, ...] = ()
    found: Any = table
    while len(path) < depth and isinstance(found, dict) and len(found) == 1:
        [(key, found)] = found.items()
        path = (*path, key)
    return path, found


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))


def _replaced(lines: list[str], path: Sequence[str], value: Any) -> list[str] | None:
    """Give the lines with the value in place of the one that stands there; None when none does."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        if header := _TABLE.match(line):
            table = _parts(header.group(1))
        elif (key := _KEY.match(line)) and (*table, *_parts(key.group(1))) == tuple(path):
            height, width = _extent([line[key.end() :], *lines[number + 1 :]])
            made = line[: key.end()] + _literal(value)
            last = lines[number + height - 1] if height > 1 else line[key.end() :]
            if comment := last[width:].strip():
                column = key.end() + width if height == 1 else 0
                made = f"{made.ljust(column - 1)} {comment}" if column else f"{made}  {comment}"
            return [*lines[:number], made, *lines[number + height :]]
    return None


def _extent(lines: Sequence[str]) -> tuple[int, int]:
    """Measure a value: how many lines it takes, and how much of the last one, the comment left out."""
    for height in range(1, len(lines) + 1):
        before, last = lines[: height - 1], lines[height - 1]
        whole = _value("\n".join((*before, last)))
        if whole is None:
            continue
        marks = (mark.start() for mark in re.finditer("#", last))
        ends = (end for end in marks if _value("\n".join((*before, last[:end]))) == whole)
        return height, next(ends, len(last))
    return 1, len(lines[0])


def _value(text: str) -> list[Any] | None:
    try:
        return [tomllib.loads(f"x = {text}")["x"]]
    except tomllib.TOMLDecodeError:
        return None


def _inserted(lines: list[str], path: Sequence[str], value: Any) -> list[str]:
    """Give the lines with a new one: behind the same key in a comment, else behind the last key of the table."""
    made = f"{_spelled(path[-1])} = {_literal(value)}"
    start = next((n for n, line in enumerate(lines) if _is_header(line, path[:-1])), None)
    if start is None:
        header = f"[{'.'.join(map(_spelled, path[:-1]))}]"
        while lines and not lines[-1].strip():
            lines = lines[:-1]
        return [*lines, "", header, made, ""]
    end = next((n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    said = re.compile(rf"^\s*#\s*{re.escape(path[-1])}\s*=")
    quoted = [n for n in range(start + 1, end) if said.match(lines[n])]
    keys = [n for n in range(start, end) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    at = (quoted or keys)[-1] + 1
    return [*lines[:at], made, *lines[at:]]


def _is_header(line: str, table: Sequence[str]) -> bool:
    header = _TABLE.match(line)
    return header is not None and _parts(header.group(1)) == tuple(table)


def _spelled(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_spelled(key)} = {_literal(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else str(value)


def _expected(text: str, path: Sequence[str], value: Any) -> dict[str, Any]:
    table = deepcopy(tomllib.loads(text))
    at = table
    for name in path[:-1]:
        at = at.setdefault(name, {})
        if not isinstance(at, dict):
            raise SettingsError(f"`{name}` is no table", subject=f"--set {'.'.join(path)}", remedy="name its table")
    at[path[-1]] = value
    return table


def _says(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == expected
    except tomllib.TOMLDecodeError:
        return False
