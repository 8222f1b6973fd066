"""Writes JSON that every reader takes."""

from typing import Any

import orjson

from topicwire.text.clean import valid


def json_bytes(value: dict[str, Any], *, is_dense: bool = False) -> bytes:
    """Write a mapping as UTF-8 JSON: indented and ending in a newline, or dense, to stand inside something else.

    Text that is not valid Unicode (a lone surrogate in a record of an older hub) costs its own bad characters only.
    """
    option = 0 if is_dense else orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    try:
        return orjson.dumps(value, option=option)
    except orjson.JSONEncodeError:
        return orjson.dumps(_valid(value), option=option)


def _valid(value: Any) -> Any:
    if isinstance(value, str):
        return valid(value)
    if isinstance(value, dict):
        return {key: _valid(inner) for key, inner in value.items()}
    return [_valid(inner) for inner in value] if isinstance(value, list) else value
