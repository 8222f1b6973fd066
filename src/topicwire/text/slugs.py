"""File names of records: made from a title by our own rules, never taken from outside."""

import re
import unicodedata
from datetime import UTC, datetime

from anyascii import anyascii

from topicwire.text.tokens import MARKS

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

_LETTERS_LEFT = 1 / 2
"""Least share of a title's letters that its slug must keep: "iphone-17" names no Japanese headline."""
_SIGN_OR_PICTURE = re.compile(rf"[^\w\s{MARKS}-]")
_HAN = re.compile("([\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


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


def readable_slug(title: str) -> str:
    """Give the slug of a title, of one in another script spelled in Latin letters; empty without any letter.

    The rule of `slug` holds wherever it keeps half of the title's letters. Han signs are spelled one by one, by
    their Mandarin sounds, as a title alone does not tell Japanese from Chinese ones. Pictures are dropped.
    Source: docs/decisions/0016-languages.md.
    """
    name = slug(title)
    letters = sum(map(str.isalpha, title))
    if len(_LETTER.findall(name)) >= letters * _LETTERS_LEFT:
        return name if _LETTER.search(name) else ""
    plain = _SIGN_OR_PICTURE.sub(" ", unicodedata.normalize("NFKC", title))
    spelled = slug(anyascii(_HAN.sub(r" \1 ", plain)))
    return spelled if _LETTER.search(spelled) else ""


def record_path(published: datetime, title: str, article_id: str) -> str:
    """Give the path of an article's record under the hub, `_news/YYYY-MM-DD-slug.md`.

    A title without any letter is named by the article: `article-` and the first 8 characters of its id.

    Args:
        published: when it was published as first seen, aware; the day in UTC names the file.
        title: the publisher's own words.
        article_id: 16 hex characters.
    """
    name = readable_slug(title)
    if not name:
        name = f"article-{_DROPPED.sub('', article_id.lower())[:8]}"
    return f"_news/{published.astimezone(UTC):%Y-%m-%d}-{name}.md"
