"""Where an article ends: at a heading that says so, if what follows it is not the article itself."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from topicwire.stages.extract.blocks import Block, Element, owner_of
from topicwire.stages.extract.boilerplate import BOX_HEADING, PARAGRAPHS, TAIL_HEADING

_BEFORE = 400
"""So much good text must stand before an ending, in characters: a page may begin with a list of the latest news."""
_LONGEST = 45
"""Headings of what follows an article are short, in characters."""
_TAIL_SHARE, _BOX_SHARE = 4.0, 0.3
"""How much good text, as a share of what stands before, may follow: after a sure ending and after a likely one."""


def find_end(
    elements: Sequence[Element], blocks: Sequence[Block], values: Sequence[float], junk: Sequence[bool]
) -> int:
    """Give the place of the block that ends the article; the number of blocks when none does.

    Args:
        elements: of the page.
        blocks: of the page.
        values: what each block is worth.
        junk: whether each element's text is left out anyway.
    """
    worth = [0.0 if junk[block.element] else max(0.0, value) for block, value in zip(blocks, values, strict=True)]
    before = list(accumulate(worth, initial=0.0))
    flow = _Flow(elements, blocks, worth)
    for at, block in enumerate(blocks):
        if junk[block.element]:
            continue
        if before[at] > _BEFORE and len(block.text) < _LONGEST and block.tag != "li":
            share = _TAIL_SHARE if TAIL_HEADING.match(block.text) else _BOX_SHARE if BOX_HEADING.match(block.text) else 0.0
            if share and before[-1] - before[at + 1] < share * before[at] and not flow.goes_on(at, before[at]):
                return at
        flow.add(block, worth[at])
    return len(blocks)


class _Flow:
    """The element that holds most of the text so far, and how much of its text is still to come."""

    def __init__(self, elements, blocks, worth):
        self._elements = elements
        self._left = Counter()
        for block, value in zip(blocks, worth, strict=True):
            if block.tag in PARAGRAPHS:
                self._left[owner_of(elements, block)] += value
        self._so_far = Counter()
        self._main = -1

    def add(self, block, value):
        if value > 0 and block.tag in PARAGRAPHS:
            owner = owner_of(self._elements, block)
            self._so_far[owner] += value
            self._left[owner] -= value
            if self._main < 0 or self._so_far[owner] > self._so_far[self._main]:
                self._main = owner

    def goes_on(self, at, before):
        return self._main >= 0 and self._so_far[self._main] >= 0.5 * before and self._left[self._main] >= 300
