"""The language of a text as ISO 639-1: from what a publisher says, or guessed from the words."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from topicwire.text.wordlists import words

UNSURE = "und"
"""Stands for a language nobody could tell (ISO 639-2, undetermined)."""
NEWS_LANGUAGES = words(
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr hu hy id is it ja ka kk km",
    "kn ko ku ky lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur",
    "uz vi yo zh zu",
)
"""Languages that are guessed: those daily news is written in. Small relatives of a large language cost more wrong
guesses on short titles than they give right ones; a label names any language."""
OTHER_NAMES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "cmn": "zh", "yue": "zh"}
"""Old and narrower codes, as the guesses above name them."""
CONFIDENCE = 0.5
"""Least probability of a guess. On two- and three-word titles the model stays below it, on sentences above."""
CONTRADICTION = 0.95
"""Least probability at which words overrule a label: none of 820 short texts was guessed wrong at 0.9."""
RELATIVES = tuple(
    map(
        words,
        ("bs hr mk sl sr", "bg mk", "cs sk", "da no sv", "es gl pt ca", "id ms", "ru uk", "af nl", "hi ne mr", "fa ps"),
    )
)
"""Languages that the guess does not part well enough to overrule a publisher."""
OTHER_SCRIPTS = words(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne pa ps ru si sr ta te th uk ur uz yi zh",
)
"""Languages written in other letters than Latin ones, some of them in both."""
LATIN = re.compile("[a-z\u00c0-\u024f]", re.IGNORECASE)
LEAST_LATIN = 0.25
"""Share of a text's letters below which it is in no language of Latin letters; product names are in any text."""
LONGEST = 1000
"""Characters looked at: more does not change a guess."""


class _Identifier(Protocol):
    def classify(self, instance: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    """Load the model at the first guess: it takes a second and 100 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(NEWS_LANGUAGES)
    return identifier  # type: ignore[no-any-return]  # the package ships no types


def labelled_language(label: str | None) -> str | None:
    """Read a BCP 47 label such as `en-US`; None when it names no language we could use."""
    subtag = (label or "").strip().replace("_", "-").split("-")[0].lower()
    subtag = OTHER_NAMES.get(subtag, subtag)
    return subtag if len(subtag) == 2 and subtag.isascii() and subtag.isalpha() else None


def guessed_language(text: str) -> str:
    """Guess from the words; UNSURE when they are too few or too mixed."""
    language, confidence = _guess(text)
    return language if confidence >= CONFIDENCE else UNSURE


def _guess(text: str) -> tuple[str, float]:
    return _identifier().classify(text[:LONGEST]) if text.strip() else (UNSURE, 0.0)


def chosen_language(labels: Iterable[str | None], text: str) -> str:
    """Choose the language: what the labels say, unless they say nothing, differ, or the words plainly speak another.

    A site's template may say "en" over a German text. Close relatives of a label do not overrule it.

    Args:
        labels: what page and feed say, most trusted first.
        text: words to guess from.
    """
    named = list(dict.fromkeys(found for label in labels if (found := labelled_language(label))))
    guess, confidence = _guess(text)
    is_sure = confidence >= CONFIDENCE
    if not named:
        return guess if is_sure else UNSURE
    if is_sure and guess in named:
        return guess
    needed = CONFIDENCE if named[0] not in OTHER_SCRIPTS and _is_in_other_script(text[:LONGEST]) else CONTRADICTION
    return guess if confidence >= needed and not _is_relative(guess, named) else named[0]


def _is_in_other_script(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return len(LATIN.findall(text)) < letters * LEAST_LATIN


def _is_relative(guess: str, named: list[str]) -> bool:
    """Say whether a label could be meant by the guess; languages that are never guessed could be any."""
    return any(name not in NEWS_LANGUAGES or any({guess, name} <= family for family in RELATIVES) for name in named)
