"""RSS 0.9x, 1.0 and 2.0, RDF and Atom 0.3 and 1.0, read from an element tree."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from lxml.etree import _Element as Element

from topicwire.formats.drafts import clean_language, clean_title, finish
from topicwire.formats.parsed import Entry, ParsedFeed
from topicwire.formats.xml_entry import Named, children, draft_of, first, first_with, markup_of, text_of
from topicwire.formats.xml_names import name_of
from topicwire.text.urls import normal

MAX_ENTRIES = 10_000
"""Entries read of one feed; more are counted as lost."""
_ENTRIES = frozenset(("item", "entry", "atom:entry", "rdf:item"))
_HEADS = frozenset(("channel", "rdf:channel"))
_PERIODS = {"hourly": 1.0, "daily": 24.0, "weekly": 168.0, "monthly": 730.0, "yearly": 8760.0}
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Raw = TypeVar("Raw")


def parse_tree(root: Element, url: str) -> ParsedFeed:
    """Read a feed from its root element.

    Args:
        root: of a tree that this call may change.
        url: where the feed was found; relative addresses without an `xml:base` are resolved against the channel's
            link and, without one, against this.
    """
    head = next((child for child in root if name_of(child.tag) in _HEADS), root)
    feed = read_head(head, url)
    elements = [element for element in root.iter("*") if name_of(element.tag) in _ENTRIES]
    has_bases = any(element.get(_XML_BASE) for element in (root, head, *elements))

    def read(element: Element) -> Entry:
        base = element.base if has_bases else None
        return finish(draft_of(element), base or feed.site_url or url)

    return with_entries(feed, elements, read)


def with_entries(feed: ParsedFeed, raw_entries: Iterable[Raw], read: Callable[[Raw], Entry]) -> ParsedFeed:
    """Add entries to a feed: one that cannot be read, or says nothing at all, costs no sibling and is counted."""
    entries, lost, notes = list[Entry](), feed.lost, list(feed.notes)
    for number, raw in enumerate(raw_entries):
        if number >= MAX_ENTRIES:
            lost += 1
            continue
        try:
            entry = read(raw)
        except Exception as error:  # whatever is wrong with it, its siblings live
            lost += 1
            notes.append(f"entry {number + 1} could not be read: {type(error).__name__}")
            continue
        if entry.title or entry.url or entry.entry_id or entry.summary:
            entries.append(entry)
        else:
            lost += 1
            notes.append(f"entry {number + 1} says nothing")
    return replace(feed, entries=tuple(entries), lost=lost, notes=tuple(notes[:20]))


def read_head(head: Element, url: str) -> ParsedFeed:
    """Read what a feed says of itself."""
    named = children(head)
    title = first(named, ("title", "atom:title", "dc:title"))
    site = normal(_site(named), url)
    return ParsedFeed(
        title=clean_title(markup_of(title)) if title is not None else None,
        site_url=site,
        language=clean_language(text_of(first(named, ("language", "dc:language"))) or _language(head)),
        interval=interval_of(named),
        skip_hours=_skip_hours(named),
        hub_url=normal(_related(named, "hub"), url),
        self_url=normal(_related(named, "self"), url),
    )


def _language(head: Element) -> str:
    return next((value for element in (head, *head.iterancestors()) if (value := element.get(_XML_LANG))), "")


def _site(named: Named) -> str:
    return text_of(first(named, ("link",))) or _related(named, "alternate") or first_with(named, ("link",), "href")


def _related(named: Named, rel: str) -> str:
    links = (*named.get("atom:link", ()), *named.get("link", ()))
    return next(
        (link.get("href", "") for link in links if link.get("rel", "alternate").lower() == rel and link.get("href")), ""
    )


def interval_of(named: Named) -> timedelta | None:
    """Read how often a feed says it changes: `ttl` in minutes, or the syndication module's period and frequency."""
    minutes = text_of(first(named, ("ttl",)))
    if minutes.isascii() and minutes.isdigit() and 0 < len(minutes) < 7 and int(minutes):
        return timedelta(minutes=int(minutes))
    hours = _PERIODS.get(text_of(first(named, ("sy:updateperiod",))).lower())
    times = text_of(first(named, ("sy:updatefrequency",))) or "1"
    if hours is None or not (times.isascii() and times.isdigit() and 0 < len(times) < 6 and int(times)):
        return None
    return timedelta(hours=hours / int(times))


def _skip_hours(named: Named) -> tuple[int, ...]:
    texts = (text_of(hour) for skip in named.get("skiphours", ()) for hour in skip)
    hours = {int(text) % 24 for text in texts if text.isascii() and text.isdigit() and int(text[:3]) <= 24}
    return tuple(sorted(hours)) if len(hours) < 24 else ()
