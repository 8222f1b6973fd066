"""The language of a text."""

import pytest

from topicwire.text.languages import chosen_language, guessed_language, labelled_language

GERMAN = "Die Regierung beschließt ein neues Gesetz über künstliche Intelligenz"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        *(("en-US", "en"), ("pt_BR", "pt"), ("DE", "de"), ("nb-NO", "no"), ("iw", "he")),
        *(("x-default", None), ("", None), (None, None), ("english", None), ("1!", None)),
    ],
)
def test_labels_give_the_plain_code(label: str | None, expected: str | None) -> None:
    """Whatever a publisher writes, we keep two letters or nothing."""
    assert labelled_language(label) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((GERMAN, "de"), ("Researchers announce a new robot for hospitals", "en"), ("新しい技術を発表しました", "ja")),
        *(("12345", "und"), ("", "und"), ("Power Apps", "und")),
    ],
)
def test_a_guess_says_when_it_is_unsure(text: str, expected: str) -> None:
    """Two words and numbers have no language; a sentence has."""
    assert guessed_language(text) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("fr",), "fr"),
        ((None, "fr-FR"), "fr"),
        (("en", "de"), "de"),
        (("fr", "es"), "fr"),
        ((None, None), "de"),
    ],
)
def test_labels_come_first_and_the_words_decide_between_them(labels: tuple[str | None, ...], expected: str) -> None:
    """A page labelled "en" in a German feed is German when its words are."""
    assert chosen_language(labels, GERMAN) == expected
