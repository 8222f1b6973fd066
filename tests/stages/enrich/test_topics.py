"""Which topics an article is given."""

from dataclasses import replace

import pytest

from tests.stages.cluster.builders import ROBOTS, ROOT, VISION
from topicwire.model.topic import MatchField, TopicMatch
from topicwire.stages.enrich.topics import TopicFinder, names_a_topic

FINDER = TopicFinder((ROOT, VISION, ROBOTS))
GIVEN_ROOT = TopicMatch(topic_id=ROOT.id, keyword=None, field="root")


def fields(title: str = "", excerpt: str = "", text: str = "") -> dict[str, str]:
    """Build the words of an article."""
    return {"title": title, "excerpt": excerpt, "text": text}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A CAMERA that sees", [("vision", "camera")]),
        ("Cameras that see", []),
        ("Robots no, robot yes, Facial Recognition too", [("vision", "facial recognition"), ("robots", "robot")]),
        ("新型机器人发布", [("robots", "机器人")]),
        ("Written in C++, not C", [("robots", "c++")]),
        ("AI alone", []),
    ],
)
def test_a_child_topic_needs_a_whole_keyword_in_the_title(title: str, expected: list[tuple[str, str]]) -> None:
    """Children come in the hub's order with the keyword that decided, the root comes last, always."""
    given = FINDER.give(FINDER.find(fields(title)), MatchField.TITLE)
    assert [(match.topic_id, match.keyword) for match in given[:-1]] == expected
    assert given[-1] == GIVEN_ROOT


@pytest.mark.parametrize(
    ("match", "field"), [(MatchField.TITLE, None), (MatchField.TITLE_AND_EXCERPT, None), (MatchField.TEXT, "text")]
)
def test_the_hub_chooses_the_words_matched_on(match: MatchField, field: str | None) -> None:
    """A keyword deep in the text counts only where the hub says so."""
    given = FINDER.give(FINDER.find(fields("t", "e", "a camera")), match)
    assert [one.field for one in given[:-1]] == ([field] if field else [])


def test_a_topic_may_choose_its_own_words() -> None:
    """A topic with match of its own is not bound by the hub's setting; the title is looked at first."""
    finder = TopicFinder((ROOT, replace(VISION, match=MatchField.TITLE_AND_EXCERPT), ROBOTS))
    found = finder.find(fields("nothing", "a camera and a robot"))
    assert [one.topic_id for one in finder.give(found, MatchField.TITLE)] == ["vision", "ai"]


def test_the_first_keyword_in_the_words_is_named() -> None:
    """At one place the longer keyword is the reason."""
    finder = TopicFinder((ROOT, replace(VISION, keywords=("face", "face scan", "FACE"))))
    assert finder.give(finder.find(fields("Face scan at work")), MatchField.TITLE)[0].keyword == "face scan"


@pytest.mark.parametrize(
    ("words", "gate", "passes"),
    [
        (fields(text="about AI"), MatchField.TEXT, True),
        (fields(text="about AI"), MatchField.TITLE_AND_EXCERPT, False),
        (fields("he said"), MatchField.TEXT, False),
    ],
)
def test_the_gate_opens_for_any_keyword_even_of_the_root(words: dict[str, str], gate: MatchField, passes: bool) -> None:
    """A general source's article must say what the hub is about, in the words the gate looks at."""
    assert names_a_topic(FINDER.find(words), gate) is passes


def test_a_hub_without_keywords_gives_its_root_only() -> None:
    """No keywords, no automaton, no error."""
    finder = TopicFinder((replace(ROOT, keywords=()),))
    assert finder.give(finder.find(fields("AI")), MatchField.TEXT) == (GIVEN_ROOT,)
