"""Where things lie in a hub folder, and reading them with the file's name in every error."""

from pathlib import Path

from topicwire.errors import SettingsError

SETTINGS = "hub.toml"
SOURCES = "sources.opml"
TOPICS = "_data/topics"
ORGANIZATIONS = "_data/organizations"
RECORDS = "_news"
PUBLIC = "public"
PRIVATE = ".topicwire"
"""Everything of ours that is not for readers: store, pages, editions."""
STORE = f"{PRIVATE}/hub.db"
PAGES = f"{PRIVATE}/pages"
LOCK = f"{PRIVATE}/lock"


def read_bytes(path: Path, remedy: str) -> bytes:
    """Read a file of the hub.

    Raises:
        SettingsError: it cannot be read; the message carries `remedy`.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", subject=str(path), remedy=remedy) from error


def line_with(raw: bytes, start: str) -> int:
    """Find the 1-based line of a file that starts with `start`, 1 when none does."""
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
        if line.lstrip().startswith(start):
            return number
    return 1


def at_line(path: Path, message: str) -> tuple[str, str]:
    """Split `line N: words` into the subject `PATH:N` and the words."""
    if message.startswith("line ") and ": " in message:
        line, words = message[5:].split(": ", 1)
        if line.isdigit():
            return f"{path}:{line}", words
    return f"{path}:1", message
