"""Foreign words made clean: markup to one line of plain text, and text to valid Unicode."""

import html
import re

import nh3

MAX_MARKUP = 400_000
"""Markup is cut here before it is read, in characters: no title or summary is longer, bombs are."""

_REMOVED = "\\u00ad\\u200b\\u2060\\ufeff\\ufff9-\\ufffb"  # soft hyphen, zero-width space, word joiner, BOM, annotations
_BIDI = "\\u202a-\\u202e\\u2066-\\u2069"  # embeddings, overrides and isolates: they reorder what stands around them
_INVALID = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\ud800-\udfff\\ufdd0-\\ufdef\\ufffe\\uffff]"
)
_PLANE_ENDS = re.compile("[" + "".join(chr(0x10000 * n + end) for n in range(1, 17) for end in (0xFFFE, 0xFFFF)) + "]")
_HIDDEN = re.compile(f"[{_REMOVED}{_BIDI}]")
_SPACE = re.compile(r"\s+")
_BLOCK = re.compile(
    r"<(?=/?(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|pre|hr|section|article|header|footer|"
    r"figure|figcaption|aside|nav|main|img|option)[\s/>])",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TAGGED = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,9}\s*>|<(?:p|br|div|img|hr)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_STRIP = nh3.Cleaner(
    tags=set(),
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head"},
    attributes={},
    strip_comments=True,
)


def valid(text: str) -> str:
    """Give text as valid Unicode: control characters but tab and line ends, lone surrogates and noncharacters go."""
    if text.isascii() and text.isprintable():
        return text
    return _PLANE_ENDS.sub("", _INVALID.sub("", text))


def plain(value: object, limit: int | None = None) -> str:
    """Give one line of plain text from markup or text; empty for anything that is not text.

    Tags go (with all that stands in scripts and styles), entities are decoded, also when they were escaped twice;
    invisible and text-reversing characters go, white space becomes single spaces.

    Args:
        value: what a feed or page says; only `str` is read.
        limit: greatest length in characters; longer text is cut after a word and ends in `…`.
    """
    if not isinstance(value, str) or not value:
        return ""
    text = value[:MAX_MARKUP]
    if "<" in text or "&" in text:
        text = _without_markup(text)
    line = one_line(text)
    return line if limit is None else cut(line, limit)


def _without_markup(text: str) -> str:
    text = _strip_tags(text)
    if _ENTITY.search(text):  # escaped twice
        text = html.unescape(text)
    if _TAGGED.search(text):  # the escaped text was markup itself, not words about markup
        text = _strip_tags(text)
    return text


def _strip_tags(text: str) -> str:
    if "<" not in text:
        return html.unescape(text)
    return html.unescape(_STRIP.clean(_BLOCK.sub(" <", valid(text))))


def one_line(text: str) -> str:
    """Give text, taken as it is (no markup is read), on one line without invisible characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", _HIDDEN.sub("", valid(text))).strip()


def cut(line: str, limit: int) -> str:
    """Cut a line after a word so that it has at most `limit` characters, the `…` at its end counted."""
    if len(line) <= limit:
        return line
    head = line[: max(limit - 1, 0)]
    word_end = head.rfind(" ")
    if word_end > limit // 2 and line[len(head)] != " ":
        head = head[:word_end]
    return f"{head.rstrip(' ,;:-–—')}…" if limit > 0 else ""


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of plain text, each on one line; an empty line or several stand between paragraphs."""
    parts = re.split(r"\n[ \t]*\n", valid(text).replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(line for line in map(one_line, parts) if line)
