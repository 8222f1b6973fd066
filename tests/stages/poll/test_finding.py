"""Finding feeds behind whatever an editor types."""

import pytest

from tests.fakes import NOON, FakeWeb, InProcessWorkers, failure, response
from tests.stages.poll.rig import hourly, ok, via
from topicwire.model.source import FeedKind
from topicwire.ports.web import Failure, FailureReason, Request, Response
from topicwire.stages.poll.finding import find, spellings

CHANNEL = "UC" + "a" * 22
CHANNEL_FEED = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
SITEMAP = (
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/1</loc></url></urlset>"
)


def page(*links: str) -> bytes:
    """Write a page that names feeds."""
    tags = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="Feed {number}" href="{link}">'
        for number, link in enumerate(links)
    )
    return f"<!doctype html><html><head>{tags}</head><body>Hello</body></html>".encode()


def small_web(places: dict[str, bytes | Response | Failure]) -> FakeWeb:
    """Build a web of a few addresses; all others are 404."""

    def answer(request: Request) -> Response | Failure:
        said = places.get(request.url, response(request.url, b"", 404))
        if isinstance(said, bytes):
            kind = "text/html" if b"<html" in said else "application/rss+xml"
            return response(request.url, said, content_type=kind)
        return said

    return FakeWeb(answer)


async def test_a_feed_is_found_as_itself() -> None:
    """One request tells its title, how much is in it, and how new that is."""
    web = small_web({"https://news.example/feed": hourly()})
    finding = await find(web, InProcessWorkers(), "https://news.example/feed")
    (feed,) = finding.feeds
    assert (feed.url, feed.title, feed.entries, feed.newest_at) == ("https://news.example/feed", "News", 5, NOON)
    assert (feed.kind, feed.site_url, finding.why, len(web.requests)) == (FeedKind.FEED, "https://news.example/", "", 1)


async def test_a_page_gives_the_feeds_it_names_and_says_which_are_none() -> None:
    """Every feed is read before it is offered."""
    web = small_web(
        {
            "https://news.example/": page("/feed", "/gone", "/feed/", "/broken"),
            "https://news.example/feed": hourly(),
            "https://news.example/feed/": hourly(),
            "https://news.example/broken": failure("https://news.example/broken", FailureReason.TIMEOUT, "too slow"),
        }
    )
    finding = await find(web, InProcessWorkers(), "https://news.example/")
    assert [feed.url for feed in finding.feeds] == ["https://news.example/feed"]
    assert [(failed.url, failed.why_not) for failed in finding.failed] == [
        ("https://news.example/gone", "HTTP 404: not found"),
        ("https://news.example/broken", "timeout: too slow"),
    ]


async def test_a_page_that_names_none_is_searched_where_feeds_usually_lie() -> None:
    """The first usual place that has a feed is enough."""
    web = small_web({"https://news.example/": page(), "https://news.example/rss.xml": hourly()})
    finding = await find(web, InProcessWorkers(), "https://news.example")
    assert [feed.url for feed in finding.feeds] == ["https://news.example/rss.xml"]
    assert "https://news.example/atom.xml" not in [request.url for request in web.requests]


async def test_a_page_that_is_refused_may_still_have_a_feed() -> None:
    """Bot walls before the pages often leave the feed open."""
    web = small_web(
        {"https://news.example/": response("https://news.example/", b"", 403), "https://news.example/feed": hourly()}
    )
    assert (await find(web, InProcessWorkers(), "news.example")).feeds[0].url == "https://news.example/feed"


@pytest.mark.parametrize(
    "asked", ["youtube.com/@name", "https://www.youtube.com/@name", f"youtube.com/channel/{CHANNEL}"]
)
async def test_a_youtube_channel_is_found_by_its_handle_or_id(asked: str) -> None:
    """The handle's page names the channel, the channel has a feed."""
    handle = f'<html><script>{{"channelId":"{CHANNEL}"}}</script></html>'.encode()
    web = small_web(
        {"https://youtube.com/@name": handle, "https://www.youtube.com/@name": handle, CHANNEL_FEED: hourly()}
    )
    finding = await find(web, InProcessWorkers(), asked)
    assert [feed.url for feed in finding.feeds] == [CHANNEL_FEED]


async def test_a_bare_name_is_tried_by_https_then_http() -> None:
    """What an editor copies from memory has no scheme."""
    web = small_web(
        {"https://old.example/feed": failure("https://old.example/feed"), "http://old.example/feed": hourly()}
    )
    finding = await find(web, InProcessWorkers(), " old.example/feed ")
    assert [feed.url for feed in finding.feeds] == ["http://old.example/feed"]


async def test_permanent_redirects_give_the_new_address_and_the_named_one() -> None:
    """A temporary hop at the end is not followed in what is remembered."""
    asked, new, today = "https://a.example/feed", "https://b.example/feed", "https://cdn.example/today"
    moved = via(ok(Request(url=asked, purpose="feed"), hourly()), (301, new), (302, today))
    finding = await find(small_web({asked: moved}), InProcessWorkers(), asked)
    assert [(feed.url, feed.original_url) for feed in finding.feeds] == [(new, asked)]


async def test_a_sitemap_is_told_apart() -> None:
    """The hub polls it as a sitemap."""
    finding = await find(small_web({"https://a.example/map.xml": SITEMAP}), InProcessWorkers(), "a.example/map.xml")
    assert [(feed.kind, feed.entries) for feed in finding.feeds] == [(FeedKind.SITEMAP, 1)]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("", "not a web address"),
        ("ftp://a.example/", "not a web address"),
        ("no such thing", "not a web address"),
        ("https://10.0.0.7/feed", "not-public: 10.0.0.7 is private"),
        ("https://a.example/", "no feed"),
    ],
)
async def test_nothing_found_is_explained(asked: str, why: str) -> None:
    """The editor reads what was tried and why it did not help."""
    web = small_web(
        {
            "https://10.0.0.7/feed": failure("", FailureReason.NOT_PUBLIC, "10.0.0.7 is\nprivate"),
            "https://a.example/": page("/none"),
        }
    )
    finding = await find(web, InProcessWorkers(), asked)
    assert finding.feeds == ()
    assert why in finding.why


def test_the_feed_scheme_of_old_readers_is_understood() -> None:
    """`feed:` links still stand on pages."""
    assert spellings("feed://a.example/rss") == ("https://a.example/rss", "http://a.example/rss")
    assert spellings("feed:https://a.example/rss") == ("https://a.example/rss",)


async def test_a_feed_without_a_title_takes_the_pages_word_for_it() -> None:
    """The editor sees a name in the list."""
    untitled = hourly().replace(b"<title>News</title>", b"", 1)
    web = small_web({"https://a.example/": page("/feed"), "https://a.example/feed": untitled})
    finding = await find(web, InProcessWorkers(), "a.example")
    assert [feed.title for feed in finding.feeds] == ["Feed 0"]
    assert finding.feeds[0].newest_at == NOON
