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
    ("labels", "text", "expected"),
    [
        (("fr",), "Power Apps", "fr"),
        ((None, "fr-FR"), "12345", "fr"),
        (("en", "de"), GERMAN, "de"),
        (("fr", "es"), "Power Apps", "fr"),
        ((None, None), GERMAN, "de"),
        ((None, None), "Power Apps", "und"),
        (("en",), GERMAN, "de"),
        (("en", "en-GB"), "政府が新しい予算案を国会に提出すると発表した", "ja"),
        (("no",), "Regeringen vil hæve prisen på strøm og gas i hele landet fra næste år", "no"),
        (("br",), GERMAN, "br"),
    ],
)
def test_labels_come_first_unless_the_words_plainly_speak_another(
    labels: tuple[str | None, ...], text: str, expected: str
) -> None:
    """A page labelled "en" is German when its words are; between close relatives the publisher knows better."""
    assert chosen_language(labels, text) == expected
