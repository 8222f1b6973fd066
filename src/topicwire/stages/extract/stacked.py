"""Pages that hold several articles, one after another: the story is the one with the page's main heading.

Sites that load the next story when a reader reaches the end, and those that print more of the same kind below, hold
more text of other stories than of their own.
"""

from collections.abc import Sequence

from topicwire.stages.extract.blocks import Block, Element, inside_of

_LEAST = 300
"""The article with the main heading must hold this much good text, in characters; else it is a heading alone."""
_SHARE = 0.2
"""It must hold this share of the text in question, and so much of that at most may stand in no article at all:
there the story is cut into parts, of which only the first is marked as an article."""


def story_of(elements: Sequence[Element], taken: Sequence[tuple[Block, float]], best: int) -> int:
    """Give the article with the main heading where the chosen element is, or is made of, other articles; else -1.

    Args:
        elements: with their figures added up.
        taken: blocks and what they are worth.
        best: the element that looks most like the body.
    """
    articles = _nearest_articles(elements)
    home = next(
        (articles[block.element] for block, _ in taken if block.tag == "h1" and articles[block.element] >= 0), -1
    )
    if home < 0 or elements[home].good < _LEAST:
        return -1
    at_home, in_best, outer = inside_of(elements, home), inside_of(elements, best), _around(elements, home)
    if at_home[best]:
        return -1
    strange = [
        (block.element, value)
        for block, value in taken
        if value > 0 and in_best[block.element] and not at_home[block.element]
    ]
    loose = sum(value for at, value in strange if articles[at] < 0 or articles[at] in outer)
    total = elements[home].good + sum(value for _, value in strange)
    return home if loose <= _SHARE * total <= elements[home].good else -1


def _nearest_articles(elements: Sequence[Element]) -> list[int]:
    """Give for each element the article it is or stands in, -1 for none."""
    nearest = list[int]()
    for at, element in enumerate(elements):
        outer = nearest[element.parent] if element.parent >= 0 else -1
        nearest.append(at if element.tag == "article" else outer)
    return nearest


def _around(elements: Sequence[Element], inner: int) -> set[int]:
    found = set[int]()
    while inner >= 0:
        found.add(inner)
        inner = elements[inner].parent
    return found
