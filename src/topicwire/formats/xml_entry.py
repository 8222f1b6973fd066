"""One `item`, `entry` or `url` element of a feed, in whatever dialect, as a draft."""

import html
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from topicwire.formats.drafts import Draft
from topicwire.formats.xml_names import name_of
from topicwire.model.source import Picture

Named = dict[str, list[Element]]
"""Child elements by their usual name, in document order."""

_TITLES = ("title", "atom:title", "dc:title", "media:title", "itunes:title")
_SUMMARIES = (
    "description",
    "atom:summary",
    "dc:description",
    "media:description",
    "itunes:summary",
    "summary",
    "atom:subtitle",
)
_BODIES = ("content:encoded", "atom:content", "xhtml:body", "xhtml:div", "content", "fulltext")
_PUBLISHED = (
    "pubdate",
    "atom:published",
    "published",
    "atom:issued",
    "dcterms:issued",
    "dc:date",
    "dcterms:created",
    "date",
)
_UPDATED = ("atom:updated", "updated", "atom:modified", "dcterms:modified", "lastbuilddate")
_IDS = ("guid", "atom:id", "id", "dc:identifier")
_AUTHORS = ("dc:creator", "author", "atom:author", "itunes:author", "dc:author", "media:credit")
_NOT_THE_PAGE = frozenset(
    ("self", "edit", "enclosure", "replies", "hub", "next", "license", "service.edit", "service.post")
)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def draft_of(element: Element) -> Draft:
    """Read an entry element; what it does not say stays empty."""
    named = children(element)
    title = first(named, _TITLES)
    return Draft(
        entry_id=text_of(first(named, _IDS)) or element.get(_RDF_ABOUT, ""),
        link=_link(element, named),
        title=markup_of(title) if title is not None else "",
        is_literal=title is not None and _is_literal(title),
        summary=_markup(named, _SUMMARIES),
        body=_markup(named, _BODIES),
        authors=tuple(_authors(named)),
        published=text_of(first(named, _PUBLISHED)),
        updated=text_of(first(named, _UPDATED)),
        pictures=tuple(_pictures(named)),
        video=_video(named),
        language=text_of(first(named, ("dc:language",))) or element.get(_XML_LANG, ""),
    )


def children(element: Element) -> Named:
    """Sort an element's children by name; those inside `media:group` count as its own."""
    named: Named = defaultdict(list)
    for child in element:
        name = name_of(child.tag)
        named[name].append(child)
        if name == "media:group":
            for inner in child:
                named[name_of(inner.tag)].append(inner)
    return named


def first(named: Named, names: Iterable[str]) -> Element | None:
    """Give the first child that has one of the names and says anything, the names in order of trust."""
    for name in names:
        for child in named.get(name, ()):
            if len(child) or (child.text and child.text.strip()):
                return child
    return None


def text_of(element: Element | None) -> str:
    """Give all text inside an element, trimmed; empty for None."""
    return "".join(map(str, element.itertext("*"))).strip() if element is not None else ""


def markup_of(element: Element) -> str:
    """Give what an element holds as HTML, by Atom's types and by what RSS feeds do in practice."""
    kind = (element.get("type") or "").lower()
    if element.get("mode", "").lower() == "base64" or (
        kind and "/" in kind and not kind.startswith("text/") and "xml" not in kind
    ):
        return _from_base64(element)
    if len(element):
        return _inner(element)
    return element.text or ""


def _is_literal(element: Element) -> bool:
    is_atom = name_of(element.tag).startswith("atom:")
    return (
        is_atom
        and not len(element)
        and element.get("type", "text") in {"text", "text/plain"}
        and not element.get("mode")
    )


def _from_base64(element: Element) -> str:
    try:
        return b64decode("".join(text_of(element).split())).decode("utf-8", "replace")
    except ValueError:
        return ""


def _inner(element: Element) -> str:
    """Write child elements as HTML, their namespaces left away."""
    for child in element.iter("*"):
        if child is not element and isinstance(child.tag, str):
            child.tag = child.tag.rpartition("}")[2].rpartition(":")[2] or "span"
    parts = (etree.tostring(child, encoding="unicode", method="html", with_tail=True) for child in element)
    return html.escape(element.text or "", quote=False) + "".join(parts)


