"""What a page says about itself in markup: metas, links, JSON-LD blocks, headings and times. Gathered in one pass."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from topicwire.text.clean import plain

_MAX_METAS, _MAX_BLOCKS, _MAX_TIMES = 400, 50, 40
_MAX_VALUE = 10_000
"""Longest value of a meta that is read, in characters."""
_MAX_JSONLD = 1_000_000
_DATE_WORDS = ("date", "publi", "posted", "byline", "meta", "time", "fecha", "datum")
_DATED = ", ".join(("h1", "time", "abbr", '[id*="date" i]', *(f'[class*="{word}" i]' for word in _DATE_WORDS)))
_ASIDE = re.compile(
    r"comment|related|recommend|teaser|sidebar|widget|most-?read|trending|popular|(?<!post-)(?<!entry-)footer|latest"
)
_ASIDE_LEVELS = 6
_MARKED_AUTHOR, _SHOWN_AUTHOR = '[rel~="author"], [itemprop~="author"]', '[class*="byline" i], [class*="author" i]'
_NO_BYLINE = re.compile(
    r"comment|avatar|ima?ge?\b|photo|bio|desc|info|related|social|follow|count|quote|form|label|title"
)
_MAX_BYLINES, _LONGEST_BYLINE = 20, 160
"""Elements looked at for an author, and the longest words of one, in characters."""
_MANY, _ABOVE, _BELOW, _LONGEST_MARK, _SURROUNDINGS = 600, 8, 32, 200, 700
"""Marks looked at, kept above and below the main heading, the longest in characters; longest surroundings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTag:
    """A `<time>` element, or one marked as a date by itemprop."""

    raw: str  # its datetime or content attribute, else its words
    hint: str  # itemprop, class and id, in lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedMark:
    """A short element whose class or id speaks of a date, a byline or publication."""

    text: str
    hint: str  # class and id, in lower case
    distance: int  # in such elements from the first main heading: negative above it; 0: the heading's surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """A page's own statements, verbatim but capped; nothing is judged here."""

    metas: dict[str, tuple[str, ...]]  # contents by name, property or itemprop, in lower case, in page order
    links: tuple[tuple[str, str], ...]  # (rel in lower case, href) of link elements
    jsonld: tuple[str, ...]
    title: str  # of the title element; empty: none
    headings: tuple[str, ...]  # h1s, at most 3
    times: tuple[TimeTag, ...]
    dated: tuple[DatedMark, ...]  # in page order, at most 40 around the main heading
    bylines: tuple[str, ...]  # words of elements marked as author
    language: str | None  # of the html element
    is_amp: bool  # the page itself is an AMP page

    def first(self, *names: str) -> str | None:
        """Give the first non-empty meta of these names, in the order of the names."""
        return next((value for name in names for value in self.metas.get(name, ())), None)

    def all_of(self, *names: str) -> tuple[str, ...]:
        """Give all metas of these names, in the order of the names."""
        return tuple(value for name in names for value in self.metas.get(name, ()))

    def link(self, rel: str) -> str | None:
        """Give the address of the first link of that relation."""
        return next((href for rels, href in self.links if rel in rels.split()), None)


def read_head(tree: LexborHTMLParser) -> PageHead:
    """Gather a page's statements. Of a page without any markup all fields are empty."""
    root = tree.root
    attributes = root.attributes if root is not None else {}
    title = tree.css_first("head title") or tree.css_first("title")
    return PageHead(
        metas=_metas(tree),
        links=tuple(_link(node) for node in tree.css("link[rel][href]")[:_MAX_METAS]),
        jsonld=_jsonld(tree),
        title=_words(title),
        headings=tuple(words for node in tree.css("h1")[:3] if (words := _words(node))),
        times=_times(tree),
        dated=_dated(tree),
        bylines=tuple(_words(node) for node in tree.css(_MARKED_AUTHOR)[:_MAX_BYLINES] if not _is_in_comment(node)),
        language=(attributes.get("lang") or attributes.get("xml:lang") or "").strip() or None,
        is_amp="amp" in attributes or "⚡" in attributes,
    )


def _metas(tree: LexborHTMLParser) -> dict[str, tuple[str, ...]]:
    found = dict[str, tuple[str, ...]]()
    for node in tree.css("meta[content]")[:_MAX_METAS]:
        attributes = node.attributes
        value = (attributes.get("content") or "")[:_MAX_VALUE].strip()
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if value and name:
            key = name.strip().lower()[:100]
            found[key] = (*found.get(key, ())[:20], value)
    return found


