"""Which stories an issue tells."""

from dataclasses import replace
from datetime import timedelta

from tests.render.site.editions import AS_OF, Told, edition, story
from tests.render.site.robotics import robotics
from topicwire.model.hub import Edition
from topicwire.model.newsletter import LetterStory, Telling
from topicwire.render.newsletter.choosing import Chosen, Window, choose
from topicwire.render.newsletter.letter import letter_of
from topicwire.render.site.listing import listing_of

DAY = timedelta(days=1)
ALL = Window(since=AS_OF - 300 * DAY, earliest=AS_OF - 300 * DAY)


def chosen(
    whole: Edition, window: Window = ALL, told: tuple[LetterStory, ...] = (), diversity: float = 0.0
) -> list[Chosen]:
    """Choose from an edition."""
    return list(choose(listing_of(whole), window, told, diversity))


def stories(whole: Edition) -> tuple[LetterStory, ...]:
    """Tell everything once."""
    return letter_of(chosen(whole), listing_of(whole), {}, 50).stories


def test_the_hottest_story_leads() -> None:
    """Heat alone orders an issue; the front page's ageing would favour the last evening of a week."""
    found = chosen(robotics())
    gained = [one.gained for one in found]
    assert gained == sorted(gained, reverse=True)
    assert found[0].lead.record.title.startswith("Orlen Dynamics recalls")
    assert {one.telling for one in found} == {Telling.NEW}


def test_only_what_is_new_since_the_last_issue_is_told() -> None:
    """An old story that nobody added to is no news."""
    whole = robotics()
    window = Window(since=AS_OF - timedelta(hours=5), earliest=AS_OF - timedelta(hours=29))
    new = {one.lead.story_id for one in chosen(whole, window)}
    for lead in listing_of(whole).leads:
        times = [lead.published_at, *(one.published_at for one in whole.articles if one.story_id == lead.story_id)]
        if lead.story_id not in new:
            assert max(times) <= AS_OF - timedelta(hours=5)
    assert 0 < len(new) < len(chosen(whole))


def test_a_story_is_never_told_twice() -> None:
    """Not even when its id changed, as it keeps its articles."""
    whole = robotics()
    told = stories(whole)
    assert chosen(whole, told=told) == []
    renamed = tuple(replace(one, story_id=f"was-{one.story_id}") for one in told)
    assert chosen(whole, told=renamed) == []


def test_a_story_that_grew_is_told_as_such() -> None:
    """Two outlets more make it worth a word; one does not. Its rank is by the heat it gained."""
    whole = robotics()
    told = stories(whole)
    first = told[0]
    grown = (replace(first, domains=first.domains[:-2], heat=first.heat - 30), *told[1:])
    found = chosen(whole, told=grown)
    assert [(one.telling, one.new_outlets, one.gained) for one in found] == [(Telling.GREW, 2, 30)]
    assert chosen(whole, told=(replace(first, domains=first.domains[:-1]), *told[1:])) == []


def test_stories_that_became_one_bring_what_was_told_of_both() -> None:
    """An outlet that either telling named is not new."""
    whole = robotics()
    told = stories(whole)
    first = told[0]
    half = len(first.domains) // 2
    parts = (
        replace(first, story_id="x", articles=first.articles[:half], domains=first.domains[:half]),
        replace(first, story_id="y", articles=first.articles[half:], domains=first.domains[half:]),
    )
    assert chosen(whole, told=(*parts, *told[1:])) == []


def test_one_publisher_does_not_fill_an_issue() -> None:
    """With diversity the second story of a house counts less."""
    same = [story((Told(title=f"House story {n}", outlet="One House", hours=1.0),), quality=100 - n) for n in range(3)]
    other = story((Told(title="Another house", outlet="Elsewhere", hours=1.0),), quality=90)
    whole = edition([*same, other])
    assert chosen(whole)[1].lead.record.title == "House story 1"
    assert chosen(whole, diversity=0.25)[1].lead.record.title == "Another house"


def test_what_was_found_late_counts_as_new_unless_it_is_old_news() -> None:
    """A report of yesterday that was read today belongs into today's issue; one of last month does not."""
    whole = robotics()
    late = replace(whole, articles=tuple(replace(one, first_seen_at=AS_OF) for one in whole.articles))
    window = Window(since=AS_OF - timedelta(hours=1), earliest=AS_OF - 300 * DAY)
    assert len(chosen(late, window)) == len(chosen(whole))
    assert chosen(late, Window(since=AS_OF, earliest=AS_OF)) == []


def test_an_empty_hub_has_nothing_to_tell() -> None:
    """And no error."""
    assert chosen(edition([])) == []
