"""Which pages there are, and when each is rendered anew."""

from dataclasses import replace
from datetime import timedelta

from tests.render.site.carded import moved_on
from tests.render.site.editions import AS_OF, FEEDS, HUB, NOTES, Told, edition, many, renamed, story, thumbnail
from tests.render.site.robotics import PICTURES, robotics
from topicwire.model.hub import Edition
from topicwire.model.ids import Domain, EditionId
from topicwire.model.record import Provider
from topicwire.render.site import site_sheets


def keys(whole: Edition, version: str = "1", front_stories: int = 30) -> dict[str, str]:
    """Give the key of every page."""
    found = [(sheet.path, sheet.key) for sheet in site_sheets(whole, front_stories=front_stories, version=version)]
    assert len(dict(found)) == len(found), "two sheets for one path"
    return dict(found)


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """List the pages whose key is new or another."""
    return {path for path, key in after.items() if before.get(path) != key}


def is_story(path: str) -> bool:
    """Tell whether it is the page of a story."""
    return path.startswith("stories/") and path.endswith(".html")


def test_only_published_leads_have_a_page() -> None:
    """A story below the threshold is nowhere on the site."""
    stories = [path for path in keys(robotics()) if is_story(path)]
    assert len(stories) == 12


def test_a_changed_story_renders_only_the_pages_it_stands_on() -> None:
    """One retitled article out of a thousand leaves all other story pages alone."""
    before = many(1000)
    place = 500
    touched = changed(keys(before), keys(renamed(before, place, "Another title")))
    stories = {path for path in touched if is_story(path)}
    assert stories == {f"stories/{before.articles[place].story_id}.html"}
    assert len({path for path in touched if path.startswith("archive/")}) == 1
    lists_editions = "days/2026-03-02.html"
    assert len({path for path in touched - {lists_editions} if path.startswith("days/")}) == 1
    assert len({path for path in touched if path.startswith("sources/")}) == 1


def test_a_new_edition_of_the_same_news_renders_only_its_own_pages() -> None:
    """The front page, the page that keeps it, and the list of the day's editions: nothing else is written."""
    later = replace(robotics(), id=EditionId("f" * 64), as_of=AS_OF.replace(hour=13))
    own = {"index.html", "editions/2026-03-02/1300-ffffffff.html", "days/2026-03-02.html"}
    assert changed(keys(robotics()), keys(later)) == own


def test_a_new_day_renders_what_shows_a_trend() -> None:
    """Weeks end with the edition's day, so topics are rendered anew once a day."""
    later = replace(robotics(), as_of=AS_OF + timedelta(days=1))
    kinds = {path.split("/")[0] for path in changed(keys(robotics()), keys(later))}
    assert kinds == {"index.html", "topics", "days", "editions"}


def test_a_picture_that_was_copied_renders_its_story_anew() -> None:
    """The page shows the picture as soon as there is a copy."""
    whole = robotics()
    stairs = thumbnail(PICTURES["stairs"])
    with_copy = replace(whole, thumbnails={**whole.thumbnails, stairs.picture_url: stairs})
    assert len({path for path in changed(keys(whole), keys(with_copy)) if is_story(path)}) == 1


def test_a_new_version_renders_every_page_anew() -> None:
    """The version stands at the foot of every page."""
    pages = {path for path in keys(robotics()) if path.endswith(".html")}
    assert changed(keys(robotics()), keys(robotics(), version="2")) == pages


def test_a_feeds_status_changes_only_the_list_and_its_sources_page() -> None:
    """Polling news is no news."""
    later = replace(robotics(), source_notes={**NOTES, FEEDS[0].id: "failing"})
    assert changed(keys(robotics()), keys(later)) == {"sources.html", "sources/automation-weekly.example.html"}


def test_a_counted_day_changes_only_the_list_and_the_sources_pages() -> None:
    """What was counted is about sources, so nothing else is rendered anew."""
    whole = robotics()
    later = replace(whole, cards={domain: moved_on(card) for domain, card in whole.cards.items()})
    touched = changed(keys(whole), keys(later))
    assert "sources.html" in touched
    assert all(path.startswith("sources") for path in touched)


def test_the_hubs_name_changes_every_page() -> None:
    """What stands on every page is part of every key; the list of feeds for readers says the name too."""
    later = replace(robotics(), hub=replace(HUB, title="Another name"))
    pages = {path for path in keys(robotics()) if path.endswith(".html")} | {"feeds.opml"}
    assert changed(keys(robotics()), keys(later)) == pages


def test_a_provider_whose_domain_is_no_name_gets_no_page() -> None:
    """File names are ours: an adopted record may claim any domain."""
    articles, group = story([Told(title="Odd", outlet="Odd", domain="../../etc/passwd")])
    assert articles[0].record.provider == Provider(name="Odd", domain=Domain("../../etc/passwd"))
    paths = keys(edition([(articles, group)]))
    assert not any(".." in path for path in paths)
    assert not any(path.startswith("sources/") for path in paths)


def test_ten_thousand_records_are_keyed_in_a_moment() -> None:
    """A run in which nothing changed costs little, however large the hub (measured: 0.3 s of processor time)."""
    found = keys(many(10_000))
    assert len([path for path in found if is_story(path)]) == 5_000
