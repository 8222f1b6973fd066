"""Feeds are found where pages name them, and where they usually lie."""

import time

import pytest

from topicwire.formats.discovery import common_feed_addresses, find_feeds, youtube_feed

CHANNEL = "UCabcdefghijklmnopqrstuv"
CHANNEL_FEED = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"


def test_links_come_first_then_anchors_then_comments() -> None:
    """What the page declares beats what only looks like a feed; feeds of comments come last."""
    page = b"""<html><head><base href="/sub/">
    <link rel="alternate" type="application/rss+xml" title="Comments feed" href="/comments/feed">
    <link rel="alternate" type="application/atom+xml; charset=utf-8" title="News &amp; co" href="atom.xml">
    <link rel="ALTERNATE home" type="application/feed+json" href="https://a.example/feed.json">
    <link rel="alternate" type="application/json" href="/wp-json/posts/1">
    <link rel="alternate" hreflang="de" href="/de">
    <link rel="stylesheet" type="text/xml" href="/x.css"></head>
    <body><a href="/rss.xml">RSS</a><a href="/about">About</a><a href="https://feedly.com/i/subscription/feed/x">F</a>
    <a href="feed:https://a.example/topics/ai/feed/">AI</a><a href="javascript:x">x</a></body></html>"""
    found = [(feed.url, feed.title, feed.kind) for feed in find_feeds(page, "https://a.example/page")]
    assert found == [
        ("https://a.example/sub/atom.xml", "News & co", "Atom"),
        ("https://a.example/feed.json", "", "JSON Feed"),
        ("https://a.example/rss.xml", "RSS", "link"),
        ("https://a.example/topics/ai/feed/", "AI", "link"),
        ("https://a.example/comments/feed", "Comments feed", "RSS"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        f'<script>var x = {{"channelId":"{CHANNEL}"}}</script>',
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
        f'<meta itemprop="identifier" content="{CHANNEL}">',
    ],
)
def test_a_handle_on_youtube_leads_to_its_channels_feed(page: str) -> None:
    """The page of `/@name` names the channel somewhere."""
    assert find_feeds(page.encode(), "https://www.youtube.com/@name")[0].url == CHANNEL_FEED


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", CHANNEL_FEED),
        (f"http://m.youtube.com/channel/{CHANNEL}/videos?view=0", CHANNEL_FEED),
        (CHANNEL_FEED, CHANNEL_FEED),
        ("https://www.youtube.com/playlist?list=PLabcdefghijklmnop", "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijklmnop"),
        ("https://www.youtube.com/@name", None),
        (f"https://evil.example/youtube.com/channel/{CHANNEL}", None),
        ("nonsense", None),
    ],
)  # fmt: skip
def test_a_youtube_address_gives_its_feed(url: str, feed: str | None) -> None:
    """Channels and playlists tell their feed by themselves, other addresses none."""
    assert youtube_feed(url) == feed


def test_usual_places_are_beside_the_page_and_at_the_root() -> None:
    """Tried in order of how often feeds lie there; each once."""
    places = common_feed_addresses("https://a.example/blog/?x=1#top")
    assert places[:4] == (
        "https://a.example/blog/feed/",
        "https://a.example/blog/rss.xml",
        "https://a.example/blog/feed.xml",
        "https://a.example/feed",
    )
    assert len(set(places)) == len(places)
    assert common_feed_addresses("ftp://a.example/") == ()


@pytest.mark.parametrize("piece", [b"<div>", b"<ul><li>", b"<a href=", b"<link ", b"\xff\x00", b'"channelId":"UC'])
def test_hostile_pages_take_no_time_and_name_nothing(piece: bytes) -> None:
    """Pages nested or repeated beyond sense are given up, not waited for."""
    started = time.perf_counter()
    assert find_feeds(piece * 100_000, "https://www.youtube.com/x") == ()
    assert time.perf_counter() - started < 3
