"""The one door to the world: every byte from outside comes through `PoliteWeb.get`."""

from collections.abc import Mapping
from math import ceil
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from topicwire.net.addresses import Address, follow, read_address
from topicwire.net.agent import user_agent
from topicwire.net.allowed import read_exceptions
from topicwire.net.dial import Dialler, Resolver, SystemResolver
from topicwire.net.exchange import REDIRECTS, Answer, Exchange
from topicwire.net.hop import HopError
from topicwire.net.purposes import make_plans
from topicwire.net.robots import Robots
from topicwire.net.settings import NetworkSettings
from topicwire.net.turns import Standing, Turns
from topicwire.net.waits import asked_wait
from topicwire.ports.clock import Clock
from topicwire.ports.web import Failure, FailureReason, Hop, Purpose, Request, Response

VALIDATOR_LENGTH = 1024
"""Longest ETag or Last-Modified sent back; a longer one is left out and the answer is simply a full one."""


class _Trip:
    """One request on its way: where it is, how it got there, and how much of its time is left."""

    def __init__(self, request: Request, clock: Clock, seconds: float) -> None:
        self.request, self.clock = request, clock
        self.began, self.seconds = clock.monotonic(), seconds
        self.url = request.url  # the hop it is at
        self.hops: list[Hop] = []

    @property
    def took_ms(self) -> int:
        return int((self.clock.monotonic() - self.began) * 1000)

    def arrive(self, answer: Answer) -> Response:
        return Response(
            url=self.request.url,
            final_url=self.url,
            hops=tuple(self.hops),
            status=answer.status,
            headers=answer.headers,
            body=answer.body if answer.status != 304 else b"",
            took_ms=self.took_ms,
        )

    def fail(self, error: HopError) -> Failure:
        return Failure(
            url=self.request.url,
            final_url=self.url,
            hops=tuple(self.hops),
            reason=error.reason,
            detail=error.what,
            took_ms=self.took_ms,
        )


class PoliteWeb:
    """Implements `ports.web.Web`: guarded, bounded, polite. An async context manager; one for a process."""

    def __init__(
        self, settings: NetworkSettings, clock: Clock, version: str, *, resolver: Resolver | None = None
    ) -> None:
        """Make the door; nothing is opened before `async with`.

        Args:
            settings: limits and manners.
            clock: measures every interval.
            version: ours, for the User-Agent.
            resolver: turns names into addresses; the machine's own when None.

        Raises:
            SettingsError: a pin is not `address:port`.
        """
        self._settings, self._clock = settings, clock
        self._system = SystemResolver()
        exceptions = read_exceptions(settings.pins, settings.allow)
        dialler = Dialler(exceptions, resolver or self._system)
        self._exchange = Exchange(dialler, settings, clock, user_agent(version, settings.contact))
        self._plans = make_plans(settings)
        self._turns = Turns(settings, clock)
        self._robots = Robots(self.get, clock)

    async def __aenter__(self) -> Self:
        """Open the door."""
        await self._exchange.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self._exchange.__aexit__(kind, error, trace)
        self._system.close()

    async def get(self, request: Request) -> Response | Failure:
        """Ask once, following redirects, waiting its turn for each host.

        A host that asked to be left alone (429 or 503 with Retry-After) is not asked again before: for up to 5
        seconds this waits, for longer it gives that answer again at once, with an empty body and, as Retry-After,
        the seconds that are left.

        Returns:
            The answer of the last hop, or why there is none. Nothing is raised for what the other side does.
        """
        trip = _Trip(request, self._clock, self._settings.total_seconds)
        try:
            return trip.arrive(await self._travel(trip))
        except HopError as error:
            return trip.fail(error)

    def host_wait(self, host: str) -> float:
        """Give the seconds for which the host asked to be left alone, 0 when it did not."""
        return self._turns.host_wait(host.lower())

    async def _travel(self, trip: _Trip) -> Answer:
        address = read_address(trip.request.url)
        seen = {address.url}
        while True:
            trip.url = address.url
            answer = await self._visit(trip, address)
            if answer.status not in REDIRECTS or trip.request.form:
                return answer
            there = follow(answer.header("location") or "", address)
            if there.url in seen:
                raise HopError(FailureReason.REDIRECTS, f"the redirects go round in a circle, back to {there.url}")
            if len(trip.hops) >= self._settings.redirects:
                raise HopError(FailureReason.REDIRECTS, f"more than {self._settings.redirects} redirects")
            seen.add(there.url)
            trip.hops.append(Hop(status=answer.status, from_url=address.url, to_url=there.url))
            address = there

    async def _visit(self, trip: _Trip, address: Address) -> Answer:
        """Ask one hop when it may be asked and its turn has come."""
        standing = self._turns.standing(address.host)
        if standing is not None:
            return _answer_again(standing)
        if trip.request.purpose is Purpose.PAGE and self._settings.robots:
            delay = await self._robots.check(address)
            self._turns.slow_down(address.host, delay or 0.0)
        async with self._turns.take(address.host) as standing:
            if standing is not None:
                return _answer_again(standing)
            return await self._ask(trip, address)

    async def _ask(self, trip: _Trip, address: Address) -> Answer:
        began = self._clock.monotonic()
        plan = self._plans[trip.request.purpose]
        headers, body = {**read_validators(trip.request), **form_headers(trip.request)}, form_body(trip.request)
        answer = await self._exchange.ask(address, plan, headers, trip.seconds, body)
        trip.seconds -= self._clock.monotonic() - began
        wait = asked_wait(answer.status, answer.header("retry-after"), self._clock.now())
        if wait is not None:
            self._turns.obey(address.host, answer.status, wait)
        return answer


def read_validators(request: Request) -> Mapping[str, str]:
    """Give the conditional headers, verbatim. What could end a header is not sent at all rather than changed."""
    validators = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in validators.items() if value and _is_safe(value)}


def form_body(request: Request) -> bytes | None:
    """Give the form as it is posted; None without one."""
    return urlencode(request.form).encode("ascii") if request.form else None


def form_headers(request: Request) -> Mapping[str, str]:
    """Say what is posted."""
    return {"Content-Type": "application/x-www-form-urlencoded"} if request.form else {}


def _is_safe(value: str) -> bool:
    return len(value) <= VALIDATOR_LENGTH and value.isprintable() and value.isascii()


def _answer_again(standing: Standing) -> Answer:
    """Build the host's own answer from what is remembered of it."""
    return Answer(status=standing.status, headers=(("retry-after", str(ceil(standing.seconds))),), body=b"")
