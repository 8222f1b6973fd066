"""Which pictures may lead an article, and how large one is by its first bytes."""

import re
from collections.abc import Iterable
from io import BytesIO
from urllib.parse import urlsplit

import imagesize
from selectolax.lexbor import LexborHTMLParser

from topicwire.model.source import Picture
from topicwire.stages.extract.head import PageHead
from topicwire.text.urls import normal

MAX_CANDIDATES = 6
_SMALLEST, _SMALLEST_WIDTH = 100, 100
"""Both sides, in pixels: below are logos, avatars and buttons."""
_LARGEST = 30_000
_LONGEST_ASPECT = 6.0
"""Beyond it a picture is a banner or a sprite sheet."""
_TRACKER = re.compile(
    r"/(?:pixel|spacer|blank|transparent|clear|1x1|tracking|beacon|sprite)s?[-_.\d/]|[?&/](?:pixel|1x1)\b|scorecardresearch"
    r"|doubleclick|facebook\.com/tr|google-analytics|feedburner\.com/~|\.svg(?:$|\?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,5}")
_SIGNATURES = (
    (b"\xff\xd8\xff", 0),
    (b"\x89PNG\r\n\x1a\n", 0),
    (b"GIF87a", 0),
    (b"GIF89a", 0),
    (b"WEBP", 8),
    (b"ftypavif", 4),
    (b"ftypavis", 4),
)
"""Formats a reader's browser and Pillow both know, by their first bytes; SVG is a program and not among them."""


def picture_candidates(
    head: PageHead, stated: Iterable[Picture], tree: LexborHTMLParser, base: str
) -> tuple[Picture, ...]:
    """List what may lead the article, best first: og:image, JSON-LD, twitter:image, the first large one of the body.

    Sizes are the page's claims. Addresses are normal; trackers and drawings are left out.
    """
    width, height = (_number(head.first(f"og:image:{side}")) for side in ("width", "height"))
    named = [
        Picture(url=url, width=width if not at else None, height=height if not at else None)
        for at, url in enumerate(head.all_of("og:image:secure_url", "og:image", "og:image:url")[:3])
    ]
    named += list(stated)[:3]
    named += [Picture(url=url) for url in head.all_of("twitter:image", "twitter:image:src")[:1]]
    if src := head.link("image_src"):
        named.append(Picture(url=src))
    kept = dict[str, Picture]()
    for picture in (*named, *_body_pictures(tree)):
        url = normal(picture.url, base)
        if url and urlsplit(url).path.strip("/") and not _TRACKER.search(url) and _may_be_large(picture):
            kept.setdefault(url, Picture(url=url, width=picture.width, height=picture.height))
    return tuple(kept.values())[:MAX_CANDIDATES]


def read_size(first_bytes: bytes) -> tuple[int, int] | None:
    """Read width and height in pixels from a picture's first bytes; None for what is no picture we take."""
    if not any(first_bytes[at : at + len(mark)] == mark for mark, at in _SIGNATURES):
        return None
    try:
        width, height = imagesize.get(BytesIO(first_bytes))
    except Exception:  # it reads foreign bytes and raises what they provoke
        return None
    return (int(width), int(height)) if width > 0 and height > 0 else None


def can_lead(width: int, height: int) -> bool:
    """Say whether a picture of that size can stand over an article."""
    if not (_SMALLEST_WIDTH <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        return False
    return max(width / height, height / width) <= _LONGEST_ASPECT


def _body_pictures(tree: LexborHTMLParser) -> list[Picture]:
    found = list[Picture]()
    for node in tree.css("article img, main img, figure img, [itemprop=articleBody] img")[:12]:
        attributes = node.attributes
        src = next((v for k in ("data-src", "data-original", "src") if (v := attributes.get(k))), None)
        if not src or src.startswith("data:"):
            continue
        width, height = _number(attributes.get("width")), _number(attributes.get("height"))
        if (width or 300) >= 200 and (height or 200) >= 120:
            found.append(Picture(url=src, width=width, height=height))
    return found[:2]


def _may_be_large(picture: Picture) -> bool:
    return all(side is None or side >= _SMALLEST for side in (picture.width, picture.height))


def _number(raw: str | None) -> int | None:
    found = _NUMBER.match(raw.strip()) if raw else None
    return int(found[0]) or None if found else None
