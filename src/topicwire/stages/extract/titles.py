"""The title of an article: the best of what the page says, without the name of the site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from topicwire.stages.extract.sitenames import GENERIC, SiteNames, fold
from topicwire.text.clean import cut, plain

MAX_TITLE = 500
"""Longest title kept, in characters."""
_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef"
"""Scripts that are written without spaces, around separators too."""
_SEPARATOR = re.compile(
    rf"(?P<strong>\s+[|｜丨•·»«‹›⋆★~/]+\s+|\s*[|｜丨»«‹›]\s*|\s+::\s+)|\s+[\-–—－:_＿―]+\s+|:\s+|：\s*"
    rf"|(?<=[{_WIDE}])[\-–—－_＿]+(?=\S)|(?<=\S)[\-–—－_＿]+(?=[{_WIDE}])"
)
_ANCHOR = re.compile(r"\s+[¶§#🔗]+$")
"""The sign of a link to the heading itself, which documentation generators hang behind it."""
_SURE = 25
"""Letters of a beginning of a heading that make it the headline, where the heading goes on with a badge."""
_CLIPPED_FROM, _CLIPPED_TO, _CLIPPED_BY = 80, 110, 60
"""Search engines ask for headlines of at most 110 characters, so that publishers cut those of their JSON-LD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A title at one of its separators."""

    head: str  # before it
    tail: str  # behind it
    is_strong: bool  # a bar or an arrow, which headlines seldom have
    is_colon: bool


def choose_title(
    candidates: Iterable[str | None],
    headings: tuple[str, ...],
    site: SiteNames,
    sections: Iterable[str] = (),
) -> str:
    """Give the first candidate that says something, in plain words and without the site's name.

    Args:
        candidates: best first, e.g. JSON-LD headline, og:title, h1, title element.
        headings: the page's h1s: what a candidate says beyond one of them, behind a separator, is not title.
        site: what the site is called.
        sections: the site's section the article is in, as the page says.
    """
    bodies = {folded: heading for heading in headings if len(folded := fold(heading)) > 8}
    parts = {folded for section in sections if (folded := fold(section))}
    clipped = ""
    for candidate in candidates:
        title = _ANCHOR.sub("", plain(candidate, MAX_TITLE * 2))
        title = _without_site(title, site, set(bodies), parts)
        if len(title) < 3 or site.has(title):
            continue
        if not title.endswith(("…", "...")):
            return cut(_whole(title, bodies), MAX_TITLE)
        clipped = clipped or title
    return cut(clipped, MAX_TITLE)


def _whole(title: str, bodies: dict[str, str]) -> str:
    """Give the heading a title was clipped from, where it looks clipped."""
    if not _CLIPPED_FROM <= len(title) <= _CLIPPED_TO:
        return title
    folded = fold(title)
    longer = (heading for body, heading in bodies.items() if body.startswith(folded) and body != folded)
    return next((heading for heading in longer if len(heading) <= len(title) + _CLIPPED_BY), title)


def _without_site(title: str, site: SiteNames, bodies: set[str], sections: set[str]) -> str:
    """Cut the site's name and the section from either end, again and again."""
    for found in _cuts(title):
        if fold(found.head) in bodies or any(_begins(body, found) for body in bodies):
            return found.head
        if fold(found.tail) in bodies:
            return found.tail
    changed = True
    while changed:
        shorter = _cut_once(title, site, sections)
        changed, title = shorter != title, shorter
    return title


def _begins(body: str, found: _Cut) -> bool:
    """Say whether a heading starts with what stands before a separator and goes on otherwise than the title."""
    head = fold(found.head)
    goes_on = fold(found.tail.partition(" ")[0])
    return len(head) >= _SURE and body.startswith(head) and not body.startswith(head + goes_on)


def _cut_once(title: str, site: SiteNames, sections: set[str]) -> str:
    cuts = list(_cuts(title))
    for found in reversed(cuts):
        if found.head and _is_label(found.tail, found, site, sections):
            return found.head
    for found in cuts:
        if found.tail and _is_label(found.head, found, site, sections):
            return found.tail
    return title


def _is_label(words: str, found: _Cut, site: SiteNames, sections: set[str]) -> bool:
    """Say whether what stands at an end of a title is no part of the headline.

    Behind a colon only the very name is: `Football: the season starts` on a site called Football News is a headline.
    """
    if site.has(words):
        return True
    if found.is_colon:
        return False
    if fold(words) in sections or site.is_meant_by(words) or (found.is_strong and site.shares_name(words)):
        return True
    return words.casefold() in GENERIC and words == found.tail and _ends_with_site(found.head, site)


def _ends_with_site(words: str, site: SiteNames) -> bool:
    return any(site.has(found.tail) for found in _cuts(words))


def _cuts(title: str) -> Iterator[_Cut]:
    for found in _SEPARATOR.finditer(title):
        head, tail = title[: found.start()].strip(), title[found.end() :].strip()
        is_colon = found[0].strip() in {":", "："}
        yield _Cut(head=head, tail=tail, is_strong=found["strong"] is not None, is_colon=is_colon)
