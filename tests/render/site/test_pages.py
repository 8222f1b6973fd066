"""Every page of the site is sound, whole and linked."""

import json
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from tests.render.site.editions import edition
from tests.render.site.hostile import TITLES, hostile
from tests.render.site.html import OTHER_FILES, OTHERS, attribute, faults, pages, texts, tree
from tests.render.site.robotics import robotics
from topicwire.model.hub import Edition

VOID = {"meta", "link", "img", "br", "rect", "input"}


@cache
def rendered(name: str) -> dict[str, bytes]:
    """Render one of the editions once."""
    editions = {"robotics": robotics, "hostile": hostile, "empty": lambda: edition([])}
    return pages(editions[name]())


def html_pages(name: str) -> Iterator[tuple[str, bytes]]:
    """Give the pages of an edition."""
    return ((path, page) for path, page in rendered(name).items() if path.endswith(".html"))


def targets(path: str, page: bytes) -> Iterator[str]:
    """Give the site paths a page links to or loads."""
    for node in tree(page).css("[href], [src]"):
        address = attribute(node, "href") or attribute(node, "src")
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc and parts.path:
            yield normpath(join(dirname(path), unquote(parts.path)))


class Nesting(HTMLParser):
    """Checks that every element is closed, in order, by its own tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Nothing is open after `<rect/>`."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("name", ["robotics", "hostile", "empty"])
def test_every_page_is_sound(name: str) -> None:
    """Unique ids, headings in order, names for links, no inline script, one main: on every page."""
    assert {path: found for path, page in html_pages(name) if (found := faults(page))} == {}


@pytest.mark.parametrize("name", ["robotics", "hostile", "empty"])
def test_every_element_is_closed_in_order(name: str) -> None:
    """What a strict reader would refuse, we do not write."""
    for path, page in html_pages(name):
        nesting = Nesting()
        nesting.feed(page.decode())
        assert (path, nesting.wrong, nesting.open) == (path, [], [])


@pytest.mark.parametrize("name", ["robotics", "hostile", "empty"])
def test_no_link_leads_nowhere(name: str) -> None:
    """A reader can follow every link of the site, from a server or from a folder."""
    found = rendered(name)
    for path, page in html_pages(name):
        if path != "404.html":
            missing = {to for to in targets(path, page) if to not in found | dict.fromkeys(OTHER_FILES)}
            assert {to for to in missing if not to.startswith(OTHERS)} == set(), path


def test_the_missing_page_links_from_the_servers_root() -> None:
    """It is shown under addresses of any depth, so its own links cannot be relative."""
    page = rendered("robotics")["404.html"]
    own = [attribute(node, "href") for node in tree(page).css("a[href], link[href]")]
    assert all(address.startswith(("/wire/", "mailto:", "#")) for address in own)


def test_a_page_asks_nobody_else_for_anything() -> None:
    """No picture, font, style or script comes from elsewhere, and the policy says so to the browser."""
    for _, page in html_pages("robotics"):
        loaded = [attribute(node, "src") for node in tree(page).css("[src]")]
        loaded += [attribute(node, "href") for node in tree(page).css("link[rel=stylesheet], link[rel=icon]")]
        assert not any(urlsplit(address).netloc for address in loaded)
        policy = tree(page).css_first("meta[http-equiv=Content-Security-Policy]")
        assert policy is not None
        assert attribute(policy, "content").startswith("default-src 'none'")
        assert "unsafe" not in attribute(policy, "content")


def test_every_page_names_the_feeds() -> None:
    """A feed reader given any address of the hub finds its feeds."""
    for path, page in html_pages("robotics"):
        kinds = {attribute(node, "type") for node in tree(page).css("link[rel=alternate]")}
        assert kinds >= {"application/rss+xml", "application/atom+xml", "application/feed+json"}, path


@pytest.mark.parametrize("path", ["index.html", "latest.html"])
def test_hostile_words_arrive_as_words(path: str) -> None:
    """A title that looks like a script is shown as that title, letter by letter."""
    shown = texts(rendered("hostile")[path], "h2.headline, .line-title")
    wanted = {" ".join(title.split()) for title in TITLES}
    assert shown
    assert set(shown) <= wanted


def test_linked_facts_are_json_whatever_the_words_say() -> None:
    """Structured data cannot be ended early from inside a title."""
    for path, page in html_pages("hostile"):
        blocks = tree(page).css("script[type='application/ld+json']")
        assert len(blocks) <= 1
        for block in blocks:
            raw = block.text() or ""
            assert not set("<>&\u2028\u2029") & set(raw), path
            assert json.loads(raw)["@context"] == "https://schema.org"


def test_an_empty_hub_has_a_site() -> None:
    """A hub on its first morning shows its topics and says that there is nothing yet."""
    found = rendered("empty")
    assert "Nothing has been published here yet." in found["index.html"].decode()
    assert {"latest.html", "topics.html", "sources.html", "archive/index.html", "about.html", "404.html"} <= set(found)


def test_the_same_edition_gives_the_same_bytes() -> None:
    """Rendering reads no clock and no chance."""
    again: Edition = robotics()
    assert pages(again) == rendered("robotics")
