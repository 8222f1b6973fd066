"""Stories as editors decided: merged, parted, and given back."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.stages.cluster.builders import NOON
from topicwire.model.ids import ArticleId, StoryId, digest
from topicwire.model.ruling import Bond
from topicwire.model.story import Member, MemberRole, Story
from topicwire.stages.cluster.regrouping import Circle, regroup


def story(members: str) -> Story:
    """Build the story of articles named by one letter each, as clustering founds it."""
    made = tuple(
        Member(article_id=ArticleId(one), joined_at=NOON, role=MemberRole.COVERAGE, similarity=1.0, ties=())
        for one in members
    )
    name = StoryId(digest("story", members[0]))
    return Story(id=name, revision=1, members=made, first_at=NOON, last_at=NOON, changed_at=NOON)


def bond(pair: str, is_one_story: bool = True) -> Bond:
    """Tie two articles, or part them."""
    first, second = sorted(pair)
    return Bond(first=ArticleId(first), second=ArticleId(second), is_one_story=is_one_story, at=NOON)


def apart(pair: str) -> Bond:
    """Part two articles."""
    return bond(pair, is_one_story=False)


def circle(stories: list[Story], bonds: list[Bond], first: str = "") -> Circle:
    """Build what regrouping looks at; each article was published a minute after the one before in the alphabet."""
    names = {member.article_id for one in stories for member in one.members}
    times = {name: NOON + timedelta(minutes=ord(name)) for name in names}
    leads = [ArticleId(one) for one in first]
    return Circle(stories=stories, bonds=bonds, times=times, is_taken=lambda _: False, first=leads)


def form(stories: list[Story], bonds: list[Bond], first: str = "") -> list[Story]:
    """Regroup and give all stories as they are then."""
    found = regroup(circle(stories, bonds, first), NOON)
    kept = {one.id: one for one in stories} | {one.id: one for one in found.kept}
    return [one for one in kept.values() if one.id not in found.dropped]


def names(stories: list[Story]) -> set[str]:
    """Spell who is with whom."""
    return {"".join(sorted(member.article_id for member in one.members)) for one in stories}


@pytest.mark.parametrize(
    ("stories", "bonds", "first", "expected"),
    [
        (["ab", "cd"], [bond("bc")], "", {"abcd"}),
        (["abc"], [apart("ab")], "a", {"ac", "b"}),
        (["abc"], [apart("ab")], "b", {"a", "bc"}),
        (["abc"], [apart("ab"), apart("ac")], "b", {"a", "bc"}),
        (["abc"], [apart("ab"), apart("ac"), apart("bc")], "a", {"a", "b", "c"}),
        (["ac", "bd"], [apart("ab"), bond("bc")], "a", {"a", "bcd"}),
        (["ac", "bd"], [bond("bc"), apart("ab")], "a", {"a", "bcd"}),
        (["ab", "c"], [apart("ac"), bond("ab"), bond("bc")], "a", {"ab", "c"}),
        (["ab", "c"], [bond("bc"), bond("ab"), apart("ac")], "a", {"abc"}),
        (["ab", "c"], [bond("bz")], "", {"ab", "c"}),
    ],
    ids=lambda part: part if isinstance(part, str) else "+".join(sorted(part)) if isinstance(part, set) else len(part),
)
def test_bonds_decide_who_is_with_whom(stories: list[str], bonds: list[Bond], first: str, expected: set[str]) -> None:
    """Whole stories join; who is parted from the lead goes; of bonds that cannot all be kept, the latest are."""
    made = form([story(one) for one in stories], bonds, first)
    assert names(made) == expected
    assert form(made, bonds, first) == made
    assert names(form(made, bonds, first[::-1])) == expected


def test_undoing_gives_back_what_was_with_the_same_ids() -> None:
    """Merged or parted and undone, members and ids are those of before."""
    before = [story("abc"), story("de")]
    for bonds in ([bond("ad")], [apart("ab"), apart("de")], [bond("ad"), apart("ab"), apart("ae")]):
        made = form(before, bonds, "ad")
        assert names(made) != names(before)
        back = form(made, [], "ad")
        assert {one.id: names([one]) for one in back} == {one.id: names([one]) for one in before}
        assert all(member.home is None for one in back for member in one.members)


def test_what_joined_a_parted_article_goes_back_with_it() -> None:
    """An article that came later, and joined what an editor had parted, stays with it."""
    parted = next(one for one in form([story("abc")], [apart("ab")], "a") if names([one]) == {"b"})
    rest = next(one for one in form([story("abc")], [apart("ab")], "a") if names([one]) == {"ac"})
    late = replace(parted.members[0], article_id=ArticleId("x"), home=None, joined_at=NOON + timedelta(hours=1))
    joined = replace(parted, members=(*parted.members, late), revision=2)
    assert names(form([rest, joined], [apart("ab")], "a")) == {"ac", "bx"}
    assert form([rest, joined], [apart("ab")], "a") == [rest, joined]
    assert names(form([rest, joined], [], "a")) == {"abcx"}


def test_a_taken_id_is_not_given_twice() -> None:
    """The founder of a story that leaves it founds another one."""
    made = form([story("ab")], [apart("ab")], "b")
    assert names(made) == {"a", "b"}
    assert len({one.id for one in made}) == 2


@pytest.mark.parametrize("seed", range(200))
def test_any_bonds_give_stories_that_keep_them(seed: int) -> None:
    """Every article is in one story, later bonds hold, the outcome stands still, and undoing all gives it back."""
    chance = random.Random(seed)
    before = [story("abc"), story("de"), story("f"), story("gh")]
    bonds = [bond("".join(chance.sample("abcdefgh", 2)), chance.random() < 0.5) for _ in range(chance.randrange(6))]
    made = form(before, bonds, "adfg")
    places = {member.article_id: one.id for one in made for member in one.members}
    assert len(places) == sum(len(one.members) for one in made) == 8
    if bonds:
        assert (places[bonds[0].first] == places[bonds[0].second]) is bonds[0].is_one_story
    assert form(made, bonds, "adfg") == made
    assert {one.id: names([one]) for one in form(made, [], "adfg")} == {one.id: names([one]) for one in before}
