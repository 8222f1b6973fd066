"""Whose turn it is: how many requests run at a time, how far apart they start, and which hosts asked us to wait.

Waiting for a turn is not counted against a request's time. A host that asked for more than `PATIENCE_SECONDS` is not
waited for: the asker gets the host's own answer again, with what is left of the wait, and comes back then.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from topicwire.net.settings import NetworkSettings
from topicwire.ports.clock import Clock

PATIENCE_SECONDS = 5.0
"""Longest wait a host may ask for that is sat out inside a request."""

HOSTS = 10_000
"""Most hosts remembered; beyond, the one unused for longest is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A host's standing answer: it asked us to wait, and the wait is not over."""

    status: int  # 429 or 503, as it answered
    seconds: float  # left of the wait, above 0


class _Host:
    """What is known of one host. Times are of the monotonic clock."""

    __slots__ = ("askers", "gap", "next_start", "slots", "starting", "status", "wait_until")

    def __init__(self, at_once: int, gap: float) -> None:
        self.slots, self.starting = asyncio.Semaphore(at_once), asyncio.Lock()
        self.askers = 0  # running and queued
        self.gap = gap
        self.next_start = self.wait_until = float("-inf")
        self.status = 429


class Turns:
    """Hands out turns, first come, first served for each host."""

    def __init__(
        self, settings: NetworkSettings, clock: Clock, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._at_once, self._gap = settings.requests_per_host, settings.host_gap_seconds
        self._everyone = asyncio.Semaphore(settings.requests_at_once)
        self._clock, self._sleep = clock, sleep
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @asynccontextmanager
    async def take(self, host: str) -> AsyncIterator[Standing | None]:
        """Wait for a turn and hold it; gives the standing answer instead of a turn while the host wants to be left."""
        known = self._know(host)
        known.askers += 1
        try:
            async with known.slots:
                standing = await self._wait(known)
                if standing is not None:
                    yield standing
                    return
                try:
                    yield None
                finally:
                    self._everyone.release()
        finally:
            known.askers -= 1

    def standing(self, host: str) -> Standing | None:
        """Give the host's standing answer, None when it may be asked now or within a few seconds."""
        known = self._hosts.get(host)
        return None if known is None else self._standing(known)

    def host_wait(self, host: str) -> float:
        """Give the seconds for which the host asked to be left alone, 0 when it did not."""
        known = self._hosts.get(host)
        return 0.0 if known is None else max(0.0, known.wait_until - self._clock.monotonic())

    def obey(self, host: str, status: int, wait: timedelta) -> None:
        """Remember that the host answered `status` and asked to be left alone for that long."""
        known = self._know(host)
        known.wait_until = self._clock.monotonic() + wait.total_seconds()
        known.status = status

    def slow_down(self, host: str, gap_seconds: float) -> None:
        """Start requests to this host at least that far apart from now on; never nearer than the settings say."""
        self._know(host).gap = max(self._gap, gap_seconds)

    async def _wait(self, known: _Host) -> Standing | None:
        """Wait until the host and everyone may start; a turn of everyone's is held when this gives None."""
        async with known.starting:
            while True:
                standing = self._standing(known)
                if standing is not None:
                    return standing
                left = max(known.next_start, known.wait_until) - self._clock.monotonic()
                if left <= 0:
                    break
                await self._sleep(left)
            await self._everyone.acquire()
            known.next_start = self._clock.monotonic() + known.gap
            return None

    def _standing(self, known: _Host) -> Standing | None:
        left = known.wait_until - self._clock.monotonic()
        return Standing(status=known.status, seconds=left) if left > PATIENCE_SECONDS else None

    def _know(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(self._at_once, self._gap)
            self._forget()
        else:
            self._hosts.move_to_end(host)
        return known

    def _forget(self) -> None:
        """Drop the least recently used host nobody asks, when there are too many."""
        if len(self._hosts) > HOSTS:
            idle = next((host for host, known in self._hosts.items() if not known.askers), None)
            if idle is not None:
                del self._hosts[idle]
