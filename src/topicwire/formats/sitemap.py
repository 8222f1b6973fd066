"""Sitemaps (https://www.sitemaps.org/protocol.html) with news and image extensions, and sitemap indexes."""

from lxml.etree import _Element as Element

from topicwire.formats.dates import read_date
from topicwire.formats.drafts import Draft, finish
from topicwire.formats.parsed import Entry, ParsedFeed
from topicwire.formats.xml_entry import Named, children, first, text_of
from topicwire.formats.xml_feed import with_entries
from topicwire.formats.xml_names import name_of
from topicwire.model.source import Picture
from topicwire.text.urls import normal

MAX_CHILDREN = 1000
"""Sitemaps taken of one index, the most recently changed ones."""


def parse_sitemap(root: Element, url: str) -> ParsedFeed:
    """Read a sitemap or an index from its root element; the index's sitemaps are the feed's `children`."""
    if name_of(root.tag).endswith("sitemapindex"):
        return ParsedFeed(children=_children(root, url))
    elements = [element for element in root if name_of(element.tag).rpartition(":")[2] == "url"]

    def read(element: Element) -> Entry:
        return finish(_draft(_by_local_name(element)), url)

    return with_entries(ParsedFeed(), elements, read)


def _children(root: Element, url: str) -> tuple[str, ...]:
    found = list[tuple[float, str]]()
    for element in root:
        named = _by_local_name(element)
        address = normal(text_of(first(named, ("loc",))), url)
        changed = read_date(text_of(first(named, ("lastmod",)))).at
        if address:
            found.append((-changed.timestamp() if changed else 0.0, address))
    found.sort(key=lambda pair: pair[0])  # stable: undated ones last, in their own order
    return tuple(dict.fromkeys(address for _, address in found))[:MAX_CHILDREN]


def _by_local_name(element: Element) -> Named:
    """Sort children by name; the sitemap namespace is spelled in too many ways to be asked for."""
    named = children(element)
    for name in list(named):
        prefix, colon, local = name.partition(":")
        if colon and prefix not in {"news", "image", "video"}:
            named[local].extend(named[name])
    return named


def _draft(named: Named) -> Draft:
    news = [inner for element in named.get("news:news", ()) for inner in [children(element)]]
    facts: Named = news[0] if news else {}
    publication = children(facts["news:publication"][0]) if facts.get("news:publication") else {}
    address = text_of(first(named, ("loc",)))
    pictures = [children(image) for image in named.get("image:image", ())]
    return Draft(
        entry_id=address,
        link=address,
        title=text_of(first(facts, ("news:title",))),
        published=text_of(first(facts, ("news:publication_date",))),
        updated=text_of(first(named, ("lastmod",))),
        pictures=tuple(Picture(url=place) for image in pictures if (place := text_of(first(image, ("image:loc",))))),
        language=text_of(first(publication, ("news:language",))),
    )
