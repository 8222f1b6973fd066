"""An editor's Markdown as harmless markup. Pure. Raw HTML stays text, links go where `web_address` lets them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from minijinja import safe

from topicwire.render.site.links import web_address
from topicwire.text.clean import valid

LONGEST = 20_000
"""Characters of one note that are read."""
TAGS = frozenset(
    {"p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a note, by the heading it stands under."""

    heading: str  # plain words; empty for what stands before the first heading
    source: str  # Markdown, the heading left out
    whole: str  # Markdown with the heading


def markup(source: str) -> str:
    """Give Markdown as markup that may stand in a page; headings begin below the page's own."""
    made = _parser().render(valid(source)[:LONGEST])
    lowered = _HEADING.sub(lambda found: f"{found[1]}{3 if int(found[2]) < 3 else 4}", made)
    return safe(nh3.clean(lowered, tags=set(TAGS), attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}))


def sections(source: str) -> tuple[Section, ...]:
    """Cut Markdown at its headings, and at paragraphs that say no more than a heading would (`Corrections:`)."""
    text = valid(source)[:LONGEST]
    lines, tokens = text.split("\n"), _parser().parse(text)
    starts = [(0, 0, "")]
    for place, token in enumerate(tokens):
        if token.level == 0 and token.type in {"heading_open", "paragraph_open"} and token.map:
            words = tokens[place + 1].content.strip()
            if token.type == "heading_open" or _is_heading(words):
                starts.append((token.map[0], token.map[1], _bare(words)))
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    return tuple(
        Section(heading=heading, source="\n".join(lines[after:end]), whole="\n".join(lines[start:end]))
        for (start, after, heading), end in zip(starts, ends, strict=True)
    )


def entries(source: str) -> tuple[str, ...]:
    """Give the entries of the lists in Markdown, each as Markdown; where there is no list, its paragraphs."""
    lines, tokens = source.split("\n"), _parser().parse(source)
    listed = [_lines(lines, token) for token in tokens if token.type == "list_item_open" and token.level == 1]
    if listed:
        return tuple(_without_mark(one) for one in listed)
    return tuple(_lines(lines, token) for token in tokens if token.type == "paragraph_open" and token.level == 0)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(["table", "strikethrough"])
    parser.disable(["image", "html_block", "html_inline"])
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    return parser


def _is_safe(url: str) -> bool:
    return bool(web_address(url)) or url.startswith("mailto:")


def _is_heading(words: str) -> bool:
    return len(words) <= 40 and words.rstrip("* ").endswith((":", "：")) and "\n" not in words


def _bare(words: str) -> str:
    return words.strip(" *_:：#")


def _lines(lines: Sequence[str], token: Token) -> str:
    start, end = token.map or (0, 0)
    return "\n".join(lines[start:end]).strip("\n")


def _without_mark(item: str) -> str:
    return re.sub(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+", "", item, count=1)
