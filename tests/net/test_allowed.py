"""What the operator opened by name."""

import pytest

from topicwire.errors import SettingsError
from topicwire.net.allowed import read_exceptions

OPENED = read_exceptions(
    {"Demo.example": "127.0.0.1:8080", "six.example": "[::1]:9"}, ("intranet.example", "10.0.0.0/8", "fd00::/8", "::1")
)


@pytest.mark.parametrize(
    ("host", "address", "port", "verdict"),
    [
        ("demo.example", "127.0.0.1", 8080, True),
        ("demo.example", "127.0.0.1", 8081, False),
        ("demo.example", "10.0.0.1", 8080, False),
        ("six.example", "::1", 9, True),
        ("other.example", "127.0.0.1", 8080, False),
        ("127.0.0.1", "127.0.0.1", 8080, False),
        ("intranet.example", "192.168.7.7", 80, True),
        ("sub.intranet.example", "192.168.7.7", 80, False),
        ("anything.example", "10.9.8.7", 80, True),
        ("anything.example", "::ffff:10.9.8.7", 80, True),
        ("anything.example", "fd12::1", 80, True),
        ("anything.example", "::1", 80, True),
        ("anything.example", "::2", 80, False),
        ("anything.example", "no address", 80, False),
    ],
)
def test_only_what_was_opened_is_open(host: str, address: str, port: int, verdict: bool) -> None:
    """A pin opens one address for one host, a range opens itself, a host opens whatever it resolves to."""
    assert OPENED.permit(host, address, port) is verdict


@pytest.mark.parametrize(
    "target", ["", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", "localhost:80", ":80"]
)
def test_a_pin_must_be_an_address_and_a_port(target: str) -> None:
    """A pin that cannot be meant is refused at the start, naming the host."""
    with pytest.raises(SettingsError, match=r"demo\.example"):
        read_exceptions({"demo.example": target}, ())
