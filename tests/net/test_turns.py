"""Whose turn it is, on a clock that moves only by waiting."""

import asyncio
from datetime import timedelta

import pytest

from tests.fakes import FixedClock
from topicwire.net import turns as turns_module
from topicwire.net.settings import NetworkSettings
from topicwire.net.turns import Standing, Turns


def make(**changes: float) -> tuple[Turns, FixedClock]:
    """Build turns whose waiting moves the clock."""
    clock = FixedClock()

    async def sleep(seconds: float) -> None:
        clock.move(timedelta(seconds=seconds))
        await asyncio.sleep(0)

    return Turns(NetworkSettings(**changes), clock, sleep), clock


async def starts(turns: Turns, clock: FixedClock, hosts: list[str]) -> list[float]:
    """Take a turn for each host at once; give when each began."""
    began: list[float] = []

    async def take(host: str) -> None:
        async with turns.take(host) as standing:
            assert standing is None
            began.append(clock.seconds)
            await asyncio.sleep(0)

    await asyncio.gather(*(take(host) for host in hosts))
    return began


async def test_requests_to_one_host_start_apart() -> None:
    """A host is never asked faster than the settings say."""
    turns, clock = make(host_gap_seconds=1.5)
    assert await starts(turns, clock, ["a"] * 4) == [0.0, 1.5, 3.0, 4.5]


async def test_a_longer_crawl_delay_is_kept_and_a_shorter_one_is_not() -> None:
    """robots.txt can slow us down, never hurry us."""
    turns, clock = make(host_gap_seconds=2)
    turns.slow_down("a", 10)
    turns.slow_down("b", 1)
    assert await starts(turns, clock, ["a"] * 3) == [0.0, 10.0, 20.0]
    clock.move(timedelta(seconds=100))
    assert await starts(turns, clock, ["b"] * 2) == [120.0, 122.0]


async def test_different_hosts_do_not_wait_for_each_other() -> None:
    """The gap is a matter between us and one host."""
    turns, clock = make(host_gap_seconds=5)
    assert await starts(turns, clock, ["a", "b", "c"]) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("per_host", "at_once", "expected"), [(1, 64, 3), (2, 64, 6), (8, 4, 4)])
async def test_only_so_many_run_at_a_time(per_host: int, at_once: int, expected: int) -> None:
    """Per host and together, however many ask."""
    turns, _ = make(host_gap_seconds=0, requests_per_host=per_host, requests_at_once=at_once)
    running = most = 0

    async def take(host: str) -> None:
        nonlocal running, most
        async with turns.take(host):
            running += 1
            most = max(most, running)
            for _ in range(5):
                await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*(take(host) for host in "abc" * 10))
    assert most == expected


async def test_a_short_wait_is_sat_out() -> None:
    """A few seconds are no reason to come back another time."""
    turns, clock = make(host_gap_seconds=0)
    turns.obey("a", 429, timedelta(seconds=4))
    assert turns.host_wait("a") == 4
    assert await starts(turns, clock, ["a"]) == [4.0]


async def test_a_long_wait_is_answered_at_once_also_for_those_already_queued() -> None:
    """Everybody who queued for the host hears its answer instead of asking it again."""
    turns, clock = make(host_gap_seconds=0)
    heard: list[Standing | None] = []

    async def take() -> None:
        async with turns.take("a") as standing:
            heard.append(standing)
            if standing is None:
                turns.obey("a", 503, timedelta(hours=1))
            await asyncio.sleep(0)

    await asyncio.gather(*(take() for _ in range(5)))
    assert heard == [None, *[Standing(status=503, seconds=3600.0)] * 4]
    clock.move(timedelta(minutes=59))
    assert turns.standing("a") == Standing(status=503, seconds=60.0)
    clock.move(timedelta(minutes=1))
    assert turns.standing("a") is None
    assert turns.host_wait("a") == 0
    assert turns.host_wait("never asked") == 0


async def test_a_cancelled_asker_gives_its_turn_back() -> None:
    """Whoever stops waiting, or stops midway, blocks nobody."""
    turns, clock = make(host_gap_seconds=0, requests_at_once=1)
    inside = asyncio.Event()

    async def hold() -> None:
        async with turns.take("a"):
            inside.set()
            await asyncio.Event().wait()

    holding = asyncio.create_task(hold())
    await inside.wait()
    queued = [asyncio.create_task(starts(turns, clock, [host])) for host in ("a", "b")]
    await asyncio.sleep(0)
    for task in (queued[0], holding):
        task.cancel()
    await asyncio.gather(holding, queued[0], return_exceptions=True)
    assert await queued[1] == [0.0]
    assert await starts(turns, clock, ["a", "b"]) == [0.0, 0.0]


async def test_the_memory_of_hosts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking a million hosts once does not keep a million records."""
    monkeypatch.setattr(turns_module, "HOSTS", 50)
    turns, clock = make(host_gap_seconds=1)
    turns.obey("busy", 429, timedelta(days=1))
    for at in range(500):
        await starts(turns, clock, [f"h{at}"])
        assert turns.host_wait("busy") > 0 or at >= 49
    assert len(turns._hosts) == 50
