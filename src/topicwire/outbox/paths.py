"""Which paths may be written to. Pure: names are ours, so whatever else turns up here is a bug or an attack."""

import re

from topicwire.errors import OutboxError

PART = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,198}[a-z0-9_-])?")
"""Lower case only, so that no two names meet on a disk that ignores case; no leading dot or dash, no ending dot."""
LONGEST = 1000


def check_path(path: str) -> tuple[str, ...]:
    """Split a relative path into its parts.

    Raises:
        OutboxError: absolute, empty, too long, leading out of its folder, or with any character we do not use.
    """
    parts = tuple(path.split("/"))
    if len(path) > LONGEST or not all(PART.fullmatch(part) for part in parts):
        raise OutboxError("this is no path we write to", subject=repr(path[:LONGEST]))
    return parts


def check_paths(paths: list[str]) -> None:
    """Check every path, and that none comes twice."""
    seen = set[str]()
    for path in paths:
        check_path(path)
        if path in seen:
            raise OutboxError("two sheets have the same path", subject=path)
        seen.add(path)


def check_name(name: str) -> str:
    """Check the name of an edition: one part of a path."""
    if len(name) > 128 or len(check_path(name)) != 1:
        raise OutboxError("this is no name for an edition", subject=repr(name[:LONGEST]))
    return name
