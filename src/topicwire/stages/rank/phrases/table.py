"""What a language's table of phrases holds."""

from dataclasses import dataclass

from topicwire.text.phrases import folded_phrase


def listed(*lines: str) -> tuple[str, ...]:
    """Split lines at `|` into phrases, folded as texts are: a German “ß” is “ss” there."""
    return tuple(folded_phrase(phrase) for line in lines for phrase in line.split("|") if phrase.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The phrases of one language; looked for as whole words. `{outlet}` stands for a publisher's name."""

    firsthand: tuple[str, ...] = ()  # the writers asked, saw or tested; `{outlet}` is the article's own publisher
    credits: tuple[str, ...] = ()  # it retells another outlet; `{outlet}` is any outlet of OUTLETS but its own
    says: tuple[str, ...] = ()  # near a quotation: somebody says it
    release_signs: tuple[str, ...] = ()  # datelines and footers that only a release has: one is enough
    release_hints: tuple[str, ...] = ()  # phrases that reports on a release use as well: two are needed
    sponsored: tuple[str, ...] = ()  # marks of what was paid for
    deals: tuple[str, ...] = ()  # in a title: it sells
    roundups: tuple[str, ...] = ()  # in a title: many events in one
    baits: tuple[str, ...] = ()  # in a title: begs to be clicked
    numbers: tuple[str, ...] = ()  # numbers in words, as lists count
    listed_things: tuple[str, ...] = ()  # what lists count: "ways", "reasons"
    desks: tuple[str, ...] = ()  # words of a byline that names no person
    market: tuple[str, ...] = ()  # a title with one of these may sell a report
    other_markets: tuple[str, ...] = ()  # markets that news is written about: such a title is no report for sale
    report_title: tuple[str, ...] = ()  # two of them, or one and a year to come, make a title suspect
    report_body: tuple[str, ...] = ()  # and these confirm it
