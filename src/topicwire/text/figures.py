"""Figures in a text: written one way whatever the language groups and points them with. Pure."""

import re

from topicwire.text.wordlists import words

POINTED_BY_COMMA = words(
    "bg ca cs da de el es fi fr hr hu id it nl no pl pt ro ru sk sl sr sv tr uk vi",
)
"""Languages that write 1.200,5 where English writes 1,200.5."""
GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")

SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,]*\d)")
"""Thousands parted by spaces, as in French 3 000; the text is folded, so that spaces of any width are plain."""


def without_spaced_groups(folded: str, language: str) -> str:
    """Write thousands parted by spaces together, in the languages that part them so."""
    if language not in POINTED_BY_COMMA:
        return folded
    return SPACED.sub(lambda found: found[0].replace(" ", ""), folded)


def plain_figure(figure: str, language: str) -> str:
    """Give a figure of digits, points and commas with a point for its decimals and no grouping.

    "1,200" is 1200 in English and 1.2 in German; "1,200,300" is grouped in any language. What has several parts
    that are no groups, such as a version or a date, stays as it is.
    """
    marks = [mark for mark in figure if mark in ".,"]
    if not marks:
        return figure
    decimal = "," if language in POINTED_BY_COMMA else "."
    if marks.count(marks[0]) == len(marks):
        is_grouped = GROUPED.fullmatch(figure) and (len(marks) > 1 or marks[0] != decimal)
        if is_grouped:
            return figure.replace(marks[0], "")
        return figure if len(marks) > 1 else _pointed(figure, marks[0])
    head, _, tail = figure.rpartition(marks[-1])
    return f"{head.replace(marks[0], '')}.{tail}" if marks.count(marks[-1]) == 1 else figure


def _pointed(figure: str, mark: str) -> str:
    head, _, tail = figure.partition(mark)
    return f"{head}.{tail}"
