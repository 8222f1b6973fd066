"""Words of a text in any script."""

import pytest

from topicwire.text.tokens import normal_text, telling_words, terms, word_pairs, words


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


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Apple launches 1,200 new phones", "en", "appl launch 1200 new phon"),
        ("Die Batterien kosten 1.200 Euro", "de", "batteri kos 1200 euro"),
        ("Le groupe supprime 3 000 emplois", "fr", "group supprim 3000 emplo"),
        ("中国的新政策", "zh", "中国 新政 政策"),
        ("我们在北京", "zh", "们在 在北 北京"),
        ("ソニーが新型プレイステーションを11月に発表した", "ja", "ソニー 新型 プレイステーション 11 発表"),
        ("みずほ銀行について", "ja", "みずほ 銀行"),
        ("ｿﾆｰの新型", "ja", "ソニー 新型"),
        ("وأعلنت الحكومة عن خطة", "ar", "اعلنت حكوم خطه"),
        ("Ещё одна ракета запущена", "ru", "рак запущ"),
        ("정부는 예산을 늘렸다", "ko", "정부 예산 늘렸다"),
        ("กรุง", "th", "กร รุ ุง"),
        ("Die Katze", "und", "die katze"),
    ],
)
def test_terms_are_telling_words_without_their_endings(text: str, language: str, expected: str) -> None:
    """Two papers' headlines on one event share terms, in any script."""
    assert terms(text, language) == expected.split()
