"""What makes a feed valid, by the standards' own words: each function lists what is wrong."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import orjson
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_ITEM = {"title", "link", "guid", "pubDate", "category", "description"}
_CHANNEL = {"title", "link", "description", "language", "lastBuildDate", "generator", "item"}
_JSON_ITEM = {
    "id": str, "url": str, "title": str, "summary": str, "content_html": str, "image": str, "date_published": str,
    "date_modified": str, "authors": list, "tags": list, "language": str,
}  # fmt: skip


def is_address(text: str | None) -> bool:
    """Tell whether text is an http(s) address without anything no address may hold."""
    if not text or re.search(r"""[\s"<>\\^`{|}\x00-\x1f\x7f]""", text):
        return False
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def rss_faults(raw: bytes) -> list[str]:
    """Check RSS 2.0 (https://www.rssboard.org/rss-specification) and the board's profile."""
    root = etree.fromstring(raw)
    found = [] if root.tag == "rss" and root.get("version") == "2.0" and len(root) == 1 else ["no rss 2.0"]
    channel = root[0]
    found += _rss_children(channel, {"title", "link", "description"}, _CHANNEL)
    selves = channel.findall(f"{ATOM}link[@rel='self']")
    found += [] if len(selves) == 1 and is_address(selves[0].get("href")) else ["no atom:link to itself"]
    guids = []
    for item in channel.findall("item"):
        found += _rss_children(item, {"title", "link", "guid", "pubDate", "description"}, _ITEM)
        guids.append(item.findtext("guid"))
    return found if len(set(guids)) == len(guids) else [*found, "a guid twice"]


def _rss_children(parent: Any, needed: set[str], known: set[str]) -> Iterator[str]:
    own = [child for child in parent if not child.tag.startswith("{")]
    names = [child.tag for child in own]
    yield from (f"no {name} in {parent.tag}" for name in needed if not (parent.findtext(name) or "").strip())
    yield from (f"unknown {name}" for name in set(names) - known)
    yield from (f"{name} twice" for name in needed if names.count(name) > 1)
    yield from (f"children in {child.tag}" for child in own if len(child) and child.tag != "item")
    yield from ("bad link" for child in own if child.tag == "link" and not is_address(child.text))
    for child in own:
        if child.tag in {"pubDate", "lastBuildDate"} and parsedate_to_datetime(child.text).tzinfo is None:
            yield f"bad date {child.text}"


def atom_faults(raw: bytes) -> list[str]:
    """Check RFC 4287, sections 4.1.1 and 4.1.2."""
    root = etree.fromstring(raw)
    found = [] if root.tag == f"{ATOM}feed" else ["no atom feed"]
    found += _atom_children(root, alternates=1)
    ids = []
    for entry in root.findall(f"{ATOM}entry"):
        found += _atom_children(entry, alternates=1)
        found += [] if entry.find(f"{ATOM}content").get("type") == "html" else ["content is not html"]
        found += [] if len(entry.findall(f"{ATOM}published")) == 1 else ["no published"]
        ids.append(entry.findtext(f"{ATOM}id"))
    return found if len(set(ids)) == len(ids) else [*found, "an id twice"]


def _atom_children(parent: Any, alternates: int) -> Iterator[str]:
    yield from (f"not one {name}" for name in ("id", "title", "updated") if len(parent.findall(ATOM + name)) != 1)
    yield from (f"empty {name}" for name in ("id", "title") if not (parent.findtext(ATOM + name) or "").strip())
    if not is_address(parent.findtext(f"{ATOM}id")):
        yield "the id is no IRI"
    names = [name.text for name in parent.findall(f"{ATOM}author/{ATOM}name")]
    if not names or not all((name or "").strip() for name in names):
        yield "no author, or one without a name"
    if len(parent.findall(f"{ATOM}link[@rel='alternate']")) != alternates:
        yield "not one alternate link"
    yield from ("bad link" for link in parent.findall(f"{ATOM}link") if not is_address(link.get("href")))
    yield from ("empty category" for one in parent.findall(f"{ATOM}category") if not (one.get("term") or "").strip())
    for name in ("published", "updated"):
        yield from (f"bad {name}" for one in parent.findall(ATOM + name) if not is_instant(one.text))


def json_faults(raw: bytes) -> list[str]:
    """Check JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = orjson.loads(raw)
    found = [] if feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] else ["no JSON Feed 1.1"]
    found += [key for key in ("home_page_url", "feed_url") if not is_address(feed[key])]
    found += ["a bad hub" for hub in feed.get("hubs", ()) if not hub["type"] or not is_address(hub["url"])]
    for entry in feed["items"]:
        found += [f"{key} is wrong" for key, value in entry.items() if not isinstance(value, _JSON_ITEM.get(key, ()))]
        found += [f"no {key}" for key in ("id", "content_html") if not entry.get(key)]
        found += [f"bad {key}" for key in ("url", "image") if key in entry and not is_address(entry[key])]
        found += [key for key in ("date_published", "date_modified") if not is_instant(entry[key])]
        found += ["an author without a name" for author in entry["authors"] if not author.get("name")]
        found += ["a tag without words" for tag in entry.get("tags", ()) if not isinstance(tag, str) or not tag]
    ids = [entry["id"] for entry in feed["items"]]
    return found if len(set(ids)) == len(ids) else [*found, "an id twice"]


def is_instant(text: str | None) -> bool:
    """Tell whether text is a time by RFC 3339."""
    return bool(text and _INSTANT.fullmatch(text) and datetime.fromisoformat(text).tzinfo)


FAULTS = {"rss": rss_faults, "atom": atom_faults, "json": json_faults}


def faults(path: str, raw: bytes) -> list[str]:
    """List what is wrong with a feed, by the name of its file."""
    return FAULTS[path.rpartition(".")[2]](raw)
