"""Where a site's feeds are: what its page names, where feeds usually lie, and where YouTube keeps them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from topicwire.formats.xml_text import decode
from topicwire.text.clean import plain
from topicwire.text.html import depth
from topicwire.text.urls import host, normal

MAX_LENGTH, MAX_DEPTH, MAX_FOUND = 3_000_000, 2000, 30
"""Limits of a page in characters and levels (deeper ones take quadratic time to parse), and of feeds given."""

_TYPES = {
    "application/rss+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/feed+json": "JSON Feed",
    "application/rdf+xml": "RDF",
    "text/xml": "XML",
    "application/xml": "XML",
    "application/rss": "RSS",
    "text/rss+xml": "RSS",
    "application/x-rss+xml": "RSS",
    "application/json": "JSON Feed",
}
_NOT_FEEDS = re.compile(r"/wp-json|oembed|opensearch|/xmlrpc|rsd\.xml|wlwmanifest|manifest\.json", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|kommentar|comentario|commentaire", re.IGNORECASE)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:/(?:feed|feeds|rss|atom|rdf)(?:/|$|\?)|\.(?:rss|atom|rdf)(?:$|\?)|/(?:rss|atom|feed|index|rss2|feeds)\.(?:xml|json|rdf)"
    r"|[?&](?:feed|format|output)=(?:rss|atom|feed)|/feeds/posts/default|feeds\.feedburner\.com/|feeds\.[^/]+/)",
    re.IGNORECASE,
)
_SHARING = re.compile(r"(?:feedly|netvibes|inoreader|newsblur|subtome|theoldreader|add\.my\.yahoo)\.com", re.IGNORECASE)
_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")
_CHANNEL_IN_PAGE = re.compile(
    r'(?:"(?:channelId|externalId|browseId)"\s{0,5}:\s{0,5}"|/channel/'
    r'|<meta itemprop="(?:identifier|channelId)" content=")'
    r"(UC[A-Za-z0-9_-]{22})"
)
_PLAYLIST = re.compile(r"[?&]list=((?:PL|UU|FL|OL)[A-Za-z0-9_-]{10,60})")
_YOUTUBE_FEED = "https://www.youtube.com/feeds/videos.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that a page names. It may not be one: only reading it tells."""

    url: str
    title: str  # as the page names it; empty when it does not
    kind: str  # RSS, Atom, JSON Feed, RDF, XML, YouTube or link (an anchor that looks like a feed)


def find_feeds(html: bytes, url: str) -> tuple[FoundFeed, ...]:
    """Find the feeds a page names, best first: its own `link` tags, YouTube's, then anchors that look like feeds.

    Feeds of comments come last. Addresses are normal; each is given once. Never raises.
    """
    text = decode(html, None)[:MAX_LENGTH]
    found = list(_youtube(text, url))
    if text.count("<") - text.count("</") <= MAX_DEPTH or depth(text) <= MAX_DEPTH:
        tree = LexborHTMLParser(text)
        base = normal(_attribute(tree.css_first("base[href]"), "href"), url) or url
        found = [*_links(tree, base), *found, *_anchors(tree, base)]
    kept = dict[str, FoundFeed]()
    for feed in sorted(found, key=lambda feed: bool(_COMMENTS.search(f"{feed.url} {feed.title}"))):
        kept.setdefault(feed.url, feed)
    return tuple(kept.values())[:MAX_FOUND]


def _links(tree: LexborHTMLParser, base: str) -> Iterator[FoundFeed]:
    for link in tree.css("link[href]"):
        rels = _attribute(link, "rel").lower().split()
        kind = _TYPES.get(_attribute(link, "type").lower().partition(";")[0].strip())
        address = normal(_attribute(link, "href"), base)
        if address is None or kind is None or not {"alternate", "feed"} & set(rels) or _NOT_FEEDS.search(address):
            continue
        yield FoundFeed(url=address, title=plain(_attribute(link, "title"), 200), kind=kind)


def _anchors(tree: LexborHTMLParser, base: str) -> Iterator[FoundFeed]:
    for anchor in tree.css("a[href]")[:5000]:
        address = normal(_attribute(anchor, "href").removeprefix("feed:"), base)
        if address is None or not _LOOKS_LIKE_FEED.search(address):
            continue
        if not _SHARING.search(host(address)) and not _NOT_FEEDS.search(address):
            yield FoundFeed(url=address, title=plain(anchor.text()[:500], 200), kind="link")


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "").strip() if node is not None else ""


def _youtube(text: str, url: str) -> Iterator[FoundFeed]:
    if address := youtube_feed(url):
        yield FoundFeed(url=address, title="", kind="YouTube")
    elif _is_youtube(url) and (found := _CHANNEL_IN_PAGE.search(text)):
        yield FoundFeed(url=f"{_YOUTUBE_FEED}?channel_id={found[1]}", title="", kind="YouTube")


def _is_youtube(url: str) -> bool:
    return host(url).removeprefix("www.").removeprefix("m.") == "youtube.com"


def youtube_feed(url: str) -> str | None:
    """Give the feed of a YouTube channel (`/channel/UC…`) or playlist from its address alone; None for others.

    A handle (`/@name`) does not tell its channel: `find_feeds` reads that from its page.
    """
    address = normal(url)
    if address is None or not _is_youtube(address):
        return None
    path = address.partition("youtube.com")[2]
    if path.startswith("/feeds/videos.xml"):
        return address
    if path.startswith("/channel/") and (found := _CHANNEL.match(path, len("/channel/"))):
        return f"{_YOUTUBE_FEED}?channel_id={found[0]}"
    if found := _PLAYLIST.search(path):
        return f"{_YOUTUBE_FEED}?playlist_id={found[1]}"
    return None


_COMMON = (
    "feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed/atom", "feeds/posts/default", "feed.json",
    "blog/feed", "news/feed", "blog/rss.xml", "?feed=rss2", "rss/news", "index.rdf", "sitemap-news.xml",
    "news-sitemap.xml",
)  # fmt: skip
"""Where feeds lie, by how often they do: WordPress, Drupal, Ghost, Hugo, Jekyll, Blogger, then the rest."""


def common_feed_addresses(url: str) -> tuple[str, ...]:
    """List addresses worth trying when a page names no feed: beside the page first, then at its site's root."""
    address = normal(url)
    if address is None:
        return ()
    page = address.partition("?")[0].partition("#")[0]
    folder = page if page.endswith("/") else f"{page}/"
    beside = (f"{folder}feed/", f"{folder}rss.xml", f"{folder}feed.xml") if page.count("/") > 3 else ()
    root = "/".join(page.split("/")[:3])
    tried = (normal(candidate) for candidate in (*beside, *(f"{root}/{path}" for path in _COMMON)))
    return tuple(dict.fromkeys(candidate for candidate in tried if candidate))
