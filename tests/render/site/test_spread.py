"""Who has a story and who has not, by the editor's own groups of sources."""

from dataclasses import replace

from tests.render.site.editions import FEEDS, HUB, Told, edition, story
from tests.render.site.html import texts
from tests.render.site.lives import view_of
from tests.render.site.robotics import robotics
from topicwire.model.hub import Hub
from topicwire.render.site.spread import Spread, source_groups, spread_of

REPORTS = [
    Told(title="A", outlet="Automation Weekly", hours=3),
    Told(title="B", outlet="Field & Furrow", domain="field-and-furrow.example", hours=2),
    Told(title="C", outlet="A stranger", hours=1),
]


def spread(reports: list[Told], hub: Hub = HUB) -> Spread | None:
    """Spread a story over a hub's groups."""
    view, _ = view_of(edition([story(reports)], hub=hub))
    return spread_of(view, source_groups(hub))


def test_groups_with_and_without_the_story_are_named() -> None:
    """With how many reports each has."""
    found = spread(REPORTS)
    assert found is not None
    assert [(share.name, share.reports, share.outlets) for share in found.having] == [
        ("Trade press", 2, ("Automation Weekly", "Field & Furrow"))
    ]
    assert found.lacking == ("General news",)
    assert found.beyond == 1


def test_nothing_is_said_where_there_is_nothing_to_spread_over() -> None:
    """A hub without folders, with one folder, or a story of one outlet."""
    plain = replace(HUB, feeds=tuple(replace(feed, folder=()) for feed in FEEDS))
    single = replace(HUB, feeds=FEEDS[:2])
    assert spread(REPORTS, plain) is None
    assert spread(REPORTS, single) is None
    assert spread(REPORTS[:1]) is None


def test_the_page_names_the_gaps() -> None:
    """In words."""
    from tests.render.site.html import pages

    page = next(page for page in pages(robotics()).values() if b"<title>Orlen Dynamics recalls" in page)
    assert texts(page, ".spread-name")
    assert texts(page, ".lacking") == [] or texts(page, ".lacking")[0].startswith("Not reported by")
