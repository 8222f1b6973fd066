"""Which tables an article is read with, and names that hold in every language."""

from collections.abc import Mapping

from topicwire.stages.rank.phrases.eastern import ARABIC, CHINESE, JAPANESE, RUSSIAN
from topicwire.stages.rank.phrases.english import ENGLISH
from topicwire.stages.rank.phrases.french import FRENCH
from topicwire.stages.rank.phrases.german import GERMAN
from topicwire.stages.rank.phrases.portuguese import PORTUGUESE
from topicwire.stages.rank.phrases.spanish import SPANISH
from topicwire.stages.rank.phrases.table import Phrases, listed
from topicwire.text.languages import UNSURE

TABLES: Mapping[str, Phrases] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "ja": JAPANESE,
    "zh": CHINESE,
    "ru": RUSSIAN,
    "ar": ARABIC,
}
WIRES = frozenset(
    {"prnewswire.com", "businesswire.com", "globenewswire.com", "einpresswire.com", "accesswire.com", "prweb.com"}
    | {"newsfilecorp.com", "openpr.com", "openpr.de", "presseportal.de", "pressebox.de", "prtimes.jp", "newswire.ca"}
)
"""Domains that carry press releases only."""
OUTLETS = listed(
    "reuters | bloomberg | associated press | afp | the new york times | new york times | the washington post",
    "washington post | wall street journal | the wall street journal | financial times | the guardian",
    "guardian | bbc | cnn | cnbc | the verge | techcrunch | wired | ars technica | engadget | axios | politico",
    "the information | business insider | forbes | the economist | nikkei | der spiegel | spiegel",
    "handelsblatt | bild | süddeutsche zeitung | frankfurter allgemeine | dpa | le monde | le figaro",
    "libération | les echos | el país | el mundo | efe | lusa | folha | globo | ign | eurogamer | kotaku",
    "polygon | 共同通信 | 日本経済新聞 | 路透社 | 彭博社 | интерфакс | тасс | رويترز",
)
"""Outlets that others retell. Few and well known: a credit to a smaller one is told by the phrase around it."""


def tables_for(language: str) -> tuple[Phrases, ...]:
    """Give the table of a language (ISO 639-1) and the English one, whose set phrases stand in every language.

    An article whose language nobody knows, or that has no table, is read with all of them.
    """
    if language == UNSURE or language not in TABLES:
        return tuple(TABLES.values())
    own = TABLES[language]
    return (ENGLISH,) if own is ENGLISH else (own, ENGLISH)
