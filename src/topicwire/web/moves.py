"""Where stories that are no more lead on to, as the current edition says: read from its table of redirects."""

import re
from pathlib import Path

from topicwire.render.addresses import REDIRECTS

_STORY = re.compile(r"stories/([0-9a-f]{16}\.html)")
_LINE = re.compile(r"\S*/stories/([0-9a-f]{16}\.html) \S*/stories/([0-9a-f]{16}\.html) 301")
_LONGEST_BYTES = 50_000_000


class Moves:
    """The table, read again when the edition changes. Targets are names in it, never what a visitor asked for."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / REDIRECTS
        self._stamp: tuple[int, int, int] | None = None
        self._targets: dict[str, str] = {}

    def find(self, path: str) -> str | None:
        """Give the file beside it that a story's address leads on to; None for every other address."""
        found = _STORY.fullmatch(path)
        if found is None:
            return None
        self._refresh()
        return self._targets.get(found[1])

    def _refresh(self) -> None:
        try:
            facts = self._file.stat()
        except OSError:
            self._stamp, self._targets = None, {}
            return
        stamp = (facts.st_ino, facts.st_mtime_ns, facts.st_size)
        if stamp != self._stamp and facts.st_size <= _LONGEST_BYTES:
            lines = self._file.read_text(encoding="ascii", errors="replace").splitlines()
            self._targets = {found[1]: found[2] for line in lines if (found := _LINE.fullmatch(line))}
            self._stamp = stamp
