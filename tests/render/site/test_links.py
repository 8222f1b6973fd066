"""Nothing but http(s) gets into an address, and no template leaves the filter out."""

import re
from importlib.resources import files

import pytest

from tests.render.site.hostile import ADDRESSES
from topicwire.model.ids import Domain
from topicwire.render.site.links import contact_address, language_of, page_of_source, safe_address, web_address

FILTERED = re.compile(
    r"""(?:href|src)="(?:\#[a-z]+|\#\{\{\ [\w.]+\|path\ \}\}"""
    r"""|\{\{\ root\ \}\}[\w./-]*(?:\{\{\ [\w.]+(?:\|path)?\ \}\})?"""
    r"""(?:\{\{\ assets\ \}\}/[\w.]+\?\{\{\ frame\.stamp\ \}\})?"""
    r"""(?:\?\{\{\ [\w.]+\|query\ \}\})?"""
    r"""|\{\{\ [\w.]+\|safe_address\ \}\}|\{\{\ (?:frame\.contact|around\.unsubscribe)\ \}\})\"""",
    re.VERBOSE,
)


@pytest.mark.parametrize("address", [*ADDRESSES, "", None, "mailto:a@b.example", "http:///x", "https://a b.example/"])
def test_what_is_not_a_web_address_is_no_address(address: str | None) -> None:
    """Scripts, data, files, relative and broken addresses give nothing."""
    assert (web_address(address), safe_address(address)) == ("", "")


def test_a_web_address_is_escaped_for_its_attribute() -> None:
    """Quotes and ampersands cannot end it."""
    assert safe_address("https://a.example/?x='1'&y=\"<") == "https://a.example/?x=&#x27;1&#x27;&amp;y=&quot;&lt;"
    assert safe_address("HTTPS://A.example/新") == "HTTPS://A.example/新"


@pytest.mark.parametrize("domain", ["../x", "a/b", "a..b", ".hidden", "a\\b", "", "con\n", "a b", "x" * 300])
def test_a_domain_that_is_no_file_name_has_no_page(domain: str) -> None:
    """Names of files are ours."""
    assert page_of_source(Domain(domain)) == ""


@pytest.mark.parametrize(("tag", "lang"), [("en", "en"), ("zh-Hant-TW", "zh-Hant-TW"), ("und", ""), ('en"><x', "")])
def test_only_a_language_tag_is_a_language(tag: str, lang: str) -> None:
    """Unsure is silent."""
    assert language_of(tag) == lang


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("desk@hub.example", "mailto:desk@hub.example"),
        ("https://hub.example/contact", "https://hub.example/contact"),
        ('a"@b.example', "mailto:a%22@b.example"),
        ("javascript:x", ""),
        ("", ""),
    ],
)
def test_a_contact_is_a_mail_or_web_address(contact: str, address: str) -> None:
    """Anything else is no link."""
    assert contact_address(contact) == address


def test_every_address_in_a_template_goes_through_its_filter() -> None:
    """Our own paths through `path`, everything else through `safe_address`; nothing is marked safe in a template."""
    for entry in files("topicwire.render.site").joinpath("templates").iterdir():
        source = entry.read_text(encoding="utf-8")
        assert "|safe " not in source, entry.name
        assert "|safe}" not in source, entry.name
        found = re.findall(r'(?:href|src)="[^"]*"', source)
        loose = [address for address in found if not FILTERED.fullmatch(address)]
        assert loose == [], entry.name
