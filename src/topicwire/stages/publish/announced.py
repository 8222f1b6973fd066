"""Which feeds a WebSub hub still has to be told of. Pure; recorded with the edition, done after it."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

DUE = "websub.due"
"""Name of the list in the store's learned states."""
EXPIRES = timedelta(days=1)
"""After this nobody is told any more: readers ask by themselves at least once a day."""
MOST = 500
"""Feeds kept waiting, at most: the first edition of a large hub has thousands, which nobody can have subscribed to."""


def due_after(raw: bytes | None, changed: Iterable[str], now: datetime) -> bytes:
    """Add the feeds an edition changed to those that wait, and drop what has waited for too long.

    Args:
        raw: the list so far.
        changed: paths of files that changed, feeds or not.
        now: aware.
    """
    waiting = read_due(raw, now) | {path: now for path in changed if path.startswith("feeds/")}
    # The feeds of the whole hub stand highest and matter most; then those that waited least.
    chosen = sorted(waiting.items(), key=lambda one: (one[0].count("/"), -one[1].timestamp(), one[0]))[:MOST]
    return write_due(dict(chosen))


def read_due(raw: bytes | None, now: datetime) -> dict[str, datetime]:
    """Read the list: path -> since when it waits. What cannot be read is an empty list."""
    try:
        found = {str(path): datetime.fromisoformat(at) for path, at in json.loads(raw or b"{}").items()}
        return {path: at for path, at in found.items() if now - at < EXPIRES}
    except (ValueError, TypeError, AttributeError):
        return {}


def write_due(waiting: Mapping[str, datetime]) -> bytes:
    """Write the list."""
    return json.dumps({path: waiting[path].isoformat() for path in sorted(waiting)}).encode()
