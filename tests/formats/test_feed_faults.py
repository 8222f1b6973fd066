"""Hostile and broken feeds: no crash, no hang, no file or socket, and good entries survive bad ones."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.formats.mutate import mutated
from topicwire.errors import FormatError
from topicwire.formats.feeds import parse_feed
from topicwire.formats.opml import read_opml
from topicwire.formats.parsed import MAX_BODY, MAX_SUMMARY, MAX_TITLE, ParsedFeed

CORPUS = Path(__file__).parents[1] / "corpus" / "feeds"
BODIES = {
    path.stem: path.read_bytes().partition(b"\n")[2] for path in sorted(CORPUS.iterdir()) if path.suffix != ".json"
}
URL = "https://paper.example/feed"
opened = list[str]()
watching = list[bool]()


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note every file and socket that is opened while a test looks."""
    if watching and event in {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"}:
        opened.append(f"{event} {arguments[0]}")


sys.addaudithook(watch)


@contextmanager
def nothing_opened() -> Iterator[None]:
    """Fail when a file or socket is opened inside."""
    opened.clear()
    watching.append(True)
    try:
        yield
    finally:
        watching.pop()
    assert opened == []


def read(body: bytes) -> ParsedFeed | None:
    """Read a feed, or nothing when it says it is none."""
    try:
        return parse_feed(body, None, URL)
    except FormatError:
        return None


def rss(items: str) -> bytes:
    """Build a small feed around some items."""
    return f"<rss><channel><title>T</title><link>https://paper.example/</link>{items}</channel></rss>".encode()


GOOD = "<item><title>Good</title><link>https://paper.example/good</link></item>"


@pytest.mark.parametrize("block", range(20))
def test_mutated_feeds_are_read_or_refused_and_never_crash(block: int) -> None:
    """500 broken feeds: each gives clean entries or a FormatError, within a second."""
    names = sorted(BODIES)
    for seed in range(block * 25, block * 25 + 25):
        body = mutated(BODIES[names[seed % len(names)]], seed)
        started = time.perf_counter()
        feed = read(body)
        assert time.perf_counter() - started < 5, f"seed {seed}"
        for entry in feed.entries if feed else ():
            words = (entry.title or "") + (entry.summary or "") + (entry.body_html or "") + "".join(entry.authors)
            words.encode("utf-8")
            assert "\0" not in words
            assert not entry.url or entry.url.startswith(("http://", "https://"))


def test_no_parser_opens_a_file_or_a_socket(tmp_path: Path) -> None:
    """Neither a path nor an address in a feed, a DOCTYPE or an include is ever opened."""
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss("<item><title>secret</title></item>"))
    external = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'.encode() + rss(
        "<item><title>&x;</title></item>"
    )
    for warm in (*BODIES.values(), b"<html/>"):
        read(warm)  # lazy imports and the suffix list are loaded once
    bodies = [str(secret).encode(), f"file://{secret}".encode(), b"https://127.0.0.1/feed", external, *BODIES.values()]
    with nothing_opened():
        feeds = [read(body) for body in bodies]
    assert all("secret" not in (entry.title or "") for feed in feeds[:4] if feed for entry in feed.entries)


def laughs(levels: int, width: int) -> str:
    """Build nested entities."""
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * width}">' for n in range(1, levels)]
    return "".join(lines)


def bomb(subset: str, inside: str) -> bytes:
    """Build a feed with an internal DTD subset and one item."""
    return f'<?xml version="1.0"?><!DOCTYPE rss [{subset}]>'.encode() + rss(
        f"<item><title>{inside}</title></item>{GOOD}"
    )


