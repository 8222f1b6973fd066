"""The demo web answers over real HTTP as its table of special cases promises."""

import gzip
import zlib
from io import BytesIO

import pytest
from PIL import Image

from tests.demo.asking import reading
from topicwire.demo.expected import CASES, STORIES
from topicwire.demo.publication import Publisher
from topicwire.demo.reading import read_publishers
from topicwire.demo.server import RUNS, DemoWeb
from topicwire.demo.sources import feed_address
from topicwire.demo.traps import BOMB_BYTES, DOORS

LIVE = [publisher for publisher in read_publishers() if not publisher.feed.moved_from]


@pytest.mark.parametrize("publisher", LIVE, ids=lambda publisher: publisher.host)
async def test_an_unchanged_feed_answers_304(publisher: Publisher) -> None:
    """Whoever sends back either validator gets no body until the feed changes."""
    async with reading() as reader:
        first = await reader.get(feed_address(publisher))
        by_tag = await reader.get(feed_address(publisher), If_None_Match=first.headers["ETag"])
        by_date = await reader.get(feed_address(publisher), If_Modified_Since=first.headers["Last-Modified"])
        other = await reader.get(feed_address(publisher), If_None_Match='"other"')
        asked = [(line.status, line.is_conditional) for line in reader.web.requests]
    assert (first.status, by_tag.status, by_date.status, other.status) == (200, 304, 304, 200)
    assert by_tag.body == by_date.body == b""
    assert other.body == first.body
    assert asked == [(200, False), (304, True), (304, True), (200, True)]


async def test_a_changed_feed_answers_in_full() -> None:
    """Validators of the first run do not hide the articles of the second."""
    async with reading() as reader:
        first = await reader.get(CASES["rss-2.0"])
        reader.web.advance_to(2)
        second = await reader.get(
            CASES["rss-2.0"], If_None_Match=first.headers["ETag"], If_Modified_Since=first.headers["Last-Modified"]
        )
    assert second.status == 200
    assert "quillon-halt-hospitals-wait" in second.text
    assert "quillon-halt-hospitals-wait" not in first.text