def _link(node: LexborNode) -> tuple[str, str]:
    attributes = node.attributes
    return (attributes.get("rel") or "").lower()[:100], (attributes.get("href") or "")[:_MAX_VALUE]


def _jsonld(tree: LexborHTMLParser) -> tuple[str, ...]:
    blocks = (node.text() for node in tree.css('script[type*="ld+json" i]')[:_MAX_BLOCKS])
    return tuple(block for block in blocks if 0 < len(block) <= _MAX_JSONLD)


def _times(tree: LexborHTMLParser) -> tuple[TimeTag, ...]:
    found = list[TimeTag]()
    for node in tree.css('time, [itemprop="datePublished"], [itemprop="dateModified"]')[:_MAX_TIMES]:
        attributes = node.attributes
        raw = attributes.get("datetime") or attributes.get("content") or _words(node)
        hint = " ".join(attributes.get(name) or "" for name in ("itemprop", "class", "id"))
        if raw and node.tag != "meta" and not _is_aside(node):
            found.append(TimeTag(raw=raw[:100].strip(), hint=hint.lower()[:200]))
    return tuple(found)


def _dated(tree: LexborHTMLParser) -> tuple[DatedMark, ...]:
    """Gather the elements marked as dates near the main heading, and the words around it."""
    nodes = tree.css(_DATED)[:_MANY]
    heading = next((place for place, node in enumerate(nodes) if node.tag == "h1"), None)
    start = 0 if heading is None else max(0, heading - _ABOVE)
    found = list[DatedMark]()
    for place in range(start, min(len(nodes), start + _ABOVE + _BELOW)):
        node = nodes[place]
        if node.tag == "h1" or _is_aside(node):
            continue
        text = node.text(separator=" ")[: _LONGEST_MARK + 200].strip()
        if text and len(text) <= _LONGEST_MARK:
            hint = " ".join(node.attributes.get(name) or "" for name in ("class", "id")).lower()[:200]
            found.append(DatedMark(text=" ".join(text.split()), hint=hint, distance=place - (heading or 0) or 1))
    if heading is not None and (around := _surroundings(nodes[heading])):
        found.append(DatedMark(text=around, hint="", distance=0))
    return tuple(found)


def _surroundings(heading: LexborNode) -> str:
    """Give the words that follow a heading in the largest element around it that holds little else."""
    title = " ".join(heading.text(separator=" ").split())
    best, node = "", heading.parent
    for _ in range(4):
        if node is None or node.tag in {"body", "html"}:
            break
        words = " ".join(node.text(separator=" ")[: 4 * _SURROUNDINGS].split())
        if len(words) > _SURROUNDINGS:
            break
        best, node = words.partition(title)[2] if title else "", node.parent
    return best[:_LONGEST_MARK]


def _is_in_comment(node: LexborNode) -> bool:
    """Say whether an element, or one it stands in, is a comment."""
    above: LexborNode | None = node
    for _ in range(_ASIDE_LEVELS):
        if above is None or above.tag in {"body", "article", "main"}:
            return False
        if "comment" in f"{above.attributes.get('class') or ''} {above.attributes.get('id') or ''}".lower():
            return True
        above = above.parent
    return False


def _is_aside(node: LexborNode) -> bool:
    """Say whether an element stands in comments, among links to other articles, or in the page's foot."""
    above = node.parent
    for _ in range(_ASIDE_LEVELS):
        if above is None or above.tag in {"body", "article", "main"}:
            return False
        if above.tag in {"aside", "footer", "nav"}:
            return True
        names = above.attributes
        if _ASIDE.search(f"{names.get('class') or ''} {names.get('id') or ''}".lower()):
            return True
        above = above.parent
    return False


def read_shown_bylines(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Gather the words of short elements whose class speaks of an author, in page order.

    A search of its own, as few pages need it: those whose markup names no author.
    """
    found = list[str]()
    for node in tree.css(_SHOWN_AUTHOR)[:_MAX_BYLINES]:
        if _NO_BYLINE.search((node.attributes.get("class") or "").lower()) or _is_aside(node):
            continue
        words = _words(node)
        if words and len(words) <= _LONGEST_BYLINE:
            found.append(words)
    return tuple(found)


def _words(node: LexborNode | None) -> str:
    return plain(node.text(separator=" ")[:2_000].replace("<", "‹"))[:500] if node is not None else ""
