"""Which stories readers see, and in which order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.render.site.editions import AS_OF, Told, edition, story
from topicwire.render.views import front_order, is_shown, shown_leads, standing


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
        assert [lead.record.title for lead in front_order(leads, half_life)] == [lead.record.title for lead in wanted]


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


@pytest.mark.parametrize(("is_published", "shown"), [(True, True), (None, True), (False, False)])
def test_a_lead_is_shown_unless_it_is_unpublished(is_published: bool | None, shown: bool) -> None:
    """A record that does not say counts as published."""
    lead = story([Told(title="T", outlet="O")])[0][0]
    assert is_shown(replace(lead, record=replace(lead.record, is_published=is_published))) is shown


def test_a_related_article_is_never_a_story() -> None:
    """Only leads are, newest first, one for each story."""
    groups = [
        story([Told(title="Old", outlet="O", hours=9), Told(title="B", outlet="P")]),
        story([Told(title="New", outlet="O")]),
    ]
    assert [lead.record.title for lead in shown_leads(edition(groups))] == ["New", "Old"]
