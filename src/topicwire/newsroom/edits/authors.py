"""Who edited a file, as far as the hub's git history tells."""

import os
from collections.abc import Sequence
from contextlib import suppress

from topicwire.errors import OutboxError
from topicwire.newsroom.room import Room
from topicwire.outbox.git_calls import Git
from topicwire.text.clean import cut, one_line

BY_FILE = "file"
"""Nobody known: the file was saved by hand."""
MOST = 100
"""Files whose history is asked for; a change of more is one person's, or a program's."""


def find_authors(room: Room, paths: Sequence[str]) -> dict[str, str]:
    """Give the author of the last commit of each file that is as committed; files saved by hand are left out."""
    if not paths or len(paths) > MOST or not (room.folder / ".git").exists():
        return {}
    git = Git(room.folder, os.environ)
    with suppress(OutboxError):
        changed = git.must("status", "--porcelain", "-z", "--untracked-files=all", "--", *paths)
        unsaved = {entry[3:] for entry in changed.decode("utf-8", "replace").split("\0")}
        names = {path: _author(git, path) for path in paths if path not in unsaved}
        return {path: name for path, name in names.items() if name}
    return {}


def _author(git: Git, path: str) -> str:
    return cut(one_line(git.must("log", "-1", "--format=%an", "--", path).decode("utf-8", "replace")), 80)
