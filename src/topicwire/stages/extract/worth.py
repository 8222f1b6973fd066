"""What one block of text is worth as part of an article, in characters of good text. Judged by itself alone."""

import re

from topicwire.stages.extract.blocks import Block
from topicwire.stages.extract.boilerplate import CELLS, HEADINGS, PARAGRAPHS

_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Letters that carry as much as two of an alphabet: Chinese, Japanese, Korean. On 20 Chinese pages one or two for one
gives the same F1; two keeps their short paragraphs."""
_PROSE = 120
"""A block this long, in characters, is text even where it ends without a full stop."""
_END = re.compile(r"[.!?…。！？।۔؟။]")
_CLOSING = 4
"""Quotation marks, brackets and notes that may follow the end of a sentence, in characters."""


def size_of(text: str) -> float:
    """Measure a text in letters of an alphabet, those of scripts that write a word in one or two counted twice."""
    return float(len(text) if text.isascii() else len(text) + len(_WIDE.findall(text)))


def value_of(block: Block) -> float:
    """Weigh a block in characters of good text; below zero for what looks like navigation.

    A heading is worth nothing by itself, a list item or cell half of a paragraph, text in no paragraph nearly all.
    """
    length = size_of(block.text)
    links = block.link_characters * length / len(block.text)
    good = length - 2 * links
    if block.tag in HEADINGS:
        return 0.0
    if links > length / 2:
        return -min(length, 80) / 2
    if block.tag in PARAGRAPHS:
        return good if length >= 25 else 0.0
    if block.tag in CELLS:
        return good / 2 if length >= 60 else -5.0
    return good * 0.9 if length >= 80 else -10.0


def is_prose(text: str) -> bool:
    """A text is prose when it is long or ends as sentences do; teasers and labels mostly do neither."""
    return len(text) >= _PROSE or ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends where the text does, closing quotation marks and brackets aside."""
    return bool(_END.search(text[-_CLOSING:]))


def sentences_in(text: str) -> int:
    """Count the ends of sentences, in any script that marks them."""
    return len(_END.findall(text))
