"""Which stories are hot, since when, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count

from tests.render.site.editions import AS_OF, HUB, Told, edition, story
from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story
from topicwire.render.hot import hot_now, turned_hot

_numbers = count()
HOUR = timedelta(hours=1)


def reported(*hours: float, copies: int = 0) -> tuple[list[RankedArticle], Story]:
    """Build a story that a different outlet reported at each of these hours before the edition; the last are copies."""
    number = next(_numbers)
    told = [
        Told(title=f"Story {number}.{place}", outlet=f"Outlet {place}", hours=at, is_copy=place >= len(hours) - copies)
        for place, at in enumerate(hours)
    ]
    return story(told)


def frozen(*stories: tuple[list[RankedArticle], Story], hours: float = 6.0, least: int = 3) -> Edition:
    """Freeze stories of a hub with these settings."""
    return edition(stories, hub=replace(HUB, hot_hours=hours, hot_outlets=least))


def quiet(stories: int, outlets: int) -> list[tuple[list[RankedArticle], Story]]:
    """Build stories of the weeks before, each with so many outlets within an hour."""
    return [reported(*[24 * (4 + number % 20) + place / 60 for place in range(outlets)]) for number in range(stories)]


def titles(found: Sequence[object]) -> list[str]:
    """Name the stories."""
    return [hot.lead.record.title for hot in found]  # type: ignore[attr-defined]


def test_a_story_turns_hot_with_the_report_that_makes_it_enough() -> None:
    """Three outlets within six hours; the moment is the third one's."""
    hot = turned_hot(frozen(reported(5.0, 4.0, 2.0, 1.0)))[0]
    assert (hot.at, hot.outlets, hot.span) == (AS_OF - 2 * HOUR, 3, 3 * HOUR)
    assert (hot.peak, hot.peak_span, hot.latest_at) == (4, 4 * HOUR, AS_OF - HOUR)
    assert (hot.usual, hot.least) == (1, 3)


def test_slow_stories_are_not_hot() -> None:
    """Ten outlets, one a day, are no rush."""
    assert turned_hot(frozen(reported(*[24.0 * day for day in range(10)]))) == ()


def test_one_outlet_that_reports_often_is_one_outlet() -> None:
    """A live ticker makes no story hot."""
    told = [Told(title=f"Part {n}", outlet="Ticker", hours=n / 10) for n in range(8)]
    assert turned_hot(frozen(story(told))) == ()


def test_copies_do_not_count() -> None:
    """One text in five papers is one report."""
    assert turned_hot(frozen(reported(3.0, 2.0, 1.0, 1.0, 1.0, copies=3))) == ()
    assert len(turned_hot(frozen(reported(3.0, 2.0, 1.5, 1.0, 1.0, copies=2)))) == 1


def test_a_hub_where_all_report_all_asks_for_more() -> None:
    """Where four outlets are usual, five are not hot, and eight are."""
    before = quiet(30, 4)
    assert hot_now(frozen(reported(3.0, 2.5, 2.0, 1.5, 1.0), *before)) == ()
    (hot,) = hot_now(frozen(reported(*[place / 4 for place in range(8)]), *before))
    assert (hot.usual, hot.least, hot.outlets) == (4, 8, 8)


def test_a_young_hub_goes_by_its_setting() -> None:
    """Too few stories say nothing about what is usual."""
    (hot,) = hot_now(frozen(reported(2.0, 1.5, 1.0), *quiet(19, 4)))
    assert hot.usual == 1
    assert turned_hot(frozen(reported(2.0, 1.5, 1.0), least=4)) == ()


def test_what_comes_later_takes_no_heat_away() -> None:
    """A story that turned hot stays in the list, with the same moment, whatever the next weeks bring."""
    old = reported(24.0 * 30 + 2, 24.0 * 30 + 1, 24.0 * 30)
    before = turned_hot(frozen(old))
    assert turned_hot(frozen(old, *quiet(40, 2)))[-1:] == before


def test_the_newest_to_turn_hot_comes_first() -> None:
    """The list is a feed's."""
    whole = frozen(reported(50.0, 49.0, 48.0), reported(3.0, 2.0, 1.0), reported(30.0, 29.0, 28.0))
    assert [(AS_OF - hot.at) / HOUR for hot in turned_hot(whole)] == [1.0, 28.0, 48.0]


def test_now_is_the_editions_own_time() -> None:
    """What grew yesterday is no longer hot, though it was; the most unusual story stands first."""
    whole = frozen(reported(30.0, 29.0, 28.0), reported(3.0, 2.0, 1.0), reported(3.0, 2.0, 1.5, 1.0))
    assert [hot.peak for hot in hot_now(whole)] == [4, 3]
    assert hot_now(whole, turned_hot(whole)) == hot_now(whole)
    later = replace(whole, as_of=AS_OF + 6 * HOUR)
    assert hot_now(later) == ()


def test_the_strip_has_room_for_three() -> None:
    """More would be no strip."""
    assert len(hot_now(frozen(*(reported(3.0, 2.0, 1.0) for _ in range(5))))) == 3


def test_a_report_from_the_future_does_not_count() -> None:
    """A wrong clock elsewhere makes nothing hot here."""
    assert turned_hot(frozen(reported(1.0, 0.5, -200.0))) == ()


def test_a_date_that_is_none_does_not_count() -> None:
    """A record taken over may say anything."""
    articles, group = reported(3.0, 2.0, 1.0)
    odd = tuple(replace(related, published="soon", article_id=None) for related in articles[0].record.related)
    lead = replace(articles[0], record=replace(articles[0].record, related=odd))
    assert turned_hot(frozen(([lead], group))) == ()


def test_no_stories_no_heat() -> None:
    """An empty hub has an empty strip."""
    assert turned_hot(frozen()) == hot_now(frozen()) == ()
