"""Which topics an article is given."""

from dataclasses import replace

import pytest

from tests.stages.cluster.builders import ROBOTS, ROOT, VISION
from topicwire.model.ids import TopicId
from topicwire.model.topic import MatchField, TopicMatch
from topicwire.stages.enrich.reasons import explain_topics
from topicwire.stages.enrich.settings import EnrichSettings
from topicwire.stages.enrich.topics import TopicFinder

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
    assert FINDER.names_a_topic(FINDER.find(words), gate, MatchField.TITLE) is passes


def test_a_hub_without_keywords_gives_its_root_only() -> None:
    """No keywords, no automaton, no error."""
    finder = TopicFinder((replace(ROOT, keywords=()),))
    assert finder.give(finder.find(fields("AI")), MatchField.TEXT) == (GIVEN_ROOT,)


def matched(finder: TopicFinder, words: dict[str, str], match: MatchField = MatchField.TITLE) -> list[str]:
    """List the topics given."""
    return [one.topic_id for one in finder.give(finder.find(words), match)]


def test_a_plain_topic_is_given_by_the_reference_rule() -> None:
    """What a topic may say beyond keywords says nothing by default."""
    assert (VISION.exclude, VISION.least, VISION.threshold) == ((), 1, None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (fields("A camera"), ["vision", "ai"]),
        (fields("A camera in a camera phone"), ["ai"]),
        (fields("A camera", text="a camera phone"), ["vision", "ai"]),
        (fields("A camera for smartphones"), ["ai"]),
        (fields("A camera phone and a robot"), ["robots", "ai"]),
    ],
)
def test_an_excluded_phrase_keeps_its_topic_away(words: dict[str, str], expected: list[str]) -> None:
    """It counts in the words the topic is matched on, for that topic alone, with stars as in keywords."""
    finder = TopicFinder((ROOT, replace(VISION, exclude=("camera phone", "smartphone*")), ROBOTS))
    assert matched(finder, words) == expected


@pytest.mark.parametrize(
    ("words", "title_counts", "expected"),
    [
        (fields("A camera"), 1, ["ai"]),
        (fields("A camera, a camera"), 1, ["ai"]),
        (fields("A camera", "a lens"), 1, ["vision", "ai"]),
        (fields("A camera lens"), 1, ["ai"]),
        (fields("A camera"), 2, ["vision", "ai"]),
        (fields("x", "a camera"), 2, ["ai"]),
    ],
)
def test_a_topic_may_need_several_keywords(words: dict[str, str], title_counts: int, expected: list[str]) -> None:
    """Different ones count, those inside a longer one do not; one in the title may count for more."""
    demanding = replace(VISION, keywords=("camera", "lens", "camera lens"), least=2)
    finder = TopicFinder((ROOT, demanding), title_counts=title_counts)
    assert matched(finder, words, MatchField.TEXT) == expected


def test_a_child_brings_its_parents_along() -> None:
    """The deepest come first, so that the first topic of a record is the most telling; the root comes last."""
    faces = replace(ROBOTS, id=TopicId("faces"), name="Faces", parent=VISION.id, keywords=("face",))
    finder = TopicFinder((ROOT, VISION, ROBOTS, faces))
    given = finder.give(finder.find(fields("A face and a robot")), MatchField.TITLE)
    assert [(one.topic_id, one.keyword, one.by) for one in given] == [
        ("faces", "face", None),
        ("vision", None, "faces"),
        ("robots", "robot", None),
        ("ai", None, None),
    ]
    strict = TopicFinder((ROOT, replace(VISION, exclude=("doll",)), faces))
    assert matched(strict, fields("The face of a doll")) == ["faces", "ai"]


def test_a_hyphen_is_a_space_where_the_hub_says_so() -> None:
    """The reference rule tells them apart."""
    cars = replace(VISION, keywords=("self-driving",))
    assert matched(TopicFinder((ROOT, cars)), fields("A self driving car")) == ["ai"]
    loose = TopicFinder((ROOT, cars), hyphen_is_space=True)
    assert matched(loose, fields("A self driving car")) == ["vision", "ai"]
    assert matched(loose, fields("A self\u2011driving car")) == ["vision", "ai"]


@pytest.mark.parametrize(
    ("words", "passes"),
    [
        (fields("A camera"), True),
        (fields("A camera", text="a camera phone"), True),
        (fields("A camera phone"), False),
        (fields("A camera phone with AI"), True),
        (fields("A camera at a horse race"), False),
        (fields("A camera", text="a horse race"), True),
        (fields("nothing"), False),
    ],
)
def test_the_gate_respects_what_is_excluded(words: dict[str, str], passes: bool) -> None:
    """What a topic excludes does not pass by that topic; what the root excludes does not pass at all."""
    topics = (replace(ROOT, exclude=("horse race",)), replace(VISION, exclude=("camera phone",)))
    finder = TopicFinder(topics)
    assert finder.names_a_topic(finder.find(words), MatchField.TEXT, MatchField.TITLE) is passes


def test_every_topic_says_why_it_is_given_or_not() -> None:
    """In words that an editor can act on."""
    topics = (
        replace(ROOT, exclude=("horse",)),
        replace(VISION, exclude=("camera phone",)),
        ROBOTS,
        replace(ROBOTS, id=TopicId("arms"), name="Arms", parent=ROBOTS.id, keywords=("arm",)),
        replace(ROBOTS, id=TopicId("labs"), name="Labs", keywords=("lab", "test"), least=3),
        replace(ROBOTS, id=TopicId("tests"), name="Tests", keywords=("lab", "test"), least=2),
        replace(ROBOTS, id=TopicId("empty"), name="Empty", keywords=()),
        replace(ROBOTS, id=TopicId("none"), name="None", keywords=("x", "y")),
        replace(ROBOTS, id=TopicId("deep"), name="Deep", keywords=("deep",)),
    )
    words = fields("A camera phone in a lab test with an arm", text="deep")
    answers = explain_topics(words, topics, TopicFinder(topics), EnrichSettings())
    assert [(one.topic_id, one.is_given, one.why) for one in answers] == [
        ("arms", True, "“arm” in the title"),
        ("robots", True, "its child topic Arms"),
        ("tests", True, "“lab” in the title, “test” in the title, of 2 keywords needed"),
        ("ai", True, "the hub's root topic, given always"),
        ("vision", False, "would be given by “camera” in the title, but “camera phone” in the title excludes it"),
        ("labs", False, "needs 3 keywords, has 2: “lab” in the title, “test” in the title"),
        ("empty", False, "it has no keywords"),
        ("none", False, "none of its 2 keywords stands in the title"),
        ("deep", False, "“deep” in the text, but it is matched on title only"),
    ]


def test_what_the_root_excludes_is_told() -> None:
    """It is given all the same, as the root always is: to articles of sources that are taken whole."""
    topics = (replace(ROOT, exclude=("horse",)), replace(VISION, least=3))
    settings = EnrichSettings(match=MatchField.TITLE_AND_EXCERPT, title_counts=2)
    root, vision = explain_topics(fields("A horse", "a camera"), topics, TopicFinder(topics, title_counts=2), settings)
    assert root.why.endswith("“horse” in the title keeps it out of the hub")
    assert root.is_refusing
    assert vision.why == "needs 3 keywords, has 1: “camera” in the excerpt, one in the title counts 2"
