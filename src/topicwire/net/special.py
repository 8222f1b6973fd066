"""The address ranges nobody is to be asked at. A table and nothing else.

Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries, the multicast registries, and addresses cloud
operators use for their machines' secrets. To update: compare with the registries and add a line with its document.
"""

from ipaddress import IPv4Network, IPv6Network

REFUSED_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "this network (RFC 791)"),
        ("10.0.0.0/8", "a private network (RFC 1918)"),
        ("100.64.0.0/10", "a carrier's shared network (RFC 6598)"),
        ("127.0.0.0/8", "this machine (RFC 1122)"),
        ("168.63.129.16/32", "a cloud operator's own service"),
        ("169.254.0.0/16", "link-local, where clouds keep secrets (RFC 3927)"),
        ("172.16.0.0/12", "a private network (RFC 1918)"),
        ("192.0.0.0/24", "set aside for protocols (RFC 6890)"),
        ("192.0.2.0/24", "documentation (RFC 5737)"),
        ("192.31.196.0/24", "a name server sink (RFC 7535)"),
        ("192.52.193.0/24", "a multicast relay (RFC 7450)"),
        ("192.88.99.0/24", "a retired 6to4 relay (RFC 7526)"),
        ("192.168.0.0/16", "a private network (RFC 1918)"),
        ("192.175.48.0/24", "a name server sink (RFC 7534)"),
        ("198.18.0.0/15", "benchmarking (RFC 2544)"),
        ("198.51.100.0/24", "documentation (RFC 5737)"),
        ("203.0.113.0/24", "documentation (RFC 5737)"),
        ("224.0.0.0/4", "multicast (RFC 5771)"),
        ("240.0.0.0/4", "reserved or broadcast (RFC 1112)"),
    )
)

PUBLIC_V6 = IPv6Network("2000::/3")
"""The only part of IPv6 that is handed out to networks (RFC 4291, section 2.4)."""

REFUSED_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("2001::/23", "set aside for protocols (RFC 2928)"),
        ("2001:db8::/32", "documentation (RFC 3849)"),
        ("2002::/16", "6to4, retired (RFC 7526)"),
        ("2620:4f:8000::/48", "a name server sink (RFC 7534)"),
        ("3ffe::/16", "the retired test network (RFC 3701)"),
        ("3fff::/20", "documentation (RFC 9637)"),
    )
)
"""What lies inside `PUBLIC_V6` and is refused all the same."""

OUTSIDE_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("::/128", "no address at all (RFC 4291)"),
        ("::1/128", "this machine (RFC 4291)"),
        ("64:ff9b:1::/48", "a local translator (RFC 8215)"),
        ("100::/64", "discard only (RFC 6666)"),
        ("5f00::/16", "segment routing (RFC 9602)"),
        ("fc00::/7", "a private network (RFC 4193)"),
        ("fe80::/10", "link-local (RFC 4291)"),
        ("fec0::/10", "site-local, retired (RFC 3879)"),
        ("ff00::/8", "multicast (RFC 4291)"),
    )
)
"""Words for well known ranges outside `PUBLIC_V6`; the rest there is refused without a name."""

TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 behind a provider's NAT64 (RFC 6052): how an IPv6-only machine reaches it."""

COMPATIBLE = IPv6Network("::/96")
"""IPv4-compatible addresses, retired (RFC 4291, section 2.5.5.1)."""
