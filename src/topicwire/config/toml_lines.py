"""Finds the line of a key in a TOML text, which the standard parser does not tell."""

import re
from collections.abc import Sequence

_TABLE = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*[.=]""")


def line_of(text: str, path: Sequence[str]) -> int:
    """Find the 1-based line where the dotted path is set.

    Falls back to the nearest table that contains it, and to line 1. Keys inside inline tables point at their line.
    """
    table: tuple[str, ...] = ()
    best, best_depth = 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.match(line):
            table = tuple(part.strip().strip("\"'") for part in match.group(1).split("."))
            here = table
        elif match := _KEY.match(line):
            here = (*table, match.group(1).strip("\"'"))
        else:
            continue
        depth = len(here)
        if depth > best_depth and tuple(path[:depth]) == here:
            best, best_depth = number, depth
    return best


def error_line(message: str) -> int:
    """Read the line out of a tomllib error message, 1 when it names none."""
    found = re.search(r"at line (\d+)", message)
    return int(found.group(1)) if found else 1
