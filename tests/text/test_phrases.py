"""Whole words in any script."""

import pytest

from topicwire.text.phrases import folded_phrase, has_phrase


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("The AI boom", "ai", True),
        ("He said it rained", "ai", False),
        ("Maid in air", "ai", False),
        ("Open-AI-based", "ai", True),
        ("AI’s limits", "ai", True),
        ("facial\u00a0 recognition", "facial recognition", True),
        ("faciales recognition", "facial recognition", False),
        ("中国提出人脸识别标准", "人脸识别", True),
        ("AI技術を発表", "ai", True),
        ("新しいai", "ai", True),
        ("The C++ language", "c++", True),
        ("हिन्दीभाषा", "हिन्दी", False),
        ("Straße", "STRASSE", True),
        ("ai4 then ai", "ai", True),
        ("", "ai", False),
        ("text", "", False),
    ],
)
def test_a_phrase_stands_as_whole_words(text: str, phrase: str, expected: bool) -> None:
    """The keyword AI is found beside any script and mark, and never inside another word."""
    assert has_phrase(folded_phrase(text), folded_phrase(phrase)) is expected
