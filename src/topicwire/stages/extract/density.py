"""Finds the body of an article among the blocks of a page: where much text and few links stand close together.

Paragraphs vote for the elements around them, the nearer the more (the idea of Readability, 2009); the winner is then
widened to sections that belong to it and rid of what stands in it. Alone on 102 pages with a known body: F1 .964
(`python -m benchmarks.extraction`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from dataclasses import dataclass

from topicwire.stages.extract.blocks import Block, Element, owner_of
from topicwire.stages.extract.boilerplate import (
    CELLS,
    CREDIT_END,
    HEADINGS,
    PARAGRAPHS,
    STRAY_LINE,
)
from topicwire.stages.extract.marks import find_junk
from topicwire.stages.extract.tails import find_end

_ANCHOR_BONUS = 400.0
"""Characters a block is worth on top when the page's own description starts with it."""
_NEAR, _FADE = 3, 0.5
"""A paragraph votes for this many elements around it, each outer one with this share of the vote."""
_WIDER = 1.7
"""How much more good text an unmarked outer element must hold to be taken.
1.15 costs .007 F1, over 2 changes nothing."""
_NEARLY_ALL = 0.9
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_HOME = 300
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟။]")
_LONG = 50
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
    plain = [value_of(block) for block in blocks]
    junk = find_junk(elements, blocks, plain)
    end = find_end(elements, blocks, plain, junk)
    ending = blocks[end].text if end < len(blocks) else ""
    taken = [
        (block, _weigh(block, value, openings))
        for block, value in zip(blocks[:end], plain, strict=False)
        if not junk[block.element]
    ]
    if not taken:
        return Found([], ending, is_marked=False)
    _add_up(elements, taken)
    best = _at_home(elements, taken, max(range(len(elements)), key=lambda at: elements[at].score))
    prefix = list(accumulate((max(0.0, v) if not junk[b.element] else 0.0 for b, v in zip(blocks, plain)), initial=0.0))
    body = _widen(elements, best, prefix)
    inside = _descendants(elements, body)
    kept = _trim(elements, [block for block, _ in taken if inside[block.element]])
    return Found(kept, ending, is_marked=_is_marked(elements, body, inside))


def value_of(block: Block) -> float:
    """Weigh a block in characters of good text; below zero for what looks like navigation."""
    weight = 1.0 if block.text.isascii() else 1.0 + len(_WIDE.findall(block.text)) / len(block.text)
    length, links = weight * len(block.text), weight * block.link_characters
    if block.tag in HEADINGS:
        return 0.0
    if links > length / 2:
        return -min(length, 80) / 2
    if block.tag in PARAGRAPHS:
        return float(length - 2 * links) if length >= 25 else 0.0
    if block.tag in CELLS:
        return (length - 2 * links) / 2 if length >= 60 else -5.0
    return (length - 2 * links) * 0.9 if length >= 80 else -10.0


def is_prose(text: str) -> bool:
    return len(text) >= 120 or bool(_SENTENCE_END.search(text[-4:]))


def _weigh(block: Block, value: float, openings: Sequence[str]) -> float:
    if value > 0 and any(opening in block.text for opening in openings):
        return value * 2 + _ANCHOR_BONUS
    return value


def _add_up(elements: list[Element], taken: Sequence[tuple[Block, float]]) -> None:
    for block, value in taken:
        element = elements[block.element]
        element.value += value
        if value <= 0:
            continue
        element.good += value
        if is_prose(block.text):
            element.prose += value
        at, share = owner_of(elements, block), 1.0
        for _ in range(_NEAR):
            if at < 0:
                break
            elements[at].score += value * share
            at, share = elements[at].parent, share * _FADE
    for element in reversed(elements[1:]):  # children come after their parents
        outer = elements[element.parent]
        outer.good += element.good
        outer.prose += element.prose
        outer.value += element.value


def _at_home(elements: list[Element], taken: Sequence[tuple[Block, float]], best: int) -> int:
    """Give the winner within the article that holds the page's main heading, where others stand after it."""
    home = _home(elements, taken)
    if home < 0:
        return best
    in_home, inside, around = _descendants(elements, home), _descendants(elements, best), _articles(elements)
    at_home = elements[home].good
    if in_home[best] or at_home < _HOME:
        return best
    loose = sum(
        value for block, value in taken if value > 0 and inside[block.element] and not in_home[block.element]
        and (around[block.element] < 0 or in_home[around[block.element]] or _is_around(elements, around[block.element], home))
    )
    total = at_home + sum(value for block, value in taken if value > 0 and inside[block.element] and not in_home[block.element])
    if loose > 0.2 * total or at_home < 0.2 * total:
        return best
    return max((at for at in range(len(elements)) if in_home[at]), key=lambda at: elements[at].score)


def _home(elements, taken):
    around = _articles(elements)
    return next((around[block.element] for block, _ in taken if block.tag == "h1" and around[block.element] >= 0), -1)


def _articles(elements):
    around = []
    for at, element in enumerate(elements):
        around.append(at if element.tag == "article" else around[element.parent] if element.parent >= 0 else -1)
    return around


def _is_around(elements, outer, inner):
    while inner >= 0:
        if inner == outer: return True
        inner = elements[inner].parent
    return False


def _widen(elements: list[Element], best: int, prefix) -> int:
    """Climb from the winner to an outer element as long as it adds text that belongs to the article."""
    at, is_bounded = best, False
    while elements[at].parent >= 0 and elements[elements[at].parent].tag != "body":
        outer = elements[at].parent
        gain = elements[outer].good / max(1.0, elements[best].good)
        is_bounded = is_bounded or elements[at].tag in _BOUNDS or elements[at].is_body
        if gain >= 1.02:
            if _is_of_one_piece(elements, at, outer, gain) or (not is_bounded and gain >= 1.05 and _is_pure(elements, best, outer, prefix)):
                best = outer
            elif is_bounded:
                break
            elif gain >= _WIDER and elements[outer].value >= 1.1 * elements[best].value:
                best = outer
        at = outer
    return best


def _is_pure(elements, inner, outer, prefix):
    one, other = elements[inner], elements[outer]
    extra = other.good - one.good
    lead = prefix[one.start] - prefix[other.start]
    return lead >= 0.95 * extra and other.prose - one.prose >= 0.9 * extra and (other.good - other.value) - (one.good - one.value) <= 0.05 * extra


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
            and elements[child].prose > 100
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


def _trim(elements: Sequence[Element], blocks: Sequence[Block]) -> list[Block]:
    long = Counter(_row_of(elements, block) for block in blocks if len(block.text) >= _LONG)
    kept = [
        block
        for block in blocks
        if _is_of_body(block) and (block.tag in _KEPT_SHORT or len(block.text) >= _LONG or long[_row_of(elements, block)] >= 3 and block.text[-1] in ".!?…。！？।۔؟\"”’»)」")
    ]
    while kept and kept[-1].tag in HEADINGS:
        kept.pop()
    return kept


def _row_of(elements, block):
    element = elements[block.element]
    return element.parent, element.tag, element.first_class


def _is_of_body(block: Block) -> bool:
    length = len(block.text)
    linked = block.link_characters / length
    if block.tag == "h1" or linked > 0.9 or (linked > 0.6 and length < 100 and block.tag != "p"):
        return False
    if length < 100 and STRAY_LINE.match(block.text):
        return False
    if length < 200 and CREDIT_END.search(block.text):
        return False
    return block.tag in _KEPT_SHORT or length >= 50 or (length > 5 and block.text[-1] in ".!?…。！？।။۔؟\"”’»)」")
