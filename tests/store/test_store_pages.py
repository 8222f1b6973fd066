"""The archive of pages: what goes in comes out, for us and for every other reader of WARC."""

import gzip
import os
from dataclasses import replace
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from tests.fakes import NOON, response
from topicwire.errors import StoreError
from topicwire.model.page import PagePlace
from topicwire.ports.web import Response
from topicwire.store.pages import WarcPages

BODY = "<p>Grüße — “palms”</p>".encode() * 400
ANSWER = response("https://paper.example/a", BODY, content_type="text/html", content_encoding="gzip", etag='"1"')


def only_file(folder: Path) -> Path:
    """Give the one archive file."""
    (path,) = folder.iterdir()
    return path


def test_a_body_comes_back(tmp_path: Path) -> None:
    """What was appended can be read at once and after the process ended."""
    pages = WarcPages(tmp_path / "pages")
    bodies = [BODY, b"", bytes(range(256)) * 50]
    places = [pages.append(replace(ANSWER, body=body), NOON) for body in bodies]
    pages.flush()
    assert [pages.read(place) for place in places] == bodies
    pages.close()
    assert [WarcPages(tmp_path / "pages").read(place) for place in places] == bodies


def test_nothing_is_made_before_there_is_something_to_keep(tmp_path: Path) -> None:
    """A run that fetched nothing leaves no file."""
    pages = WarcPages(tmp_path / "pages")
    pages.flush()
    pages.close()
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize("status", [200, 404, 503, 599, 799])
def test_other_readers_find_the_page(tmp_path: Path, status: int) -> None:
    """Both warcio and fastwarc read the file: address, status, true headers and the decoded body, digests right."""
    pages = WarcPages(tmp_path)
    pages.append(replace(ANSWER, status=status), NOON)
    pages.append(replace(ANSWER, final_url="https://paper.example/b"), NOON)
    pages.close()
    with only_file(tmp_path).open("rb") as file:
        records = [
            (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
            for one in ArchiveIterator(file, check_digests="raise")
        ]
    assert [record[0] for record in records] == ["warcinfo", "response", "response"]
    assert records[1:] == [("response", f"https://paper.example/{name}", BODY) for name in "ab"]
    with only_file(tmp_path).open("rb") as file:
        fast = [
            (one.http_headers.status_code, one.http_headers.get("x-archive-orig-content-encoding"), one.reader.read())
            for one in FastIterator(file, parse_http=True)
            if one.http_headers
        ]
    assert fast == [(status, "gzip", BODY), (200, "gzip", BODY)]


def test_foreign_headers_cannot_forge_a_record(tmp_path: Path) -> None:
    """Line breaks, odd names and other scripts in headers or addresses end in one value or not at all."""
    evil: tuple[tuple[str, str], ...] = (
        ("x-one", "a\r\nSet-Cookie: b\r\n\r\nbody"),
        ("bad name\r\n", "x"),
        ("", "x"),
        ("x-two", "Grüße\ud800\x00"),
        ("transfer-encoding", "chunked"),
        ("content-length", "3"),
        ("x-long", "y" * 100_000),
    )
    pages = WarcPages(tmp_path)
    odd = Response(
        url="x",
        final_url="https://x.example/\r\nWARC-Type: warcinfo",
        hops=(),
        status=200,
        headers=evil,
        body=BODY,
        took_ms=1,
    )
    place = pages.append(odd, NOON)
    pages.close()
    assert pages.read(place) == BODY
    with only_file(tmp_path).open("rb") as file:
        records = [(one.rec_type, one.http_headers, one.content_stream().read()) for one in ArchiveIterator(file)]
    headers = records[1][1]
    assert (records[1][0], records[1][2], headers.get_header("set-cookie")) == ("response", BODY, None)
    assert headers.get_header("content-length") == str(len(BODY))
    assert headers.get_header("x-archive-orig-transfer-encoding") == "chunked"
    assert len(headers.get_header("x-long")) < 10_000


def test_a_cut_off_file_spoils_nothing_that_comes_later(tmp_path: Path) -> None:
    """After a kill in the middle of an append, old pages are readable and new ones go to another file."""
    pages = WarcPages(tmp_path)
    whole, cut = pages.append(ANSWER, NOON), pages.append(ANSWER, NOON)
    pages.close()
    os.truncate(tmp_path / cut.file, cut.offset_bytes + cut.length_bytes // 2)
    later = WarcPages(tmp_path)
    new = later.append(ANSWER, NOON)
    later.flush()
    assert new.file != cut.file
    assert (later.read(whole), later.read(new)) == (BODY, BODY)
    with pytest.raises(StoreError, match=r"cut off.*fetch it again"):
        later.read(cut)


def test_damage_is_noticed(tmp_path: Path) -> None:
    """A flipped bit in an archived page is an error, never a wrong body."""
    pages = WarcPages(tmp_path)
    place = pages.append(ANSWER, NOON)
    pages.close()
    path = tmp_path / place.file
    raw = bytearray(path.read_bytes())
    raw[place.offset_bytes + place.length_bytes // 2] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(StoreError, match=r"damaged|cut off"):
        pages.read(place)


@pytest.mark.parametrize(
    "place",
    [
        PagePlace(file="../hub.db", offset_bytes=0, length_bytes=10),
        PagePlace(file="pages-000001.warc.gz", offset_bytes=0, length_bytes=0),
        PagePlace(file="pages-000001.warc.gz", offset_bytes=0, length_bytes=10**9),
        PagePlace(file="pages-000009.warc.gz", offset_bytes=0, length_bytes=10),
    ],
    ids=["outside", "empty", "huge", "missing"],
)
def test_a_wrong_place_is_an_error(tmp_path: Path, place: PagePlace) -> None:
    """Only files of the archive are opened, and never more than a page is read."""
    with pytest.raises(StoreError):
        WarcPages(tmp_path).read(place)


def test_a_bomb_in_the_archive_does_not_unpack(tmp_path: Path) -> None:
    """A record that unpacks to more than any page may have is refused."""
    bomb = gzip.compress(b"\0" * (40 * 1024 * 1024), 9)
    (tmp_path / "pages-000001.warc.gz").write_bytes(bomb)
    with pytest.raises(StoreError, match="too large"):
        WarcPages(tmp_path).read(PagePlace(file="pages-000001.warc.gz", offset_bytes=0, length_bytes=len(bomb)))


def test_a_full_file_is_followed_by_the_next(tmp_path: Path) -> None:
    """Files stay near their limit, and no process writes into another's."""
    first, second = WarcPages(tmp_path, max_file_mib=0), WarcPages(tmp_path)
    places = [pages.append(ANSWER, NOON) for pages in (first, second, first, second)]
    assert [place.file[6:12] for place in places] == ["000001", "000002", "000003", "000002"]
    assert all(first.read(place) == BODY for place in places)
    first.close()
    second.close()


@pytest.mark.parametrize("failing", ["write", "fsync", "open"])
def test_a_full_disk_costs_only_what_was_not_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """When the disk refuses, an error says so; what was flushed stays and appending goes on once there is room."""
    pages = WarcPages(tmp_path)
    before = pages.append(ANSWER, NOON)
    pages.close()

    def refuse(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        if failing != "fsync":
            patched.setattr(os, failing, refuse)
        else:
            pages.append(ANSWER, NOON)
            patched.setattr(os, failing, refuse)
        with pytest.raises(StoreError, match="No space left"):
            pages.append(ANSWER, NOON) if failing != "fsync" else pages.flush()
    after = pages.append(ANSWER, NOON)
    pages.close()
    assert pages.read(before) == pages.read(after) == BODY
