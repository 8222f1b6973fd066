"""Words as search compares them. The browser's half is tested by the same table: tests/browser/test_search.py."""

import json
from pathlib import Path

import pytest

from topicwire.text.searchwords import asked_words, edit_distance, edits_forgiven, fold, marked, search_words

TABLE = json.loads((Path(__file__).parent / "searching.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "words"), TABLE)
def test_a_text_gives_its_folded_words(text: str, words: list[str]) -> None:
    """Accents, umlauts, Arabic forms and scripts without spaces are found however they are typed."""
    assert search_words(text) == words


def test_a_query_has_no_last_character_alone() -> None:
    """Else a reader who asks for two characters would be given all stories with the second."""
    assert asked_words("芯片") == ["芯片"]
    assert asked_words("芯") == ["芯"]


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("recall", "recall", 0),
        ("recall", "reclal", 1),
        ("recall", "recal", 1),
        ("recall", "recalll", 1),
        ("recall", "rexall", 1),
        ("gripper", "gripeprs", 2),
        ("abcdef", "fedcba", 3),
        ("a", "abcdefg", 3),
    ],
)
def test_typing_errors_are_counted_up_to_a_limit(one: str, other: str, errors: int) -> None:
    """A swap is one error, as fingers make it; far words are not measured to the end."""
    assert edit_distance(one, other, 2) == errors
    assert edit_distance(other, one, 2) == errors


@pytest.mark.parametrize(
    ("word", "edits"), [("cat", 0), ("cats", 1), ("recalls", 1), ("strawberry", 2), ("2026a", 0), ("芯片机器", 0)]
)
def test_short_words_and_figures_must_be_right(word: str, edits: int) -> None:
    """One error in three letters is another word, and another year is another year."""
    assert edits_forgiven(word) == edits


@pytest.mark.parametrize(
    ("text", "terms", "hits"),
    [
        ("Müller recalls robots", ["mull", "recal"], ["Müller", "recalls"]),
        ("协作机器人须感知", ["机器", "器人"], ["机器人"]),
        ("芯片，芯", ["芯"], ["芯", "芯"]),
        ("nothing here", ["robot"], []),
        ("", ["robot"], []),
        ("<b>robot</b>", ["robot", ""], ["robot"]),
    ],
)
def test_what_was_asked_for_is_marked(text: str, terms: list[str], hits: list[str]) -> None:
    """The pieces joined are the text, so that nothing is lost or added on the way to the page."""
    pieces = marked(text, terms)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_hit in pieces if is_hit] == hits


def test_folding_twice_changes_nothing() -> None:
    """What the index keeps is asked for as it is."""
    for text, _ in TABLE:
        assert fold(fold(text)) == fold(text)
