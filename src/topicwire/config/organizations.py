"""Reads `_data/organizations/DOMAIN.md` into the providers the hub knows."""

from pathlib import Path
from typing import Any

from topicwire.config.files import ORGANIZATIONS, at_line, read_bytes
from topicwire.errors import FormatError, SettingsError
from topicwire.formats.safe_yaml import read_mapping
from topicwire.model.ids import Domain
from topicwire.model.source import Organization, Picture


def read_organizations(folder: Path) -> tuple[Organization, ...]:
    """Read all organizations of the hub folder, by domain; none when there is no such folder.

    Raises:
        SettingsError: a file that cannot be read.
    """
    paths = sorted(path for path in (folder / ORGANIZATIONS).glob("*.md") if path.is_file())
    return tuple(sorted((_read(path) for path in paths), key=lambda organization: organization.domain))


def _read(path: Path) -> Organization:
    try:
        values = read_mapping(_front_matter(read_bytes(path, "check its permissions")))
    except FormatError as error:
        subject, words = at_line(path, str(error))
        raise SettingsError(words, subject=subject, remedy="mend the YAML between the --- lines") from error
    domain = str(values.get("domain") or values.get("_id") or path.stem).strip().lower()
    name = str(values.get("name") or domain).strip()
    return Organization(domain=Domain(domain), name=name, pictures=_pictures(values.get("images")))


def _front_matter(raw: bytes) -> bytes:
    lines = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    if not lines or lines[0].strip() != b"---":
        raise FormatError("line 1: expected `---`")
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == b"---":
            return b"\n" + b"\n".join(lines[1:number]) + b"\n"
    raise FormatError(f"line {len(lines)}: the closing `---` is missing")


def _pictures(value: Any) -> tuple[Picture, ...]:
    if not isinstance(value, list):
        return ()
    found = [part for part in value if isinstance(part, dict) and isinstance(part.get("url"), str)]
    pictures = [Picture(url=part["url"], width=_size(part, "width"), height=_size(part, "height")) for part in found]
    return tuple(sorted(pictures, key=lambda picture: picture.width or 0))


def _size(part: dict[str, Any], key: str) -> int | None:
    value = part.get(key)
    return value if isinstance(value, int) and value > 0 else None
