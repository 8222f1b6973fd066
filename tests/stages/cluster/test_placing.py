"""Which story an article joins."""

from datetime import timedelta

import pytest

from tests.stages.cluster.builders import NOON, prose
from tests.stages.cluster.newcomers import ROBOT, TAX, newcomer, place, placer
from topicwire.model.ids import digest
from topicwire.model.story import MemberRole, Story


def test_reports_on_one_event_make_one_story() -> None:
    """Another paper's words on the same event join; the story says by which terms, and grows by one revision."""
    first, other, joined = place(
        placer(), newcomer("a", ROBOT), newcomer("b", TAX), newcomer("c", "First patient of robot surgeon is well", 2)
    )
    assert joined.story.id == first.story.id == digest("story", "a")
    assert other.story.id != first.story.id
    assert (joined.story.revision, joined.story.last_at) == (2, NOON + timedelta(hours=2))
    founder, member = joined.story.members
    assert (founder.similarity, founder.ties) == (1.0, ())
    assert member.similarity > 0.25
    assert set(member.ties[:3]) <= {"robot", "surgeon", "first", "patient", "robot surgeon", "first patient"}
    assert member.closest == "a"
    assert member.signals[0].points > 0
    assert len(member.ties) <= 8


@pytest.mark.parametrize(
    ("hours", "language", "joins"),
    [(100, "en", True), (169, "en", False), (-80, "en", True), (-169, "en", False), (1, "de", False)],
)
def test_only_stories_of_the_window_and_language_are_joined(hours: float, language: str, joins: bool) -> None:
    """The same words a week later, or in another language, are another story; a late arrival still finds its own."""
    first, later = place(placer(), newcomer("a", ROBOT), newcomer("b", ROBOT, hours, language=language))
    assert (first.story.id == later.story.id) is joins


def test_a_chain_does_not_swallow_a_topic() -> None:
    """A story that goes on and on is begun anew; its address stays with what it began with."""
    by = placer()
    ends: dict[str, str] = {}
    stories: dict[str, Story] = {}
    for day in range(60):
        for story in by.place(newcomer(f"{day:02}", ROBOT, 24.0 * day), NOON).kept:
            stories[story.id] = story
            ends |= {member.article_id: story.id for member in story.members}
    assert len(set(ends.values())) >= 3
    assert ends["00"] == digest("story", "00")
    assert all(stories[one].last_at - stories[one].first_at <= timedelta(days=21) for one in set(ends.values()))


def test_likeness_fades_with_the_pause() -> None:
    """The same words three days later make one event less sure than at once."""
    at_once = place(placer(), newcomer("a", ROBOT), newcomer("b", ROBOT))[1].story.members[1]
    after = place(placer(), newcomer("a", ROBOT), newcomer("b", ROBOT, 72))[1].story.members[1]
    assert after.similarity < at_once.similarity


def test_the_nearest_story_not_joined_is_kept() -> None:
    """An editor sees what almost happened: for a founder what it lacked, for a member the second-nearest story."""
    by = placer(threshold=0.6)
    _, founder = place(
        by,
        newcomer("a", ROBOT),
        newcomer("b", "Robot tax fails in parliament after debate about wages, schools and first roads"),
    )
    assert founder.near_miss
    assert founder.near_miss.story_id == digest("story", "a")
    assert founder.near_miss.closest == "a"
    assert founder.near_miss.similarity < founder.near_miss.threshold == 0.6
    [member] = place(by, newcomer("c", ROBOT))
    assert member.near_miss
    assert member.near_miss.story_id == digest("story", "b")
    assert member.near_miss.threshold == max(0.6, member.story.members[-1].similarity)
    assert place(placer(), newcomer("x", "Entirely unheard of"))[0].near_miss is None


def test_a_copy_joins_its_original_whatever_its_title_and_time() -> None:
    """A wire text under a new headline, even beyond the span, is a copy of the earliest that carried it."""
    text = prose("wire")
    first, copy, second = place(
        placer(span_days=1.0),
        newcomer("a", ROBOT, text=text),
        newcomer("b", TAX, 30, text=text + " with a line more"),
        newcomer("c", "Something else", 40, text=text),
    )
    assert first.story.id == copy.story.id == second.story.id
    assert [(one.role, one.copy_of) for one in second.story.members] == [
        (MemberRole.COVERAGE, None),
        (MemberRole.COPY, "a"),
        (MemberRole.COPY, "a"),
    ]
    assert second.story.members[1].similarity > 0.8


def test_a_title_without_telling_words_stands_alone() -> None:
    """Nothing to compare by is no reason to join."""
    first, second = place(placer(), newcomer("a", "What it is"), newcomer("b", "What it is"))
    assert first.story.id != second.story.id


def test_memory_holds_the_window_only() -> None:
    """After a year of news, an article is compared with the stories of the last days."""
    by = placer()
    for day in range(200):
        by.place(newcomer(f"day{day:03}", prose(f"event{day}", 8), 24.0 * day), NOON)
    assert len(by.memory.stories) <= 12
    assert len(by.memory.homes) == len(by.memory.copies.kept) == len(by.memory.stories)
    assert len(by.memory.shelves["en"].places) == len(by.memory.compared) == len(by.memory.stories)
    assert len(by.memory.kin) <= 12


def test_an_article_older_than_memory_founds_a_story_nobody_joins() -> None:
    """Something found months late does not disturb today's stories."""
    by = placer()
    first, late, _ = place(by, newcomer("a", ROBOT), newcomer("b", ROBOT, -1000), newcomer("c", ROBOT, 1))
    assert late.story.id != first.story.id
    assert late.story.id not in by.memory.stories
