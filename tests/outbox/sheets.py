"""Sheets for the outbox's tests: what they hold, and whether they were made."""

from collections.abc import Callable, Mapping
from pathlib import Path

from topicwire.ports.outbox import Sheet


class Press:
    """Makes sheets and remembers which were asked for their bytes."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def sheets(self, texts: Mapping[str, str], version: str = "") -> list[Sheet]:
        """Give a sheet for each path; the key is its text and the version of the template."""
        return [Sheet(path=path, key=text + version, make=self._maker(path, text)) for path, text in texts.items()]

    def _maker(self, path: str, text: str) -> Callable[[], bytes]:
        def make() -> bytes:
            self.made.append(path)
            return text.encode()

        return make


def texts_in(folder: Path) -> dict[str, str]:
    """Read all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }
