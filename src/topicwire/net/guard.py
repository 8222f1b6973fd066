"""Whether an IP address may be dialled. Pure; `dial` asks it for every address really dialled, on every hop.

The rule is positive: IPv6 must lie inside 2000::/3 and outside a list, IPv4 outside a list, and an IPv4 address
wrapped in an IPv6 one is unwrapped first. `ipaddress.is_global` is not enough: it lets NAT64, 6to4, multicast and
more pass.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address

from topicwire.net.special import COMPATIBLE, OUTSIDE_V6, PUBLIC_V6, REFUSED_V4, REFUSED_V6, TRANSLATED


def refusal(address: str) -> str | None:
    """Say in words why the address must not be dialled; None when it is a public one.

    Args:
        address: an IP address in its usual spelling, as sockets take it. Anything else is refused.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an IP address"
    return _refuse_v4(ip) if isinstance(ip, IPv4Address) else _refuse_v6(ip)


def unwrap(ip: IPv6Address) -> IPv4Address | None:
    """Give the IPv4 address that an IPv6 one stands for, None when it stands for itself.

    Unwraps IPv4-mapped, NAT64 (RFC 6052), 6to4, Teredo (the client's address) and IPv4-compatible ones.
    """
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in TRANSLATED or (ip in COMPATIBLE and int(ip) > 1):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.sixtofour is not None:
        return ip.sixtofour
    return None if ip.teredo is None else ip.teredo[1]


def _refuse_v4(ip: IPv4Address) -> str | None:
    return next((f"{ip} is {words}" for network, words in REFUSED_V4 if ip in network), None)


def _refuse_v6(ip: IPv6Address) -> str | None:
    inner = unwrap(ip)
    if inner is not None:
        refused = _refuse_v4(inner)
        if refused is not None:
            return f"{ip} stands for {refused}"
        if ip.ipv4_mapped is not None or ip in TRANSLATED:
            return None
    if ip.scope_id is not None or ip not in PUBLIC_V6:
        known = next((words for network, words in OUTSIDE_V6 if ip in network), "outside the public range 2000::/3")
        return f"{ip} is {known}"
    return next((f"{ip} is {words}" for network, words in REFUSED_V6 if ip in network), None)
