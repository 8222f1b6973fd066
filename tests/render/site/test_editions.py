"""The front page as it was, at every edition."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.render.site.editions import AS_OF, HUB, Told, edition, story
from tests.render.site.hostile import hostile
from tests.render.site.html import attribute, faults, pages, texts, tree
from tests.render.site.robotics import robotics
from tests.render.site.test_sheets import changed, keys
from topicwire.model.hub import Edition, PastFront
from topicwire.model.ids import ArticleId, EditionId
from topicwire.render.site import site_sheets
from topicwire.render.site.listing import listing_of
from topicwire.render.site.snapshots import PastStory, articles_of, pack, past_stories, unpack

OWN = "editions/2026-03-02/1200-8534d6f5.html"
ONE = EditionId("1" * 64)
FIRST = "editions/2026-03-01/1000-11111111.html"


def snapshot(whole: Edition) -> tuple[PastStory, ...]:
    """Take down the front page of an edition."""
    return past_stories(whole, listing_of(whole), 30)


def front(whole: Edition, *, hours: int = 26, withdrawn: tuple[str, ...] = ()) -> PastFront:
    """Give the front page of an edition as one that was published so many hours before."""
    gone = tuple(ArticleId(name) for name in withdrawn)
    at = AS_OF - timedelta(hours=hours)
    return PastFront(edition_id=ONE, as_of=at, withdrawn=gone, read=lambda: pack(snapshot(whole)))


def small(title: str, *others: str) -> Edition:
    """Build an edition of one story."""
    told = [Told(title=name, outlet=f"Outlet {place}", hours=30 + place) for place, name in enumerate((title, *others))]
    return edition([story(told)])


@pytest.mark.parametrize("whole", [robotics(), hostile(), edition([])], ids=["robotics", "hostile", "empty"])
def test_a_front_page_comes_back_as_it_was_taken_down(whole: Edition) -> None:
    """Every word, in every script, whatever it holds."""
    assert unpack(pack(snapshot(whole))) == snapshot(whole)


def test_what_another_program_wrote_is_not_misread() -> None:
    """A newer version of the form gives an empty page, not a wrong one."""
    import json
    import zlib

    assert unpack(zlib.compress(json.dumps({"v": 99, "stories": [1]}).encode())) == ()


def test_a_front_page_takes_few_bytes() -> None:
    """A dozen stories with their reports fit in three kilobytes."""
    assert len(pack(snapshot(robotics()))) < 4000


def test_the_page_of_this_edition_is_the_same_when_it_is_past() -> None:
    """Byte for byte: it is written once."""
    whole = robotics()
    later = replace(
        robotics(),
        id=EditionId("f" * 64),
        as_of=AS_OF + timedelta(hours=2),
        past=(PastFront(edition_id=whole.id, as_of=AS_OF, read=lambda: pack(snapshot(whole))),),
    )
    assert keys(whole)[OWN] == keys(later)[OWN]
    assert pages(whole)[OWN] == pages(later)[OWN]


def test_past_bytes_are_read_only_when_a_page_is_made() -> None:
    """Thousands of past editions cost a run no more than their names."""

    def never() -> bytes:
        raise AssertionError("read")

    past = tuple(
        PastFront(edition_id=EditionId(f"{number:064x}"[::-1]), as_of=AS_OF - timedelta(hours=2 * number), read=never)
        for number in range(1, 4001)
    )
    whole = replace(robotics(), past=past)
    assert len([path for path in keys(whole) if path.startswith("editions/")]) == 4001


def test_a_past_page_shows_what_stood_there() -> None:
    """Headlines, outlets and counts of then, under the time of then, and the way to the day and to now."""
    whole = replace(robotics(), past=(front(small("As it was headlined", "Also told")),))
    page = pages(whole)[FIRST]
    assert texts(page, "h1") == ["The front page as it was"]
    assert "1 March 2026, 10:00 UTC" in texts(page, ".note-line")[0]
    assert texts(page, "h2.headline") == ["As it was headlined"]
    assert texts(page, ".alternates li") == ["Outlet 1 Also told"]
    assert texts(page, ".road a") == ["Archive", "Sunday, 1 March 2026"]
    assert attribute(tree(page).css_first("meta[name=robots]"), "content") == "noindex"


def test_a_past_page_says_nothing_of_what_an_editor_took_away() -> None:
    """Not as a lead, not beside one, not in a title: and the page stays whole."""
    before = small("Withdrawn lead", "Withdrawn report")
    lead, other = articles_of(snapshot(before))
    hidden = pages(replace(robotics(), past=(front(before, withdrawn=(lead,)),)))[FIRST]
    assert b"Withdrawn" not in hidden
    assert texts(hidden, ".story-gone") == ["A story that stood here was taken away by the editors."]
    less = pages(replace(robotics(), past=(front(before, withdrawn=(other,)),)))[FIRST]
    assert (b"Withdrawn lead" in less, b"Withdrawn report" in less) == (True, False)
    assert faults(hidden) == faults(less) == []


def test_taking_something_away_changes_the_pages_it_stood_on_and_no_other() -> None:
    """The others stay as they were."""
    before = small("A lead")
    whole = replace(robotics(), past=(front(before),))
    less = replace(robotics(), past=(front(before, withdrawn=("a1",)),))
    assert changed(keys(whole), keys(less)) == {FIRST}


def test_a_day_leads_to_the_editions_of_the_day() -> None:
    """Newest first; a day with an edition and no story has a page as well."""
    quiet = replace(front(small("A lead")), as_of=AS_OF - timedelta(days=200))
    found = pages(replace(robotics(), past=(front(small("A lead"), hours=2), quiet)))
    assert texts(found["days/2026-03-02.html"], ".snapshots li") == ["12:00", "10:00"]
    assert texts(found["days/2025-08-14.html"], ".empty") == ["No story of this day is published."]


def test_an_empty_hub_keeps_no_front_page() -> None:
    """There is nothing to keep, and the time leads to the facts of the edition."""
    found = pages(edition([]))
    assert not [path for path in found if path.startswith(("editions/", "days/"))]
    assert attribute(tree(found["index.html"]).css_first(".dateline a"), "href") == "edition.json"


def test_hostile_words_stay_words_years_later() -> None:
    """What was escaped on the front page is escaped on the page that keeps it."""
    found = pages(hostile())
    own = [page for path, page in found.items() if path.startswith("editions/")]
    assert len(own) == 1
    assert faults(own[0]) == []


def test_another_hub_name_is_on_past_pages_too() -> None:
    """The frame is today's: only what it holds is of then."""
    whole = replace(robotics(), hub=replace(HUB, title="Another name"), past=(front(small("A lead")),))
    (past,) = [sheet for sheet in site_sheets(whole, front_stories=30, version="1") if sheet.path == FIRST]
    assert texts(past.make(), ".brand") == ["Another name"]
