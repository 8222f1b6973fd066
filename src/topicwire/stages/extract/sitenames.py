"""Tells whether words are the name of a site, as it stands behind a headline in a page's title."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from topicwire.text.urls import registrable_domain

_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_SHORTEST, _SHORTEST_PART = 3, 4
"""Least letters of a domain to be spelt by words, and of a name that only begins or ends the words."""
_MOST_WORDS, _MOST_SHARED = 7, 4
"""Longest name spelt by a domain, and longest that only shares a known one (`Inexhibit magazine`), in words."""
_ARTICLE = re.compile(r"^(?:the|die|der|das|le|la|les|el|il|o)\s+", re.IGNORECASE)
GENERIC = {"blog", "news", "home", "wiki", "magazin", "magazine", "online", "aktuell", "startseite", "homepage"}
"""Words for a part of a site, no names."""
_BORDER = re.compile(r"\s+[|｜\-–—－:•·»«‹›~/]+\s+|[|｜]|\s+::\s+")
_SMALL = {
    "the",
    "of",
    "and",
    "a",
    "an",
    "for",
    "de",
    "la",
    "le",
    "les",
    "du",
    "el",
    "der",
    "die",
    "das",
    "und",
    "e",
    "y",
}
"""Words a domain leaves out of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNames:
    """The names a site is known under."""

    folded: frozenset[str]  # its own names and its domain, letters and digits only, in lower case
    label: str  # of the domain, without its ending; empty: unknown

    def has(self, words: str) -> bool:
        """Say whether words are one of the site's names, to the letter."""
        return fold(words) in self.folded

    def is_meant_by(self, words: str) -> bool:
        """Say whether words are one of the names but for an article, or what the domain stands for."""
        return self.has(_ARTICLE.sub("", words)) or f"the{fold(words)}" in self.folded or spells(words, self.label)

    def shares_name(self, words: str) -> bool:
        """Say whether few words begin or end with a name of the site, or one of its names with them."""
        said = fold(words)
        if len(_WORD.findall(words)) > _MOST_SHARED or said in GENERIC:
            return False
        pairs = (sorted((name, said), key=len) for name in self.folded if name not in GENERIC)
        return any(
            len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short)) for short, long in pairs
        )


def names_of_site(name: str | None, address: str) -> SiteNames:
    """Gather the names of the site at an address, with the name it calls itself."""
    domains = domain_names(address)
    known = (fold(one) for one in (name or "", *domains))
    return SiteNames(folded=frozenset(one for one in known if one), label=fold(domains[1]) if domains else "")


def choose_site_name(stated: Iterable[str], page_title: str, address: str) -> str | None:
    """Give a site's name: the first stated, or what its page titles end with where its domain stands for that.

    A name that is a domain's, a handle or in small letters only (`usatoday`, `@politifact`) gives way to the same
    name written as one.
    """
    names = [name for raw in stated if (name := raw.partition(" | ")[0].strip(" @_|")) and "://" not in name]
    domain = names_of_site(None, address)
    ends = (part.strip() for part in (*_BORDER.split(page_title)[:0:-1], *_BORDER.split(page_title)[:1]))
    shown = [part for part in ends if domain.has(part) or domain.is_meant_by(part)]
    if not names:
        return shown[0] if shown else None
    same = (name for name in (*names, *shown) if fold(name) == fold(names[0]) or domain.is_meant_by(name))
    return next((name for name in same if not name.islower()), names[0]) if names[0].islower() else names[0]


def domain_names(address: str) -> tuple[str, ...]:
    """Give the forms in which a site is named after its domain, e.g. `example.co.uk` and `example`."""
    domain = registrable_domain(address) if address else ""
    return (domain, domain.partition(".")[0], f"www.{domain}") if domain else ()


def spells(words: str, label: str) -> bool:
    """Say whether a domain is put together of the beginnings of words, all but small ones, in their order.

    `nytimes` is The New York Times, `wsj` Wall Street Journal. One word alone must be the whole domain.
    """
    parts = [word.casefold() for word in _WORD.findall(words)]
    if len(label) < _SHORTEST or not parts or len(parts) > _MOST_WORDS:
        return False
    return "".join(parts) == label if len(parts) == 1 else _spell(parts, label)


def _spell(parts: list[str], rest: str) -> bool:
    if not parts:
        return not rest
    first, others = parts[0], parts[1:]
    if first in _SMALL and _spell(others, rest):
        return True
    lengths = range(1, min(len(first), len(rest)) + 1)
    return any(first[:length] == rest[:length] and _spell(others, rest[length:]) for length in lengths)


def fold(text: str) -> str:
    """Give letters and digits only, in lower case."""
    return _LETTERS.sub("", text).casefold()
