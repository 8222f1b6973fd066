"""Addresses have one normal form, a true target, a domain and a key to compare them by."""

from pathlib import Path

import pytest

from tests.formats.hostile import hostile_titles
from topicwire.formats.record import read_record
from topicwire.text.urls import address_key, amp_cache, host, normal, registrable_domain, unwrap

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
BASE = "https://base.example/dir/page?x=1"


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("HTTP://EXAMPLE.com:80/a/../b", "http://example.com/b"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("https://user:pw@example.com/", "https://example.com/"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://example.com/a#part", "https://example.com/a"),
        ("https://example.com/#!/a", "https://example.com/#!/a"),
        ("https://example.com/a?", "https://example.com/a"),
        ("https://example.com/%7euser/%2d%5F%41", "https://example.com/~user/-_A"),
        ("https://example.com/%c3%a9?q=%2f", "https://example.com/%C3%A9?q=%2F"),
        ("https://example.com/é ü", "https://example.com/%C3%A9%20%C3%BC"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://example.com/?utm_source=a&id=1&UTM_Medium=b&fbclid=c", "https://example.com/?id=1"),
        ("https://example.com/?utm%5Fsource=a&gclid=1&mc_cid=2&b", "https://example.com/?b"),
        ("https://example.com/?ref=rss&b=2", "https://example.com/?b=2"),
        ("https://example.com/?ref=chapter2", "https://example.com/?ref=chapter2"),
        ("https://example.com/?b=2&a=1&&a=1", "https://example.com/?b=2&a=1&a=1"),
        ("https://example.com/?a=1&amp;b=2&#038;c=3", "https://example.com/?a=1&b=2&c=3"),
        (" \n\thttps://example.com/a\nb ", "https://example.com/ab"),
        ("https:\\\\example.com\\a", "https://example.com/a"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("www.example.com/a", "https://www.example.com/a"),
        ("//example.com/a", "https://example.com/a"),
        ("rel", "https://base.example/dir/rel"),
        ("/abs", "https://base.example/abs"),
        ("?y=2", "https://base.example/dir/page?y=2"),
    ],
)
def test_an_address_has_one_normal_form(raw: str, address: str) -> None:
    """However it is written, the normal form is the same, and its own normal form."""
    assert normal(raw, BASE) == address
    assert normal(address) == address


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.com/", "mailto:a@b.x",
        "http://", "https://exa mple.com/", "http://[::1", "http://a\ud800b.example/",
        "relative/path", "http://%zz/",
        "http://999.999.999.999/", "https://" + "a" * 10_000, "feed://example.com/", "blob:https://example.com/x",
    ],
)  # fmt: skip
def test_what_is_no_web_address_gives_none(raw: str) -> None:
    """Other schemes, no host, too long: no address."""
    assert normal(raw) is None


@pytest.mark.parametrize("raw", [*hostile_titles(), *(f"https://e.example/{title}" for title in hostile_titles()[::3])])
def test_normal_is_idempotent_on_anything(raw: str) -> None:
    """Normalising twice equals normalising once, whatever it is given."""
    once = normal(raw, BASE)
    assert once is None or normal(once) == once
    for function in (unwrap, host, registrable_domain, amp_cache, address_key):
        assert isinstance(function(raw), str)


def test_escapes_of_escapes_settle() -> None:
    """Decoding never makes a new escape that a second look would decode."""
    assert normal("https://e.example/%%34%31") == "https://e.example/A"
    assert normal("https://e.example/" + "%" * 20 + "41" * 20) in {
        None,
        normal("https://e.example/" + "%" * 20 + "41" * 20),
    }


TARGET = "https://paper.example/a?id=1"
QUOTED = "https%3A%2F%2Fpaper.example%2Fa%3Fid%3D1"


@pytest.mark.parametrize(
    "wrapped",
    [
        TARGET + "&utm_source=x",
        f"https://www.google.com/url?rct=j&sa=t&url={QUOTED}&ct=ga",
        f"https://www.google.co.uk/url?q={QUOTED}",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://eur02.safelinks.protection.outlook.com/?url={QUOTED}&data=05&reserved=0",
        f"https://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url={QUOTED}&c=1",
        f"https://out.reddit.com/t3_x?url={QUOTED}&token=A",
        f"https://vk.com/away.php?to={QUOTED}",
        f"https://duckduckgo.com/l/?uddg={QUOTED}&rut=1",
        f"https://www.youtube.com/redirect?event=x&q={QUOTED}",
        f"https://href.li/?{TARGET}",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/a?id=1",
        "https://www.google.com/amp/s/paper.example/a?id=1",
        "https://news.google.com/rss/articles/CBMiHGh0dHBzOi8vcGFwZXIuZXhhbXBsZS9hP2lkPTHSAQA?oc=5",
        "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fpaper.example%252Fa%253Fid%253D1",
    ],
)  # fmt: skip
def test_a_wrapper_gives_its_target(wrapped: str) -> None:
    """Redirects whose target stands in the address are taken off, also one inside another."""
    assert unwrap(wrapped) == TARGET


