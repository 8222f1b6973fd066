"""The title of an article: the best of what the page says, without the name of the site."""

import re
from collections.abc import Iterable

from topicwire.text.clean import cut, plain
from topicwire.text.urls import registrable_domain

MAX_TITLE = 500
"""Longest title kept, in characters."""
_SEPARATOR = re.compile(r"\s+[|\-–—:•·»«~/]+\s+|\s*[|»«]\s*|\s+::\s+|:\s+")
_ANCHOR = re.compile(r"\s+[¶§#🔗]+$")
"""The sign of a link to the heading itself, which documentation generators hang behind it."""
_LETTERS = re.compile(r"[\W_]+")


def choose_title(candidates: Iterable[str | None], headings: tuple[str, ...], site_names: Iterable[str | None]) -> str:
    """Give the first candidate that says something, in plain words and without the site's name.

    Args:
        candidates: best first, e.g. JSON-LD headline, og:title, h1, title element.
        headings: the page's h1s: what a candidate says beyond one of them, behind a separator, is not title.
        site_names: the site's name as it calls itself, and its domain.
    """
    names = {folded for name in site_names if (folded := _fold(name or ""))}
    bodies = {folded for heading in headings if len(folded := _fold(heading)) > 8}
    clipped = ""
    for candidate in candidates:
        title = _ANCHOR.sub("", plain(candidate, MAX_TITLE * 2))
        title = _without_site(title, names, bodies)
        if len(title) < 3 or _fold(title) in names:
            continue
        if not title.endswith(("…", "...")):
            return cut(title, MAX_TITLE)
        clipped = clipped or title
    return cut(clipped, MAX_TITLE)


def domain_names(address: str) -> tuple[str, ...]:
    """Give the forms in which a site is named after its domain, e.g. `example.co.uk` and `example`."""
    domain = registrable_domain(address)
    return (domain, domain.partition(".")[0], f"www.{domain}") if domain else ()


def _without_site(title: str, names: set[str], bodies: set[str]) -> str:
    """Cut the site's name from either end, again and again (`Story | Section | Site` loses both when h1 is known)."""
    for found in _SEPARATOR.finditer(title):
        head, tail = title[: found.start()].strip(), title[found.end() :].strip()
        if _fold(head) in bodies:
            return head
        if _fold(tail) in bodies:
            return tail
    changed = True
    while changed:
        shorter = _cut_once(title, names)
        changed, title = shorter != title, shorter
    return title


def _cut_once(title: str, names: set[str]) -> str:
    separators = list(_SEPARATOR.finditer(title))
    for found in reversed(separators):
        head, tail = title[: found.start()].strip(), title[found.end() :].strip()
        if head and _fold(tail) in names:
            return head
    for found in separators:
        head, tail = title[: found.start()].strip(), title[found.end() :].strip()
        if tail and _fold(head) in names:
            return tail
    return title


def _fold(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
