"""Whole words and phrases inside a text, in any script. Works on text as `tokens.fold` gives it."""

import re

from topicwire.text.tokens import IS_UNSPACED, MARKS, fold

SPACE = re.compile(r"\s+")
LETTER = re.compile(rf"[\w{MARKS}]")


def folded_phrase(text: str) -> str:
    """Give the text folded, with every run of white space as one space."""
    return SPACE.sub(" ", fold(text)).strip()


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] stands as whole words: no letter or digit goes on at either end.

    Scripts written without spaces part words nowhere and everywhere, so that they bound any word.
    """
    return _is_edge(text[start], text[start - 1 : start]) and _is_edge(text[end - 1], text[end : end + 1])


def _is_edge(inner: str, outer: str) -> bool:
    if not outer or not LETTER.match(outer) or not LETTER.match(inner):
        return True
    return bool(IS_UNSPACED.match(inner)) != bool(IS_UNSPACED.match(outer)) or bool(IS_UNSPACED.match(inner))


def has_phrase(text: str, phrase: str) -> bool:
    """Say whether the phrase stands in the text as whole words; both as `folded_phrase` gives them."""
    start = text.find(phrase) if phrase else -1
    while start >= 0:
        if is_whole(text, start, start + len(phrase)):
            return True
        start = text.find(phrase, start + 1)
    return False