async def test_text_comes_gzipped_to_those_who_accept_it() -> None:
    """The compressed answer is the same text."""
    async with reading() as reader:
        plain = await reader.get(CASES["atom"])
        packed = await reader.get(CASES["atom"], Accept_Encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    ("name", "run", "status"),
    [
        ("moved-feed", 1, 301),
        ("gone-feed", 1, 200),
        ("gone-feed", 2, 410),
        ("gone-feed", 4, 410),
        ("busy-feed", 1, 200),
        ("busy-feed", 2, 429),
        ("busy-feed", 3, 200),
        ("silent", 4, 200),
        ("slug-before", 1, 200),
        ("slug-before", 3, 301),
        ("slug-after", 1, 404),
        ("slug-after", 3, 200),
        ("paywall", 1, 404),
        ("paywall", 2, 200),
        ("robots-forbid", 2, 200),
    ],
)
async def test_addresses_change_their_answer_from_run_to_run(name: str, run: int, status: int) -> None:
    """Feeds move, end and get busy, and slugs change, in the run the table says."""
    async with reading(run) as reader:
        assert (await reader.get(CASES[name])).status == status


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("moved-feed", "http://silica.example/feeds/all.xml"),
        ("to-private", "http://10.0.0.1/"),
        ("to-metadata", "http://169.254.169.254/latest/meta-data/"),
        ("loop", "http://trapdoor.example/loop-back"),
    ],
)
async def test_redirects_lead_where_the_table_says(name: str, to: str) -> None:
    """A reader that follows them blindly ends in its own network, or nowhere."""
    async with reading() as reader:
        got = await reader.get(CASES[name])
    assert (got.status // 100, got.headers["Location"]) == (3, to)


async def test_the_loop_closes_and_the_doors_are_many() -> None:
    """One chain never ends; another is longer than anyone should walk."""
    async with reading() as reader:
        back = await reader.get("http://trapdoor.example/loop-back")
        doors = [await reader.get(f"http://trapdoor.example/door/{number}") for number in range(1, DOORS + 1)]
    assert back.headers["Location"] == CASES["loop"]
    assert [door.status for door in doors] == [302] * DOORS


async def test_a_busy_feed_says_how_long_to_wait() -> None:
    """429 comes with Retry-After in seconds."""
    async with reading(2) as reader:
        assert (await reader.get(CASES["busy-feed"])).headers["Retry-After"] == "7200"


async def test_the_bomb_is_small_until_it_goes_off() -> None:
    """Under a hundred kilobytes of gzip unpack to more than any page may have."""
    async with reading() as reader:
        bomb = await reader.get(CASES["bomb"])
    assert bomb.headers["Content-Encoding"] == "gzip"
    assert len(bomb.body) < 100_000
    assert len(zlib.decompress(bomb.body, 31)) > BOMB_BYTES


async def test_the_slow_host_is_slow() -> None:
    """Its answers wait for a second and a half, scaled here."""
    slow = next(publisher for publisher in read_publishers() if publisher.slow_ms)
    assert slow.slow_ms == 1500
    assert CASES["slow"].startswith(slow.home)
    async with reading(slowness=0.02) as reader:
        assert (await reader.get(CASES["slow"])).status == 200


async def test_robots_forbids_one_section() -> None:
    """The student paper keeps crawlers out of its internal pages, which its feed lists all the same."""
    async with reading(2) as reader:
        robots = await reader.get("http://campus-herald.example/robots.txt")
        feed = await reader.get("http://campus-herald.example/feed.atom")
    assert "Disallow: /internal/" in robots.text
    assert CASES["robots-forbid"] in feed.text


async def test_a_wrapped_link_leads_to_the_article() -> None:
    """The feed names the article only through a redirecting address on another host."""
    async with reading() as reader:
        feed = await reader.get(CASES["broken-feed"])
        link = "http://go.dailydial.example/out?to=http%3A%2F%2Fdailydial.example%2F2026%2F03%2F02%2F"
        got = await reader.get(f"{link}fridge-face-recognition")
    assert link in feed.text
    assert got.headers["Location"] == CASES["wrapped"]


async def test_tracking_parameters_do_not_hide_a_page() -> None:
    """The same bytes come with and without what a feed appends for its statistics."""
    async with reading() as reader:
        plain = await reader.get(CASES["tracked-twice"])
        tracked = await reader.get(f"{CASES['tracked-twice']}?utm_source=rss&utm_medium=feed")
    assert plain.status == 200
    assert plain.body == tracked.body


async def test_pictures_are_of_five_formats_and_some_sizes_are_lies() -> None:
    """What a page claims of a picture is not always what the file holds."""
    pictures = [
        (publisher, article, article.picture)
        for publisher in read_publishers()
        for article in publisher.articles
        if article.picture
    ]
    kinds = {picture.kind: (publisher, article, picture) for publisher, article, picture in pictures}
    async with reading(4) as reader:
        for kind, (publisher, article, picture) in kinds.items():
            suffix = "jpg" if kind == "jpeg" else kind
            got = await reader.get(f"http://{publisher.host}/media/{article.number}.{suffix}")
            image = Image.open(BytesIO(got.body))
            assert (image.format or "").lower() == kind
            assert image.size == (picture.width, picture.height)
            assert got.headers["Content-Type"] == f"image/{kind}"
    assert set(kinds) == {"jpeg", "png", "webp", "gif", "avif"}
    lies = [p for _, _, p in pictures if (p.width, p.height) != (p.claimed_width, p.claimed_height)]
    assert len(lies) >= 5


async def test_every_story_page_is_there_in_the_end() -> None:
    """All tellings of all stories can be read by the last run."""
    async with reading(4) as reader:
        missing = [url for urls in STORIES.values() for url in urls if (await reader.get(url)).status != 200]
    assert missing == []


async def test_two_servers_send_the_same_bytes() -> None:
    """A demo run today and one next year see the same web."""
    urls = [feed_address(publisher) for publisher in LIVE] + [url for urls in STORIES.values() for url in urls]
    async with reading(3) as one, reading(3) as two:
        for url in urls:
            first, second = await one.get(url), await two.get(url)
            assert first.body == second.body
            assert first.headers.get("ETag") == second.headers.get("ETag")


async def test_strangers_get_404_and_405() -> None:
    """An unknown host or path is not found, and nothing but reading is allowed."""
    async with reading() as reader:
        unknown = await reader.get("http://meridianpost.example/nothing/here")
        port = reader.web.pins["silica.example"]
        async with reader.session.get(f"http://{port}/", headers={"Host": "elsewhere.example"}) as answer:
            stranger = answer.status
        async with reader.session.post(f"http://{port}/", headers={"Host": "silica.example"}) as answer:
            posted = answer.status
    assert (unknown.status, stranger, posted) == (404, 404, 405)


def test_only_loopback_is_pinned() -> None:
    """Every host of the demo web is pinned, and none anywhere but here."""
    web = DemoWeb(RUNS[0])
    assert all(at.startswith("127.0.0.1:") for at in web.pins.values())
    assert all(host.endswith(".example") for host in web.pins)
    assert {publisher.host for publisher in read_publishers()} < web.pins.keys()
