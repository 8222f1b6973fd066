"""Where an article ends: at a heading that says so, if what follows it is not the article itself."""

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
_MAIN = 0.5
"""An element with this share of the text so far is where the article stands."""
_MORE = 0.8
"""With this much text still to come in that element, as a share of what stands before, the heading was that of a box
in between; less is a row of teasers set like the story."""


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
        if before[at] > _BEFORE and not junk[block.element]:
            after = before[-1] - before[at + 1]
            if after < _allowed_share(block) * before[at] and not flow.goes_on(before[at]):
                return at
        flow.pass_by(block, worth[at])
    return len(blocks)


def _allowed_share(block: Block) -> float:
    """Say how much may follow a block if it is to end the article; 0 when it is no such heading."""
    if len(block.text) >= _LONGEST or block.tag == "li":
        return 0.0
    if TAIL_HEADING.match(block.text):
        return _TAIL_SHARE
    return _BOX_SHARE if BOX_HEADING.match(block.text) else 0.0


class _Flow:
    """The element that holds most of the paragraphs so far, and how much of its text is still to come."""

    def __init__(self, elements: Sequence[Element], blocks: Sequence[Block], worth: Sequence[float]) -> None:
        self._elements = elements
        self._left, self._so_far, self._main = [0.0] * len(elements), [0.0] * len(elements), 0
        for block, value in zip(blocks, worth, strict=True):
            if block.tag in PARAGRAPHS:
                self._left[owner_of(elements, block)] += value

    def pass_by(self, block: Block, value: float) -> None:
        """Count a block among those before."""
        if value <= 0 or block.tag not in PARAGRAPHS:
            return
        owner = owner_of(self._elements, block)
        self._so_far[owner] += value
        self._left[owner] -= value
        if self._so_far[owner] > self._so_far[self._main]:
            self._main = owner

    def goes_on(self, before: float) -> bool:
        """Whether the element in which the text stood up to here has much of it still to come."""
        return self._so_far[self._main] >= _MAIN * before and self._left[self._main] >= _MORE * before
