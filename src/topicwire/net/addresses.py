"""The address of one hop: read as a browser reads it, so that what is judged and what is asked are the same."""

from base64 import b64encode
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ada_url import URL

from topicwire.net.hop import HopError
from topicwire.ports.web import FailureReason

LENGTH = 8000
"""Longest address asked for; RFC 9110, section 4.1, has servers take at least 8000."""

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An http or https address in normal form (WHATWG URL), without fragment and credentials."""

    url: str  # ASCII only
    scheme: str
    host: str  # lower case; IPv6 without brackets
    origin: str  # scheme://host:port, the port only when it is not the usual one
    login: str | None  # Basic credentials, ready for the header; None: none were in the address


def read_address(text: str, within: Address | None = None) -> Address:
    """Read an address from outside.

    Args:
        text: absolute, or relative to `within`.
        within: the address that `text` was found at.

    Raises:
        HopError: BAD_ADDRESS when it is none, not http(s), or too long.
    """
    try:
        url = URL(text, within.url if within else None)
    except ValueError as error:  # ada's one error; text that is not Unicode raises a kind of it
        raise HopError(FailureReason.BAD_ADDRESS, f"{text[:100]!r} is not an address") from error
    scheme = url.protocol.removesuffix(":")
    if scheme not in PORTS:
        raise HopError(FailureReason.BAD_ADDRESS, f"{text[:100]!r} is not http or https")
    login = _read_login(url.username, url.password)
    url.username = url.password = url.hash = ""
    if len(url.href) > LENGTH:
        raise HopError(FailureReason.BAD_ADDRESS, f"the address has more than {LENGTH} characters")
    return Address(
        url=url.href.removesuffix("#"),
        scheme=scheme,
        host=url.hostname.strip("[]"),
        origin=f"{scheme}://{url.host}",
        login=login,
    )


def follow(location: str, here: Address) -> Address:
    """Read where a redirect leads. Credentials stay on their origin, and none are taken from the other side.

    Raises:
        HopError: REDIRECTS when it leads nowhere we go.
    """
    if not location.strip():
        raise HopError(FailureReason.REDIRECTS, "the redirect does not say where to")
    try:
        there = read_address(location, here)
    except HopError as error:
        raise HopError(FailureReason.REDIRECTS, f"the redirect leads to no usable address: {error}") from error
    if here.login and here.scheme == "https" and there.scheme == "http":
        raise HopError(FailureReason.REDIRECTS, "the redirect would leave https with credentials")
    return replace(there, login=here.login if there.origin == here.origin else None)


def _read_login(username: str, password: str) -> str | None:
    if not username and not password:
        return None
    pair = f"{unquote(username)}:{unquote(password)}"
    return "Basic " + b64encode(pair.encode("utf-8", "replace")).decode("ascii")
