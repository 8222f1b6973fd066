"""Reads and writes `sources.opml`, the list of feeds a hub follows."""

from pathlib import Path

from topicwire.config.files import SOURCES, at_line, read_bytes
from topicwire.errors import FormatError, SettingsError
from topicwire.formats.opml import read_opml
from topicwire.model.source import Feed


def read_sources(folder: Path) -> tuple[Feed, ...]:
    """Read the hub's feeds, by title; none when there is no such file.

    Raises:
        SettingsError: not OPML, an outline without a usable address, or an address twice.
    """
    path = folder / SOURCES
    if not path.is_file():
        return ()
    raw = read_bytes(path, "check its permissions")
    try:
        outlines = read_opml(raw)
    except FormatError as error:
        subject, words = at_line(path, error.what)
        raise SettingsError(words, subject=subject, remedy=error.remedy or "mend the OPML") from error
    for problem in outlines.problems:
        subject, words = at_line(path, problem)
        raise SettingsError(words, subject=subject, remedy="mend or drop that outline")
    return tuple(sorted(outlines.feeds, key=lambda feed: (feed.title.casefold(), feed.id)))
