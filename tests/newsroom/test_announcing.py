"""Telling a WebSub hub of changed feeds: a real server on loopback, told once, of what changed, when it is public."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl

from tests.fakes import FixedClock
from tests.newsroom.hubs import overhear
from topicwire.config.new_hub import write_new_hub
from topicwire.model.ids import EditionId
from topicwire.net.client import PoliteWeb
from topicwire.net.settings import NetworkSettings
from topicwire.newsroom.announcing import PushMemory, announce_feeds, push_words
from topicwire.newsroom.doctor import examine
from topicwire.newsroom.room import Room, open_room
from topicwire.ports.web import Failure, Purpose, Request
from topicwire.stages.publish.announced import DUE, MOST, due_after, read_due

EDITION = EditionId("ab" * 32)


@dataclass(slots=True, kw_only=True)
class PushHub:
    """A WebSub hub that is also where the site is read."""

    port: int = 0
    status: int = 204
    shown: str = EDITION  # the edition that the public address shows
    notices: list[list[tuple[str, str]]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


@asynccontextmanager
async def listening(hub: PushHub) -> AsyncIterator[PushHub]:
    """Serve it on loopback."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        body = json.dumps({"edition": hub.shown}).encode()
        status = "200 OK"
        if head.startswith("POST /hub "):
            raw = await reader.readexactly(int(lines["Content-Length"]))
            hub.notices.append(parse_qsl(raw.decode()))
            hub.kinds.append(lines["Content-Type"])
            status, body = f"{hub.status} So", b""
        where = "Location: /elsewhere\r\n" if status.startswith("3") else ""
        head = f"HTTP/1.1 {status}\r\n{where}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    hub.port = server.sockets[0].getsockname()[1]
    try:
        yield hub
    finally:
        server.close()
        await server.wait_closed()


def tell(folder: Path, hub: PushHub, *changed: str, again: tuple[timedelta, ...] = ()) -> list[PushMemory]:
    """Publish an edition that changed these files, and tell; then again after some time has passed."""

    async def work() -> list[PushMemory]:
        async with listening(hub):
            base = f"http://127.0.0.1:{hub.port}"
            if not (folder / "hub.toml").exists():
                write_new_hub(folder, "A hub")
            clock = FixedClock()
            with open_room(folder, {}, clock) as room:
                told = with_hub(room, base)
                told.store.editions.keep(EDITION, clock.at, clock.at, 1, 1)
                told.store.learned.keep(DUE, due_after(told.store.learned.find(DUE), changed, clock.at))
                async with PoliteWeb(told.config.settings.network, clock, "1") as web:
                    found = [await announce_feeds(told, web)]
                    for pause in again:
                        clock.move(pause)
                        found.append(await announce_feeds(told, web))
                return found

    with overhear():
        return asyncio.run(work())


def with_hub(room: Room, base: str) -> Room:
    """Give the room with its public address and its WebSub hub on loopback."""
    config = room.config
    network = replace(config.settings.network, allow=("127.0.0.1",), host_gap_seconds=0.0)
    hub = replace(config.hub, url=base, websub_hub=f"{base}/hub")
    return replace(room, config=replace(config, hub=hub, settings=replace(config.settings, network=network)))


def test_the_hub_is_told_of_the_feeds_that_changed_and_of_nothing_else(tmp_path: Path) -> None:
    """In the words hubs understand, once."""
    hub = PushHub()
    tell(tmp_path / "hub", hub, "feeds/all.atom", "index.html", "feeds/topics/ai.rss", again=(timedelta(hours=1),))
    base = f"http://127.0.0.1:{hub.port}"
    assert hub.notices == [
        [("hub.mode", "publish"), ("hub.url", f"{base}/feeds/all.atom"), ("hub.url", f"{base}/feeds/topics/ai.rss")]
    ]
    assert hub.kinds == ["application/x-www-form-urlencoded"]


def test_many_feeds_are_told_together(tmp_path: Path) -> None:
    """A hub is not asked a hundred times."""
    hub = PushHub()
    tell(tmp_path / "hub", hub, *(f"feeds/sources/{number}.atom" for number in range(120)))
    assert [len(notice) - 1 for notice in hub.notices] == [50, 50, 20]


def test_nobody_is_told_before_the_public_address_shows_the_edition(tmp_path: Path) -> None:
    """Or readers would be sent to what is not there yet; it waits for the next run."""
    hub = PushHub(shown="an older one")
    (memory,) = tell(tmp_path / "hub", hub, "feeds/all.atom")
    assert (hub.notices, memory.failures) == ([], 0)
    assert "does not show this edition yet" in memory.words
    hub.shown = EDITION
    tell(tmp_path / "hub", hub)
    assert len(hub.notices) == 1


def test_a_hub_that_fails_is_asked_again_later_and_less_often(tmp_path: Path) -> None:
    """What it was to be told waits for it; nothing is lost and nothing stops."""
    hub = PushHub(status=500)
    minutes = [timedelta(minutes=number) for number in (1, 5, 5, 6)]
    memories = tell(tmp_path / "hub", hub, "feeds/all.atom", again=tuple(minutes))
    assert [memory.failures for memory in memories] == [1, 1, 2, 2, 3]
    assert memories[-1].words == "the hub answers 500"
    hub.status, hub.notices = 202, []
    assert tell(tmp_path / "hub", hub, again=(timedelta(hours=5),))[-1].failures == 0
    assert len(hub.notices) == 1


def test_a_redirect_of_a_notice_is_not_followed(tmp_path: Path) -> None:
    """What is posted goes where the editor said and nowhere else."""
    hub = PushHub(status=307)
    (memory,) = tell(tmp_path / "hub", hub, "feeds/all.atom")
    assert memory.words == "the hub answers 307"
    assert len(hub.notices) == 1


def test_a_hub_that_is_not_public_is_not_asked() -> None:
    """Notices go through the same guard as everything else."""

    async def ask() -> Failure:
        settings = with_settings()
        async with PoliteWeb(settings, FixedClock(), "1") as web:
            request = Request(url="http://127.0.0.1:1/hub", purpose=Purpose.NOTICE, form=(("hub.mode", "publish"),))
            answer = await web.get(request)
            assert isinstance(answer, Failure)
            return answer

    assert asyncio.run(ask()).reason == "not-public"


def with_settings() -> NetworkSettings:
    """Give plain settings of the network."""
    return NetworkSettings()


def test_what_waits_is_bounded_in_number_and_in_time() -> None:
    """The feeds of the whole hub first; after a day readers have asked by themselves."""
    now = FixedClock().at
    paths = [f"feeds/stories/{number}.atom" for number in range(MOST + 100)]
    raw = due_after(None, [*paths, "feeds/all.rss"], now)
    assert len(read_due(raw, now)) == MOST
    assert "feeds/all.rss" in read_due(raw, now)
    assert read_due(raw, now + timedelta(days=1)) == {}
    assert read_due(b"broken", now) == {}


def test_a_hub_without_the_setting_tells_nobody(tmp_path: Path) -> None:
    """And one with it says in words how it stands."""
    folder = tmp_path / "hub"
    write_new_hub(folder, "A hub")
    with open_room(folder, {}, FixedClock()) as room:
        assert not any("WebSub" in finding.what for finding in examine(room))
        told = with_hub(room, "http://127.0.0.1:1")
        assert push_words(told) == "http://127.0.0.1:1/hub: nothing told yet"
        assert any("WebSub" in finding.what for finding in examine(told))
