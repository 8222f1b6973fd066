"""Changes lists and values in the text of a topic's file and nothing else: comments, order, other keys stay. Pure."""

import json
import re
from collections.abc import Sequence
from typing import Any

from topicwire.errors import FormatError, SettingsError
from topicwire.formats.safe_yaml import read_mapping
from topicwire.text.phrases import folded_phrase

_ITEM = re.compile(r"^(\s*)-\s+(.*)$")
_INDENT = "  "


def with_items(text: str, key: str, add: Sequence[str] = (), drop: Sequence[str] = ()) -> str:
    """Give the text with items added to the end of a list and others taken out, compared as keywords are.

    Raises:
        SettingsError: the list is written in a way that cannot be changed by itself.
    """
    before = read_mapping(text.encode())
    gone = {folded_phrase(item) for item in drop}
    kept = [str(item) for item in before.get(key) or () if folded_phrase(str(item)) not in gone]
    known = {folded_phrase(item) for item in kept}
    new = [item for item in dict.fromkeys(add) if folded_phrase(item) not in known]
    lines = _lines(text)
    start = _line_of(lines, key)
    if start is None:
        at = _end_of_block(lines, found) if (found := _line_of(lines, "keywords")) is not None else len(lines)
        lines[at:at] = [f"{key}:", *(f"{_INDENT}- {_scalar(item)}" for item in new)]
    elif _rest(lines[start]) in {"", "[]", "~", "null"}:
        _change_block(lines, start, key, gone, new)
    else:
        lines[start] = f"{key}: [{', '.join(map(_scalar, (*kept, *new)))}]{_comment(lines[start])}"
    return _checked(text, lines, {**before, key: [*kept, *new]}, key)


def with_scalar(text: str, key: str, value: str | int) -> str:
    """Give the text with one plain value, set where it stands, else behind the keywords.

    Raises:
        SettingsError: the value is written in a way that cannot be changed by itself.
    """
    lines = _lines(text)
    start = _line_of(lines, key)
    made = f"{key}: {_scalar(value) if isinstance(value, str) else value}"
    if start is not None:
        lines[start] = made + _comment(lines[start])
    else:
        found = _line_of(lines, "keywords")
        at = _end_of_block(lines, found) if found is not None else len(lines)
        lines.insert(at, made)
    return _checked(text, lines, {**read_mapping(text.encode()), key: value}, key)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def _line_of(lines: Sequence[str], key: str) -> int | None:
    return next((number for number, line in enumerate(lines) if re.match(rf"{re.escape(key)}\s*:(\s|$)", line)), None)


def _rest(line: str) -> str:
    return line.partition(":")[2].removesuffix(_comment(line)).strip()


def _comment(line: str) -> str:
    """Give the comment at the end of a line with the space before it; a `#` inside quotes begins none."""
    found = re.search(r"""\s+#[^"'\]]*$""", line)
    return found.group(0) if found else ""


def _end_of_block(lines: Sequence[str], start: int) -> int:
    """Find the line behind the last item below `start`."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.startswith((" ", "-", "#")):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            end = number + 1
    return end


def _change_block(lines: list[str], start: int, key: str, gone: set[str], new: Sequence[str]) -> None:
    end = _end_of_block(lines, start)
    items = {n: found for n in range(start + 1, end) if (found := _ITEM.match(lines[n]))}
    indent = next((found.group(1) for found in items.values()), _INDENT)
    lines[end:end] = [f"{indent}- {_scalar(item)}" for item in new]
    for number in sorted(items, reverse=True):
        item = read_mapping(f"x: {items[number].group(2)}".encode())["x"]
        if folded_phrase(str(item)) in gone:
            del lines[number]
    is_empty = (
        end == start + 1 + len(items) and not new and not any(_ITEM.match(line) for line in lines[start + 1 : end])
    )
    lines[start] = f"{key}:{' []' if is_empty else ''}{_comment(lines[start])}"


def _scalar(item: str) -> str:
    """Spell a text so that it reads back the same: plain where that does."""
    try:
        is_plain = ":" not in item and "," not in item and read_mapping(f"x: [{item}]".encode()) == {"x": [item]}
    except FormatError:
        is_plain = False
    return item if is_plain else json.dumps(item, ensure_ascii=False)


def _checked(text: str, lines: Sequence[str], expected: dict[str, Any], key: str) -> str:
    changed = "\n".join(lines) + ("\n" if text.endswith("\n") else "")
    try:
        is_right = _plain(read_mapping(changed.encode()), key) == _plain(expected, key)
    except FormatError:
        is_right = False
    if not is_right:
        raise SettingsError(f"`{key}` is written in a way that cannot be changed here", remedy="change it by hand")
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def _plain(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    """Give the mapping with the items of one list as texts: `2024` may be written as a number."""
    value = mapping.get(key)
    return {**mapping, key: [str(item) for item in value] if isinstance(value, list) else value}
