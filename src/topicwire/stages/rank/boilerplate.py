"""Tells what is no coverage by its set phrases: press releases, market reports, advertising, lists. Pure.

Each function gives the sign it found, to be shown as the evidence, and an empty string where there is none. The phrases
are in phrases/, a table a language.
"""

import re
from functools import cache

from topicwire.stages.rank.phrases.languages import WIRES
from topicwire.stages.rank.phrases.table import Phrases
from topicwire.stages.rank.reading import Reading, folded, standing_in

YEAR = re.compile(r"(?<!\d)20[2-9]\d(?!\d)")
SHORT_TITLE = 20
"""Letters up to which a title in capitals may be names and numbers only."""
SHOUTING = re.compile(r"(?:[!?]\s*){2,}")
OPENERS = "top|the|these|here are|our|my|die|diese|meine|les|ces|voici|las|los|estas|estos|os|as|estes|эти|топ"
"""Words that may stand before the number of a list; after others, as after a month, a number counts something else."""
EDGE, EXCERPT_EDGE = 250, 30
"""Characters at either end of a text, and first of an excerpt, in which a mark of advertising stands; in the middle it
is spoken about."""


def press_release(reading: Reading) -> str:
    """Give the sign by which the article is a press release: where it stands, one dateline, or two hints."""
    if reading.facts.domain in WIRES:
        return reading.facts.domain
    words = f"{reading.title}\n{reading.words}"
    sign = next((sign for table in reading.tables for sign in standing_in(words, table.release_signs)), "")
    if sign:
        return f"“{sign}”"
    hints = list(dict.fromkeys(hint for table in reading.tables for hint in standing_in(words, table.release_hints)))
    return f"“{hints[0]}” and “{hints[1]}”" if len(hints) > 1 else ""


def market_report(reading: Reading) -> str:
    """Give the phrases by which the article advertises a report on a market.

    Its title must speak of a market in the way of such reports, and its words, or more of the title, confirm it.
    """
    return next((found for table in reading.tables if (found := _market_report(reading, table))), "")


def _market_report(reading: Reading, table: Phrases) -> str:
    market = reading.first_in_title(table.market)
    if not market or reading.first_in_title(table.other_markets):
        return ""
    in_title = [*standing_in(reading.title, table.report_title), *YEAR.findall(reading.title)]
    if len(in_title) < 2:
        return ""
    in_words = list(standing_in(reading.words, table.report_body))
    is_one = len(in_title) + 2 * len(in_words) >= 4
    return ", ".join([market, *in_title, *in_words][:5]) if is_one else ""


def sponsored(reading: Reading) -> str:
    """Give the mark by which somebody paid for the article: in its title, or where its text begins or ends."""
    facts = reading.facts
    edges = folded(f"{facts.title}\n{facts.excerpt[:EXCERPT_EDGE]}\n{facts.text[:EDGE]}\n{facts.text[-EDGE:]}")
    return next((mark for table in reading.tables for mark in standing_in(edges, table.sponsored)), "")


def deal(reading: Reading) -> str:
    """Give what in the title sells something."""
    return next((sign for table in reading.tables if (sign := reading.first_in_title(table.deals))), "")


def roundup(reading: Reading) -> str:
    """Give what in the title says that the article is about many events."""
    return next((sign for table in reading.tables if (sign := reading.first_in_title(table.roundups))), "")


def listicle(reading: Reading) -> str:
    """Give the words of the title by which it counts things: “7 reasons”, “the ten best ...”."""
    matches = (_counting(table).search(reading.title) for table in reading.tables)
    return next((match.group(match.lastindex or 0) for match in matches if match), "")


@cache
def _counting(table: Phrases) -> re.Pattern[str]:
    """Build the pattern of a title that begins by counting things; in Han and kana they are counted anywhere."""
    numbers = "|".join((r"\d{1,3}", *map(re.escape, table.numbers)))
    things = "|".join(map(re.escape, table.listed_things)) or "(?!)"
    spaced = rf"^(?:(?:{OPENERS})\s+){{0,2}}((?:{numbers})\s+(?:[\w'-]+\s+){{0,2}}(?:{things})\b)"
    return re.compile(rf"{spaced}|(?<!\d)(\d{{1,3}}(?:{things}))(?!\w*\s)")


def clickbait(reading: Reading) -> str:
    """Give what in the title begs to be clicked."""
    bait = next((bait for table in reading.tables for bait in table.baits if bait in reading.title), "")
    if bait:
        return f"“{bait}”"
    if SHOUTING.search(reading.title):
        return "its title shouts"
    return "its title is all capitals" if _is_shouted(reading.facts.title) else ""


def _is_shouted(title: str) -> bool:
    """Say whether a title is in capitals. Only letters that have a small form count: few scripts have any."""
    cased = [letter for letter in title if letter.lower() != letter.upper()]
    return len(cased) > SHORT_TITLE and all(letter.isupper() for letter in cased)
