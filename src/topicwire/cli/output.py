"""Printing for people and for programs."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import PurePath
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
WIDEST = 10_000
"""Characters of a line where nobody looks at a terminal."""


def say(words: str, style: str = "") -> None:
    """Print one line; the words are never read as markup."""
    console.print(Text(words, style=style))


def complain(words: str) -> None:
    """Print one line to the error stream."""
    errors.print(Text(words, style="bold red"))


def give_json(value: object) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(plain(value), indent=2, ensure_ascii=False) + "\n")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print a table; cells are never read as markup."""
    drawn = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        numeric = column.startswith("#")
        drawn.add_column(column.removeprefix("#"), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    # In a pipe a row stays one line, however long, so that other programs can search it.
    shown_on = console if console.is_terminal else Console(width=WIDEST)
    shown_on.print(drawn, soft_wrap=False)


def plain(value: object) -> Any:
    """Turn frozen records, times and enums into what JSON knows; bytes are left out as their length."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, Enum):
        return value.value
    return _leaf(value)


def _leaf(value: object) -> object:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, PurePath):
        return str(value)
    return value


def instant(at: datetime | None) -> str:
    """Say a time for people, UTC; a dash for none."""
    return f"{at:%Y-%m-%d %H:%M}" if at else "-"
