"""Values from outside the file: `${NAME}`, `${NAME:-default}`, and the `NAME_FILE` twin for secrets.

`$${` stands for `${` itself.
"""

import re
from collections.abc import Callable, Mapping

_REFERENCE = re.compile(r"\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")


class MissingVariableError(LookupError):
    """Neither NAME nor NAME_FILE is set and there is no default; the argument is the name."""


def expand(value: object, environment: Mapping[str, str], read: Callable[[str], str]) -> object:
    """Replace references in every string of a nested TOML value.

    Args:
        value: tables, arrays and scalars as tomllib gives them.
        environment: names to values.
        read: gives the text of the file that `NAME_FILE` names.

    Raises:
        MissingVariableError: a name that is set nowhere.
    """
    if isinstance(value, str):
        return _REFERENCE.sub(lambda match: _value_of(match, environment, read), value)
    if isinstance(value, list):
        return [expand(part, environment, read) for part in value]
    if isinstance(value, dict):
        return {key: expand(part, environment, read) for key, part in value.items()}
    return value


def _value_of(match: re.Match[str], environment: Mapping[str, str], read: Callable[[str], str]) -> str:
    name, default = match.group(1), match.group(2)
    if name is None:
        return "${"
    if name in environment:
        return environment[name]
    if f"{name}_FILE" in environment:
        return read(environment[f"{name}_FILE"]).strip()
    if default is None:
        raise MissingVariableError(name)
    return default
