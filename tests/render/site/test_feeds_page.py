"""The page that lists every feed, and every page's own feeds in its head."""

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from tests.render.sheets import feeds, made
from tests.render.site.editions import HUB, edition
from tests.render.site.robotics import robotics
from topicwire.formats.opml import read_opml
from topicwire.model.hub import Edition
from topicwire.render.site import site_sheets
from topicwire.render.site.feed_list import FEED_TYPES


def pages(whole: Edition) -> dict[str, bytes]:
    """Render the site."""
    return made(site_sheets(whole, front_stories=30, version="1"))


def discovered(page: bytes) -> list[str]:
    """List the feeds a page leads readers to, in its order, by their place under the site."""
    links = LexborHTMLParser(page).css('link[rel="alternate"]')
    feeds = (link for link in links if link.attributes["type"] in FEED_TYPES.values())
    return [str(link.attributes["href"]).replace("../", "") for link in feeds]


def test_the_page_of_feeds_names_every_feed_and_no_other() -> None:
    """But those of single stories, which are named on their own pages."""
    whole = robotics()
    found = LexborHTMLParser(pages(whole)["feeds.html"]).css("main a[type]")
    named = [str(link.attributes["href"]) for link in found if "opml" not in str(link.attributes["href"])]
    assert sorted(named) == sorted(path for path in feeds(whole) if not path.startswith("feeds/stories/"))


def test_feed_readers_can_take_all_feeds_at_once() -> None:
    """As OPML: what is in it is there, and reading it back gives the same."""
    whole = robotics()
    listed = read_opml(pages(whole)["feeds.opml"])
    assert listed.problems == ()
    assert {feed.url.removeprefix("https://robotics.example/wire/") for feed in listed.feeds} == {
        path for path in feeds(whole) if path.endswith(".atom") and not path.startswith("feeds/stories/")
    }
    assert {feed.folder for feed in listed.feeds} == {(), ("By topic",), ("By source",)}


def test_every_page_leads_to_its_own_feeds_first() -> None:
    """Then to those of the whole hub; and every feed a page names is there."""
    whole = robotics()
    made_pages, rendered = pages(whole), feeds(whole)
    hub = [*(f"feeds/all.{form}" for form in ("rss", "atom", "json")), "feeds/stories.atom", "feeds/hot.atom"]
    for path, page in made_pages.items():
        if path.endswith(".html"):
            links = [link.removeprefix("/wire/") for link in discovered(page)]
            assert links[-5:] == hub, path
            assert set(links) <= rendered.keys(), path
    assert discovered(made_pages["topics/arms.html"])[0] == "feeds/topics/arms.rss"
    assert discovered(made_pages["sources/automation-weekly.example.html"])[0] == (
        "feeds/sources/automation-weekly.example.rss"
    )
    for path in (path for path in made_pages if path.startswith("stories/") and path.endswith(".html")):
        own = f"feeds/{path[:-5]}.atom"
        assert (own in rendered) == (discovered(made_pages[path])[0] == own), path


def test_the_page_says_who_tells_of_changes_at_once() -> None:
    """Where the hub named a WebSub hub, and only there."""
    pushed = replace(robotics(), hub=replace(HUB, websub_hub="https://push.example/hub"))
    assert "push.example" in pages(pushed)["feeds.html"].decode()
    assert "WebSub" not in pages(robotics())["feeds.html"].decode()


def test_an_empty_hub_has_its_page_of_feeds() -> None:
    """It can be followed before anything is published."""
    assert "feeds/all.rss" in pages(edition([]))["feeds.html"].decode()
