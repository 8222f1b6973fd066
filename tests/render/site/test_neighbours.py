"""Stories on the same matter are found by what is rare in their headlines, and a new one disturbs few pages."""

from dataclasses import replace

from tests.render.site.editions import AS_OF, Told, edition, many, story
from tests.render.site.html import texts
from tests.render.site.lives import frozen, page_of
from topicwire.model.hub import Edition
from topicwire.model.ids import StoryId
from topicwire.render.site import site_sheets
from topicwire.render.site.listing import listing_of
from topicwire.render.site.neighbours import NONE, neighbours_of

TITLES = (
    ("Velmouth ferry gates stop commuters", 90.0),
    ("A gripper folds towels at last", 80.0),
    ("Court rules on Velmouth ferry gates", 50.0),
    ("Tractors plough at night", 40.0),
    ("Velmouth ferry gates come down", 10.0),
)


def around(whole: Edition, title: str) -> tuple[list[str], list[str]]:
    """Give the headlines of the earlier and later stories around one."""
    listing = listing_of(whole)
    lead = next(lead for lead in listing.leads if lead.record.title == title)
    near = neighbours_of(listing).get(lead.story_id, NONE)
    return [one.record.title for one in near.earlier], [one.record.title for one in near.later]


def week(topic: str = "Standards & law") -> Edition:
    """Freeze five stories, three of them on one matter."""
    made = [
        story([Told(title=title, outlet=f"Outlet {hours}", hours=hours)], topics=(topic, "Robotics"))
        for title, hours in TITLES
    ]
    return edition(made)


def test_a_story_names_what_came_before_and_after() -> None:
    """The newest first."""
    assert around(week(), TITLES[2][0]) == ([TITLES[0][0]], [TITLES[4][0]])
    assert around(week(), TITLES[4][0]) == ([TITLES[2][0], TITLES[0][0]], [])
    assert around(week(), TITLES[1][0]) == ([], [])


def test_one_shared_word_is_not_enough_without_a_shared_topic() -> None:
    """A town has many stories."""
    made = [
        story([Told(title="Velmouth opens a pool", outlet="One", hours=20)], topics=("Farming", "Robotics")),
        story([Told(title="Gripper lost near Velmouth", outlet="Two", hours=10)], topics=("Arms", "Robotics")),
    ]
    assert around(edition(made), "Gripper lost near Velmouth") == ([], [])


def test_what_is_long_ago_is_not_named() -> None:
    """Six weeks on it is another matter."""
    made = [
        story([Told(title=TITLES[0][0], outlet="One", hours=24 * 50)]),
        story([Told(title=TITLES[2][0], outlet="Two", hours=10)]),
    ]
    assert around(edition(made), TITLES[2][0]) == ([], [])


def test_the_story_it_was_parted_from_comes_first() -> None:
    """However different the headlines are; where that one was merged since, what it leads on to."""
    old, new = story([Told(title="One", outlet="One", hours=20)]), story([Told(title="Other", outlet="Two", hours=10)])
    parted = (new[0], replace(new[1], parted_from=old[1].id))
    assert around(edition([old, parted]), "Other") == (["One"], [])
    gone = StoryId("0" * 16)
    merged = frozen([old, (new[0], replace(new[1], parted_from=gone))], successors={gone: old[1].id})
    assert around(merged, "Other") == (["One"], [])


def test_a_new_story_changes_at_most_two_older_pages() -> None:
    """However many are on the same matter: a rebuild stays small."""
    made = [
        story([Told(title=f"Velmouth ferry gates, part {n}", outlet="One", hours=100 - n)], topics=("Care", "Robotics"))
        for n in range(9)
    ]
    newest = story([Told(title="Velmouth ferry gates, the end", outlet="One", hours=1)], topics=("Care", "Robotics"))
    before, after = (
        {sheet.path: sheet.key for sheet in site_sheets(whole, front_stories=30, version="1")}
        for whole in (edition(made), edition([*made, newest]))
    )
    changed = {path for path, key in after.items() if path.startswith("stories/") and before.get(path) != key}
    older = {path for path in changed if path in before}
    assert 0 < len(older) <= 2


def test_the_page_names_them() -> None:
    """With their day, and a link."""
    whole = week()
    lead = next(lead for lead in listing_of(whole).leads if lead.record.title == TITLES[2][0])
    assert texts(page_of(whole, lead.story_id), ".neighbours a") == [TITLES[4][0], TITLES[0][0]]


def test_ten_thousand_records_find_their_neighbours_in_step_with_their_number() -> None:
    """No story is compared with all others."""
    listing = listing_of(many(4000))
    found = neighbours_of(listing)
    assert all(len(near.earlier) <= 5 and len(near.later) <= 3 for near in found.values())
    assert max(lead.published_at for lead in listing.leads) <= AS_OF
