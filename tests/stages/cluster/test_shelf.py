"""The index of articles a newcomer is likened to."""

from dataclasses import replace

import numpy as np
import pytest

from tests.stages.cluster.builders import prose
from tests.stages.cluster.newcomers import ROBOT, newcomer, place, placer
from topicwire.stages.cluster import postings, shelf
from topicwire.stages.cluster.memory import Memory, Newcomer, shelved
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.shelf import Compared, Shelf
from topicwire.stages.cluster.signals import SIGNALS, measured
from topicwire.stages.cluster.words import Common

RARITY = Rarity()


def put(on: Shelf, one: Newcomer) -> None:
    """Put an article on a shelf."""
    on.add(shelved(one), measured(one.words, "en", RARITY, Common()), RARITY)


def likened(on: Shelf, one: Newcomer, window_hours: float = 168.0) -> Compared:
    """Liken an article to those on a shelf."""
    return on.compare(shelved(one), measured(one.words, "en", RARITY, Common()), window_hours, RARITY)


def news(number: int) -> Newcomer:
    """Build one of many articles on five events."""
    event = prose(f"event{number % 5}", 5)
    return newcomer(
        f"n{number:03}", f"{event} {prose(str(number), 3)}", number / 10, excerpt=prose(f"x{number % 9}", 9)
    )


def test_clearing_away_changes_no_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was forgotten leaves nothing behind, whether its postings are gone yet or not."""
    full, cleared, fresh = Shelf("en"), Shelf("en"), Shelf("en")
    for number in range(100):
        put(full, news(number))
        put(cleared, news(number))
    for number in range(90):
        full.drop(news(number).id)
    monkeypatch.setattr(shelf, "SLACK", 5)
    for number in range(90):
        cleared.drop(news(number).id)
    for number in range(90, 100):
        put(fresh, news(number))
    assert len(cleared.articles) < len(full.articles) == 100
    one, other, expected = (likened(on, news(101)) for on in (full, cleared, fresh))
    assert one.others == other.others == expected.others
    assert one.signals.tolist() == other.signals.tolist() == expected.signals.tolist()
    assert expected.others


def test_forgotten_articles_do_not_make_a_word_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word too frequent to be looked up is one that many articles have now."""
    monkeypatch.setattr(postings, "MOST", 3)
    on = Shelf("en")
    for number in range(5):
        put(on, newcomer(str(number), ROBOT))
    assert likened(on, newcomer("x", ROBOT)).others == []
    for number in range(3):
        on.drop(newcomer(str(number), "").id)
    assert likened(on, newcomer("x", ROBOT)).others == ["3", "4"]


def test_equally_like_articles_are_taken_by_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shortlist does not depend on the order in which articles were put there."""
    monkeypatch.setattr(shelf, "SHORTLIST", 2)
    for names in ("abcd", "dcba"):
        on = Shelf("en")
        for name in names:
            put(on, newcomer(name, ROBOT))
        assert likened(on, newcomer("x", ROBOT)).others == ["a", "b"]


def test_only_the_window_is_looked_at() -> None:
    """An article a week and an hour away is none to be likened to, on either side."""
    on = Shelf("en")
    for name, hours in (("before", -169.0), ("early", -168.0), ("late", 168.0), ("after", 169.0)):
        put(on, newcomer(name, ROBOT, hours))
    assert sorted(likened(on, newcomer("x", ROBOT)).others) == ["early", "late"]


def test_articles_of_another_language_are_never_looked_at() -> None:
    """The same words in another language are other words."""
    by = placer()
    place(by, newcomer("a", ROBOT), newcomer("b", ROBOT, language="de"))
    assert by.memory.compare(newcomer("x", ROBOT), 168.0).others == ["a"]
    assert by.memory.compare(newcomer("x", ROBOT, language="de"), 168.0).others == ["b"]
    assert by.memory.compare(newcomer("x", ROBOT, language="fr"), 168.0).others == []


@pytest.mark.parametrize(("model", "is_compared"), [("one", True), ("other", False), ("", False)])
def test_only_vectors_of_one_model_are_compared(model: str, is_compared: bool) -> None:
    """After a change of the model, old and new articles are likened by words."""
    vector = np.array([1.0, 0.0], dtype=np.float32)
    on = Shelf("en")
    put(on, replace(newcomer("a", ROBOT), vector=vector, vector_model="one"))
    found = likened(on, replace(newcomer("x", ROBOT), vector=vector if model else None, vector_model=model))
    assert found.has_vectors.tolist() == [is_compared]
    assert found.signals[0, SIGNALS.index("meaning")] == float(is_compared)


def test_what_is_read_anew_is_compared_anew() -> None:
    """A member with a new vector, or in another language, is found by that at once, not after the next start."""
    by = placer()
    [placed, _] = place(by, newcomer("a", ROBOT), newcomer("b", ROBOT))
    story = by.memory.stories[placed.story.id].story
    vector = np.array([1.0, 0.0], dtype=np.float32)
    german = newcomer("a", ROBOT, language="de")
    by.memory.read_again(story, [german, replace(newcomer("b", ROBOT), vector=vector, vector_model="one")])
    again = Memory(rarity=by.memory.rarity)
    again.put(story, by.memory.stories[story.id].members.values())
    for memory in (by.memory, again):
        assert memory.compare(newcomer("x", ROBOT), 168.0).others == ["b"]
        assert memory.compare(newcomer("x", ROBOT, language="de"), 168.0).others == ["a"]
        held = memory.shelves["en"].articles[memory.shelves["en"].places[newcomer("b", "").id]]
        assert held
        assert held.vector_model == "one"
