"""The live server: the current edition, health, readiness, metrics."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from tests.fakes import NOON, FixedClock
from topicwire.config.new_hub import write_new_hub
from topicwire.model.ids import EditionId
from topicwire.newsroom.room import Room, open_room, sync_feeds
from topicwire.web.app import make_app


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A new hub that was never run."""
    write_new_hub(tmp_path / "hub", "A hub")
    with open_room(tmp_path / "hub", {}, FixedClock()) as opened:
        sync_feeds(opened)
        yield opened


async def get(room: Room, path: str, **headers: str) -> httpx2.Response:
    """Ask the application in this process."""
    transport = httpx2.ASGITransport(app=make_app(room))
    async with httpx2.AsyncClient(transport=transport, base_url="http://hub.example") as client:
        return await client.get(path, headers=headers)


def publish(room: Room, name: str, front: str) -> None:
    """Put a site in place as the outbox does: a folder, and a link to it."""
    folder = room.folder / ".topicwire" / "editions" / name
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(front, encoding="utf-8")
    (folder / "404.html").write_text("<h1>Not here</h1>", encoding="utf-8")
    (folder / "feeds").mkdir()
    (folder / "feeds" / "all.rss").write_text("<rss/>", encoding="utf-8")
    beside = room.folder / "public.new"
    beside.symlink_to(folder)
    beside.replace(room.folder / "public")
    room.store.editions.keep(EditionId(name), NOON - timedelta(hours=1), NOON, 3, 2)


async def test_a_hub_without_an_edition_says_so(room: Room) -> None:
    """A newcomer who serves first is told what to do, and a proxy that it is not ready."""
    front = await get(room, "/")
    assert front.status_code == 503
    assert "topicwire run" in front.text
    ready = await get(room, "/readyz")
    assert (ready.status_code, ready.json()["edition"]) == (503, "none yet")


async def test_health_touches_nothing(room: Room) -> None:
    """A hub whose store is closed is still alive."""
    room.store.close()
    answer = await get(room, "/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


async def test_a_new_edition_shows_at_once(room: Room) -> None:
    """The server need not be restarted."""
    publish(room, "one", "<h1>First</h1>")
    assert "First" in (await get(room, "/")).text
    publish(room, "two", "<h1>Second</h1>")
    answer = await get(room, "/")
    assert "Second" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert (await get(room, "/readyz")).json()["ready"] is True


async def test_answers_carry_the_security_headers(room: Room) -> None:
    """Also errors do."""
    publish(room, "one", "<h1>First</h1>")
    for path in ("/", "/nothing", "/metrics"):
        headers = (await get(room, path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]


async def test_feeds_have_their_own_types_and_missing_pages_their_own_page(room: Room) -> None:
    """A reader application recognises the feed."""
    publish(room, "one", "<h1>First</h1>")
    assert (await get(room, "/feeds/all.rss")).headers["content-type"].startswith("application/rss+xml")
    missing = await get(room, "/no/such/page")
    assert (missing.status_code, "Not here" in missing.text) == (404, True)


@pytest.mark.parametrize(
    "path",
    [
        "/../hub.toml", "/%2e%2e/hub.toml", "/..%2fhub.toml", "/.topicwire/hub.db", "//etc/passwd", "/index.html%00",
        "/a\\..\\b",
    ],
)  # fmt: skip
async def test_nothing_outside_the_site_is_served(room: Room, path: str) -> None:
    """Settings and store stay private whatever the address looks like."""
    publish(room, "one", "<h1>First</h1>")
    answer = await get(room, path)
    assert answer.status_code == 404
    assert "[hub]" not in answer.text


async def test_metrics_count_feeds_and_tips(room: Room) -> None:
    """A monitor sees how many feeds there are and how they do."""
    publish(room, "one", "<h1>First</h1>")
    text = (await get(room, "/metrics")).text
    assert f'topicwire_feeds{{health="new"}} {float(len(room.config.hub.feeds))}' in text
    assert "topicwire_edition_age_seconds 3600.0" in text


async def test_an_unchanged_page_is_answered_with_304(room: Room) -> None:
    """A browser that has the page does not load it again."""
    publish(room, "one", "<h1>First</h1>")
    tag = (await get(room, "/")).headers["etag"]
    assert (await get(room, "/", **{"if-none-match": tag})).status_code == 304


async def test_fonts_and_stamped_files_are_asked_for_once(room: Room) -> None:
    """What never changes under its address is kept by browsers; pages, and styles without a stamp, are not."""
    publish(room, "one", "<h1>First</h1>")
    folder = room.folder / "public" / "assets" / "site"
    (folder / "fonts").mkdir(parents=True)
    (folder / "site.css").write_text("a {}", encoding="utf-8")
    (folder / "fonts" / "serif.woff2").write_bytes(b"wOF2")
    font = await get(room, "/assets/site/fonts/serif.woff2")
    assert (font.headers["content-type"], "immutable" in font.headers["cache-control"]) == ("font/woff2", True)
    assert "immutable" in (await get(room, "/assets/site/site.css?0123456789")).headers["cache-control"]
    for path in ("/assets/site/site.css", "/", "/?0123456789", "/assets/site/fonts/none.woff2"):
        assert (await get(room, path)).headers["cache-control"] == "no-cache"


async def test_the_address_of_a_merged_story_leads_on(room: Room) -> None:
    """For good, to the file beside it; and as soon as the next edition says so."""
    publish(room, "one", "<h1>First</h1>")
    old, new = "0" * 16, "f" * 16
    assert (await get(room, f"/stories/{old}.html")).status_code == 404
    table = f"/wire/stories/{old}.html /wire/stories/{new}.html 301\n/x https://evil.example/ 301\n"
    (room.folder / "public" / "_redirects").write_text(table, encoding="ascii")
    answer = await get(room, f"/stories/{old}.html")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{new}.html")
    assert (await get(room, "/x")).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [("all.rss", "application/rss+xml"), ("all.atom", "application/atom+xml"), ("all.json", "application/feed+json")],
)
async def test_feeds_have_their_types_and_are_not_sent_twice(room: Room, name: str, kind: str) -> None:
    """A reader that asks again with what it was told gets 304 and no body, until the feed changed."""
    publish(room, "first", "<h1>Front</h1>")
    feed = room.folder / "public/feeds" / name
    feed.write_text("as it is", encoding="utf-8")
    answer = await get(room, f"/feeds/{name}")
    assert answer.headers["content-type"].split(";")[0] == kind
    for asked, told in (("if-none-match", "etag"), ("if-modified-since", "last-modified")):
        again = await get(room, f"/feeds/{name}", **{asked: answer.headers[told]})
        assert (again.status_code, again.content) == (304, b"")
    feed.write_text("as it is now", encoding="utf-8")
    assert (await get(room, f"/feeds/{name}", **{"if-none-match": answer.headers["etag"]})).status_code == 200
