"""How addresses and redirects are read."""

from base64 import b64decode

import pytest

from topicwire.net.addresses import follow, read_address
from topicwire.net.hop import HopError
from topicwire.ports.web import FailureReason


@pytest.mark.parametrize(
    ("text", "url", "host", "origin"),
    [
        ("HTTP://Example.COM:80/a/../b#c", "http://example.com/b", "example.com", "http://example.com"),
        ("https://ex\nample.com/a b\r\nX: y", "https://example.com/a%20bX:%20y", "example.com", "https://example.com"),
        ("http://bücher.example/ä?ö#", "http://xn--bcher-kva.example/%C3%A4?%C3%B6", "xn--bcher-kva.example", None),
        ("http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1", "http://127.0.0.1"),
        ("http://[::FFFF:127.0.0.1]:81/", "http://[::ffff:7f00:1]:81/", "::ffff:7f00:1", "http://[::ffff:7f00:1]:81"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(text: str, url: str, host: str, origin: str | None) -> None:
    """What is judged is what is asked, whatever the spelling."""
    address = read_address(text)
    assert (address.url, address.host) == (url, host)
    assert origin in {None, address.origin}


@pytest.mark.parametrize(
    "text",
    ["", " ", "nonsense", "//host/x", "file:///etc/passwd", "gopher://h/", "javascript:alert(1)", "data:text/html,x",
     "ftp://h/", "ws://h/", "http://", "http://a b/", "http://h:99999/", "http://1.1.1.1.1/", "http://h/\ud800",
     "http://[::1", "http://h/" + "a" * 9000, "mailto:a@b.example", "http://%00/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(text: str) -> None:
    """Only http and https with a host are asked."""
    with pytest.raises(HopError) as caught:
        read_address(text)
    assert caught.value.reason is FailureReason.BAD_ADDRESS
    assert str(caught.value).isprintable()


def test_credentials_leave_the_address_and_become_a_login() -> None:
    """A private feed can be asked, and its password is in no stored address."""
    address = read_address("https://me:p%40ss@h.example/feed")
    assert address.url == "https://h.example/feed"
    assert b64decode(str(address.login).removeprefix("Basic ")) == b"me:p@ss"


HERE = read_address("https://me:secret@h.example/a/b?c")


@pytest.mark.parametrize(
    ("location", "url", "keeps_login"),
    [
        ("/x", "https://h.example/x", True),
        ("d", "https://h.example/a/d", True),
        ("?q", "https://h.example/a/b?q", True),
        ("//other.example/x", "https://other.example/x", False),
        ("https://h.example:444/x", "https://h.example:444/x", False),
        ("https://you:pw@other.example/", "https://other.example/", False),
        ("https://you:pw@h.example/y", "https://h.example/y", True),
    ],
)
def test_credentials_stay_on_their_origin(location: str, url: str, keeps_login: bool) -> None:
    """A redirect neither carries our password elsewhere nor brings one of its own."""
    there = follow(location, HERE)
    assert (there.url, there.login) == (url, HERE.login if keeps_login else None)


@pytest.mark.parametrize("location", ["", "  ", "http://h.example/x", "javascript:1", "file:///x", "http://:99999/"])
def test_a_redirect_that_leads_nowhere_is_refused(location: str) -> None:
    """No target, no web address, or out of https with a password in hand."""
    with pytest.raises(HopError) as caught:
        follow(location, HERE)
    assert caught.value.reason is FailureReason.REDIRECTS


def test_without_credentials_https_may_lead_to_http() -> None:
    """Many old sites do it, and nothing secret is lost."""
    assert follow("http://h.example/x", read_address("https://h.example/")).url == "http://h.example/x"
