"""Asking for the newsletter, confirming and leaving, as a browser or a mail client does."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.net.smtp_server import SmallServer
from tests.newsroom.newsletter.offices import address, moved, newsletter_room, subscribe
from tests.render.site.html import faults, texts
from topicwire.newsroom.newsletter.address_book import open_book
from topicwire.newsroom.room import Room
from topicwire.web.app import make_app

HUB = "https://robotics.example"
FORM = {"origin": HUB, "sec-fetch-site": "same-origin"}
MATE = address("mate")


@pytest.fixture
async def server() -> AsyncIterator[SmallServer]:
    """A mail server."""
    async with SmallServer() as opened:
        yield opened


@pytest.fixture
def room(tmp_path: Path, server: SmallServer) -> Iterator[Room]:
    """A hub whose site is served and offers its newsletter."""
    with newsletter_room(tmp_path / "hub", port=server.port) as opened:
        yield opened


class Browser:
    """One client of the application; sign-ups it makes are waited for."""

    def __init__(self, room: Room, client: str = "203.0.113.9") -> None:
        self.app = make_app(room)
        transport = httpx2.ASGITransport(app=self.app, client=(client, 4000))
        self.http = httpx2.AsyncClient(transport=transport, base_url=HUB)

    async def get(self, url: str) -> httpx2.Response:
        return await self.http.get(path_of(url))

    async def post(self, url: str, form: dict[str, str], **headers: str) -> httpx2.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()} or FORM
        answer = await self.http.post(path_of(url), data=form, headers=named)
        await asyncio.gather(*self.app.state.newsletter.tasks)
        return answer


def path_of(url: str) -> str:
    """Give what a browser asks the server for."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def link_in(raw: bytes) -> str:
    """Find the confirmation link of a mail."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))  # type: ignore[attr-defined]
    found = re.search(r"https://\S+/newsletter/confirm\?t=\S+", body.get_content())
    assert found
    return found[0]


def state_of(room: Room, who: str) -> str | None:
    """Say how it stands with an address."""
    known = room.store.newsletter.subscribers.find_by_lookup(open_book(room).lookup(who))
    return known.state.value if known else None


async def test_a_reader_signs_up_and_confirms(room: Room, server: SmallServer) -> None:
    """Nothing is sent before the link is followed but the mail that has it; following means pressing a button."""
    browser = Browser(room)
    page = await browser.get("/newsletter/subscribe")
    assert texts(page.content, "label") == ["Your mail address"]
    answer = await browser.post("/newsletter/subscribe", {"address": f" {MATE} "})
    assert (answer.status_code, answer.headers["location"]) == (303, "asked")
    assert (await browser.get("/newsletter/asked")).status_code == 200
    assert [recipient for recipient, _ in server.taken] == [MATE]
    assert state_of(room, MATE) == "pending"
    link = link_in(server.taken[0][1])
    shown = await browser.get(link)
    assert (shown.status_code, state_of(room, MATE)) == (200, "pending")
    token = link.partition("t=")[2]
    done = await browser.post("/newsletter/confirm", {"t": token})
    assert (done.status_code, state_of(room, MATE)) == (200, "confirmed")
    assert (await browser.post("/newsletter/confirm", {"t": token})).status_code == 200


async def test_the_same_is_said_whether_or_not_the_address_is_known(room: Room, server: SmallServer) -> None:
    """Nobody learns from the form who reads the newsletter, and a known reader gets no mail."""
    subscribe(room, "ada")
    browser = Browser(room)
    known = await browser.post("/newsletter/subscribe", {"address": address("ada")})
    new = await browser.post("/newsletter/subscribe", {"address": MATE})
    assert (known.status_code, known.content, dict(known.headers)) == (new.status_code, new.content, dict(new.headers))
    assert [recipient for recipient, _ in server.taken] == [MATE]


async def test_a_link_is_good_for_its_time_and_its_sign_up_only(room: Room, server: SmallServer) -> None:
    """Old links, changed links and links of an earlier sign-up do nothing."""
    browser = Browser(room)
    await browser.post("/newsletter/subscribe", {"address": MATE})
    first = link_in(server.taken[0][1]).partition("t=")[2]
    moved(room, timedelta(minutes=11))
    await browser.post("/newsletter/subscribe", {"address": MATE})
    second = link_in(server.taken[1][1]).partition("t=")[2]
    for token in (first, second[:-1] + ("A" if second[-1] != "A" else "B"), "", "x" * 5000, "é"):
        answer = await browser.post("/newsletter/confirm", {"t": token})
        assert (answer.status_code, state_of(room, MATE)) == (410, "pending")
    moved(room, timedelta(hours=49))
    assert (await browser.post("/newsletter/confirm", {"t": second})).status_code == 410


async def test_one_click_of_a_mail_client_unsubscribes(room: Room) -> None:
    """RFC 8058: a POST without cookies, origin or login; looking at the link changes nothing."""
    ids = subscribe(room, "ada")
    link = f"/newsletter/unsubscribe?t={open_book(room).leave_token(ids['ada'])}"
    browser = Browser(room)
    page = await browser.get(link)
    assert (page.status_code, state_of(room, address("ada"))) == (200, "confirmed")
    assert "no-store" in page.headers["cache-control"]
    done = await browser.post(link, {"List-Unsubscribe": "One-Click"}, user_agent="mail client")
    assert (done.status_code, state_of(room, address("ada"))) == (200, "unsubscribed")
    known = room.store.newsletter.subscribers.get(ids["ada"])
    assert known.sealed is None
    assert (await browser.post(link, {"List-Unsubscribe": "One-Click"}, user_agent="x")).status_code == 200
    bad = await browser.post("/newsletter/unsubscribe?t=AAAA", {}, user_agent="x")
    assert bad.status_code == 410


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "https://robotics.example.evil.example"},
        {"sec_fetch_site": "cross-site", "origin": HUB},
        {"sec_fetch_site": "same-site"},
        {"user_agent": "no word of where it is from"},
    ],
    ids=str,
)
async def test_a_form_of_another_site_is_refused(room: Room, server: SmallServer, headers: dict[str, str]) -> None:
    """No page elsewhere signs anybody up, or confirms for them."""
    browser = Browser(room)
    answer = await browser.post("/newsletter/subscribe", {"address": MATE}, **headers)
    assert (answer.status_code, server.taken, state_of(room, MATE)) == (403, [], None)
    assert (await browser.post("/newsletter/confirm", {"t": "x"}, **headers)).status_code == 403


async def test_a_client_that_asks_too_often_is_stopped(room: Room, server: SmallServer) -> None:
    """Ten an hour from one address; another reader is not hindered."""
    browser = Browser(room)
    codes = [
        (await browser.post("/newsletter/subscribe", {"address": address(f"n{number}")})).status_code
        for number in range(12)
    ]
    assert codes == [303] * 10 + [429] * 2
    other = Browser(room, "203.0.113.10")
    assert (await other.post("/newsletter/subscribe", {"address": MATE})).status_code == 303
    room.clock.move(timedelta(hours=2))  # type: ignore[attr-defined]
    assert (await browser.post("/newsletter/subscribe", {"address": address("late")})).status_code == 303


async def test_nobodys_mailbox_is_filled_through_the_form(room: Room, server: SmallServer) -> None:
    """Three confirmation mails a day, ten minutes apart, whoever asks."""
    for number in range(8):
        browser = Browser(room, f"203.0.113.{number}")
        await browser.post("/newsletter/subscribe", {"address": MATE.upper() if number % 2 else MATE})
        if number:
            moved(room, timedelta(minutes=11))
    assert len(server.taken) == 3


@pytest.mark.parametrize(
    "given",
    [
        "",
        "nobody",
        "a@b",
        "a@b.example\r\nBcc: c@d.example",
        "a b@c.example",
        "<a@b.example>",
        "a@[127.0.0.1]",
        "é@b.example",
    ],
)
async def test_what_is_no_address_is_said_to_be_none(room: Room, server: SmallServer, given: str) -> None:
    """And nothing is kept of it."""
    answer = await Browser(room).post("/newsletter/subscribe", {"address": given})
    assert (answer.status_code, server.taken) == (422, [])
    assert "does not look like a mail address" in answer.text
    assert room.store.newsletter.subscribers.list_all() == ()


async def test_the_pages_are_sound_and_safe(room: Room) -> None:
    """Every answer has its headers, and no token leaves by a referrer."""
    browser = Browser(room)
    for path in (
        "/newsletter/subscribe",
        "/newsletter/asked",
        "/newsletter/confirm?t=x",
        "/newsletter/unsubscribe?t=x",
    ):
        answer = await browser.get(path)
        assert [fault for fault in faults(answer.content) if fault != "form"] == []
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "form-action 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    for method in ("PUT", "DELETE", "PATCH"):
        assert (await browser.http.request(method, "/newsletter/unsubscribe?t=x")).status_code in {405, 503}


async def test_a_large_form_is_not_read(room: Room) -> None:
    """Four kilobytes are enough for an address."""
    answer = await Browser(room).post("/newsletter/subscribe", {"address": MATE, "more": "x" * 9000})
    assert answer.status_code == 422


async def test_a_hub_without_sign_up_has_no_form(tmp_path: Path, server: SmallServer) -> None:
    """Links of old mails work all the same."""
    with newsletter_room(tmp_path / "other", port=server.port) as room:
        text = (room.folder / "hub.toml").read_text(encoding="utf-8")
        (room.folder / "hub.toml").write_text(text.replace("signup = true", "signup = false"), encoding="utf-8")
        from topicwire.newsroom.watching import reloaded

        browser = Browser(reloaded(room))
        for path in ("/newsletter/subscribe", "/newsletter/asked"):
            assert (await browser.get(path)).status_code == 404
        assert (await browser.get("/newsletter/unsubscribe?t=x")).status_code == 200


async def test_a_mail_server_that_is_away_costs_no_sign_up(tmp_path: Path) -> None:
    """The confirmation waits, and goes out with the next go."""
    async with SmallServer() as server:
        port = server.port
    with newsletter_room(tmp_path / "away", port=port) as room:
        answer = await Browser(room).post("/newsletter/subscribe", {"address": MATE})
        assert (answer.status_code, state_of(room, MATE)) == (303, "pending")
        async with SmallServer(port=port) as back:
            from tests.newsroom.newsletter.offices import go

            done = await go(room)
            assert (done.confirmations, back.counts) == (1, {MATE: 1})
