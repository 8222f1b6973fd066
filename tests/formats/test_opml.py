"""Lists of feeds from other readers are taken, ours are written and read back exactly."""

import pytest

from topicwire.errors import FormatError
from topicwire.formats.opml import read_opml, write_opml
from topicwire.model.ids import FeedId, digest
from topicwire.model.source import Feed, FeedKind


def feed(url: str, title: str = "T", original: str | None = None, **more: object) -> Feed:
    """Build a feed."""
    first = original or url
    return Feed(id=FeedId(digest(first)), url=url, original_url=first, title=title, **{"site_url": None, **more})  # type: ignore[arg-type]


FEEDS = (
    feed("https://a.example/feed?utm_source=x&output=rss", 'A & "B" <c>', site_url="https://a.example/?x=1&y"),
    feed("https://b.example/new", "B", original="http://b.example/old", is_focused=True, folder=("News", "AI")),
    feed("https://c.example/sitemap.xml", "日本 🎉", kind=FeedKind.SITEMAP, folder=("News",)),
    feed("https://d.example/", "News", folder=("News", "AI")),
)


def opml(body: str) -> bytes:
    """Put outlines into a file."""
    return (
        f'<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>{body}</body></opml>'.encode()
    )


def test_what_is_written_reads_back_the_same() -> None:
    """Addresses letter for letter, folders, marks and names survive."""
    outlines = read_opml(write_opml("Hub & co", FEEDS))
    assert outlines.title == "Hub & co"
    assert outlines.problems == ()
    assert sorted(outlines.feeds, key=lambda one: one.url) == list(FEEDS)


def test_writing_what_was_read_gives_the_same_bytes() -> None:
    """A second export changes nothing."""
    first = write_opml("Hub", FEEDS)
    assert write_opml("Hub", read_opml(first).feeds) == first


def test_outlines_of_other_readers_are_taken() -> None:
    """Nesting, vendor attributes, other capitals and missing names do not matter."""
    body = (
        '<outline text="Tech" title="Tech"><outline text="AI" f:x="1" xmlns:f="urn:f">'
        '<outline type="rss" XMLURL="https://a.example/f" title="A" htmlUrl="https://a.example" f:y="10"/>'
        '</outline></outline><outline xmlUrl="feed://b.example/f"/>'
        '<outline text="C" xmlUrl="feed:https://c.example/f" category="/News/AI,/x"/>'
    )
    feeds = read_opml(opml(body)).feeds
    assert [(one.url, one.title, one.folder) for one in feeds] == [
        ("https://a.example/f", "A", ("Tech", "AI")),
        ("http://b.example/f", "b.example", ()),
        ("https://c.example/f", "C", ("News", "AI")),
    ]


def test_a_bad_outline_is_reported_and_costs_no_other() -> None:
    """Every problem says its line; the good feeds are there."""
    body = (
        '\n<outline text="X" xmlUrl="javascript:alert(1)"/>\n<outline text="Y" type="rss"/>\n'
        '<outline text="Z" xmlUrl="https://z.example/"/>\n<outline text="Z2" xmlUrl="https://z.example/"/>'
        '\n<outline text="W" xmlUrl="file:///etc/passwd"/>'
    )
    outlines = read_opml(opml(body))
    assert [one.title for one in outlines.feeds] == ["Z"]
    assert [problem.partition(":")[0] for problem in outlines.problems] == ["line 2", "line 3", "line 5", "line 6"]


def test_a_broken_file_is_mended_and_says_so() -> None:
    """A bare ampersand and a missing end tag do not lose feeds."""
    raw = opml(
        '<outline text="R&D" xmlUrl="https://a.example/?x=1&y=2"/><outline text="B" xmlUrl="https://b.example/">'
    )
    outlines = read_opml(raw)
    assert [one.url for one in outlines.feeds] == ["https://a.example/?x=1&y=2", "https://b.example/"]
    assert "mended" in outlines.problems[0]


@pytest.mark.parametrize("raw", [b"", b"words", b"<rss/>", b"<html><body>x</body></html>", b"{}", b"\xff\xfe\x00"])
def test_what_is_no_opml_is_refused(raw: bytes) -> None:
    """The error says what to do."""
    with pytest.raises(FormatError):
        read_opml(raw)


def test_control_characters_in_names_do_not_stop_writing() -> None:
    """A title with a NUL or a surrogate is written without them."""
    written = write_opml("A\x00B", (feed("https://a.example/", "x\x08\ud800y"),))
    assert read_opml(written).feeds[0].title == "xy"
