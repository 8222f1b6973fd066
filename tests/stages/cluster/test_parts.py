"""The parts of the model: rarity, copies, terms, leaving."""

from datetime import timedelta

import pytest
from topicwire.stages.cluster.terms import weighted_terms

from tests.stages.cluster.builders import NOON, prose
from tests.stages.cluster.newcomers import ROBOT, fingerprint, newcomer, place, placer
from topicwire.errors import FormatError
from topicwire.model.ids import ArticleId
from topicwire.model.story import MemberRole
from topicwire.stages.cluster.copies import CopyFinder
from topicwire.stages.cluster.leaving import departed
from topicwire.stages.cluster.rarity import Rarity, restored


def test_the_title_counts_twice_and_pairs_a_little() -> None:
    """Words of the title weigh more than those of the excerpt; neighbours make terms of their own."""
    terms = weighted_terms("Robot surgeon", "A robot", "en")
    assert terms == {"robot": 3.0, "surgeon": 2.0, "robot surgeon": 0.5}


def test_a_word_of_every_article_tells_little() -> None:
    """After many articles on AI, "ai" weighs less than a name; weights always have length 1."""
    rarity = Rarity()
    for number in range(100):
        rarity.learn("en", {"ai": 1.0, f"name{number}": 1.0})
    weights = rarity.weigh("en", {"ai": 1.0, "name7": 1.0, "unseen": 1.0})
    assert weights["ai"] < weights["name7"] <= weights["unseen"]
    assert sum(weight**2 for weight in weights.values()) == pytest.approx(1.0)
    german = rarity.weigh("de", {"ai": 1.0, "name7": 1.0})
    assert german["ai"] == german["name7"]
    assert rarity.weigh("en", {}) == {}


def test_weights_stand_still_between_renewals() -> None:
    """A renewal comes with every twentieth more articles, so that its cost stays flat."""
    rarity = Rarity()
    renewals = sum(rarity.learn("en", ["word"]) for _ in range(2000))
    assert renewals < 140
    assert rarity.standing_articles <= rarity.articles <= rarity.standing_articles * 1.06


def test_rarity_comes_back_to_the_bit() -> None:
    """What was kept weighs the same afterwards."""
    rarity = Rarity()
    for number in range(50):
        rarity.learn("en", prose(str(number), 20).split())
    again = restored(rarity.counts_as_bytes(), rarity.standing_as_bytes())
    terms = dict.fromkeys(prose("7", 20).split(), 1.0)
    assert again.weigh("en", terms) == rarity.weigh("en", terms)
    assert (again.articles, again.standing_articles) == (rarity.articles, rarity.standing_articles)


@pytest.mark.parametrize("damage", [b"", b"nonsense", Rarity().counts_as_bytes()[:-3], b"x" * 18 + b"\0" * 90])
def test_damaged_counts_are_refused(damage: bytes) -> None:
    """Half a file must not pass for counts."""
    with pytest.raises(FormatError):
        restored(damage, Rarity().standing_as_bytes())


def test_counts_of_another_version_are_refused() -> None:
    """Counts with another form are learned anew."""
    raw = Rarity().counts_as_bytes()
    with pytest.raises(FormatError, match="another version"):
        restored(raw.replace(b"rarity-1", b"rarity-0"), raw)


def test_the_earliest_of_several_copies_is_the_original() -> None:
    """The publication decides, not the order we read them in."""
    finder, text = CopyFinder(), prose("wire")
    finder.add(fingerprint("late", text, NOON))
    finder.add(fingerprint("early", text + " more", NOON - timedelta(hours=1)))
    finder.add(fingerprint("other", prose("other")))
    found = finder.find(fingerprint("new", text), 0.8)
    assert found
    assert found[0] == "early"
    finder.drop(ArticleId("early"))
    assert finder.find(fingerprint("new", text), 0.8) == ("late", 1.0)
    assert finder.find(fingerprint("late", text), 0.8) is None


def test_stubs_and_foreign_sketches_are_no_copies() -> None:
    """Without a text, or with sketches that cannot be compared, nothing is a copy."""
    finder, text = CopyFinder(), prose("wire")
    finder.add(fingerprint("stub", "Subscribe"))
    finder.add(fingerprint("old", text + " more", version="older"))
    assert finder.find(fingerprint("new", "Subscribe"), 0.8) is None
    assert finder.find(fingerprint("new", text), 0.8) is None
    finder.add(fingerprint("same words", text, version="older"))
    assert finder.find(fingerprint("new", text), 0.8) == ("same words", 1.0)


def test_when_the_original_leaves_its_first_copy_takes_its_place() -> None:
    """The story goes on without it; times follow the members that stay."""
    text = prose("wire")
    story = place(placer(), *(newcomer(name, ROBOT, hour, text) for hour, name in enumerate("abc")))[-1].story
    times = {ArticleId(name): NOON + timedelta(hours=hour) for hour, name in enumerate("bc", start=1)}
    left = departed(story, ArticleId("a"), times, NOON).story
    assert left
    assert [(one.article_id, one.role, one.copy_of) for one in left.members] == [
        ("b", MemberRole.COVERAGE, None),
        ("c", MemberRole.COPY, "b"),
    ]
    assert (left.revision, left.first_at, left.last_at) == (4, times[ArticleId("b")], times[ArticleId("c")])
