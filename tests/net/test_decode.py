"""Encoded bodies: read when honest, refused when broken, and never let loose in memory."""

import gzip
import resource
import zlib
from collections.abc import Callable
from functools import cache

import brotli
import pytest
import zstandard

from tests.net.servers import HOST, ask, door, reply, serve
from topicwire.net.decode import MEMBERS, decode, read_encoding
from topicwire.net.hop import HopError
from topicwire.ports.web import Failure, FailureReason, Purpose, Response

MIB = 1024 * 1024
TEXT = b"The quick brown fox. " * 5000


def bare_deflate(body: bytes) -> bytes:
    """Compress without zlib's header, as some servers do."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


ENCODERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate),
    "br": ("br", lambda body: brotli.compress(body, quality=4)),
    "zstd": ("zstd", zstandard.compress),
}


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("body", [b"x", TEXT, bytes(range(256)) * 3000], ids=["short", "text", "bytes"])
def test_an_honest_body_is_read(name: str, body: bytes) -> None:
    """Every encoding we offer gives the bytes back, exactly up to the limit."""
    encoding, pack = ENCODERS[name]
    assert decode(pack(body), read_encoding(encoding), len(body)) == body
    assert decode(pack(body), read_encoding(encoding), len(body) // 2, is_cut=True) == body[: len(body) // 2]
    assert decode(b"", read_encoding(encoding), 10) == b""


@pytest.mark.parametrize("name", ENCODERS)
def test_one_byte_over_the_limit_is_too_large(name: str) -> None:
    """The limit is on decoded bytes and exact."""
    encoding, pack = ENCODERS[name]
    with pytest.raises(HopError) as caught:
        decode(pack(TEXT), read_encoding(encoding), len(TEXT) - 1)
    assert caught.value.reason is FailureReason.TOO_LARGE


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[:-9], lambda raw: raw[:3], lambda raw: b"<rss/>" + raw], ids=["end", "start", "lie"]
)
def test_a_broken_body_is_a_bad_encoding(name: str, spoil: Callable[[bytes], bytes]) -> None:
    """Bytes that end too early, or are not encoded at all, are never half an answer."""
    encoding, pack = ENCODERS[name]
    with pytest.raises(HopError) as caught:
        decode(spoil(pack(TEXT)), read_encoding(encoding), 10 * MIB)
    assert caught.value.reason is FailureReason.BAD_ENCODING


def test_several_members_are_one_body_and_padding_is_left_out() -> None:
    """Writers in blocks, and servers that pad, are read."""
    parts = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two")
    assert decode(parts + b"\0" * 500, "gzip", 100) == b"one two"
    assert decode(zstandard.compress(b"one ") + zstandard.compress(b"two"), "zstd", 100) == b"one two"


@pytest.mark.parametrize(
    "header", ["compress", "gzip, gzip", "br,gzip", "utf-8", "gzip\x00", "*", "x-x-gzip", "gzip;q=1"]
)
def test_an_unknown_or_doubled_encoding_is_refused(header: str) -> None:
    """At most one layer, of the four we offered."""
    with pytest.raises(HopError) as caught:
        read_encoding(header)
    assert caught.value.reason is FailureReason.BAD_ENCODING


@pytest.mark.parametrize("header", ["", "identity", " Identity , ", ","])
def test_identity_is_no_layer(header: str) -> None:
    """Servers that say they did nothing are believed."""
    assert read_encoding(header) == ""


@cache
def bomb(name: str) -> tuple[str, bytes]:
    """Build a small body that stands for 150 MiB or more, or for endless work."""
    zeros = bytes(8 * MIB)
    if name == "gzip":
        return "gzip", gzip.compress(zeros) * 20
    if name in {"deflate", "bare deflate"}:
        packer = zlib.compressobj(1, wbits=15 if name == "deflate" else -15)
        return "deflate", b"".join(packer.compress(zeros) for _ in range(20)) + packer.flush()
    if name == "br":
        packer = brotli.Compressor(quality=1)
        return "br", b"".join(packer.process(zeros) for _ in range(20)) + packer.finish()
    if name == "zstd":
        frame = zstandard.ZstdCompressor().compressobj()
        return "zstd", b"".join(frame.compress(zeros) for _ in range(20)) + frame.flush()
    return "gzip", gzip.compress(b"", 1) * 40_000  # tiny members, each of which costs a decoder


BOMBS = ["gzip", "deflate", "bare deflate", "br", "zstd", "members"]


@pytest.mark.parametrize("purpose", [Purpose.FEED, Purpose.PAGE, Purpose.PICTURE, Purpose.DISCOVERY])
@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_costs_neither_memory_nor_time(name: str, purpose: Purpose) -> None:
    """Twenty-four bombs: a failure each, and memory never rises by 64 MiB."""
    encoding, raw = bomb(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with serve(lambda *_: reply(raw, content_encoding=encoding)) as site, door(site) as web:
        answer = await ask(web, purpose=purpose)
    assert isinstance(answer, Failure)
    expected = FailureReason.BAD_ENCODING if name == "members" else FailureReason.TOO_LARGE
    assert answer.reason is expected
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


async def test_a_bomb_as_robots_or_picture_head_is_cut() -> None:
    """Where the start is enough, the start is all that is ever made."""
    encoding, raw = bomb("br")
    async with serve(lambda *_: reply(raw, content_encoding=encoding)) as site, door(site) as web:
        sizes = [await ask(web, f"http://{HOST}/", purpose) for purpose in (Purpose.ROBOTS, Purpose.PICTURE_HEAD)]
    assert [len(answer.body) for answer in sizes if isinstance(answer, Response)] == [512 * 1024, 64 * 1024]


def test_a_zstd_window_beyond_the_standards_is_refused() -> None:
    """A frame cannot make us set aside 128 MiB to begin with."""
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    frame = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    with pytest.raises(HopError) as caught:
        decode(frame.compress(b"x" * 1000) + frame.flush(), "zstd", MIB)
    assert caught.value.reason is FailureReason.BAD_ENCODING


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_members_are_counted(encoding: str) -> None:
    """A thousand are read, more are not worth a decoder each."""
    member = gzip.compress(b"a", 1) if encoding == "gzip" else zstandard.compress(b"a")
    assert decode(member * MEMBERS, encoding, MIB) == b"a" * MEMBERS
    with pytest.raises(HopError, match="more than"):
        decode(member * (MEMBERS + 1), encoding, MIB)
