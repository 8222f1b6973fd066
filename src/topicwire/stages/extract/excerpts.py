"""The excerpt: the publisher's description where it says something, else the first sentences of the text."""

import re
from collections.abc import Iterable

from topicwire.stages.extract.boilerplate import POOR_EXCERPT
from topicwire.text.clean import cut, plain

_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*(?=\s|$)|[。！？।۔؟]")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|No|vs|Inc|Ltd|Corp|Co|Jr|Sr|etc|approx|ca|bzw|Nr|z\.B)|\b[A-Z]|\bU\.S)\.$"
)
_SHORTEST = 40
"""A description under this length, in characters, is a label."""
_LETTERS = re.compile(r"[\W_]+")
_SAME = 40
"""So many letters alike at the start make a clipped description the start of the text."""


def choose_excerpt(descriptions: Iterable[str | None], text: str, title: str, limit: int) -> str:
    """Give one paragraph of at most `limit` characters; empty when nothing can serve.

    Args:
        descriptions: the publisher's own, best first, as found.
        text: the article's text, paragraphs separated by empty lines.
        title: an excerpt that only repeats it is none.
        limit: longest excerpt; a longer one is cut after a sentence, or after a word where there is none.
    """
    lead = _lead_of(text, title)
    for description in descriptions:
        line = plain(description, 4_000)
        if not _can_serve(line, title):
            continue
        if line.endswith(("…", "...", "[…]", "[...]")):
            line = _completed(line, lead, limit)
        return cut_at_sentence(line, limit)
    return cut_at_sentence(lead, limit)


def cut_at_sentence(line: str, limit: int) -> str:
    """Cut a line after the last sentence that ends within `limit` and not before a third of it; else after a word."""
    if len(line) <= limit:
        return line
    ends = [found.end() for found in _SENTENCE_END.finditer(line[: limit + 1]) if found.end() <= limit]
    for end in reversed(ends):
        if end < limit // 3:
            break
        if not _NOT_AN_END.search(line[:end]):
            return line[:end]
    return cut(line, limit)


def _can_serve(line: str, title: str) -> bool:
    return len(line) >= _SHORTEST and not POOR_EXCERPT.search(line[:300]) and _fold(line) != _fold(title)


def _completed(line: str, lead: str, limit: int) -> str:
    """A clipped description that is the start of the text goes on in the text."""
    start = _fold(line.rstrip(".…[] "))[:_SAME]
    return cut_at_sentence(lead, limit) if start and _fold(lead[:200]).startswith(start) else line


def _lead_of(text: str, title: str) -> str:
    """Join the first good paragraphs until there is enough to cut from."""
    taken, length = list[str](), 0
    for paragraph in text.split("\n\n")[:40]:
        if not _can_serve(paragraph, title) or (not taken and not _SENTENCE_END.search(paragraph)):
            continue
        taken.append(paragraph)
        length += len(paragraph)
        if length > 150:
            break
    return " ".join(taken)


def _fold(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
