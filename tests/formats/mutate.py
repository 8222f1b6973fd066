"""Breaks feeds the way they break in the wild, and worse: seeded, so that every failure can be repeated."""

from collections.abc import Callable
from random import Random

FRAGMENTS = (
    b"&#xD800;", b"&#99999999;", b"&nbsp;", b"&", b"<", b">", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"\x00", b"\x08",
    b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"<item>", b"</item>", b"</entry>", b"<entry", b"</channel>",
    b"</rss>", b"<!DOCTYPE x [", b'<!ENTITY a "b">', b"<?xml version='1.0' encoding='utf-7'?>", b"xmlns=''",
    b'xml:base="//["', b"<title/>", b"<link>http://[</link>", b"<pubDate>Mon, 32 Foo 99999 99:99:99 XXXX</pubDate>",
    b"\xe2\x80\xae", b'<media:content url="" width="99999999999999999999"/>', b'<content mode="base64">!!!</content>',
    b"\r", b"\xe2\x80\xa8", b"{{",
)  # fmt: skip
"""What is put in: broken references, markup and bytes, and values that readers trip over."""


def flip(body: bytes, random: Random) -> bytes:
    """Change one byte."""
    at = random.randrange(len(body))
    return body[:at] + bytes([random.randrange(256)]) + body[at + 1 :]


def insert(body: bytes, random: Random) -> bytes:
    """Put a fragment somewhere."""
    at = random.randrange(len(body) + 1)
    return body[:at] + random.choice(FRAGMENTS) + body[at:]


def delete(body: bytes, random: Random) -> bytes:
    """Take a stretch out."""
    at = random.randrange(len(body))
    return body[:at] + body[at + random.randrange(1, 40) :]


def double(body: bytes, random: Random) -> bytes:
    """Repeat a stretch, sometimes often."""
    at = random.randrange(len(body))
    piece = body[at : at + random.randrange(1, 200)]
    return body[:at] + piece * random.choice((2, 3, 50)) + body[at:]


def swap(body: bytes, random: Random) -> bytes:
    """Exchange two tags."""
    parts = body.split(b"<")
    first, second = random.randrange(len(parts)), random.randrange(len(parts))
    parts[first], parts[second] = parts[second], parts[first]
    return b"<".join(parts)


def cut(body: bytes, random: Random) -> bytes:
    """End too early."""
    return body[: random.randrange(1, len(body) + 1)]


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (flip, insert, insert, delete, double, swap, cut)


def mutated(body: bytes, seed: int) -> bytes:
    """Give a body with one to six faults; the same seed gives the same faults."""
    random = Random(seed)
    for _ in range(random.randrange(1, 7)):
        body = random.choice(MUTATIONS)(body, random) or b"<"
    return body
