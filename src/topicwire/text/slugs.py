"""File names of records: made from a title by our own rules, never taken from outside."""

import re
import unicodedata
from datetime import UTC, datetime

MAX_SLUG = 150
"""Longest slug, in characters: names of 255 bytes are safe everywhere; the longest of 1,479 real slugs has 144."""

_DROPPED = re.compile(r"[^a-z0-9\s-]")
_HYPHENS = re.compile(r"[\s-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
_LETTER = re.compile("[a-z]")
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
    | {"ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "Ħ": "h"}
)
"""Letters that Unicode does not take apart into an ASCII letter and a mark."""


def slug(title: str) -> str:
    """Give the slug of a title: `a-z`, `0-9` and single hyphens between them; empty when nothing is left.

    Lower case, letters folded to ASCII, everything else but white space and hyphens dropped. Cut at a hyphen after
    at most 150 characters. Names that Windows reserves get `-news` at the end.
    Source: record-format.md section 1, counted on real names.
    """
    folded = unicodedata.normalize("NFD", title.translate(_FOLDED)).lower()
    name = _HYPHENS.sub("-", _DROPPED.sub("", folded)).strip("-")
    if len(name) > MAX_SLUG:
        name = _cut(name)
    return f"{name}-news" if _RESERVED.fullmatch(name) else name


def _cut(name: str) -> str:
    head = name[: MAX_SLUG + 1]
    at_hyphen = head.rpartition("-")[0]
    return at_hyphen if len(at_hyphen) > MAX_SLUG // 2 else head[:MAX_SLUG]


def record_path(published: datetime, title: str, article_id: str) -> str:
    """Give the path of an article's record under the hub, `_news/YYYY-MM-DD-slug.md`.

    A title without any ASCII letter is named by the article: `article-` and the first 8 characters of its id.

    Args:
        published: when it was published as first seen, aware; the day in UTC names the file.
        title: the publisher's own words.
        article_id: 16 hex characters.
    """
    name = slug(title)
    if not _LETTER.search(name):
        name = f"article-{_DROPPED.sub('', article_id.lower())[:8]}"
    return f"_news/{published.astimezone(UTC):%Y-%m-%d}-{name}.md"
