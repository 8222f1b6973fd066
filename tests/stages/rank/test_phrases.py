"""The tables of phrases: each can be found, and each language finds its own."""

from dataclasses import fields
from typing import Any

import pytest

from tests.stages.rank.dossiers import facts
from topicwire.stages.rank.default_card import default_card
from topicwire.stages.rank.phrases.languages import OUTLETS, TABLES, tables_for
from topicwire.stages.rank.phrases.table import Phrases
from topicwire.stages.rank.reading import folded, standing_in
from topicwire.stages.rank.settings import RankSettings

EVERY = [
    (language, field.name, phrase)
    for language, table in TABLES.items()
    for field in fields(table)
    for phrase in getattr(table, field.name)
]


def test_every_phrase_is_written_as_texts_are_folded() -> None:
    """One that is not could never be found."""
    assert [one for one in EVERY if folded(one[2]) != one[2]] == []
    assert [name for name in OUTLETS if folded(name) != name] == []


def test_every_phrase_stands_in_a_text_as_whole_words() -> None:
    """With a space or a full stop around it, as in a sentence; and none stands in a table twice."""
    for language, name, phrase in EVERY:
        assert standing_in(f"x. {phrase}. x", (phrase,)) == [phrase], (language, name)
    assert len(set(EVERY)) == len(EVERY)


def test_an_article_is_read_with_its_own_language_and_english() -> None:
    """One in a language nobody knows, or that has no table, with all."""
    assert tables_for("en") == (TABLES["en"],)
    assert tables_for("de") == (TABLES["de"], TABLES["en"])
    assert tables_for("und") == tables_for("fi") == tuple(TABLES.values())
    assert Phrases().firsthand == ()


@pytest.mark.parametrize(
    ("language", "changes", "name"),
    [
        ("de", {"text": "„Wir wussten davon nichts mehr“, sagte sie dieser Zeitung."}, "original reporting"),
        ("de", {"text": "Medienberichten zufolge steht das Werk."}, "second hand"),
        ("de", {"text": "Köln (ots) - Wir sind stolz."}, "press release"),
        ("de", {"title": "Globaler Markt für Melkroboter: Größe, Trends und Prognose 2032"}, "market report"),
        ("de", {"title": "7 Gründe für Roboter"}, "listicle"),
        ("de", {"text": "Advertorial. Mehr Milch."}, "sponsored"),
        ("fr", {"text": "« Personne ne le savait ici », a-t-elle déclaré à ce journal."}, "original reporting"),
        ("fr", {"text": "Selon Le Monde, l'usine est arrêtée."}, "second hand"),
        ("fr", {"text": "Communiqué de presse. Contact presse : A."}, "press release"),
        ("fr", {"title": "Marché des robots : taille, tendances et prévisions 2031"}, "market report"),
        ("fr", {"title": "Les 10 meilleurs robots"}, "listicle"),
        ("es", {"text": "“Nadie lo sabía”, explicó a este periódico."}, "original reporting"),
        ("es", {"text": "La fábrica ha parado, según publica El País."}, "second hand"),
        ("es", {"text": "Nota de prensa. Contacto de prensa: A."}, "press release"),
        ("es", {"title": "Mercado de robots: tamaño, cuota y pronóstico 2031"}, "market report"),
        ("es", {"title": "No vas a creer lo que hace este robot"}, "clickbait"),
        ("pt", {"text": "“Ninguém sabia”, disse à nossa reportagem."}, "original reporting"),
        ("pt", {"text": "A fábrica parou, segundo a imprensa."}, "second hand"),
        ("pt", {"text": "Nota de imprensa. Assessoria de imprensa: A."}, "press release"),
        ("pt", {"title": "Mercado de robôs: tamanho, tendências e previsão 2031"}, "market report"),
        ("ja", {"title": "ロボット市場規模、シェア、成長予測 2031年"}, "market report"),
        ("ja", {"text": "工場が止まったと報じた。外資が報じた。"}, "second hand"),
        ("zh", {"text": "她向本报记者说,“我们什么都不知道,谁也没有告诉我们”。"}, "original reporting"),
        ("zh", {"text": "“我们什么都不知道,谁也没有告诉我们”,她表示。"}, "quotes"),
        ("ru", {"text": "Завод остановлен, сообщает Интерфакс."}, "second hand"),
        ("ru", {"title": "5 причин купить робота"}, "listicle"),
        ("ar", {"text": "توقف المصنع، نقلا عن رويترز."}, "second hand"),
        ("und", {"text": "Pressemitteilung. Pressekontakt: A."}, "press release"),
    ],
)
def test_each_language_has_its_own_phrases(language: str, changes: dict[str, Any], name: str) -> None:
    """The five large ones of Western Europe in full, four more with the plainest."""
    card = default_card(facts(language=language, **changes), RankSettings())
    assert name in {part.name for part in card.parts}
