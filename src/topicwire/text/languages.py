"""The language of a text as ISO 639-1: from what a publisher says, or guessed from the words."""

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
LONGEST = 2000
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
    if not text.strip():
        return UNSURE
    language, confidence = _identifier().classify(text[:LONGEST])
    return language if confidence >= CONFIDENCE else UNSURE


def chosen_language(labels: Iterable[str | None], text: str) -> str:
    """Choose the language: what the labels agree on, else the one of them the words look like, else the first label.

    Args:
        labels: what page and feed say, most trusted first.
        text: words to guess from when the labels say nothing, or differ.
    """
    named = list(dict.fromkeys(found for label in labels if (found := labelled_language(label))))
    if len(named) == 1:
        return named[0]
    guess = guessed_language(text)
    return guess if not named or guess in named else named[0]
