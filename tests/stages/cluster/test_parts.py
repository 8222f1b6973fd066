"""The parts of the model: rarity, copies, terms, leaving."""

from datetime import timedelta

import pytest

from tests.stages.cluster.builders import NOON, prose
from tests.stages.cluster.newcomers import ROBOT, fingerprint, newcomer, place, placer
from topicwire.errors import FormatError
from topicwire.model.ids import ArticleId
from topicwire.model.story import MemberRole
from topicwire.stages.cluster.copies import CopyFinder
from topicwire.stages.cluster.leaving import departed
from topicwire.stages.cluster.rarity import Rarity, restored
from topicwire.stages.cluster.signals import lengths, measured, weigh
from topicwire.stages.cluster.words import Common, common_words, read_words
from topicwire.text.tokens import terms


def test_words_are_read_as_terms_pairs_names_and_figures() -> None:
    """Stems and pairs of neighbours are counted in title and excerpt; names and figures stand beside them."""
    words = read_words("Robot surgeon cuts 1,200 jobs", "The robot was built by Elena Marsh.", "en")
    in_title = dict(zip(words.terms, words.in_title, strict=True))
    assert in_title["robot"] == in_title["robot surgeon"] == 1
    assert dict(zip(words.terms, words.in_excerpt, strict=True))["robot"] == 1
    assert "elena marsh" in words.names
    assert words.figures == ("1200",)
    assert read_words("", "", "en").terms == ()


def test_a_word_of_every_article_tells_little() -> None:
    """After many articles on AI, "ai" weighs less than a name, and in another language nothing is known yet."""
    rarity = Rarity()
    for number in range(100):
        rarity.learn("en", {"ai": 1.0, f"name{number}": 1.0})
    everywhere, seldom, never = rarity.at("en", rarity.places("en", ["ai", "name7", "unseen"])).tolist()
    assert 1.0 <= everywhere < seldom <= never
    assert len(set(rarity.at("de", rarity.places("de", ["ai", "name7"])).tolist())) == 1
    assert rarity.at("en", rarity.places("en", [])).tolist() == []


def test_a_word_of_the_hub_s_topics_tells_less() -> None:
    """In a hub about robots nobody has to wait until "robot" is frequent; both words of a pair must be common."""
    common = common_words(["Robots", "face recognition"])
    assert common.has("robot", "en")
    assert all(common.has(term, "en") for term in terms("face recognition", "en"))
    assert not common.has("robot surgeon", "en")
    assert not Common().has("robot", "en")
    words, rarity = read_words("Robot surgeon", "", "en"), Rarity()
    robot, surgeon, *_ = weigh(measured(words, "en", rarity, common), "en", rarity).title.tolist()
    assert robot < surgeon


def test_lengths_are_the_same_alone_and_among_many() -> None:
    """What is in memory equals what a restart computes, to the last bit."""
    rarity = Rarity()
    for number in range(50):
        rarity.learn("en", prose(str(number), 20).split())
    many = [
        measured(read_words(prose(str(number), 9), prose(str(number), 30), "en"), "en", rarity, Common())
        for number in range(20)
    ]
    together = lengths(many, "en", rarity)
    for row, one in zip(together, many, strict=True):
        assert lengths([one], "en", rarity)[0].tolist() == row.tolist()


def test_weights_stand_still_between_renewals() -> None:
    """A renewal comes with every fiftieth more articles, so that its cost stays flat."""
    rarity = Rarity()
    renewals = sum(rarity.learn("en", ["word"]) for _ in range(5000))
    assert renewals < 400
    assert rarity.standing_articles <= rarity.articles <= rarity.standing_articles * 1.03


def test_rarity_comes_back_to_the_bit() -> None:
    """What was kept weighs the same afterwards."""
    rarity = Rarity()
    for number in range(50):
        rarity.learn("en", prose(str(number), 20).split())
    again = restored(rarity.counts_as_bytes(), rarity.standing_as_bytes())
    places = rarity.places("en", prose("7", 20).split())
    assert again.at("en", places).tolist() == rarity.at("en", places).tolist()
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
