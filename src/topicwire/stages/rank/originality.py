"""Tells reporting of one's own from retelling, by what the text says of where it knows things from. Pure.

A text that asked, saw or tested says so; one that retells another outlet has to name it. Neither sign is proof: so both
count little beside what an editor vouches for, and less when the other is there too.
"""

import re
from collections.abc import Iterator
from functools import cache

from topicwire.stages.rank.phrases.languages import OUTLETS
from topicwire.stages.rank.reading import Reading, standing_in
from topicwire.text.phrases import has_phrase
from topicwire.text.tokens import IS_UNSPACED

OUTLET = "{outlet}"
SHORTEST_NAME = 3
"""Letters a publisher's name needs: shorter ones stand in too many sentences."""
QUOTATION = re.compile(r"[“„«»「『\"]([^“”„«»「」『』\"]{8,500})[”“«»」』\"]")
NEAR = 90
"""Characters around a quotation in which somebody must say it."""
MOST_QUOTES = 3


def firsthand(reading: Reading) -> list[str]:
    """List the phrases by which the article says that its writers found out for themselves."""
    own = (reading.outlet,) if len(reading.outlet) >= SHORTEST_NAME else ()
    words = f"{reading.title}\n{reading.words}"
    found = (
        phrase
        for table in reading.tables
        for phrase in (
            *standing_in(words, _plain(table.firsthand)),
            *(phrase for phrase in _named(table.firsthand, own) if has_phrase(words, phrase)),
        )
    )
    return list(dict.fromkeys(found))


def second_hand(reading: Reading) -> str:
    """Give the phrase by which the article credits another outlet; empty when it credits none."""
    words = f"{reading.title}\n{reading.words}"
    others = tuple(name for name in standing_in(words, OUTLETS) if name not in reading.outlet)
    for table in reading.tables:
        if plain := standing_in(words, _plain(table.credits)):
            return plain[0]
        if named := next((phrase for phrase in _named(table.credits, others) if has_phrase(words, phrase)), ""):
            return named
    return ""


@cache
def _plain(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Give the phrases without a place for a name."""
    return tuple(phrase for phrase in phrases if OUTLET not in phrase)


def _named(phrases: tuple[str, ...], names: tuple[str, ...]) -> Iterator[str]:
    """Give the phrases that have a place for a name with each name put in."""
    return (phrase.replace(OUTLET, name) for phrase in phrases if OUTLET in phrase for name in names)


def count_quotes(reading: Reading) -> int:
    """Count quotations that somebody is said to have said, up to MOST_QUOTES; a quoted word or name is none."""
    found = 0
    for quotation in QUOTATION.finditer(reading.words):
        if not _is_speech(quotation.group(1)):
            continue
        around = _around(reading.words, quotation.start(), quotation.end())
        found += any(standing_in(around, table.says) for table in reading.tables)
        if found == MOST_QUOTES:
            break
    return found


def _is_speech(quoted: str) -> bool:
    """Say whether a quotation is long enough to be more than a quoted name: three words, or a script without spaces."""
    return quoted.count(" ") > 1 or bool(IS_UNSPACED.search(quoted))


def _around(words: str, start: int, end: int) -> str:
    return f"{words[max(0, start - NEAR) : start]}\n{words[end : end + NEAR]}"
