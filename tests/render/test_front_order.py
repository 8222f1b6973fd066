"""In which order readers see stories, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.site.editions import AS_OF, HUB, Told, story
from topicwire.model.record import RankedArticle
from topicwire.render.front_order import (
    FREE_TOPICS,
    MOST_PLACED,
    WINDOW,
    front_order,
    front_place,
    front_places,
    standing,
    story_standing,
    tell_place,
)

PLAIN = replace(HUB, half_life_hours=24.0, diversity=0.0)


def lead(name: str, outlet: str = "", hours: float = 1, heat: int = 100, topic: str = "") -> RankedArticle:
    """Build a story of one article."""
    [made] = story([Told(title=name, outlet=outlet or f"Outlet {name}", hours=hours)])[0]
    topics = (topic, *made.record.topics[-1:]) if topic else made.record.topics[-1:]
    return replace(made, record=replace(made.record, heat=heat, topics=topics))


def titles(leads: Sequence[RankedArticle], diversity: float) -> list[str]:
    """Give the titles in order."""
    return [one.record.title for one in front_order(leads, replace(PLAIN, diversity=diversity))]


def heat_after(heat: float, hours: float, half_life: float) -> float:
    """Say the law as it is documented: heat halves every half-life."""
    return float(heat * 2 ** (-hours / half_life))


@pytest.mark.parametrize("half_life", [6.0, 24.0, 240.0])
def test_the_order_is_that_of_heat_halved_by_age(half_life: float) -> None:
    """Comparing standings gives the same order as working out each heat at any time of day."""
    leads = [
        replace(article, record=replace(article.record, heat=heat))
        for heat, hours in ((70, 0.5), (90, 5), (377, 30), (120, 12), (71, 0.1), (2000, 200))
        for article in story([Told(title=f"{heat}", outlet="O", hours=hours)])[0]
    ]
    for later in (timedelta(0), timedelta(days=3)):
        wanted = sorted(
            leads, key=lambda lead: -_aged(lead.record.heat or 0, AS_OF + later - lead.published_at, half_life)
        )
        assert [lead.record.title for lead in front_order(leads, replace(HUB, half_life_hours=half_life))] == [
            lead.record.title for lead in wanted
        ]


def _aged(heat: int, age: timedelta, half_life: float) -> float:
    return heat_after(heat, age.total_seconds() / 3600, half_life)


def test_one_half_life_is_worth_twice_the_heat() -> None:
    """The newer of two equally hot stories stands exactly one higher."""
    newer, older = standing(80, AS_OF, 24.0), standing(80, AS_OF - timedelta(hours=24), 24.0)
    assert newer - older == pytest.approx(1.0)


@pytest.mark.parametrize("heat", [None, -1, 0, 1])
def test_a_story_without_heat_is_as_cold_as_can_be(heat: int | None) -> None:
    """No figure, no error."""
    assert standing(heat, AS_OF, 24.0) == standing(1, AS_OF, 24.0)


def test_a_report_after_the_lead_lifts_the_story_as_far_as_it_counts() -> None:
    """Its points age from its own date; earlier reports do not make the story older than its lead."""
    alone = story_standing(lead("A", hours=48, heat=100), 24.0)
    told = [Told(title="Lead", outlet="O", hours=48), Told(title="Later", outlet="P", hours=0)]
    later = story(told)[0][0]
    earlier = story([told[0], replace(told[1], hours=96)])[0][0]
    heat = later.record.heat or 0
    assert later.heat
    added = sum(part.points for part in later.heat.parts if part.name == "related")
    assert added == 20
    fresh = (heat - added) / 4 + added
    assert 2 ** (story_standing(later, 24.0) - standing(1, AS_OF, 24.0)) == pytest.approx(fresh, rel=1e-3)
    assert story_standing(earlier, 24.0) == pytest.approx(standing(heat, earlier.published_at, 24.0))
    assert alone == standing(100, AS_OF - timedelta(hours=48), 24.0)


def test_a_date_nobody_can_read_counts_as_the_leads() -> None:
    """A record taken over may say anything."""
    made = story([Told(title="Lead", outlet="O", hours=5), Told(title="Later", outlet="P", hours=1)])[0][0]
    odd = [replace(one, published=said) for said in ("soon",) for one in made.record.related]
    naive = [replace(one, published="2026-03-06T07:00:00") for one in made.record.related]
    still = replace(made, record=replace(made.record, related=tuple(odd)))
    assert story_standing(still, 24.0) == pytest.approx(standing(made.record.heat, made.published_at, 24.0))
    assert story_standing(replace(made, record=replace(made.record, related=tuple(naive))), 24.0)


def test_no_publisher_fills_the_page() -> None:
    """Ten hot stories of one house do not stand in a row; without diversity they do."""
    loud = [lead(f"loud {number}", outlet="Loud", heat=100 - number) for number in range(6)]
    others = [lead(f"other {number}", heat=80 - number) for number in range(4)]
    assert titles(loud + others, 0.0)[:6] == [one.record.title for one in loud]
    mixed = titles(loud + others, 0.25)
    assert mixed[:4] == ["loud 0", "other 0", "other 1", "other 2"]
    assert sorted(mixed) == sorted(titles(loud + others, 0.0))


def test_at_the_most_diversity_others_come_first_as_long_as_there_are_any() -> None:
    """And the house comes again when they have run out, in its own order."""
    loud = [lead(f"loud {number}", outlet="Loud", heat=900 - number) for number in range(4)]
    assert titles([*loud, lead("cold", heat=1)], 1.0) == ["loud 0", "cold", "loud 1", "loud 2", "loud 3"]


def test_a_topic_may_have_a_few_stories_in_a_row() -> None:
    """The third of a topic loses nothing, the fourth does; the root topic, which all share, costs nothing."""
    same = [lead(f"t{number}", heat=100 - number, topic="Drones") for number in range(5)]
    assert FREE_TOPICS == 2
    assert titles([*same, lead("other", heat=90)], 0.25)[:4] == ["t0", "t1", "t2", "other"]
    rootless = [lead(f"r{number}", heat=100 - number) for number in range(5)]
    assert titles([*rootless, lead("other", heat=90)], 0.25)[-1] == "other"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 300), st.integers(0, 200)), max_size=12),
    st.sampled_from([0.0, 0.01, 0.25, 0.9, 1.0]),
)
def test_the_order_holds_whoever_asks(told: list[tuple[int, int, int]], diversity: float) -> None:
    """Every story once, the same whatever order they come in, and each the best of those below it."""
    leads = [
        lead(f"s{number}", outlet=f"House {house}", heat=heat, hours=hours)
        for number, (house, heat, hours) in enumerate(told)
    ]
    hub = replace(PLAIN, diversity=diversity)
    places = front_places(leads, hub)
    assert [place.place for place in places] == list(range(1, len(leads) + 1))
    assert {place.article.article_id for place in places} == {one.article_id for one in leads}
    assert front_places(leads[::-1], hub) == places
    for place in places:
        above = places[max(0, place.place - 1 - WINDOW) : place.place - 1]
        same = [one for one in above if one.article.record.provider == place.article.record.provider]
        assert place.same_publisher == (len(same) if diversity else 0)


def test_beyond_the_first_places_heat_and_age_decide() -> None:
    """A hub of ten thousand stories is not compared to the last."""
    many = [lead(f"s{number}", outlet="Loud", heat=500 - number) for number in range(MOST_PLACED + 3)]
    last = front_places(many, replace(PLAIN, diversity=0.5))[-1]
    assert (last.place, last.lowered, last.article.record.heat) == (MOST_PLACED + 3, 0.0, 500 - MOST_PLACED - 2)


def test_a_reader_learns_why_a_story_stands_where_it_does() -> None:
    """Place, heat, age against the newest, what diversity took, and what stands above; never the time of day."""
    leads = [
        lead("first", outlet="Loud", heat=100),
        lead("second", outlet="Loud", heat=99, hours=25, topic="Drones"),
    ]
    hub = replace(PLAIN, diversity=0.25)
    told = tell_place(front_places(leads, hub), leads[1].story_id, hub)
    assert told[0] == "Place 2 of 2 on the front page."
    assert told[1].startswith("Its heat of 99 counts half for every 24 hours: led by an article 24 hours older")
    assert told[1].endswith("it counts 49.5.")
    assert told[2] == "Of the 5 stories above it 1 by the same publisher: at a diversity of 0.25 75 % of that is left."
    assert told[3] == "Above it: “first”."
    assert tell_place(front_places(leads, hub), "nowhere", hub) == ()
    assert front_place(leads, hub, "nowhere") is None
    assert len(tell_place(front_places(leads, PLAIN), leads[0].story_id, PLAIN)) == 2


def test_a_crowd_on_one_topic_is_told_too() -> None:
    """With how many of the stories above share it."""
    same = [lead(f"t{number}", heat=100 - number, topic="Drones") for number in range(5)]
    hub = replace(PLAIN, diversity=0.25)
    told = tell_place(front_places(same, hub), same[3].story_id, hub)
    assert told[2].startswith("Of the 5 stories above it 3 on the same topic: ")
