"""What becomes of stories as evidence grows, and what an editor's word keeps as it is."""

from dataclasses import replace

from tests.stages.cluster.builders import NOON, prose
from tests.stages.cluster.newcomers import ROBOT, TAX, newcomer, place, placer
from topicwire.model.ids import ArticleId, StoryId, digest
from topicwire.model.story import Kinship, Member, MemberRole, Story, StoryEventKind
from topicwire.stages.cluster.leaving import departed
from topicwire.stages.cluster.memory import Memory, Newcomer
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.reforming import Reformed, circle_of, new_story_id, reform

A, B, C, D, X = (ArticleId(one) for one in "abcdx")
S_A, S_B, S_C = (StoryId(digest("story", one)) for one in "abc")


def story(members: str, copies: dict[str, str] | None = None) -> Story:
    """Build the story of articles named by one letter each."""
    copied = copies or {}
    made = tuple(
        Member(
            article_id=ArticleId(one),
            joined_at=NOON,
            role=MemberRole.COPY if one in copied else MemberRole.COVERAGE,
            similarity=1.0,
            ties=(),
            copy_of=ArticleId(copied[one]) if one in copied else None,
        )
        for one in members
    )
    name = StoryId(digest("story", members[0]))
    return Story(id=name, revision=1, members=made, first_at=NOON, last_at=NOON, changed_at=NOON)


def people(names: str) -> list[Newcomer]:
    """Build the articles of those letters."""
    return [newcomer(one, ROBOT) for one in names]


def reformed(stories: list[Story], *groups: str) -> Reformed:
    """Let x come and the stories be grouped so."""
    memory = Memory(rarity=Rarity())
    for one in stories:
        names = "".join(member.article_id for member in one.members)
        memory.put(one, people(names), [Kinship(article_id=ArticleId(name), others=()) for name in names])
    known = [memory.stories[one.id] for one in stories]
    circle = circle_of(newcomer("x", ROBOT), known, memory, NOON, lambda _: False)
    return reform(circle, [[ArticleId(one) for one in group] for group in groups])


def members(made: Reformed) -> dict[StoryId, str]:
    """Spell who is in which story that changed."""
    return {one.id: "".join(member.article_id for member in one.members) for one in made.kept}


def test_a_story_merges_into_the_one_with_more_articles() -> None:
    """The smaller one's address leads on, and the larger one tells what came."""
    made = reformed([story("abc"), story("d")], "abcdx")
    assert members(made) == {S_A: "abcdx"}
    assert made.merged == ((digest("story", "d"), S_A),)
    [event] = made.events
    assert (event.story_id, event.kind, event.articles, event.other) == (
        S_A,
        StoryEventKind.MERGED,
        (D,),
        digest("story", "d"),
    )


def test_a_parted_story_stays_where_its_founder_is() -> None:
    """What leaves is a new story named by its first article."""
    made = reformed([story("abcd")], "ab", "cdx")
    assert members(made) == {S_C: "cdx", S_A: "ab"}
    assert made.kept[0].id == S_C
    [event] = made.events
    assert (event.story_id, event.kind, event.articles, event.other) == (S_A, StoryEventKind.PARTED, (C, D), S_C)


def test_an_article_moves_from_one_story_to_another() -> None:
    """Both stories go on; the one it left says where it went."""
    made = reformed([story("ab"), story("cd")], "a", "bcdx")
    assert members(made)[S_A] == "a"
    assert sorted(members(made)[S_C]) == ["b", "c", "d", "x"]
    assert [(one.story_id, one.kind, one.articles) for one in made.events] == [(S_A, StoryEventKind.PARTED, (B,))]
    assert made.merged == ()


def test_copies_follow_their_original() -> None:
    """A copy is where the article is that it copies."""
    made = reformed([story("abc", {"c": "b"})], "a", "bx")
    assert sorted(members(made).values()) == ["a", "bcx"]


def test_a_merged_story_that_is_parted_again_has_its_old_address() -> None:
    """Its founder takes the address along."""
    first = reformed([story("ab"), story("c")], "abcx")
    assert dict(first.merged) == {S_C: S_A}
    assert S_C in members(reformed([story("abc")], "ab", "cx"))


