"""Every dialect of feed is read; each case is a file whose first line says what it shows."""

import json
import pickle
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from topicwire.errors import FormatError
from topicwire.formats.feeds import parse_feed
from topicwire.formats.parsed import ParsedFeed

CORPUS = Path(__file__).parents[1] / "corpus" / "feeds"
CASES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".json")
URL = "https://found.example/feed"


def body_of(case: Path) -> bytes:
    """Give a case without its first line."""
    return case.read_bytes().partition(b"\n")[2]


def as_plain(value: Any) -> Any:
    """Turn what a feed says into what JSON can say."""
    if isinstance(value, dict):
        return {key: as_plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.total_seconds() if isinstance(value, timedelta) else value


def said(feed: ParsedFeed, wanted: dict[str, Any]) -> dict[str, Any]:
    """Give only what a case says something about."""
    plain = as_plain(asdict(feed))
    entries = [
        {key: entry[key] for key in (wanted["entries"][at] if at < len(wanted["entries"]) else entry)}
        for at, entry in enumerate(plain["entries"])
    ]
    return {"feed": {key: plain[key] for key in wanted["feed"]}, "entries": entries}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_feed_reads_as_its_case_says(case: Path) -> None:
    """What the file's first line shows is what comes out."""
    wanted = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    assert said(parse_feed(body_of(case), "text/xml", URL), wanted) == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_feed_can_be_read_in_a_worker(case: Path) -> None:
    """The result travels between processes unchanged."""
    feed = parse_feed(body_of(case), None, URL)
    assert pickle.loads(pickle.dumps(feed)) == feed


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "empty"),
        (b" \n\0\0", "empty"),
        (b"plain words", "no XML"),
        (b"<!DOCTYPE html><html><head></head><body><p>Hi</p></body></html>", "web page"),
        (b"<html><body><p>Hi<br></body>", "no feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no feed"),
        (b'{"a": 1}', "no list of items"),
        (b'{"items": [', "not JSON"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>", "DOCTYPE"),
        (b"<!-- only a comment", "no XML element"),
        (b"/etc/passwd", "no XML"),
        (b"https://paper.example/feed", "no XML"),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, what: str) -> None:
    """The error says what was found instead, and where."""
    with pytest.raises(FormatError, match=what) as caught:
        parse_feed(body, "text/html", URL)
    assert caught.value.subject == URL


def test_an_http_charset_serves_where_the_document_names_none() -> None:
    """Bytes without a label are read by the label of the answer."""
    body = "<rss><channel><item><title>Łódź żółć</title><link>https://a.example/</link></item></channel></rss>"
    feed = parse_feed(body.encode("iso-8859-2"), "text/xml; charset=ISO-8859-2", URL)
    assert feed.entries[0].title == "Łódź żółć"


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "unicode_escape", "idna", "zlib", "nonsense"])
def test_labels_that_are_no_charset_are_passed_over(charset: str) -> None:
    """UTF-7 and the codecs of Python that are no charsets are never used."""
    body = f'<?xml version="1.0" encoding="{charset}"?><rss><channel><title>é+ADw-b</title></channel></rss>'
    assert parse_feed(body.encode("latin-1"), f"text/xml; charset={charset}", URL).title == "é+ADw-b"
