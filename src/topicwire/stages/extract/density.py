"""Finds the body of an article among the blocks of a page: where much text and few links stand close together.

Paragraphs vote for the elements around them, the nearer the more (the idea of Readability, 2009); the winner is then
widened to sections that belong to it and rid of what stands in it. Alone on 102 pages with a known body: F1 .964
(`python -m benchmarks.extraction`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from topicwire.stages.extract.blocks import Block, Element, owner_of
from topicwire.stages.extract.boilerplate import (
    BOX_HEADING,
    CELLS,
    CREDIT_END,
    HEADINGS,
    PARAGRAPHS,
    STRAY_LINE,
    TAIL_HEADING,
)

_ANCHOR_BONUS = 400.0
"""Characters a block is worth on top when the page's own description starts with it."""
_NEAR, _FADE = 3, 0.5
"""A paragraph votes for this many elements around it, each outer one with this share of the vote."""
_WIDER = 1.7
"""How much more good text an unmarked outer element must hold to be taken.
1.15 costs .007 F1, over 2 changes nothing."""
_NEARLY_ALL = 0.9
_BOUNDS = frozenset(("article", "main"))
_KEPT_SHORT = PARAGRAPHS | CELLS | HEADINGS


@dataclass(frozen=True, slots=True)
class Found:
    """The body of an article."""

    blocks: list[Block]  # in order; empty when the page has no text
    ending: str  # the heading that says the article is over; empty when there is none
    is_marked: bool  # the publisher marks these very blocks as the body, and they are nearly all text there is


def find_body(elements: list[Element], blocks: Sequence[Block], openings: Sequence[str] = ()) -> Found:
    """Choose the blocks of the article's body.

    Args:
        elements: from `read_blocks`; their figures are filled in here.
        blocks: from `read_blocks`.
        openings: first words of the page's own descriptions; a block that starts so is taken for the article's.
    """
    row = _without_tail(blocks)
    ending = blocks[len(row)].text if len(row) < len(blocks) else ""
    values = [_weigh(block, openings) for block in row]
    believes_marks = _marks_are_reliable(row, values)
    taken = [(block, value) for block, value in zip(row, values, strict=True) if not (believes_marks and block.is_junk)]
    if not taken:
        return Found([], ending, is_marked=False)
    _add_up(elements, taken)
    best = max(range(len(elements)), key=lambda at: elements[at].score)
    body = _widen(elements, best)
    inside = _descendants(elements, body)
    kept = _trim([block for block, _ in taken if inside[block.element]])
    return Found(kept, ending, is_marked=_is_marked(elements, body, inside))


def value_of(block: Block) -> float:
    """Weigh a block in characters of good text; below zero for what looks like navigation."""
    length, links = len(block.text), block.link_characters
    if block.tag in HEADINGS:
        return 0.0
    if links > length / 2:
        return -min(length, 80) / 2
    if block.tag in PARAGRAPHS:
        return float(length - 2 * links) if length >= 25 else 0.0
    if block.tag in CELLS:
        return (length - 2 * links) / 2 if length >= 60 else -5.0
    return (length - 2 * links) * 0.9 if length >= 80 else -10.0


def _weigh(block: Block, openings: Sequence[str]) -> float:
    value = value_of(block)
    if value > 0 and any(opening in block.text for opening in openings):
        return value * 2 + _ANCHOR_BONUS
    return value


def _without_tail(blocks: Sequence[Block]) -> Sequence[Block]:
    """Cut the row of blocks at the heading that ends the article, if what follows is not the article itself."""
    good = 0.0
    for at, block in enumerate(blocks):
        if block.is_junk:
            continue
        if good > 400 and len(block.text) < 45 and block.tag != "li":
            share = 4.0 if TAIL_HEADING.match(block.text) else 0.3 if BOX_HEADING.match(block.text) else 0.0
            if share and _good_text(blocks[at + 1 :]) < share * good:
                return blocks[:at]
        good += max(0.0, value_of(block))
    return blocks


def _good_text(blocks: Sequence[Block]) -> float:
    return sum(max(0.0, value_of(block)) for block in blocks if not block.is_junk)


def _marks_are_reliable(row: Sequence[Block], values: Sequence[float]) -> bool:
    """Marks of junk that would take away most of a page's text are wrong on that page."""
    pairs = [(block.is_junk, value) for block, value in zip(row, values, strict=True) if value > 0]
    return sum(value for is_junk, value in pairs if is_junk) <= 0.7 * sum(value for _, value in pairs)


def _add_up(elements: list[Element], taken: Sequence[tuple[Block, float]]) -> None:
    for block, value in taken:
        element = elements[block.element]
        element.value += value
        if value <= 0:
            continue
        element.good += value
        at, share = owner_of(elements, block), 1.0
        for _ in range(_NEAR):
            if at < 0:
                break
            elements[at].score += value * share
            at, share = elements[at].parent, share * _FADE
    for element in reversed(elements[1:]):  # children come after their parents
        outer = elements[element.parent]
        outer.good += element.good
        outer.value += element.value


def _widen(elements: list[Element], best: int) -> int:
    """Climb from the winner to an outer element as long as it adds text that belongs to the article."""
    at, is_bounded = best, False
    while elements[at].parent >= 0 and elements[elements[at].parent].tag != "body":
        outer = elements[at].parent
        gain = elements[outer].good / max(1.0, elements[best].good)
        is_bounded = is_bounded or elements[at].tag in _BOUNDS or elements[at].is_body
        if gain >= 1.02:
            if _is_of_one_piece(elements, at, outer, gain):
                best = outer
            elif is_bounded:
                break
            elif gain >= _WIDER and elements[outer].value >= 1.1 * elements[best].value:
                best = outer
        at = outer
    return best


def _is_of_one_piece(elements: list[Element], at: int, outer: int, gain: float) -> bool:
    """The outer element is marked as the body, or holds sisters of the inner one: same element, same first class."""
    if elements[outer].is_body:
        return True
    inner = elements[at]
    return (
        gain >= 1.05
        and inner.tag not in ("article", "main", "li")
        and any(
            child != at
            and elements[child].good > 100
            and (elements[child].tag, elements[child].first_class) == (inner.tag, inner.first_class)
            for child in elements[outer].children
        )
    )


def _is_marked(elements: list[Element], body: int, inside: list[bool]) -> bool:
    """Of 41 such pages among 102, none was read better by a second reader."""
    if elements[body].good < _NEARLY_ALL * elements[0].good:
        return False
    return any(
        element.is_body and inside[at] and element.good >= _NEARLY_ALL * elements[body].good
        for at, element in enumerate(elements)
    )


def _descendants(elements: list[Element], top: int) -> list[bool]:
    inside = [False] * len(elements)
    for at, element in enumerate(elements):
        inside[at] = at == top or (element.parent >= 0 and inside[element.parent])
    return inside


def _trim(blocks: Sequence[Block]) -> list[Block]:
    kept = [block for block in blocks if _is_of_body(block)]
    while kept and kept[-1].tag in HEADINGS:
        kept.pop()
    return kept


def _is_of_body(block: Block) -> bool:
    length = len(block.text)
    linked = block.link_characters / length
    if block.tag == "h1" or linked > 0.9 or (linked > 0.6 and length < 100 and block.tag != "p"):
        return False
    if length < 100 and STRAY_LINE.match(block.text):
        return False
    if length < 200 and CREDIT_END.search(block.text):
        return False
    return block.tag in _KEPT_SHORT or length >= 50