def test_a_taken_address_is_not_given_twice() -> None:
    """The founder of a story that moved on founds the next free one."""
    taken = {S_A}
    assert new_story_id(A, lambda one: one in taken) == digest("story", "a", "1")
    taken.add(StoryId(digest("story", "a", "1")))
    assert new_story_id(A, lambda one: one in taken) == digest("story", "a", "2")


def test_a_story_that_was_quiet_is_opened_again() -> None:
    """An article after three days of silence says so; one at once does not."""
    _, soon, later = place(placer(), newcomer("a", ROBOT), newcomer("b", ROBOT, 1), newcomer("c", ROBOT, 74))
    assert soon.events == ()
    assert [(one.kind, one.articles) for one in later.events] == [(StoryEventKind.REOPENED, ("c",))]


def test_a_large_story_is_settled_and_goes_on() -> None:
    """Above thirty articles the first and latest speak for it, nobody takes it apart, and more may join."""
    by = placer()
    *_, last = place(by, *(newcomer(f"n{number:02}", ROBOT, number / 4) for number in range(35)))
    known = by.memory.stories[last.story.id]
    assert (len(known.members), len(known.speakers), known.is_settled) == (35, 30, True)
    assert known.speakers[:10] == tuple(f"n{number:02}" for number in range(10))
    assert known.speakers[-1] == "n34"


def test_what_an_editor_decided_binds() -> None:
    """Stories with a bound article are neither taken apart nor merged by themselves; newcomers still join."""
    by = placer()
    place(by, newcomer("a", ROBOT), newcomer("b", TAX))
    by.memory.bind(frozenset((A, B)))
    [joined] = place(by, newcomer("c", ROBOT))
    assert [one.article_id for one in joined.story.members] == ["a", "c"]
    assert by.memory.stories[S_A].is_settled
    assert by.memory.stories[S_B].is_settled
    place(by, newcomer("d", f"{ROBOT} {TAX}", excerpt=f"{ROBOT} {TAX}"))
    assert by.memory.homes[A] != by.memory.homes[B]
    by.memory.bind(frozenset())
    assert not by.memory.stories[S_A].is_settled


def test_ties_are_words_as_written_and_names() -> None:
    """People are shown "necromancer" and whose name it was."""
    _, joined = place(
        placer(),
        newcomer("a", "Necromancers raid the castle of Elena Marsh", excerpt="The necromancers came at night."),
        newcomer("b", "Castle raided by necromancers, says Elena Marsh", 1, excerpt="Elena Marsh saw necromancers."),
    )
    ties = joined.story.members[-1].ties
    assert any("necromancers" in tie.split() for tie in ties)
    assert any("elena marsh" in tie for tie in ties)
    assert not any("necromanc" in tie.split() for tie in ties)


def test_a_copy_whose_original_an_editor_moved_is_copied_itself() -> None:
    """Another carrier of the text goes beside the copy that is nearest, and nothing crashes."""
    by, text = placer(), prose("wire")
    first, _ = place(by, newcomer("a", ROBOT, text=text), newcomer("b", ROBOT, 1, text=text))
    known = by.memory.stories[first.story.id]
    left = replace(known.story, members=known.story.members[1:])
    by.memory.put(left, [known.members[B]])
    [copy] = place(by, newcomer("c", ROBOT, 2, text=text))
    assert copy.story.members[-1].copy_of == B


def test_the_heir_of_an_original_inherits_its_kin() -> None:
    """The copy that stands for it now is as near to the others."""
    by, text = placer(), prose("wire")
    place(by, newcomer("a", ROBOT, text=text), newcomer("b", ROBOT, 1, text=text), newcomer("c", ROBOT, 2))
    near = by.memory.kin[C][A]
    times = dict.fromkeys((B, C), NOON)
    by.leave(departed(by.memory.stories[S_A].story, A, times, NOON))
    assert by.memory.kin[C] == {B: near}
    assert by.memory.stories[S_A].speakers == (B, C)
    assert not by.memory.stories[S_A].is_settled
