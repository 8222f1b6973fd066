"""Which blocks within a body are not of it: captions, stray lines, lone labels."""

from collections import Counter
from collections.abc import Sequence

from topicwire.stages.extract.blocks import Block, Element
from topicwire.stages.extract.boilerplate import CELLS, CREDIT_END, HEADINGS, PARAGRAPHS, STRAY_LINE
from topicwire.stages.extract.worth import ends_sentence, size_of

_KEPT_SHORT = PARAGRAPHS | CELLS | HEADINGS
"""Elements whose short texts are kept too."""
_LONG = 50
"""Text in another element must have this many characters, or stand among paragraphs of the same make."""
_ROW = 3
"""So many long texts in elements of one make, side by side, are the paragraphs of a page that has no `p`."""
_SHORT_LINE, _CAPTION = 100, 200
"""Up to these lengths, in characters, a line may be a stray one, and a caption with its credit."""


def trimmed(elements: Sequence[Element], blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks that are of the body, in order; headings at its end go too."""
    rows = Counter(_make_of(elements, block) for block in blocks if len(block.text) >= _LONG)
    kept = [
        block
        for block in blocks
        if not _is_stray(block) and (_is_paragraph(block) or _is_in_row(block, rows[_make_of(elements, block)]))
    ]
    while kept and kept[-1].tag in HEADINGS:
        kept.pop()
    return kept


def _is_stray(block: Block) -> bool:
    length = len(block.text)
    linked = block.link_characters / length
    if block.tag == "h1" or linked > 0.9 or (linked > 0.6 and length < _SHORT_LINE and block.tag != "p"):
        return True
    if length < _SHORT_LINE and STRAY_LINE.match(block.text):
        return True
    return length < _CAPTION and bool(CREDIT_END.search(block.text))


def _is_paragraph(block: Block) -> bool:
    return block.tag in _KEPT_SHORT or size_of(block.text) >= _LONG


def _is_in_row(block: Block, row: int) -> bool:
    return row >= _ROW and ends_sentence(block.text)


def _make_of(elements: Sequence[Element], block: Block) -> tuple[int, str, str]:
    element = elements[block.element]
    return element.parent, element.tag, element.first_class
