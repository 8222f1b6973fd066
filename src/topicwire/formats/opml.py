"""OPML 2.0 (http://opml.org/spec2.opml): a list of feeds, read from any reader and written with our own marks.

Our marks are attributes in the namespace `urn:topicwire:opml`: `tw:focused` ("true"), `tw:kind` ("sitemap") and
`tw:original` (the address as first named, where another is polled now). Reading back what was written gives the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from topicwire.errors import FormatError
from topicwire.formats.xml_text import decode, repair
from topicwire.formats.xml_tree import mended_tree, strict_tree
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import Feed, FeedKind
from topicwire.text.clean import one_line, plain, valid
from topicwire.text.urls import MAX_ADDRESS, host

MAX_BYTES, MAX_OUTLINES, MAX_FOLDERS = 10 * 1024 * 1024, 50_000, 20
"""Limits of a file in bytes, of its outlines and of how deep folders nest."""
SPACE = "urn:topicwire:opml"
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed://(?=[^/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """What an OPML file says."""

    title: str
    feeds: tuple[Feed, ...]  # in the file's order, each address once
    problems: tuple[str, ...]  # `line N: …`, an outline each that could not be taken


@dataclass(slots=True)
class _Reading:
    """What was found so far while the outlines are walked."""

    feeds: list[Feed] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)


def read_opml(raw: bytes) -> Outlines:
    """Read an OPML file of any reader. Attributes of others are passed over, a bad outline costs no other.

    Raises:
        FormatError: it is not OPML, or larger than 10 MiB.
    """
    if len(raw) > MAX_BYTES:
        raise FormatError(f"the OPML file is larger than {MAX_BYTES} bytes")
    text = repair(decode(raw, None))
    root = strict_tree(text)
    reading = _Reading()
    if root is None:
        root = mended_tree(text)
        reading.problems.append("the file is not well-formed XML and was mended; check that all feeds are there")
    if root is None or _local(root) != "opml":
        raise FormatError("this is not an OPML file", remedy="export the feeds of your reader as OPML")
    body = next((child for child in root if _local(child) == "body"), root)
    for count, outline in enumerate(_outlines(body)):
        if count >= MAX_OUTLINES:
            reading.problems.append(f"only the first {MAX_OUTLINES} outlines were read")
            break
        _read_outline(outline, reading)
    title = next((one_line(element.text or "") for element in root.iter("*") if _local(element) == "title"), "")
    return Outlines(title=title, feeds=tuple(reading.feeds), problems=tuple(reading.problems))


def _outlines(body: Element) -> list[Element]:
    return [element for element in body.iter("*") if _local(element) == "outline"]


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _read_outline(outline: Element, reading: _Reading) -> None:
    said = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
    raw = said.get("xmlurl") or (said.get("url", "") if said.get("type", "").lower() in {"rss", "atom"} else "")
    place = f"line {outline.sourceline}"
    if not raw.strip():
        if len(outline) == 0 and said.get("type", "").lower() in {"rss", "atom"}:
            reading.problems.append(f"{place}: “{_name(said, '')}” has no feed address")
        return
    url = _address(raw)
    if url is None:
        reading.problems.append(f"{place}: “{plain(raw, 100)}” is not a web address")
        return
    feed = _feed(said, url, _folders(outline, said))
    if url in reading.known or feed.id in reading.known:
        reading.problems.append(f"{place}: {url} stands in the file before")
        return
    reading.known |= {url, feed.id}
    reading.feeds.append(feed)


def _feed(said: dict[str, str], url: str, folder: tuple[str, ...]) -> Feed:
    original = _address(said.get(f"{{{SPACE}}}original", "")) or url
    return Feed(
        id=FeedId(digest(original)),
        url=url,
        original_url=original,
        title=_name(said, url),
        site_url=_address(said.get("htmlurl", "")),
        kind=FeedKind.SITEMAP if said.get(f"{{{SPACE}}}kind") == FeedKind.SITEMAP else FeedKind.FEED,
        is_focused=said.get(f"{{{SPACE}}}focused", "").lower() == "true",
        folder=folder,
    )


def _name(said: dict[str, str], url: str) -> str:
    """Choose the name: `text` is what readers show; `title` where that is missing; the host at last."""
    return one_line(said.get("text", ""))[:500] or one_line(said.get("title", ""))[:500] or host(url) or url


def _folders(outline: Element, said: dict[str, str]) -> tuple[str, ...]:
    around = [element for element in outline.iterancestors() if _local(element) == "outline"]
    names = [one_line(element.get("text") or element.get("title") or "") for element in reversed(around)]
    if not around and said.get("category"):  # the flat style: category="/News/AI,/Other"
        names = [one_line(part) for part in said["category"].partition(",")[0].split("/")]
    return tuple(name[:200] for name in names if name)[:MAX_FOLDERS]


def _address(raw: str) -> str | None:
    """Take an address letter for letter, if it is one of http or https; `feed:` in front of it goes."""
    text = valid(raw).strip()
    text = _FEED_SCHEME.sub(lambda found: "" if not found[0].endswith("feed://") else "http://", text, count=1)
    is_web = text.lower().startswith(("http://", "https://")) and len(text) <= MAX_ADDRESS
    return text if is_web and host(text) and not re.search(r"\s", text) else None


def write_opml(title: str, feeds: Sequence[Feed]) -> bytes:
    """Write feeds as OPML 2.0, in their order within nested folders; the same feeds give the same bytes."""
    root = etree.Element("opml", version="2.0", nsmap={"tw": SPACE})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = one_line(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Element] = {(): body}
    for feed in feeds:
        _write_outline(_folder(folders, feed.folder), feed)
    etree.indent(root)
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return (
        written.replace(b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>', 1) + b"\n"
    )


def _folder(folders: dict[tuple[str, ...], Element], path: tuple[str, ...]) -> Element:
    if path not in folders:
        parent = _folder(folders, path[:-1])
        folders[path] = etree.SubElement(parent, "outline", text=one_line(path[-1]))
    return folders[path]


def _write_outline(parent: Element, feed: Feed) -> None:
    name = one_line(feed.title)
    outline = etree.SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=valid(feed.url))
    if feed.site_url:
        outline.set("htmlUrl", valid(feed.site_url))
    if feed.is_focused:
        outline.set(f"{{{SPACE}}}focused", "true")
    if feed.kind is not FeedKind.FEED:
        outline.set(f"{{{SPACE}}}kind", feed.kind.value)
    if feed.original_url != feed.url:
        outline.set(f"{{{SPACE}}}original", valid(feed.original_url))
