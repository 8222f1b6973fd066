"""Foreign words become clean text."""

import time
import unicodedata

import pytest

from tests.formats.hostile import hostile_titles
from topicwire.text.clean import cut, one_line, paragraphs, plain, valid


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Plain words", "Plain words"),
        ("<p>One</p><p>Two<br>three</p>", "One Two three"),
        ("in<b>side</b> a word", "inside a word"),
        ("a<script>alert('<p>')</script>b<style>p {}</style>c", "abc"),
        ("a<!-- <p>hidden</p> -->b", "ab"),
        ("cut <script>off", "cut"),
        ("Q&amp;A &ndash; caf&eacute; &#8217;x&#x2019;", "Q&A – café ’x’"),
        ("Tom &amp;amp; Jerry&amp;#8217;s", "Tom & Jerry’s"),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One Two"),
        ("use the &lt;b&gt; tag", "use the <b> tag"),
        ("a < b and c > d", "a < b and c > d"),
        ("vector<int> and <Research>", "vector<int> and <Research>"),
        ('<img alt="a > b" src="x">text', "text"),
        ("<![CDATA[words]]>", "words"),
        ("AT&T, R&D &unknown; &", "AT&T, R&D &unknown; &"),
        ("  a\n\tb\u00a0c\u2028d\x85e  ", "a b c d e"),
        ("a\x00b\x1bc\x7fd\u200be\ufefff\xadg", "abcdefg"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("a\ud800b\ufffe\U0001ffffc", "abc"),
        ("👩\u200d👩\u200d👧 می\u200cخواهم", "👩\u200d👩\u200d👧 می\u200cخواهم"),
        ("<o:p></o:p><amp-img src=x></amp-img>x", "x"),
    ],
)
def test_markup_becomes_one_line_of_words(markup: str, text: str) -> None:
    """Tags, scripts and invisible characters go, entities are read, words about markup stay."""
    assert plain(markup) == text


@pytest.mark.parametrize("value", [None, 5, b"x", [], {"a": 1}, ""])
def test_what_is_no_text_gives_nothing(value: object) -> None:
    """Only text gives text."""
    assert plain(value) == ""


@pytest.mark.parametrize("title", hostile_titles())
def test_plain_text_is_safe_to_store_anywhere(title: str) -> None:
    """One line of valid Unicode without controls, and cleaning it again changes no character of its kind."""
    text = plain(title, 100)
    text.encode("utf-8")
    assert len(text) <= 100
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} or char in "\u202e\u2066\ufeff" for char in text)
    assert one_line(text) == text


def test_long_text_is_cut_after_a_word() -> None:
    """The cut says so, and never goes over the limit."""
    assert plain("one two three four", 12) == "one two…"
    assert plain("one two three", 13) == "one two three"
    assert cut("x" * 50, 10) == "x" * 9 + "…"
    assert cut("one, two", 6) == "one…"
    assert cut("abc", 0) == ""


def test_paragraphs_are_told_apart_by_empty_lines() -> None:
    """Line ends inside a paragraph are spaces; empty paragraphs go."""
    assert paragraphs("One\r\nline\r\n\r\n \r\nTwo\n\n\n\nThree ") == ("One line", "Two", "Three")
    assert paragraphs("\n\n") == ()


def test_valid_keeps_line_ends_and_drops_what_is_no_character() -> None:
    """Tabs and line ends stay; NUL, surrogates and noncharacters go."""
    assert valid("a\tb\nc\x00\ud800\ufdd0\ufffe") == "a\tb\nc"


@pytest.mark.parametrize(
    "piece", ["<div>", "<a ", "<a '\"", "<!--", "<script>", "<svg>", "&amp;", "&#", "]]>", "</p ", " ", "<b x='"]
)
def test_crafted_markup_is_read_in_linear_time(piece: str) -> None:
    """No repetition of any piece of markup makes reading slow."""
    started = time.perf_counter()
    plain(piece * 80_000)
    assert time.perf_counter() - started < 2
