"""Any feed, from its bytes: RSS, RDF, Atom, JSON Feed or sitemap, told apart by what it holds.

Well-formed XML goes through one strict pass. XML that is not is taken apart, so that every whole entry is still read
strictly and only the broken ones are mended; what even that cannot read goes to feedparser.
"""

from dataclasses import replace

from lxml.etree import _Element as Element

from topicwire.errors import FormatError
from topicwire.formats import jsonfeed, sitemap
from topicwire.formats.drafts import finish
from topicwire.formats.lenient import parse_leniently
from topicwire.formats.parsed import Entry, ParsedFeed
from topicwire.formats.xml_entry import draft_of
from topicwire.formats.xml_feed import parse_tree, read_head, with_entries
from topicwire.formats.xml_names import name_of
from topicwire.formats.xml_pieces import Pieces, take_apart
from topicwire.formats.xml_text import decode, repair
from topicwire.formats.xml_tree import mended_tree, strict_tree

MAX_BYTES = 20 * 1024 * 1024
"""Longest feed that is read, decoded: twice what the fetcher lets through."""
_ROOTS = frozenset(("rss", "rdf:rdf", "rdf", "atom:feed", "feed", "channel", "atom:entry", "xml"))
_SITEMAPS = frozenset(("sm:urlset", "sm:sitemapindex", "urlset", "sitemapindex", "other:urlset", "other:sitemapindex"))


def parse_feed(body: bytes, content_type: str | None, url: str) -> ParsedFeed:
    """Read a feed. One bad entry costs no sibling: what could not be read is counted in `lost`.

    Args:
        body: decoded bytes of the answer.
        content_type: the HTTP header, for its charset; what the feed is is decided by its own first characters.
        url: where it was found, for relative addresses.

    Raises:
        FormatError: it is no feed at all, and why.
    """
    if len(body) > MAX_BYTES:
        raise FormatError(f"the feed is larger than {MAX_BYTES} bytes", subject=url)
    text = decode(body, content_type)
    start = text.lstrip("\ufeff \t\r\n\0")[:1]
    if not start:
        raise FormatError("the feed is empty", subject=url)
    try:
        if start in "{[":
            return jsonfeed.parse_json(text, url)
        return _parse_xml(repair(text), url)
    except FormatError as error:
        raise FormatError(error.what, subject=url, remedy=error.remedy) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise FormatError(f"the feed cannot be read: {error}", subject=url) from error


def _parse_xml(text: str, url: str) -> ParsedFeed:
    root = strict_tree(text, url)
    if root is not None:
        return _parse_root(root, text, url)
    pieces = take_apart(text)
    if pieces is not None:
        return _parse_pieces(pieces, url)
    mended = mended_tree(text, url)
    if mended is not None and name_of(mended.tag) in _SITEMAPS | _ROOTS:
        feed = _parse_root(mended, text, url)
        return replace(feed, notes=("not well-formed XML: mended", *feed.notes))
    return parse_leniently(text, url)


def _parse_root(root: Element, text: str, url: str) -> ParsedFeed:
    name = name_of(root.tag)
    if name in _SITEMAPS:
        return sitemap.parse_sitemap(root, url)
    if name in _ROOTS:
        return parse_tree(root, url)
    if name.rpartition(":")[2] == "html":
        raise FormatError("this is a web page, not a feed", remedy="look for its feed with `topicwire add`")
    return parse_leniently(text, url)


def _parse_pieces(pieces: Pieces, url: str) -> ParsedFeed:
    root = mended_tree(pieces.head, url)
    head = root if root is None else next((child for child in root if name_of(child.tag) == "channel"), root)
    feed = ParsedFeed() if head is None else read_head(head, url)
    feed = replace(feed, notes=("not well-formed XML: read entry by entry", *feed.notes))

    def read(piece: str) -> Entry:
        wrapper = strict_tree(piece, url)
        if wrapper is None:
            wrapper = mended_tree(piece, url)
        entry = next(iter(wrapper), None) if wrapper is not None else None
        if entry is None:
            raise FormatError("nothing in the entry can be read")
        return finish(draft_of(entry), feed.site_url or url)

    return with_entries(feed, pieces.entries, read)
