"""A small sign for every outlet: the hub's own picture of it, or its first letter on a colour of its own."""

from dataclasses import dataclass
from functools import lru_cache
from re import compile as pattern
from zlib import crc32

from topicwire.model.hub import Hub
from topicwire.model.ids import Domain
from topicwire.model.record import Provider, Record
from topicwire.model.source import Organization

SHOWN = 6
"""Icons in a row before the others become a number."""
HUES = 8
"""Colours of letters: `.icon-0` and on in 30-front.css."""
LEAST_WIDTH = 40
"""Pixels a picture should have to be sharp at 20 on a dense screen."""
_FILE = pattern(r"assets/images/(?:[a-z0-9_-][a-z0-9._-]*/)*[a-z0-9_-][a-z0-9._-]*\.(?:png|jpe?g|webp|gif|svg|avif)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """The sign of one outlet."""

    letter: str
    hue: int  # 0 to HUES - 1
    file: str  # under the site's root; empty: the letter alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Icons:
    """The row of a story."""

    shown: tuple[Icon, ...]  # the lead's first
    more: int  # outlets beyond those
    names: str  # of those shown, as one line


def icons_of(record: Record, logos: dict[Domain, str]) -> Icons:
    """Give the icons of a story's outlets, each once, that of its lead first."""
    outlets: dict[Domain, Provider] = {record.provider.domain: record.provider}
    for related in record.related:
        outlets.setdefault(related.provider.domain, related.provider)
    named = tuple(outlets.values())
    shown = tuple(icon_of(outlet.domain, outlet.name, logos.get(outlet.domain, "")) for outlet in named[:SHOWN])
    return Icons(shown=shown, more=max(0, len(named) - SHOWN), names=", ".join(outlet.name for outlet in named[:SHOWN]))


@lru_cache(maxsize=4096)
def icon_of(domain: Domain, name: str, file: str) -> Icon:
    """Draw an outlet's sign: the same for the same outlet everywhere."""
    letter = next((letter for letter in name.removeprefix("The ") if letter.isalnum()), "")
    hue = crc32(domain.encode("utf-8", "surrogatepass")) % HUES
    return Icon(letter=letter.upper()[:1] or "\u2022", hue=hue, file=file)


def logos_of(hub: Hub) -> dict[Domain, str]:
    """List the pictures that lie in the hub's own folder, by domain; one elsewhere is never asked for."""
    lost = frozenset(hub.lost_logos)
    found = ((organization.domain, _logo(organization, hub.url, lost)) for organization in hub.organizations)
    return {domain: file for domain, file in found if file}


def _logo(organization: Organization, hub_url: str, lost: frozenset[str]) -> str:
    files = [(picture.width or 0, own_file(picture.url, hub_url)) for picture in organization.pictures]
    usable = [(width, file) for width, file in files if file and file not in lost]
    sharp = [file for width, file in usable if width >= LEAST_WIDTH]
    return (sharp or [file for _, file in reversed(usable)] or [""])[0]


def own_file(url: str, hub_url: str) -> str:
    """Give the path under the site's root; empty for a picture that is not ours."""
    path = url.removeprefix(hub_url) if hub_url and url.startswith(f"{hub_url}/") else url
    path = path.lstrip("/") if not path.startswith("//") else ""
    return path if _FILE.fullmatch(path) else ""
