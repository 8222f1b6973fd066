"""A page as a row of text blocks and the tree of elements they stand in. One walk; no judgement about what is good."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborNode

from topicwire.stages.extract.boilerplate import (
    BODY_MARK,
    CELLS,
    COMMENT_MARK,
    HEADINGS,
    INLINE,
    JUNK_MARK,
    SKIPPED,
    UNSEEN,
)

MAX_BLOCKS = 20_000
"""No article has more; a page of bombs does."""
_LITTLE = 200
"""A page with less text than this, in characters, may have its story where others have navigation."""
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNMARKED = (False, False, False)
_BREAKABLE = frozenset(("div", "td", "body", "article", "section", "main", "form", "center"))
"""Elements in which two line breaks make a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two block borders."""

    text: str  # one line
    link_characters: int  # how many of them stand in links
    tag: str  # of the element it stands in; `p` for a part of a broken one
    element: int  # place in the list of elements


@dataclass(slots=True)
class Element:
    """A block element. Mutable: density.py adds up its figures."""

    parent: int  # place in the list of elements, always before this one; -1 for the root
    tag: str
    first_class: str
    start: int  # place of the first block that may stand in it
    is_body: bool  # carries a mark of the body itself
    is_marked_junk: bool  # carries a mark of something else
    is_comments: bool  # that mark is one of readers' comments
    children: list[int] = field(default_factory=list)
    good: float = 0.0  # characters of good text in it
    prose: float = 0.0  # the part of the good text that is sentences
    value: float = 0.0  # good text less the bad
    score: float = 0.0  # good text, nearer paragraphs counting more


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """A page as blocks."""

    elements: list[Element]  # in document order, the root first
    blocks: list[Block]  # in document order
    depth: int  # of the deepest element reached


def read_blocks(root: LexborNode) -> PageBlocks:
    """Walk an element without recursion and list its block elements and text blocks."""
    page = _read(root, SKIPPED)
    if _text_of(page) >= _LITTLE:
        return page
    other = _read(root, UNSEEN)
    return other if _text_of(other) >= 3 * _text_of(page) else page


def _read(root: LexborNode, skipped: frozenset[str]) -> PageBlocks:
    walk = _Walk(skipped)
    walk.run(root)
    return PageBlocks(walk.elements, walk.blocks, walk.depth)


def _text_of(page: PageBlocks) -> int:
    """Count the characters in blocks long enough to be paragraphs, links less."""
    lengths = (len(block.text) - 2 * block.link_characters for block in page.blocks)
    return sum(length for length in lengths if length >= 40)


class _Walk:
    """The state of one walk."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self.elements = [Element(-1, "body", "", 0, is_body=False, is_marked_junk=False, is_comments=False)]
        self.blocks = list[Block]()
        self.depth = 0
        self._pieces = list[str]()
        self._link_characters = self._link_depth = self._current = 0

    def run(self, root: LexborNode) -> None:
        opened = list[tuple[LexborNode, Callable[[int], None], int]]()
        node = root.first_child
        while len(self.blocks) < MAX_BLOCKS:
            if node is None:
                if not opened:
                    break
                inner, leave, before = opened.pop()
                leave(before)
                node = inner.next
                continue
            before = self._current
            leave_it = self._enter(node, node.tag)
            if leave_it is None:
                node = node.next
            else:
                opened.append((node, leave_it, before))
                self.depth = max(self.depth, len(opened))
                node = node.first_child
        self._end_block()

    def _enter(self, node: LexborNode, tag: str | None) -> Callable[[int], None] | None:
        """Take one node in; give what to call after its insides, None when they are not to be read."""
        if tag == "-text":
            self._take(node.text_content)
        elif tag == "br":
            self._break_line(node)
        elif tag == "a":
            self._link_depth += 1
            return self._leave_link
        elif tag in INLINE:
            return _leave_inline
        elif tag and tag[0] != "-" and tag not in self._skipped:
            return self._open(node, tag)
        return None

    def _take(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._link_depth:
                self._link_characters += len(text.strip())

    def _break_line(self, node: LexborNode) -> None:
        follower = node.next
        while follower is not None and follower.tag == "-text" and not (follower.text_content or "").strip():
            follower = follower.next
        if follower is not None and follower.tag == "br":
            self._end_block("p" if self.elements[self._current].tag in _BREAKABLE else None)
        else:
            self._pieces.append("\n")

    def _open(self, node: LexborNode, tag: str) -> Callable[[int], None] | None:
        self._end_block()
        attributes = node.attributes
        if attributes and _is_hidden(attributes):
            return None
        outer, classes = self.elements[self._current], attributes.get("class") or ""
        marks = f"{classes} {attributes.get('id') or ''}"[:400] if attributes and tag not in HEADINGS else classes[:400]
        is_body, is_junk, is_comments = _judge(marks) if marks else _UNMARKED
        is_body = is_body or attributes.get("itemprop") == "articleBody"
        first_class = classes.split(None, 1)[0] if classes.strip() else ""
        self.elements.append(
            Element(
                self._current,
                tag,
                first_class,
                len(self.blocks),
                is_body=is_body,
                is_marked_junk=is_junk and not is_body,
                is_comments=is_comments and not is_body,
            )
        )
        self._current = len(self.elements) - 1
        outer.children.append(self._current)
        return self._close

    def _close(self, before: int) -> None:
        self._end_block()
        self._current = before

    def _leave_link(self, _before: int) -> None:
        self._link_depth -= 1

    def _end_block(self, tag: str | None = None) -> None:
        if self._pieces:
            element = self.elements[self._current]
            text = " ".join("".join(self._pieces).split())
            if text:
                links = min(self._link_characters, len(text))
                self.blocks.append(Block(text, links, tag or element.tag, self._current))
            self._pieces.clear()
        self._link_characters = 0


@lru_cache(maxsize=8192)
def _judge(marks: str) -> tuple[bool, bool, bool]:
    """Say whether class names and id are marks of the body, of junk, of comments; the same ones stand all over."""
    return bool(BODY_MARK.search(marks)), bool(JUNK_MARK.search(marks)), bool(COMMENT_MARK.search(marks))


def _leave_inline(_before: int) -> None:
    """Nothing ends with an inline element."""


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _NO_DISPLAY.search(style[:1000]))


def owner_of(elements: Sequence[Element], block: Block) -> int:
    """Give the element a block counts for: around a paragraph or list item, else the element itself."""
    element = elements[block.element]
    is_paragraph = element.tag in ("p", "blockquote", "pre") or element.tag in CELLS
    return element.parent if is_paragraph and element.parent >= 0 else block.element


def inside_of(elements: Sequence[Element], top: int) -> list[bool]:
    """Say of each element whether it is that one or stands in it."""
    inside = [False] * len(elements)
    for at, element in enumerate(elements):
        inside[at] = at == top or (element.parent >= 0 and inside[element.parent])
    return inside
