"""The site's own settings are read as plain lines: nothing of the file is ever built or run."""

import pytest

from topicwire.errors import FormatError
from topicwire.formats.hub_config import SiteConfig, read_site_config

NOTHING = SiteConfig(title="", description="", url="", locale="", topic="")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("title: Plain words # a note", "Plain words"),
        ("title: 'It''s'", "It's"),
        ('title: "A \\"B\\""   # a note', 'A "B"'),
        ("title: C# daily", "C# daily"),
        ("\ufefftitle: Marked\r\nurl: x", "Marked"),
        ("  title: below another key", ""),
        ("title: &anchor x", ""),
        ("title: *alias", ""),
        ("title: !!python/object:os.system x", ""),
        ("title: |\n  many", ""),
        ("title: [a, b]", ""),
        ("title:\n", ""),
        ("title: " + "[" * 64_000, ""),
        ('title: "' + "\\" * 64_000, ""),
        ("title: " + " " * 64_000 + "x", "x"),
    ],
)
def test_only_plain_lines_count(text: str, title: str) -> None:
    """Quoted or not, with or without a comment; anything that is more than a line of words is passed over."""
    assert read_site_config(text.encode()).title == title


def test_address_and_locale_are_taken_only_when_they_are_some() -> None:
    """The address and what is below it become one; what is no address or locale is left out."""
    assert read_site_config(b'url: https://a.example/\nbaseurl: "/b/"\nlocale: en_US').url == "https://a.example/b"
    assert read_site_config(b"locale: en_US").locale == "en-US"
    assert read_site_config(b"url: javascript:alert(1)\nlocale: ../x") == NOTHING
    assert read_site_config(b"") == NOTHING


def test_bytes_that_are_no_text_are_refused() -> None:
    """With the line."""
    with pytest.raises(FormatError, match="line 2: not UTF-8"):
        read_site_config(b"a: b\ntitle: \xff")
