"""What a new hub needs so that a host runs and publishes it: a workflow, requirements, a README with what to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from importlib.resources import files

from topicwire import __version__
from topicwire.errors import SettingsError

_TEMPLATES = "topicwire.config.hosting"
_REPOSITORY = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))/([A-Za-z0-9._-]{1,100})")
_LOCAL = "http://localhost:8000"
_URL_LINE = f'url = "{_LOCAL}"  '
"""As the settings of a new hub have it."""
_GIT = """
[git]
name = "github-actions[bot]"       # who commits, where the workflow runs
email = "41898282+github-actions[bot]@users.noreply.github.com"
"""


class Host(StrEnum):
    """Where a hub can be made ready to run."""

    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """Who runs a new hub, and where it will be read."""

    host: Host
    repository: str = ""  # OWNER/NAME; empty: not known yet

    def __post_init__(self) -> None:
        """Refuse what can be no repository."""
        if self.repository and not _REPOSITORY.fullmatch(self.repository):
            remedy = "write OWNER/NAME, as in its address"
            raise SettingsError("this is no repository", subject=repr(self.repository), remedy=remedy)

    @property
    def url(self) -> str:
        """Give the address that the host gives to such a repository's site; this machine's while it is not known."""
        if not self.repository:
            return _LOCAL
        owner, _, name = self.repository.partition("/")
        domain = f"{owner.lower()}.github.io"
        return f"https://{domain}" if name.lower() == domain else f"https://{domain}/{name}"


def hosted_settings(settings: str, hosting: Hosting) -> str:
    """Give the text of hub.toml for a hosted hub: its address comes from the host where it runs there."""
    url = f'url = "${{TOPICWIRE_URL:-{hosting.url}}}"  '
    if settings.count(_URL_LINE) != 1:
        raise ValueError("the settings of a new hub have no line for the address")
    return settings.replace(_URL_LINE, url) + _GIT


def hosting_files(title: str, hosting: Hosting) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of the files that the host needs."""
    folder = files(_TEMPLATES) / hosting.host.value
    address = f" at <{hosting.url}>" if hosting.repository else ""
    values = {"@MINUTE@": str(_minute(title, hosting)), "@VERSION@": __version__, "@ADDRESS@": address}
    values["@TITLE@"] = " ".join(title.split()).replace("@", "＠")  # last: a title is no place for another value
    named = {"workflow.yml": ".github/workflows/topicwire.yml"}
    for name in ("workflow.yml", "requirements.txt", "README.md"):
        text = (folder / name).read_text(encoding="utf-8")
        for mark, value in values.items():
            text = text.replace(mark, value)
        yield named.get(name, name), text.encode()


def _minute(title: str, hosting: Hosting) -> int:
    """Choose the minute at which a hub runs, so that not all ask their sources, and the host, at once."""
    return sha256(f"{title} {hosting.repository}".encode()).digest()[0] % 59 + 1
