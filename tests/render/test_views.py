"""Which stories readers see."""

from dataclasses import replace

import pytest

from tests.render.site.editions import Told, edition, story
from topicwire.render.views import is_shown, shown_leads


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
