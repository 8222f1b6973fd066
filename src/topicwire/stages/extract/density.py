"""Finds the body of an article among the blocks of a page: where much text and few links stand close together.

Paragraphs vote for the elements around them, the nearer the more (the idea of Readability, 2009); the winner is then
widened to sections that belong to it and rid of what stands in it. Alone on 102 pages with a known body: F1 .978
(`python -m benchmarks.extraction`), on 23 and 20 pages that nothing was tuned on .974 and .919.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from topicwire.stages.extract.blocks import Block, Element, inside_of, owner_of
from topicwire.stages.extract.marks import find_junk
from topicwire.stages.extract.stacked import story_of
from topicwire.stages.extract.tails import find_end
from topicwire.stages.extract.trims import trimmed
from topicwire.stages.extract.worth import is_prose, value_of

_ANCHOR_BONUS = 400.0
"""Characters a block is worth on top when the page's own description starts with it."""
_NEAR, _FADE = 3, 0.5
"""A paragraph votes for this many elements around it, each outer one with this share of the vote."""
_WIDER = 1.7
"""How much more good text an unmarked outer element must hold to be taken.
1.15 costs .007 F1, over 2 changes nothing."""
_GAIN, _PART_GAIN = 1.02, 1.05
"""Less than this is no gain, and no part of the body."""
_PART = 100
"""A sister section must hold this much prose, in characters, to be a part of the body: rows of teasers look alike."""
_PURE, _STAIN = 0.9, 0.05
"""What stands before the body and belongs to it is nearly all prose, with next to no links and labels in it."""
_SURE = 0.7
"""Share of the page's good text from which a body leaves no room for another article: 93 of 102 pages."""
_BOUNDS = frozenset(("article", "main"))


@dataclass(frozen=True, slots=True)
class Found:
    """The body of an article."""

    blocks: list[Block]  # in order; empty when the page has no text
    is_sure: bool  # they hold most of the page's good text, so that no other part of it can be the article


def find_body(elements: list[Element], blocks: Sequence[Block], openings: Sequence[str] = ()) -> Found:
    """Choose the blocks of the article's body.

    Args:
        elements: from `read_blocks`; their figures are filled in here.
        blocks: from `read_blocks`.
        openings: first words of the page's own descriptions; a block that starts so is taken for the article's.
    """
    values = [value_of(block) for block in blocks]
    junk = find_junk(elements, blocks, values)
    end = find_end(elements, blocks, values, junk)
    taken = [
        (block, _weigh(block, value, openings))
        for block, value in zip(blocks[:end], values, strict=False)
        if not junk[block.element]
    ]
    if not taken:
        return Found([], is_sure=False)
    _add_up(elements, taken)
    worth = [0.0 if junk[block.element] else max(0.0, value) for block, value in zip(blocks, values, strict=True)]
    body = _widen(elements, _choose(elements, taken), list(accumulate(worth, initial=0.0)))
    inside = inside_of(elements, body)
    kept = trimmed(elements, [block for block, _ in taken if inside[block.element]])
    total = sum(max(0.0, value) for value in values)
    return Found(kept, is_sure=sum(max(0.0, value_of(block)) for block in kept) >= _SURE * total)


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


def _choose(elements: Sequence[Element], taken: Sequence[tuple[Block, float]]) -> int:
    best = max(range(len(elements)), key=lambda at: elements[at].score)
    story = story_of(elements, taken, best)
    if story < 0:
        return best
    inside = inside_of(elements, story)
    return max((at for at in range(len(elements)) if inside[at]), key=lambda at: elements[at].score)


def _widen(elements: Sequence[Element], best: int, before: Sequence[float]) -> int:
    """Climb from the winner to an outer element as long as it adds text that belongs to the article.

    Args:
        elements: with their figures added up.
        best: place of the winner.
        before: the good text before each block.
    """
    at, is_bounded = best, False
    while elements[at].parent >= 0 and elements[elements[at].parent].tag != "body":
        outer = elements[at].parent
        gain = elements[outer].good / max(1.0, elements[best].good)
        is_bounded = is_bounded or elements[at].tag in _BOUNDS or elements[at].is_body
        if gain >= _GAIN:
            is_opened = gain >= _PART_GAIN and not is_bounded and _opens(elements[outer], elements[best], before)
            if is_opened or _is_of_one_piece(elements, at, outer, gain):
                best = outer
            elif is_bounded:
                break
            elif gain >= _WIDER and elements[outer].value >= 1.1 * elements[best].value:
                best = outer
        at = outer
    return best


def _opens(outer: Element, inner: Element, before: Sequence[float]) -> bool:
    """What the outer element adds is the start of the text: it stands before the inner one and is pure prose."""
    extra = outer.good - inner.good
    stain = (outer.good - outer.value) - (inner.good - inner.value)
    return (
        before[inner.start] - before[outer.start] >= (1 - _STAIN) * extra
        and outer.prose - inner.prose >= _PURE * extra
        and stain <= _STAIN * extra
    )


def _is_of_one_piece(elements: Sequence[Element], at: int, outer: int, gain: float) -> bool:
    """The outer element is marked as the body, or holds sisters of the inner one: same element, same first class."""
    if elements[outer].is_body:
        return True
    inner = elements[at]
    return (
        gain >= _PART_GAIN
        and inner.tag not in ("article", "main", "li")
        and any(
            child != at
            and elements[child].prose > _PART
            and (elements[child].tag, elements[child].first_class) == (inner.tag, inner.first_class)
            for child in elements[outer].children
        )
    )
