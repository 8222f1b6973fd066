"""Stories by week, drawn and told."""

from tests.render.site.editions import AS_OF, HUB, Told, edition, story
from tests.render.site.html import pages, texts
from topicwire.render.site.topics import week_told
from topicwire.render.site.trend import HEIGHT, WEEKS, Trend, trend_of
from topicwire.render.views import shown_leads
from topicwire.render.wording import wording_of


def weeks(*hours: float) -> tuple[int, ...]:
    """Count stories of these ages."""
    leads = shown_leads(edition([story([Told(title=f"At {at}", outlet="O", hours=at)]) for at in hours]))
    return trend_of(leads, AS_OF).weeks


def told(*stories: int) -> str:
    """Tell of the last weeks, the newest last."""
    return week_told(Trend(weeks=(*[0] * (WEEKS - len(stories)), *stories)), wording_of("en"))


def test_weeks_end_with_the_editions_day() -> None:
    """All of the seventh day back still counts, and the one before it belongs to the week before."""
    into_the_day = 12
    assert weeks(1, 24 * 6 + into_the_day - 1, 24 * 6 + into_the_day + 1)[-2:] == (1, 2)
    assert weeks() == (0,) * WEEKS


def test_what_is_too_old_or_dated_ahead_counts_for_no_week() -> None:
    """A wrong clock elsewhere draws nothing."""
    assert sum(weeks(-24 * 3, 24 * 7 * WEEKS + 24)) == 0
    assert weeks(-6.0)[-1] == 1


def test_bars_are_as_high_as_the_fullest_week() -> None:
    """A week with one story of a thousand is still seen."""
    bars = Trend(weeks=(*[0] * (WEEKS - 3), 1, 1000, 500)).bars
    assert [bar.height for bar in bars[-3:]] == [2, HEIGHT, HEIGHT // 2]
    assert all(bar.y + bar.height == HEIGHT for bar in bars)
    assert {bar.height for bar in Trend(weeks=(0,) * WEEKS).bars} == {0}


def test_the_week_is_told_against_the_week_before() -> None:
    """More, fewer or as many; a new subject is compared with nothing."""
    assert told(2, 5) == "5 stories in the last seven days, 3 more than in the week before"
    assert told(5, 2) == "2 stories in the last seven days, 3 fewer than in the week before"
    assert told(2, 2) == "2 stories in the last seven days, as many as in the week before"
    assert told(1) == "1 story in the last seven days"


def test_a_topic_shows_trend_branches_and_outlets() -> None:
    """Counts of subtopics, and who reports here most."""
    reports = [Told(title="T", outlet="Alpha", hours=1), Told(title="U", outlet="Beta", hours=2)]
    alone = [Told(title="V", outlet="Beta", hours=200)]
    groups = [story(reports, topics=("Grippers", "Robotics")), story(alone, topics=("Robot arms", "Robotics"))]
    page = pages(edition(groups, hub=HUB))["topics/arms.html"]
    assert texts(page, ".trend") == ["1 story in the last seven days, as many as in the week before"]
    assert texts(page, ".subtopics li") == ["Grippers 1 story"]
    assert texts(page, ".outlets li") == ["B Beta 2 stories", "A Alpha 1 story"]
