"""Names in headlines, without a model."""

import pytest

from topicwire.text.names import MOST_NAMES, names


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Apple's iPhone 17 launches in Japan", "en", ["apple", "iphone 17", "japan"]),
        ("NATO chief Mark Rutte warns Russia on Tuesday", "en", ["nato", "mark rutte", "russia"]),
        ("Meta fined $200m by EU over GDPR breach", "en", ["meta", "eu", "gdpr"]),
        ("Five Ways to Keep Your Garden Alive This Summer", "en", []),
        ("The 3rd test in 20 years", "en", []),
        ("BREAKING: POLICE ARREST THREE IN LONDON", "en", ["london"]),
        ("Is the 5G Rollout Too Slow for Vodafone? GPT-5 Says So", "en", ["5g", "vodafone", "gpt-5"]),
        ("Strike ends: Boeing and union agree", "en", ["boeing"]),
        ("Volkswagen schließt Batteriefabrik in Emden", "de", ["volkswagen", "emden"]),
        ("Der Streik bei der Zeitung endet", "de", []),
        ("Nouvelle réforme : Emmanuel Macron à Paris", "fr", ["emmanuel macron", "paris"]),
        ("Pedro Sánchez anuncia elecciones en Cataluña", "es", ["pedro sánchez", "cataluña"]),
        ("El gobierno anuncia elecciones", "es", []),
        ("Запуск ракеты «Союз-2» с космодрома Восточный", "ru", ["союз-2", "восточный"]),
        ("ソニー、新型「プレイステーション6」を発表", "ja", ["プレイステーション6", "ソニー", "プレイステーション"]),
        ("《流浪地球3》定档春节，华为推出Mate 80", "zh", ["流浪地球3", "mate 80"]),
        ("شركة OpenAI تطلق «المساعد الجديد»", "ar", ["المساعد الجديد", "openai"]),
        ("Η Ελλάδα και ο Νίκος Δένδιας", "el", ["ελλάδα", "νίκοσ δένδιασ"]),
        ("Don't expect the Sorceress' return, Elon Musk says", "en", ["sorceress", "elon musk"]),
        ("The plan\nResidents object. Vera Brandt disagrees.", "en", ["vera brandt"]),
        ("", "en", []),
    ],
)
def test_names_are_told_by_how_they_are_written(text: str, language: str, expected: list[str]) -> None:
    """A reader of any script would point at the same words."""
    assert names(text, language) == expected


def test_the_excerpt_says_which_capitals_of_a_headline_are_names() -> None:
    """Where every word has a capital, what the excerpt writes small is no name, what it writes large is one."""
    headline = "Tim Cook Promises Zorbing For Everybody"
    assert names(headline, "en") == ["tim cook", "zorbing", "everybody"]
    both = f"{headline}\nThe company wants zorbing for everybody, Tim Cook said."
    assert names(both, "en") == ["tim cook"]


def test_a_list_of_names_is_cut() -> None:
    """The participants of a meeting do not tell a story."""
    assert len(names(", ".join(f"and Mayor{place}" for place in range(90)), "en")) == MOST_NAMES


def test_only_the_start_of_an_endless_text_is_read() -> None:
    """A hostile feed cannot keep the hub busy."""
    assert names("." * 100_000 + " Vera Brandt", "en") == []
