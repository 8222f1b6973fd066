"""The timeline tells firsts, turns and edits in the order they happened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.render.site.editions import AS_OF, Told, story
from tests.render.site.hostile import TITLES
from tests.render.site.html import faults, texts, tree
from tests.render.site.lives import frozen, page_of, pair, retitled
from topicwire.model.hub import Edition
from topicwire.model.story import StoryEvent, StoryEventKind
from topicwire.render.site import site_sheets


def turned(kind: StoryEventKind, *, with_other: bool = False) -> tuple[Edition, str]:
    """Freeze a story with one turn."""
    made, other = pair(), story([Told(title="Another matter", outlet="Else", hours=30)])
    articles = (made[0][1].article_id,)
    turn = StoryEvent(
        story_id=made[1].id, at=AS_OF, kind=kind, articles=articles, other=other[1].id if with_other else None
    )
    return frozen([made, other], turns={made[1].id: (turn,)}), made[1].id


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (StoryEventKind.LED, "Another report took the lead"),
        (StoryEventKind.MERGED, "Another story turned out to be this one"),
        (StoryEventKind.PARTED, "Reports turned out to be another story"),
        (StoryEventKind.REOPENED, "It opened again after it had settled"),
    ],
)
def test_a_turn_is_told_with_the_reports_it_is_about(kind: StoryEventKind, words: str) -> None:
    """In plain words."""
    page = page_of(*turned(kind))
    assert texts(page, ".happening .happening-what") == [words]
    assert texts(page, ".happening-title") == ["It fell Norm"]
    assert texts(page, ".firsts > li")[-1].startswith("2 Mar 2026")


def test_a_turn_leads_to_the_other_story() -> None:
    """Where that one is published."""
    page = page_of(*turned(StoryEventKind.PARTED, with_other=True))
    assert texts(page, ".happening-what a") == ["the other story"]


def test_an_edit_shows_what_went_and_what_came() -> None:
    """Who edited, what, and the words."""
    made = pair()
    whole = frozen([made], edits={made[0][0].article_id: retitled(made[0][0], "Arm falls", "Arm let fall")})
    page = page_of(whole, made[1].id)
    assert texts(page, ".happening-what") == ["Shopfloor Headline edited"]
    assert (texts(page, ".difference del"), texts(page, ".difference ins")) == (["Arm falls"], ["Arm let fall"])


def test_a_lone_report_that_was_edited_has_a_timeline() -> None:
    """It begins with the report itself."""
    made = story([Told(title="Alone", outlet="O", hours=9)])
    whole = frozen([made], edits={made[0][0].article_id: retitled(made[0][0], "a", "b")})
    assert len(tree(page_of(whole, made[1].id)).css(".firsts > li")) == 2


@pytest.mark.parametrize("title", TITLES[::9])
def test_an_edit_is_words_whatever_it_says(title: str) -> None:
    """A publisher cannot edit a script into the page."""
    made = pair()
    whole = frozen([made], edits={made[0][0].article_id: retitled(made[0][0], title, f"{title}!")})
    page = page_of(whole, made[1].id)
    assert faults(page) == []
    assert texts(page, ".difference del") == [" ".join(title.split())]


def test_an_edit_or_a_turn_renders_only_its_own_page_anew() -> None:
    """Nothing else shows it."""
    made, other = pair(), story([Told(title="Another matter", outlet="Else", hours=30)])
    before = frozen([made, other])
    edits = {made[0][1].article_id: retitled(made[0][1], "a", "b")}
    turn = StoryEvent(story_id=made[1].id, at=AS_OF, kind=StoryEventKind.REOPENED, articles=())
    for after in (replace(before, edits=edits), replace(before, turns={made[1].id: (turn,)})):
        keys = [{s.path: s.key for s in site_sheets(one, front_stories=9, version="1")} for one in (before, after)]
        assert {path for path, key in keys[1].items() if keys[0].get(path) != key} == {f"stories/{made[1].id}.html"}


def test_long_lives_are_folded() -> None:
    """Six entries stand open."""
    made = story([Told(title=f"Part {n}", outlet=f"Outlet {n}", hours=n + 1) for n in range(9)])
    page = page_of(frozen([made]), made[1].id)
    assert texts(page, ".side-part .fold > summary")[0] == "3 more entries"
    assert timedelta(0) < AS_OF - made[1].first_at
