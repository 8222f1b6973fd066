"""Reads hub.toml into HubSettings, and names file, line and remedy when it cannot."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from topicwire.config.environment import MissingVariableError, expand
from topicwire.config.settings import HubSettings
from topicwire.config.toml_lines import error_line, line_of
from topicwire.errors import SettingsError

_ADAPTER = TypeAdapter(HubSettings)


def read_settings(path: Path, text: str, environment: Mapping[str, str]) -> HubSettings:
    """Read and check the text of a hub.toml.

    Args:
        path: its name in messages; `NAME_FILE` files are read relative to its folder.
        text: what it says.
        environment: for `${NAME}`.

    Raises:
        SettingsError: for the first thing that is wrong; further ones are counted.
    """
    table = _parse(path, text)
    try:
        table = _expanded(path, table, environment)
        return _ADAPTER.validate_python(table)
    except MissingVariableError as error:
        name = str(error.args[0])
        line = next((n for n, row in enumerate(text.splitlines(), 1) if f"${{{name}" in row), 1)
        raise SettingsError(
            f"the variable {name} is not set", subject=f"{path}:{line}", remedy=f"set {name} or {name}_FILE"
        ) from error
    except ValidationError as error:
        raise _explain(path, text, error) from error


def schema() -> dict[str, Any]:
    """Give the JSON Schema of hub.toml, for editors."""
    described = _ADAPTER.json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described, "title": "topicwire hub.toml"}


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        subject = f"{path}:{error_line(str(error))}"
        raise SettingsError(f"not TOML: {error}", subject=subject, remedy="mend the syntax on that line") from error


def _expanded(path: Path, table: dict[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    def read(name: str) -> str:
        try:
            return (path.parent / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"the secret file {name} cannot be read: {error}", subject=str(path)) from error

    expanded = expand(table, environment, read)
    return expanded if isinstance(expanded, dict) else {}


def _explain(path: Path, text: str, error: ValidationError) -> SettingsError:
    problems = error.errors(include_url=False)
    first = problems[0]
    where = [str(part) for part in first["loc"] if isinstance(part, str)]
    more = f"; {len(problems) - 1} more" if len(problems) > 1 else ""
    name = ".".join(where)
    if first["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        what, remedy = f"unknown key `{name}`", _closest(where)
    elif first["type"] in {"missing", "missing_argument"}:
        what, remedy = f"`{name}` is missing", f"add {where[-1]} = …"
    else:
        what, remedy = f"`{name}`: {first['msg']}", f"it is {first['input']!r} now"
    return SettingsError(what + more, subject=f"{path}:{line_of(text, where)}", remedy=remedy)


def _closest(where: Sequence[str]) -> str:
    known = _known_keys(where[:-1])
    near = difflib.get_close_matches(where[-1], known, 1)
    return f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"


def _known_keys(tables: Sequence[str]) -> list[str]:
    described = _ADAPTER.json_schema()
    node: dict[str, Any] = described
    for name in tables:
        part = node.get("properties", {}).get(name, {})
        reference = part.get("$ref", "").rpartition("/")[2]
        node = described.get("$defs", {}).get(reference, {})
    return sorted(node.get("properties", {}))