@pytest.mark.parametrize(
    "address",
    [
        "https://paper.example/url?url=https://other.example/",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/search?q=https://other.example/",
        "https://evilgoogle.com/url?q=https://other.example/",
        "https://news.google.com/rss/articles/CBMiK2FBQUFBQUFBQUFBQUFBQUFBQUFBQUFB",
    ],
)
def test_what_wraps_nothing_stays(address: str) -> None:
    """Only known redirectors are taken off, and only to web addresses."""
    assert unwrap(address) == address


def test_wrappers_are_taken_off_three_deep_at_most() -> None:
    """A chain made to be endless ends."""
    assert unwrap("https://href.li/?" * 50 + TARGET).startswith("https://href.li/")


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.news.example.co.uk/a", "example.co.uk"),
        ("https://x.github.io/", "x.github.io"),
        ("https://github.io/", "github.io"),
        ("https://192.168.0.1/", "192.168.0.1"),
        ("https://[2001:db8::1]/", "[2001:db8::1]"),
        ("http://localhost:8000/", "localhost"),
        ("https://www.münchen.de/", "xn--mnchen-3ya.de"),
        ("www.example.com", "example.com"),
        ("co.uk", "co.uk"),
        ("", ""),
        ("javascript:x", ""),
    ],
)
def test_a_registrable_domain_is_what_someone_registered(url: str, domain: str) -> None:
    """Public suffixes count, private ones too; addresses without a domain give the host."""
    assert registrable_domain(url) == domain


KEYS = (
    "https://www.paper.example/news/one",
    "http://paper.example/news/one/",
    "https://m.paper.example/news/one?utm_source=x",
    "https://amp.paper.example/news/one",
    "https://mobile.paper.example/news/one#top",
    "https://www.paper.example/news/one/amp/",
    "https://www.paper.example/news/one.amp",
    "https://www.paper.example/amp/news/one",
    "https://www.paper.example/news/one?amp=1",
    "https://www.paper.example/news/one?amp",
    "https://www.paper.example/news/one?outputType=amp",
    "https://www.paper.example/news/one/print/",
    "https://www.paper.example/news/one?print=1",
)


@pytest.mark.parametrize("url", KEYS)
def test_addresses_of_one_page_share_a_key(url: str) -> None:
    """Scheme, mobile hosts, slashes, AMP and print views do not tell pages apart."""
    assert address_key(url) == "paper.example/news/one"


def test_keys_keep_different_pages_apart() -> None:
    """Other paths, ports, hosts and parameters are other pages; the order of parameters is not."""
    assert address_key("https://a.example/?b=1&a=2") == address_key("https://a.example/?a=2&b=1")
    paths = ("/x", "/X", "/?p=1", "/?p=2", ":8080/x", "/#!x", "/camp")
    urls = [*(f"https://a.example{path}" for path in paths), "https://b.example/x"]
    assert len({address_key(url) for url in urls}) == len(urls)
    assert address_key("https://www.com/") == "www.com"


def test_the_amp_cache_address_keeps_the_amp_address() -> None:
    """Host dashes are doubled, dots become dashes, https is marked; the rest is letter for letter."""
    assert (
        amp_cache("https://www.a-b.example/x?y=1%7e")
        == "https://www-a--b-example.cdn.ampproject.org/c/s/www.a-b.example/x?y=1%7e"
    )
    assert amp_cache("http://a.example/x") == "https://a-example.cdn.ampproject.org/c/a.example/x"


@pytest.mark.reference
@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference is not there")
def test_the_amp_cache_rule_holds_for_every_real_record() -> None:
    """Every AMP address of the real hubs gives the cache address beside it."""
    records = [read_record(path.read_bytes(), path.name) for path in REFERENCE.glob("hub-*/_news/*.md")]
    pairs = [(one.amp_url, one.amp_cache_url) for record in records for one in (record, *record.related)]
    known = [(amp, cached) for amp, cached in pairs if amp and cached]
    assert len(known) > 1000
    assert [pair for pair in known if amp_cache(pair[0]) != pair[1]] == []
