"""An inflection must not part two headlines on one event."""

import pytest

from topicwire.text.stems import stem

FORMS = {
    "en": ["launch launches launched launching", "company companies", "price prices priced pricing", "stop stopped"],
    "de": ["batterie batterien", "haus häuser hauses", "gericht gerichte gerichts", "neue neuen neuer neues"],
    "fr": ["élection élections", "lance lancer lancé lancent", "français française", "annonce annoncé annoncent"],
    "es": ["precio precios", "lanza lanzó lanzan", "elección elecciones", "detenido detenida detenidos"],
    "pt": ["milhão milhões", "novo nova novos", "eleição eleições", "hospital hospitais"],
    "it": ["banca banche", "annuncia annunciato", "elezione elezioni", "italiano italiana italiani"],
    "ru": ["запустила запустил запустили", "новый нового новых", "самолёт самолета самолеты", "россия россией"],
    "ar": ["الحكومة حكومة والحكومة للحكومة", "فلسطين لفلسطين وفلسطين", "السيّارات سيارة", "أعلـــن اعلن"],
    "nl": ["prijs prijzen", "wet wetten", "bedrijf bedrijven"],
    "pl": ["rząd rządu", "ustawa ustawę", "ogłosił ogłosiła"],
    "sv": ["regering regeringen", "bil bilar bilarna"],
    "tr": ["seçim seçimler", "banka bankalar"],
    "ko": ["정부 정부는 정부가 정부의"],
}


@pytest.mark.parametrize(("language", "forms"), [(key, forms) for key, value in FORMS.items() for forms in value])
def test_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    """Singular and plural, cases and tenses of a headline word are compared as one."""
    assert len({stem(form, language) for form in forms.split()}) == 1, forms


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "news new"),
        ("en", "united unit"),
        ("en", "police policy"),
        ("en", "bus buses bush"),
        ("de", "bund bunt"),
        ("de", "wahl wald"),
        ("ru", "акция акт"),
        ("fr", "mort morceau"),
        ("es", "banco barco"),
    ],
)
def test_other_words_keep_other_stems(language: str, words: str) -> None:
    """Words that only look alike stay apart."""
    first, *_, last = words.split()
    assert stem(first, language) != stem(last, language)


def test_short_words_figures_and_other_languages_keep_their_letters() -> None:
    """Codes and versions are names; where we know no endings, only accents go."""
    assert stem("gpt5s", "en") == "gpt5s"
    assert stem("gas", "en") == "gas"
    assert stem("dög", "xx") == "dog"
    assert stem("समाचार", "hi") == "समाचार"