BOMBS = [
    bomb(laughs(10, 10), "&a9;"),
    bomb(laughs(30, 2), "&a29;"),
    bomb(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 10_000),
    bomb('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
    bomb('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
    bomb('<!ENTITY a SYSTEM "file:///dev/zero">', "&a;"),
    bomb('<!ENTITY a SYSTEM "http://127.0.0.1:9/">', "&a;"),
    bomb('<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd">%a;', "x"),
    bomb(
        '<!ENTITY % a SYSTEM "file:///etc/passwd"><!ENTITY % b "<!ENTITY c SYSTEM \'http://127.0.0.1/?%a;\'>">%b;',
        "&c;",
    ),
    bomb('<!ATTLIST item a CDATA "x">' * 5000, "x"),
    bomb('<!ENTITY a "]>"><!ENTITY b ">">', "&a;"),
    bomb("<!-- ]> -->" * 1000, "x"),
    b'<!DOCTYPE rss SYSTEM "file:///etc/passwd">' + rss(GOOD),
    b'<!DOCTYPE rss PUBLIC "x" "http://127.0.0.1:9/x.dtd">' + rss(GOOD),
    b"<!--" + b"x" * 9000 + b"-->" + bomb(laughs(10, 10), "&a9;"),
    rss("<item>" * 50_000),
    rss("<item><title>" + "<b>" * 200_000 + "</title></item>" + GOOD),
    rss("<item><title " + " ".join(f"a{n}='x'" for n in range(20_000)) + ">x</title></item>" + GOOD),
    rss('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>' + GOOD),
    b'<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>' + rss(GOOD),
    rss("<item><description>" + "&lt;div&gt;" * 100_000 + "</description></item>" + GOOD),
    rss("<item><description>" + "&amp;" * 400_000 + "</description></item>" + GOOD),
]


@pytest.mark.parametrize("number", range(len(BOMBS)))
def test_xml_bombs_go_off_nowhere(number: int) -> None:
    """Entities expand to nothing, nothing is opened, and the good entry beside the bomb is still read."""
    read(rss(GOOD))
    started = time.perf_counter()
    with nothing_opened():
        feed = read(BOMBS[number])
    assert time.perf_counter() - started < 5
    assert feed is not None
    assert number == 15 or feed.entries[-1].title == "Good"
    assert all("root:" not in (entry.title or "") for entry in feed.entries)
    assert sum(len(entry.title or "") + len(entry.body_html or "") for entry in feed.entries) < 2 * MAX_BODY


@pytest.mark.parametrize("number", range(9))
def test_bombs_in_opml_go_off_nowhere(number: int) -> None:
    """The same DOCTYPEs before a list of feeds."""
    opml = b'<opml><body><outline text="A" xmlUrl="https://a.example/"/></body></opml>'
    with nothing_opened():
        outlines = read_opml(BOMBS[number].partition(b"<rss>")[0] + opml)
    assert [feed.url for feed in outlines.feeds] == ["https://a.example/"]


LONG = {
    "author": lambda n: rss(f"<item><author>{'a@b ' * n}</author></item>{GOOD}"),
    "broken author": lambda n: rss(f"<item><author>{'(' * 4 * n}</b></author></item>{GOOD}"),
    "lenient author": lambda n: b"<x:unknown><entry><author>" + b"a@" * 2 * n + b"</author></entry></x:unknown>",
    "title": lambda n: rss(f"<item><title>{'&lt;!-- ' * n}</title></item>{GOOD}"),
    "spaces": lambda n: rss(f"<item><title>x{' ' * 8 * n}x</title></item>{GOOD}"),
    "date": lambda n: rss(f"<item><title>x</title><pubDate>{'1 ' * 4 * n}</pubDate></item>{GOOD}"),
    "link": lambda n: rss(f"<item><title>x</title><link>http://a.example/{'%' * 8 * n}</link></item>{GOOD}"),
    "images": lambda n: rss(f"<item><description>{'&lt;img src=' * n}</description></item>{GOOD}"),
    "quotes": lambda n: rss(f"<item><description>{'&lt;a href=&quot;' * n}</description></item>{GOOD}"),
    "unclosed cdata": lambda n: rss(f"<item>{'<![CDATA[' * n}</item>{GOOD}"),
    "unclosed comments": lambda n: rss(f"<item></b>{'<!-- ' * n}</item>{GOOD}"),
    "open items": lambda n: rss("</b>" + "<item><title>x" * n),
}


@pytest.mark.parametrize("name", sorted(LONG))
def test_crafted_lengths_take_linear_time(name: str) -> None:
    """Twice the length takes about twice the time: nothing in reading a feed is quadratic."""
    build: Callable[[int], bytes] = LONG[name]
    times = []
    for size in (10_000, 20_000, 40_000):
        body = build(size)
        started = time.perf_counter()
        read(body)
        times.append(time.perf_counter() - started)
    assert times[2] < 2.0
    assert times[2] < 12 * max(times[0], 0.02)


def test_limits_hold_for_every_field() -> None:
    """Titles, summaries, bodies and authors have a greatest length; longer ones are cut, not lost."""
    long = "word " * 100_000
    names = "".join(f"<dc:creator>Name {n}</dc:creator>" for n in range(100))
    feed = parse_feed(
        rss(f"<item><title>{long}</title><description>{long}</description>{names}<guid>{long}</guid></item>"), None, URL
    )
    entry = feed.entries[0]
    assert len(entry.title or "") <= MAX_TITLE
    assert len(entry.summary or "") <= MAX_SUMMARY
    assert 0 < len(entry.body_html or "") <= MAX_BODY
    assert len(entry.authors) == 20
    assert len(entry.entry_id or "") == 2000


def test_every_entry_of_a_big_feed_beside_one_broken_entry_is_kept() -> None:
    """One of 500 entries is broken; 500 come out."""
    items = [f"<item><title>N{n}</title><link>https://paper.example/{n}</link></item>" for n in range(500)]
    items[250] = "<item><title>N250</titel><link>https://paper.example/250</link></item>"
    feed = parse_feed(rss("".join(items)), None, URL)
    assert [entry.url.rpartition("/")[2] for entry in feed.entries if entry.url][:250] == [str(n) for n in range(250)]
    assert len(feed.entries) + feed.lost == 500
    assert feed.entries[-1].title == "N499"


def test_a_feed_that_is_too_large_is_refused() -> None:
    """Over the limit nothing is parsed."""
    with pytest.raises(FormatError, match="larger"):
        parse_feed(b"<rss>" + b" " * 21 * 1024 * 1024, None, URL)
