"""Words of a text in any script."""

import pytest

from topicwire.text.tokens import normal_text, telling_words, word_pairs, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blizzard’s Diablo 4", ["blizzard", "s", "diablo", "4"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("version 3.11 of 2,000", ["version", "3.11", "of", "2,000"]),
        ("snake_case e-mail", ["snake", "case", "e", "mail"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("العَرَبِيَّة", ["العَرَبِيَّة"]),
        ("한국어 뉴스", ["한국어", "뉴스"]),
        ("中国提出", ["中国", "国提", "提出"]),
        ("AI技術です", ["ai", "技術", "術で", "です"]),
        ("猫", ["猫"]),
        ("— … !", []),
    ],
)
def test_words_are_parted_in_any_script(text: str, expected: list[str]) -> None:
    """Accents, numbers, vowel signs and scripts without spaces give words a reader would name."""
    assert words(text) == expected


def test_stop_words_fall_away_in_their_own_language() -> None:
    """A German "die" tells nothing; an English one does."""
    assert telling_words("die Katze", "de") == ["katze"]
    assert telling_words("die Katze", "en") == ["die", "katze"]
    assert telling_words("die Katze", "und") == ["die", "katze"]


def test_neighbours_make_pairs() -> None:
    """Names of two words are one term."""
    assert list(word_pairs(["power", "apps", "news"])) == ["power apps", "apps news"]
    assert list(word_pairs([])) == []


def test_normal_text_ignores_marks_and_case() -> None:
    """Two papers' spelling of the same wire text is the same text."""
    assert normal_text("“Hello”,  World!") == normal_text("HELLO world")
