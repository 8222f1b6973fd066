"""Bytes become text here, whatever their label says. Nothing here raises on foreign bytes."""

import codecs
import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^<>]{0,1000}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_META_REACH = 4096
"""Bytes from the start in which a charset may be declared. HTML says 1,024; real pages are later."""
_FORBIDDEN = {"utf-7", "utf7", "unicode-1-1-utf-7", "idna", "punycode", "undefined", "unicode_escape", "replacement"}
"""Names that decode to something else than letters, or that attackers use to hide markup."""
_TOLERATED = 0.002
"""Share of undecodable characters that is damage; above it the label is wrong."""


def decode(body: bytes, header_charset: str | None = None) -> str:
    """Give the text of a page: by its byte order mark, the HTTP header, its own declaration, UTF-8, then by guess.

    A label is believed only while it decodes the bytes nearly without damage, so wrong labels survive.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _cleaned(body[len(mark) :].decode(name, "replace"))
    for label in _labels(body, header_charset):
        text = _try(body, label)
        if text is not None:
            return _cleaned(text)
    return _cleaned(body.decode("windows-1252", "replace"))


def _labels(body: bytes, header_charset: str | None) -> Iterator[str | None]:
    """List what the encoding may be; guessing costs the most and comes last."""
    yield header_charset
    yield _declared(body)
    yield "utf-8"
    yield _detected(body)


def _declared(body: bytes) -> str | None:
    found = _META.search(body[:_META_REACH])
    return found.group(1).decode("ascii") if found else None


def _detected(body: bytes) -> str | None:
    try:
        return str(detect_encoding(body, max_len=65_536))
    except (ValueError, TypeError, RuntimeError):
        return None


def _try(body: bytes, label: str | None) -> str | None:
    """Decode by a label; None when there is none, it is unknown, or the bytes are clearly not in it."""
    name = _codec(label) if label else None
    if name is None:
        return None
    try:
        text = body.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    return text if text.count("\ufffd") <= 3 + len(text) * _TOLERATED else None


def _codec(label: str) -> str | None:
    name = label.strip().strip("\"'").lower()
    if name.startswith(("utf-16", "utf16", "ucs-2", "utf-32")):
        return None  # without a byte order mark it is a page in ASCII letters with a wrong label
    if name in _FORBIDDEN:
        return None
    try:
        mapped = str(map_encoding_to_html5(name)) if name.isascii() else None
        found = codecs.lookup(mapped or name)
    except (LookupError, ValueError):
        return None
    return found.name if found.name not in _FORBIDDEN else None


def _cleaned(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\x00", "\ufffd")  # the rest is cleaned where words are taken out
