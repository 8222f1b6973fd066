"""The demo's site as a reader's browser and search engines get it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.newsroom.hubs import own_threshold, rebuild, run_again
from topicwire.newsroom.room import Room

HUB = "http://localhost:8000/"
ATTRIBUTES = ("href", "src", "action", "data", "poster")
INERT = re.compile(
    r"javascript:|<script(?![^>]*\bsrc=|\s+type=\"application/(ld\+)?json\")|<iframe(?!\s+[^>]*src=\"https://www\.youtube(-nocookie)?\.com/embed/)",
    re.IGNORECASE,
)
"""What must not be in any page: code in addresses, code in line, frames of others."""


def links(page: Path) -> Iterator[str]:
    """List the addresses a page names, as it names them."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    for node in tree.css("*"):
        attributes = node.attributes
        yield from (value for name in ATTRIBUTES if (value := attributes.get(name)))
        yield from (part.split()[0] for part in (attributes.get("srcset") or "").split(",") if part.strip())


def missing(site: Path, page: str, link: str) -> bool:
    """Tell whether a link of a page leads to nothing within the site; links to elsewhere are left alone."""
    whole = urljoin(HUB + page, link)
    if not whole.startswith(HUB):
        return whole.startswith("file:")
    parts = urlsplit(whole)
    path = unquote(parts.path).lstrip("/")
    target = site / path / "index.html" if not path or path.endswith("/") else site / path
    if not target.is_file():
        return True
    if not parts.fragment or target.suffix != ".html":
        return False
    return LexborHTMLParser(target.read_text(encoding="utf-8")).css_first(f'[id="{unquote(parts.fragment)}"]') is None


def test_every_link_of_every_page_leads_somewhere(hub: Path) -> None:
    """Also the pictures, style sheets, feeds and places within pages are there."""
    site = (hub / "public").resolve()
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    found = {(page, link) for page in pages for link in links(site / page)}
    assert len(pages) > 60
    assert len(found) > 1000
    assert not sorted((page, link) for page, link in found if missing(site, page, link))


def test_every_address_of_our_own_in_feeds_and_api_is_a_page(hub: Path) -> None:
    """Feeds, sitemaps, JSON and OPML name only what the site has; behind `#` are names of entries, no places."""
    site = (hub / "public").resolve()
    files = [path for path in site.rglob("*") if path.suffix in {".rss", ".atom", ".json", ".xml", ".opml", ".txt"}]
    named = {
        unescape(link)
        for path in files
        for link in re.findall(rf"{HUB}[^\s\"'<>\\)]*", unescape(path.read_text(encoding="utf-8")))
    }
    assert len(named) > 50
    assert not sorted(link for link in named if missing(site, "", link.partition("#")[0]))


def test_every_page_can_be_reached_from_the_front_page(hub: Path) -> None:
    """A reader who only follows links finds every page but the one for errors."""
    site = (hub / "public").resolve()
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for link in links(site / page):
            whole = urljoin(HUB + page, link)
            path = unquote(urlsplit(whole).path).lstrip("/") or "index.html"
            if whole.startswith(HUB) and path.endswith(".html") and path not in seen and (site / path).is_file():
                seen.add(path)
                waiting.append(path)
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - seen == {"404.html"}


def test_hostile_words_of_publishers_are_only_words(own_hub: Path, room: Room) -> None:
    """With everything on the site, scripts in titles are gone and templates in titles are shown, never run."""
    own_threshold(own_hub, 0)
    run_again(own_hub)
    rebuild(own_hub)
    site = (own_hub / "public").resolve()
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert not [(path.name, found.group()) for path, text in pages.items() if (found := INERT.search(text))]
    titles = [node.text() for text in pages.values() for node in LexborHTMLParser(text).css("h1, h2, h3")]
    assert any("{{ site.title }} {% include secret %} ${7*7} <%= 7*7 %>" in title for title in titles)
    assert any("Ten Robots That Are Definitely Not Plotting Anything" in title for title in titles)
    for path in (*site.rglob("*"), *(own_hub / "_news").glob("*.md")):
        if path.is_file():
            raw = path.read_bytes()
            assert b"alert(" not in raw, path
            assert b"document.write" not in raw, path
            assert b"onerror" not in raw, path
