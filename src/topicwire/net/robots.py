"""robots.txt (RFC 9309): asked once for each origin, remembered for a day.

What a site says goes through Protego, after the groups for other robots were folded into one: a file that names
thousands of them would cost Protego time and memory with their product.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

from protego import Protego

from topicwire.net.addresses import Address
from topicwire.net.agent import PRODUCT
from topicwire.net.hop import HopError
from topicwire.net.waits import asked_wait
from topicwire.ports.clock import Clock
from topicwire.ports.web import Failure, FailureReason, Purpose, Request, Response

KEPT_SECONDS, UNREACHED_SECONDS = 86_400.0, 3_600.0
LONGEST_DELAY = 30.0
"""Most seconds of Crawl-delay that are obeyed."""

CACHE_BYTES, CACHE_ORIGINS = 16 * 1024 * 1024, 5_000
ORIGIN_BYTES = 1024
"""What remembering an origin costs besides the size of its file, roughly."""

USER_AGENT_WORDS = ("user-agent", "useragent", "user agent")
NOT_NOW = {FailureReason.NO_CONNECTION, FailureReason.TIMEOUT, FailureReason.NO_HOST, FailureReason.NOT_PUBLIC}
"""Failures after which the site is not asked (RFC 9309, section 2.3.1.4); any other means there are no rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is remembered of one origin."""

    rules: Protego | None  # None: everything is allowed, or nothing when `trouble` is set
    trouble: HopError | None  # why robots.txt could not be read: nothing may be asked for now
    cost_bytes: int
    until: float  # of the monotonic clock


class Robots:
    """Knows what the sites allow us."""

    def __init__(self, get: Callable[[Request], Awaitable[Response | Failure]], clock: Clock) -> None:
        """Remember nothing yet; `get` is the door itself, asked with Purpose.ROBOTS."""
        self._get, self._clock = get, clock
        self._verdicts: OrderedDict[str, Verdict] = OrderedDict()
        self._cost_bytes = 0
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def check(self, address: Address) -> float | None:
        """Let the address pass, and give the Crawl-delay in seconds (30 at most), None when none is asked for.

        Raises:
            HopError: ROBOTS when robots.txt asks us not to; for a file that cannot be read now, the reason why.
        """
        verdict = await self._find(address.origin)
        if verdict.trouble is not None:
            raise HopError(verdict.trouble.reason, verdict.trouble.what)
        if verdict.rules is None:
            return None
        if not verdict.rules.can_fetch(address.url, PRODUCT):
            raise HopError(FailureReason.ROBOTS, f"{address.origin}/robots.txt asks us not to")
        delay = verdict.rules.crawl_delay(PRODUCT)
        return None if delay is None else min(delay, LONGEST_DELAY)

    async def _find(self, origin: str) -> Verdict:
        found = self._recall(origin)
        if found is not None:
            return found
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            found = self._recall(origin)
            if found is None:
                found = self._judge(await self._get(Request(url=f"{origin}/robots.txt", purpose=Purpose.ROBOTS)))
                self._remember(origin, found)
            return found

    def _recall(self, origin: str) -> Verdict | None:
        found = self._verdicts.get(origin)
        if found is None or found.until <= self._clock.monotonic():
            return None
        self._verdicts.move_to_end(origin)
        return found

    def _judge(self, answer: Response | Failure) -> Verdict:
        now = self._clock.monotonic()
        trouble = find_trouble(answer)
        if trouble is not None:
            left = self._wait(answer)
            return Verdict(rules=None, trouble=trouble, cost_bytes=ORIGIN_BYTES, until=now + left)
        if isinstance(answer, Failure) or answer.status >= 300:
            return Verdict(rules=None, trouble=None, cost_bytes=ORIGIN_BYTES, until=now + KEPT_SECONDS)
        cost = ORIGIN_BYTES + len(answer.body)
        return Verdict(rules=read_rules(answer.body), trouble=None, cost_bytes=cost, until=now + KEPT_SECONDS)

    def _wait(self, answer: Response | Failure) -> float:
        """Give the seconds until a site in trouble is asked again: an hour, or sooner if it says so itself."""
        asked = None
        if isinstance(answer, Response):
            asked = asked_wait(answer.status, answer.header("retry-after"), self._clock.now())
        return UNREACHED_SECONDS if asked is None else min(asked.total_seconds(), UNREACHED_SECONDS)

    def _remember(self, origin: str, verdict: Verdict) -> None:
        old = self._verdicts.pop(origin, None)
        self._cost_bytes += verdict.cost_bytes - (old.cost_bytes if old else 0)
        self._verdicts[origin] = verdict
        while self._cost_bytes > CACHE_BYTES or len(self._verdicts) > CACHE_ORIGINS:
            self._cost_bytes -= self._verdicts.popitem(last=False)[1].cost_bytes


def find_trouble(answer: Response | Failure) -> HopError | None:
    """Say why an answer leaves open what the site allows, None when it settles it.

    A server error, or a request to come more slowly, is not an absence of rules (RFC 9309, section 2.3.1.4). It passes,
    so the reason is one after which the page is tried again later.
    """
    if isinstance(answer, Failure):
        of_the_host = answer.reason is FailureReason.NOT_PUBLIC  # the page would fail for the same reason
        words = answer.detail if of_the_host else f"robots.txt: {answer.detail}"
        return HopError(answer.reason, words) if answer.reason in NOT_NOW else None
    if answer.status == 429 or answer.status >= 500:
        words = f"robots.txt answered {answer.status}: nothing is asked of this site for an hour"
        return HopError(FailureReason.NO_CONNECTION, words)
    return None


def read_rules(body: bytes) -> Protego:
    """Read a robots.txt; anything can be read, what is no rule is left out."""
    text = body.decode("utf-8-sig", "replace")
    return Protego.parse("\n".join(_fold(line) for line in text.splitlines()))


def _fold(line: str) -> str:
    """Give a User-agent line with one of three names: ours, everyone's, another's. Other lines stay."""
    start = line.strip().lower()
    word = next((word for word in USER_AGENT_WORDS if start.startswith(word)), None)
    if word is None:
        return line
    name = start.removeprefix(word).partition("#")[0].strip(": \t")
    token = name.partition("/")[0].strip()
    if name == "*":
        return "User-agent: *"
    return f"User-agent: {PRODUCT if token.rstrip('*') == PRODUCT else 'another'}"
