"""Names of authors, out of what bylines hold."""

import re
from collections.abc import Iterable

from topicwire.text.clean import plain

MAX_AUTHORS = 10
_BY = re.compile(
    r"^(?:(?:(?:written|posted|published|reported|words|story|text)\s+)?(?:by|von|durch|por|par|de la|di|door)\b[:\s]+"
    r"|(?:authors?|autore?n?|autora|auteure?|text|texte|texto|testo|текст|автор|written|words|作者|文)\s*[:：]\s*)+",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[;|•·/]|,?\s+(?:and|und|et|y)\s+|,|\s&\s)\s*")
_SUFFIX = re.compile(
    r"^(?:jr|sr|ph\.?d|m\.?d|esq|mba|ii|iii|iv|m\.?s|m\.?sc|m\.?a|b\.?sc|b\.?a|r\.?d|r\.?n|mph|mfa|jd|llm|cfa|cpa)\.?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|\S+@\S+|\b[\w-]+\.(?:com|org|net|co|io)\b", re.IGNORECASE)
_HANDLE = re.compile(r"\(?@\w+\)?")
_TAIL = re.compile(
    r"\s*(?:[-–—(]\s*(?:staff|senior|chief|editor|reporter|correspondent|contributor|contributing).*"
    r"|\b(?:updated|published|posted|on)\b\s*:?\s*\d.*)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*\.?\s+\d|\d\.?\s*(?:jan|feb|m[aä]r|apr|ma[iy]"
    r"|jun|jul|aug|sep|o[ck]t|nov|de[cz])|\d:\d\d",
    re.IGNORECASE,
)
"""A date in a byline is no name."""
_LINK = re.compile(r"^(?:view|show|see|more|read|follow|meet|about|all (?:posts|articles|stories))\s", re.IGNORECASE)
_AGENCY = re.compile(r"\s+(?:associated press|usa today|reuters|afp|bloomberg)$", re.IGNORECASE)
_JOB = re.compile(r"(?:^|\s)(?:writer|reporter|editor|correspondent|columnist)$", re.IGNORECASE)
_NOBODY = {
    "admin", "administrator", "webmaster", "author", "authors", "editor", "staff", "user", "guest", "unknown", "none",
    "null", "undefined", "anonymous", "root", "by", "view all posts", "follow", "read more", "senior editor",
    "reporter", "contributor", "editorial team", "newsroom", "editorial staff", "web desk",
    "super user", "гость", "gast", "invité",
}  # fmt: skip
_LONGEST, _MOST_WORDS = 60, 6
_AGENCY_BEHIND = 2
"""Spaces in words that name a person and then an agency."""


def clean_authors(bylines: Iterable[str], site_names: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Give the names in bylines, each once, in order, at most ten.

    Addresses, handles, job titles, account names like `admin` and the site's own name are left out.
    """
    taken = {name.casefold() for name in site_names if name}
    names = list[str]()
    for byline in bylines:
        for part in _parts(plain(byline, 500)):
            name = _name(part)
            if name and name.casefold() not in taken:
                taken.add(name.casefold())
                names.append(name)
    return tuple(names[:MAX_AUTHORS])


def _parts(byline: str) -> list[str]:
    parts = list[str]()
    for part in _SPLIT.split(_BY.sub("", byline)):
        if parts and _SUFFIX.match(part):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return parts


def _name(part: str) -> str:
    name = _BY.sub("", _HANDLE.sub("", part).strip())
    name = _TAIL.sub("", name).strip(" ,.:-–—()[]\"'")
    if name.count(" ") > _AGENCY_BEHIND:
        name = _AGENCY.sub("", name).strip()
    name = name.removesuffix(" on")
    is_name = (
        1 < len(name) <= _LONGEST
        and not _ADDRESS.search(part)
        and not _JOB.search(name)
        and not _LINK.search(name)
        and not _DATED.search(name)
        and name.casefold() not in _NOBODY
        and len(name.split()) <= _MOST_WORDS
        and sum(map(str.isdigit, name)) <= 2
        and any(map(str.isalpha, name))
        and not (name.islower() and " " not in name)  # an account's name
    )
    if not is_name:
        return ""
    return name.title() if name.isupper() and " " in name else name
