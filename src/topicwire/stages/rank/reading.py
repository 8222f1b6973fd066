"""An article's words, folded once, as the parts of the default card look for phrases in them. Pure."""

from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from topicwire.stages.rank.facts import Facts
from topicwire.stages.rank.phrases.languages import tables_for
from topicwire.stages.rank.phrases.table import Phrases
from topicwire.text.phrases import folded_phrase, is_whole

LONGEST = 50_000
"""Characters of text looked at: what an article is shows before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The facts of an article with its words folded, apostrophes straight."""

    facts: Facts
    title: str
    words: str  # excerpt and text
    outlet: str  # the publisher's own name; empty when nobody says it
    tables: tuple[Phrases, ...]  # of its language and of English; of all when its language is unknown

    def first_in_title(self, phrases: tuple[str, ...]) -> str:
        """Give the first phrase that stands in the title; empty when none does."""
        return next(iter(standing_in(self.title, phrases)), "")


def read(facts: Facts) -> Reading:
    """Fold the words of an article."""
    return Reading(
        facts=facts,
        title=folded(facts.title),
        words=folded(f"{facts.excerpt}\n{facts.text[:LONGEST]}"),
        outlet=folded(facts.outlet),
        tables=tables_for(facts.language),
    )


def folded(text: str) -> str:
    """Fold a text as the tables of phrases are written."""
    return folded_phrase(text).replace("’", "'")


def standing_in(words: str, phrases: tuple[str, ...]) -> list[str]:
    """List the phrases that stand in folded words as whole words, in the order of the table."""
    matches = _automaton(phrases).find_matches_as_indexes(words, overlapping=True)
    found = {index for index, start, end in matches if is_whole(words, start, end)}
    return [phrases[index] for index in sorted(found)]


@cache
def _automaton(phrases: tuple[str, ...]) -> AhoCorasick:
    """Build the automaton of a table, once: a long text is read in one pass, however many phrases there are."""
    return AhoCorasick(phrases)
