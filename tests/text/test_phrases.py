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
        ("Internet 5G ausgebaut", "5g", True),
        ("about 2.5g of salt", "5g", False),
        ("15g of salt", "5g", False),
        ("a C++20 compiler", "c++", True),
        (".NET 8 is out", ".net", True),
        ("see example.net", ".net", False),
        ("微软.NET 8发布", ".net", True),
        ("write to me@openai.example", "@openai", False),
        ("The robots’ robotics", "robot*", True),
        ("A robot", "robot*", True),
        ("Industrieroboter", "robot*", False),
        ("Industrieroboter", "*roboter", True),
        ("Industrierobotern", "*roboter", False),
        ("Industrierobotern", "*roboter*", True),
        ("anything", "*", False),
        ("a*b", "a*b", True),
        ("Искусственного интеллекта", "интеллект*", True),
        ("Ещё и ёлка", "елка", True),
        ("Gesichtserkennung", "gesichtserkennung", True),
        ("règlement sur l’IA", "règlement sur l'ia", True),
        ("non‑breaking self‑driving car", "self-driving", True),
        ("self driving car", "self-driving", False),
        ("artifi­cial", "artificial", True),
        ("İSTANBUL AI", "istanbul", True),
        ("인공지능은 미래다", "인공지능", True),
        ("생성형인공지능", "인공지능", False),
        ("LLM이 바꾼다", "llm", True),
        ("ปัญญาประดิษฐ์ใหม่", "ปัญญาประดิษฐ์", True),
        ("ロボットアーム", "ロボット", True),
        ("تقنيات الذكاء الاصطناعي", "الذكاء الاصطناعي", True),
        ("والذكاء الاصطناعي", "ذكاء اصطناعي", True),
        ("بالذكاء الاصطناعي", "الذكاء الاصطناعي", True),
        ("للذكاء الاصطناعي", "الذكاء الاصطناعي", True),
        ("وروبوت جديد", "روبوت", True),
        ("الرُّوبُوت", "روبوت", True),
        ("وزير التعليم", "زير", True),
        ("مستوزير", "وزير", False),
        ("أمن المعلومات", "امن المعلومات", True),
        ("", "ai", False),
        ("text", "", False),
    ],
)
def test_a_phrase_stands_as_whole_words(text: str, phrase: str, expected: bool) -> None:
    """The keyword AI is found beside any script and mark, and never inside another word."""
    assert has_phrase(folded_phrase(text), folded_phrase(phrase)) is expected
