"""Sitemaps name every page and no other; the news sitemap keeps the rules of its reader."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from tests.render.feed_rules import is_address, is_instant
from tests.render.sheets import changed, empty, made, with_articles
from tests.render.site.editions import AS_OF, HUB, Told, edition, many, renamed, story
from tests.render.site.hostile import hostile
from tests.render.site.robotics import robotics
from topicwire.model.hub import Edition
from topicwire.model.ids import Domain
from topicwire.model.record import Provider
from topicwire.render.site import site_sheets
from topicwire.render.site.links import absolute
from topicwire.render.sitemaps import NEWS_MOST, sitemap_sheets
from topicwire.render.views import shown_leads
from topicwire.text.clean import one_line

SITEMAP, NEWS = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.google.com/schemas/sitemap-news/0.9}"
EDITIONS = pytest.mark.parametrize("whole", [robotics(), hostile(), empty()], ids=["robotics", "hostile", "empty"])


def sitemap(whole: Edition, name: str = "sitemap.xml", per_file: int = 45_000) -> etree._Element:
    """Render and parse one of the sitemaps."""
    return etree.fromstring(made(sitemap_sheets(whole, per_file))[name])


def locations(root: etree._Element) -> list[str]:
    """List the addresses."""
    return [node.text or "" for node in root.iter(f"{SITEMAP}loc")]


def unlisted(whole: Edition) -> Iterator[str]:
    """Give the pages that are no place to arrive at: those shown instead of a missing one, and past front pages."""
    sheets = site_sheets(whole, front_stories=30, version="1")
    yield from (sheet.path for sheet in sheets if re.fullmatch(r"404\.html|missing\.html|editions/.*", sheet.path))


@EDITIONS
def test_every_page_of_the_site_is_named_and_no_other(whole: Edition) -> None:
    """By the address it calls its own."""
    pages = {sheet.path for sheet in site_sheets(whole, front_stories=30, version="1") if sheet.path.endswith(".html")}
    wanted = {absolute(whole.hub, path) for path in pages - set(unlisted(whole))}
    named = locations(sitemap(whole))
    assert set(named) == wanted
    assert len(named) == len(wanted)


@EDITIONS
def test_the_sitemaps_are_valid(whole: Edition) -> None:
    """Only elements the protocol knows, absolute addresses under the hub, W3C times."""
    for name in ("sitemap.xml", "news-sitemap.xml"):
        root = sitemap(whole, name)
        assert root.tag == f"{SITEMAP}urlset"
        assert {child.tag for child in root} <= {f"{SITEMAP}url"}
        assert {child.tag for url in root for child in url} <= {f"{SITEMAP}loc", f"{SITEMAP}lastmod", f"{NEWS}news"}
        assert all(is_address(at) and at.startswith("https://robotics.example/wire/") for at in locations(root))
        assert all(is_instant(node.text) for node in root.iter(f"{SITEMAP}lastmod", f"{NEWS}publication_date"))


def test_many_pages_are_split_over_files_with_an_index() -> None:
    """No file holds more than it may, and a new story leaves the files alone that older ones have filled."""
    before, after = many(600), edition([story([Told(title="New", outlet="O")], quality=90)])
    whole = replace(before, articles=(*after.articles, *before.articles), stories={**before.stories, **after.stories})
    old, new = (made(sitemap_sheets(one, 100)) for one in (before, whole))
    files = [path for path in new if path.startswith("sitemaps/")]
    assert locations(etree.fromstring(new["sitemap.xml"])) == [absolute(HUB, path) for path in files]
    listed = [len(locations(etree.fromstring(new[path]))) for path in files]
    assert max(listed) <= 100
    assert sum(listed) == len(locations(sitemap(whole)))
    full = ["sitemaps/1.xml", "sitemaps/2.xml", "sitemaps/3.xml"]
    assert [old[path] for path in full] == [new[path] for path in full]


def test_news_are_the_last_two_days_once_a_story() -> None:
    """Counted back from the newest story, so that the file stays the same until there is news."""
    whole = robotics()
    root = sitemap(whole, "news-sitemap.xml")
    newest = shown_leads(whole)[0].published_at
    recent = [lead for lead in shown_leads(whole) if lead.published_at >= newest - timedelta(hours=48)]
    assert 0 < len(recent) < len(shown_leads(whole))
    assert locations(root) == [absolute(HUB, f"stories/{lead.story_id}.html") for lead in recent]
    assert [node.text for node in root.iter(f"{NEWS}title")] == [lead.record.title for lead in recent]
    assert {node.text for node in root.iter(f"{NEWS}name")} == {"Robotics Wire"}
    later = replace(whole, as_of=AS_OF + timedelta(days=9), source_notes={})
    assert made(sitemap_sheets(later)) == made(sitemap_sheets(whole))


def test_every_news_address_says_all_that_is_asked_for() -> None:
    """Publication with name and language, date, title; in this order."""
    for news in sitemap(hostile(), "news-sitemap.xml").iter(f"{NEWS}news"):
        assert [child.tag for child in news] == [f"{NEWS}publication", f"{NEWS}publication_date", f"{NEWS}title"]
        assert [child.tag for child in news[0]] == [f"{NEWS}name", f"{NEWS}language"]


def test_hostile_titles_come_back_as_they_are() -> None:
    """Escaped exactly once."""
    titles = [node.text for node in sitemap(hostile(), "news-sitemap.xml").iter(f"{NEWS}title")]
    assert titles == [one_line(lead.record.title) for lead in shown_leads(hostile())][: len(titles)]
    assert len(titles) > 40


def test_a_news_sitemap_has_at_most_a_thousand_addresses() -> None:
    """Its reader takes no more."""
    busy = edition(story([Told(title=f"T{n}", outlet="O", hours=n / 100)], quality=80) for n in range(NEWS_MOST + 5))
    assert len(sitemap(busy, "news-sitemap.xml")) == NEWS_MOST


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en-gb", "en"), ("pt-BR", "pt"), ("zh-CN", "zh-cn"), ("zh-Hant-TW", "zh-tw"), ("zh", "zh-cn"), ("fil", "fil")],
)
def test_the_language_of_news_is_said_as_its_reader_wants(locale: str, language: str) -> None:
    """ISO 639, with the two exceptions for Chinese."""
    whole = replace(robotics(), hub=replace(HUB, locale=locale))
    assert {node.text for node in sitemap(whole, "news-sitemap.xml").iter(f"{NEWS}language")} == {language}


def test_robots_names_both_sitemaps() -> None:
    """By their full addresses."""
    lines = made(sitemap_sheets(robotics()))["robots.txt"].decode().splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert lines[-2:] == [f"Sitemap: {HUB.url}/sitemap.xml", f"Sitemap: {HUB.url}/news-sitemap.xml"]


def test_what_the_site_does_not_show_is_not_named() -> None:
    """Unpublished stories, and providers whose domain can be no file name, have no page."""
    unfollowed = replace(robotics(), cards={})
    hidden = with_articles(unfollowed, lambda article: changed(article, is_published=False))
    assert not [at for at in locations(sitemap(hidden)) if "/stories/" in at or "/sources/" in at or "/archive/2" in at]
    odd = Provider(name="Odd", domain=Domain("../etc"))
    strange = with_articles(robotics(), lambda article: changed(article, provider=odd))
    assert not [at for at in locations(sitemap(strange)) if ".." in at]


def test_a_retitled_story_changes_only_the_news_sitemap() -> None:
    """The sitemap of pages says when pages changed, not how."""
    before = many(100)
    place = next(at for at, article in enumerate(before.articles) if article.is_lead)
    old, new = (made(sitemap_sheets(one)) for one in (before, renamed(before, place, "Other")))
    assert {path for path in new if old[path] != new[path]} == {"news-sitemap.xml"}
