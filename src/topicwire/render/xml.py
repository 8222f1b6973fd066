"""Builds XML documents from foreign text: characters XML forbids are dropped, everything else is escaped by lxml."""

from lxml import etree

from topicwire.text.clean import valid

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MEDIA = "http://search.yahoo.com/mrss/"


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Append a child with text and attributes; `tag` may carry a namespace as `{uri}name`."""
    child = etree.SubElement(parent, tag, {name: valid(value) for name, value in attributes.items()})
    if text is not None:
        child.text = valid(text)
    return child


def document(root: etree._Element) -> bytes:
    """Give the bytes of the document: UTF-8 with a declaration, indented, ending in a newline."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