def _markup(named: Named, names: Iterable[str]) -> str:
    found = first(named, names)
    if found is None:
        return ""
    return html.escape(text_of(found), quote=False) if _is_literal(found) else markup_of(found)


def _link(element: Element, named: Named) -> str:
    original = text_of(first(named, ("feedburner:origlink", "pheedo:origlink")))
    return original or next(_links(named), "") or _permalink(named) or element.get(_RDF_ABOUT, "")


def _links(named: Named) -> Iterator[str]:
    plain_links = named.get("link", ())
    yield from (text for link in plain_links if (text := text_of(link)))
    by_rel = [link for link in (*named.get("atom:link", ()), *plain_links) if link.get("href")]
    pages = [link for link in by_rel if link.get("rel", "alternate").lower() in {"alternate", ""}]
    yield from (link.get("href", "") for link in sorted(pages, key=lambda link: "html" not in link.get("type", "html")))
    yield from (link.get("href", "") for link in by_rel if link.get("rel", "").lower() not in _NOT_THE_PAGE)
    yield from (text for name in ("url", "dc:source") for link in named.get(name, ()) if (text := text_of(link)))


def _permalink(named: Named) -> str:
    for name in _IDS:
        for element in named.get(name, ()):
            text = text_of(element)
            if element.get("isPermaLink", "true").lower() != "false" and text.lower().startswith(
                ("http://", "https://")
            ):
                return text
    source = first_with(named, ("atom:content",), "src")
    enclosure = first_with(named, ("enclosure",), "url")
    return source or enclosure


def first_with(named: Named, names: Iterable[str], attribute: str) -> str:
    """Give the first value of an attribute among the children of these names; empty when there is none."""
    return next((value for name in names for child in named.get(name, ()) if (value := child.get(attribute))), "")


def _authors(named: Named) -> Iterator[str]:
    for name in _AUTHORS:
        for element in named.get(name, ()):
            if name == "media:credit" and element.get("role") not in {"author", "writer"}:
                continue
            names = [text_of(child) for child in element if name_of(child.tag).rpartition(":")[2] == "name"]
            yield from names or [text_of(element)]
        if named.get(name) and name != "media:credit":
            return


def _video(named: Named) -> str:
    return text_of(first(named, ("yt:videoid",))) or first_with(named, ("media:player",), "url")


def _pictures(named: Named) -> Iterator[Picture]:
    """List pictures, best first: the publisher's own full size, then copies of it, then thumbnails."""
    shown = [_picture(child, "url") for child in named.get("media:content", ()) if _is_image(child)]
    yield from sorted((picture for picture in shown if picture), key=lambda picture: -(picture.width or 0))
    for content in named.get("media:content", ()):
        yield from filter(
            None, (_picture(inner, "url") for inner in content if name_of(inner.tag) == "media:thumbnail")
        )
    for link in named.get("atom:link", ()):
        if link.get("rel") == "enclosure" and link.get("type", "").startswith("image/"):
            yield Picture(url=link.get("href", ""))
    yield from filter(None, (_picture(child, "url") for child in named.get("enclosure", ()) if _is_image(child)))
    thumbnails = [_picture(child, "url") for child in named.get("media:thumbnail", ())]
    yield from sorted((picture for picture in thumbnails if picture), key=lambda picture: -(picture.width or 0))
    for name, attribute in (("itunes:image", "href"), ("image", "href"), ("image", "url")):
        yield from filter(None, (_picture(child, attribute) for child in named.get(name, ())))
    for child in named.get("image", ()):
        if address := text_of(first(children(child), ("url", "link"))) or text_of(child):
            yield Picture(url=address)


def _is_image(element: Element) -> bool:
    medium, kind = element.get("medium", "").lower(), element.get("type", "").lower()
    path = element.get("url", "").lower().partition("?")[0]
    says_other = (medium and medium != "image") or (kind and not kind.startswith("image/"))
    return not says_other and (
        bool(medium or kind) or path.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"))
    )


def _picture(element: Element, attribute: str) -> Picture | None:
    url = element.get(attribute, "").strip()
    return Picture(url=url, width=_pixels(element.get("width")), height=_pixels(element.get("height"))) if url else None


def _pixels(raw: str | None) -> int | None:
    number = (raw or "").strip().removesuffix("px")
    return int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 and int(number) else None
