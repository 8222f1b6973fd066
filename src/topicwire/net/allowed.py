"""The operator's exceptions: hosts sent elsewhere (pins), and hosts or ranges that need not be public (allow)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from topicwire.errors import SettingsError
from topicwire.net.guard import unwrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """What the operator opened by name. Everything else is judged by the guard alone."""

    pins: Mapping[str, tuple[str, int]]  # lower-case host -> address and port dialled instead
    hosts: frozenset[str]  # lower-case hosts that may resolve to anything
    networks: tuple[IPv4Network | IPv6Network, ...]  # ranges that may be dialled

    def permit(self, host: str, address: str, port: int) -> bool:
        """Say whether the operator opened this address for a request to this host.

        Args:
            host: as in the request's address, lower case.
            address: the IP address about to be dialled.
            port: the port about to be dialled.
        """
        if host in self.pins:
            return self.pins[host] == (address, port)
        try:
            return host in self.hosts or self._cover(ip_address(address))
        except ValueError:  # a resolver gave something that is no address
            return False

    def _cover(self, ip: IPv4Address | IPv6Address) -> bool:
        inner = unwrap(ip) if isinstance(ip, IPv6Address) else None
        return any(ip in network or (inner is not None and inner in network) for network in self.networks)


def read_exceptions(pins: Mapping[str, str], allow: Sequence[str]) -> Exceptions:
    """Read the `pins` and `allow` settings.

    Args:
        pins: host -> `address:port`, e.g. `127.0.0.1:8080` or `[::1]:8080`.
        allow: host names, IP addresses or CIDR ranges.

    Raises:
        SettingsError: a pin is not `address:port`.
    """
    networks = [_read_network(entry) for entry in allow]
    return Exceptions(
        pins={host.lower(): _read_pin(host, target) for host, target in pins.items()},
        hosts=frozenset(entry.lower() for entry, network in zip(allow, networks, strict=True) if network is None),
        networks=tuple(network for network in networks if network is not None),
    )


def _read_network(entry: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        return None


def _read_pin(host: str, target: str) -> tuple[str, int]:
    address, _, port = target.rpartition(":")
    try:
        ip = ip_address(address.removeprefix("[").removesuffix("]"))
        number = int(port)
    except ValueError:
        number = 0
    if not 0 < number < 65536:
        raise SettingsError(
            f"the pin {target!r} is not an address and a port", subject=host, remedy='write "127.0.0.1:8080"'
        )
    return str(ip), number
