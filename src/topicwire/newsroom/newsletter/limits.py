"""How often a client may do something: a count in a sliding window, held in memory."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

from topicwire.ports.clock import Clock

MOST_CLIENTS = 10_000
"""Clients remembered; beyond that the one seen least lately is forgotten."""


@dataclass(slots=True, kw_only=True)
class Visits:
    """Counts visits by client address; one house of an IPv6 network (its first 64 bits) is one client."""

    most: int
    seconds: float
    clock: Clock
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def may(self, client: str) -> bool:
        """Count a visit and tell whether it is within the limit; one beyond it is not counted."""
        now, name = self.clock.monotonic(), network_of(client)
        visits = self._seen.setdefault(name, deque())
        self._seen.move_to_end(name)
        if len(self._seen) > MOST_CLIENTS:
            self._seen.popitem(last=False)
        while visits and visits[0] <= now - self.seconds:
            visits.popleft()
        if len(visits) >= self.most:
            return False
        visits.append(now)
        return True


def network_of(client: str) -> str:
    """Give what counts as one client: an IPv4 address, or the first 64 bits of an IPv6 one."""
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return f"{int(address) >> 64:016x}::/64"
    return str(address)
