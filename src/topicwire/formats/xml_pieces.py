"""A feed that is not well formed, taken apart in its text so that one broken entry costs no other."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"<!\[CDATA\[|<!--|<(?P<end>/?)(?P<name>(?:[A-Za-z][\w.-]{0,20}:)?(?:item|entry))(?=[\s>/])", re.IGNORECASE
)
_OPEN_TAG = re.compile(r"<[A-Za-z_][\w.:-]*(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_XMLNS = re.compile(r"\s(xmlns(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_PREFIX = re.compile(r"[<\s]/?([A-Za-z_][\w.-]{0,20}):[A-Za-z_]")
_USUAL = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "yt": "http://www.youtube.com/xml/schemas/2015",
}
"""What undeclared prefixes mean by custom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A feed's text in parts, each a document of its own with the namespaces of the whole."""

    head: str  # the root and channel without any entry
    entries: tuple[str, ...]  # in order


def take_apart(text: str) -> Pieces | None:
    """Cut a repaired feed into its head and its entries; None when no entry can be told apart.

    An entry ends at its end tag, at the start of the next one, or at the end of the text, whichever comes first.
    """
    spans = _spans(text)
    if not spans:
        return None
    opened, closed = _wrapper(text)
    head = text[: spans[0][0]]
    tail = text[spans[-1][1] :]
    return Pieces(head=head + tail, entries=tuple(f"{opened}{text[start:end]}{closed}" for start, end in spans))


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start, at, unclosed = list[tuple[int, int]](), -1, 0, set[str]()
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token["name"] is None:
            at = _behind_section(text, token, unclosed)
        elif token["end"]:
            at = text.find(">", at) + 1 or len(text)
            if start >= 0:
                spans.append((start, at))
            start = -1
        else:
            if start >= 0:
                spans.append((start, token.start()))
            start = token.start()
    return [*spans, (start, len(text))] if start >= 0 else spans


def _behind_section(text: str, token: re.Match[str], unclosed: set[str]) -> int:
    """Find the end of a CDATA section or comment; one that never ends hides nothing and is looked for once."""
    closing = "]]>" if token[0].startswith("<![") else "-->"
    end = text.find(closing, token.end()) if closing not in unclosed else -1
    if end < 0:
        unclosed.add(closing)
    return end if end >= 0 else token.end()


def _wrapper(text: str) -> tuple[str, str]:
    """Build the element that gives a lone entry the namespaces of its feed."""
    root = _OPEN_TAG.match(text)
    declared = {name: first or second for name, first, second in _XMLNS.findall(root[0])} if root else {}
    used = {prefix for prefix in _PREFIX.findall(text[:200_000]) if prefix in _USUAL}
    spaces = {f"xmlns:{prefix}": _USUAL[prefix] for prefix in used} | declared
    attributes = "".join(f' {name}="{address}"' for name, address in sorted(spaces.items()))
    return f"<channel{attributes}>", "</channel>"
