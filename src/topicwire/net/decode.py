"""Content-Encoding, undone within bounds: the limit is on decoded bytes, and memory never runs ahead of it.

Every decoder is asked for little at a time, so a bomb costs at most the limit and one portion more. Pure.
"""

import zlib

import brotli
import zstandard

from topicwire.net.hop import HopError
from topicwire.ports.web import FailureReason

ACCEPTED = "gzip, deflate, br, zstd"
"""What we offer in Accept-Encoding."""

MEMBERS = 1000
"""Most gzip members or zstd frames in one body. Writers in blocks make about 160 in 10 MiB; each costs a decoder."""

GZIP_SLICE, ZSTD_SLICE = 16 * 1024, 256
"""Bytes given to a decoder at a time. A zstd block of 4 bytes can stand for 128 KiB, so a slice makes 8 MiB at most."""

PORTION = 64 * 1024
WINDOW = 8 * 1024 * 1024
"""Largest zstd window, as RFC 9659 has it for HTTP."""

SAME = {"", "identity"}


class _FullError(Exception):
    """The output reached its limit."""


class _Output:
    """What was decoded so far; takes one byte more than the limit to see that it is passed."""

    def __init__(self, limit: int) -> None:
        self.limit, self.body = limit, bytearray()

    @property
    def room(self) -> int:
        return self.limit - len(self.body) + 1

    def add(self, portion: bytes) -> None:
        self.body += portion
        if len(self.body) > self.limit:
            raise _FullError


def read_encoding(header: str) -> str:
    """Give the one encoding a Content-Encoding header names, empty for none.

    Raises:
        HopError: BAD_ENCODING when it is unknown or there is more than one layer.
    """
    layers = [layer for layer in (part.strip().lower() for part in header.split(",")) if layer not in SAME]
    if not layers:
        return ""
    name = layers[0].removeprefix("x-")
    if len(layers) > 1 or name not in _DECODERS:
        raise HopError(FailureReason.BAD_ENCODING, f"the body is encoded as {header!r}, which is not read")
    return name


def decode(raw: bytes, encoding: str, limit: int, *, is_cut: bool = False) -> bytes:
    """Undo one layer of encoding.

    Args:
        raw: the body as sent; empty stays empty.
        encoding: from `read_encoding`.
        limit: most bytes of the result.
        is_cut: the start is enough: `raw` may end anywhere, and what is over the limit is left out.

    Raises:
        HopError: TOO_LARGE over the limit, BAD_ENCODING when the bytes are broken or end too early.
    """
    if not encoding or not raw:
        return _within(raw, limit, is_cut=is_cut)
    output = _Output(limit)
    try:
        is_whole = _DECODERS[encoding](raw, output)
    except _FullError:
        return _within(bytes(output.body), limit, is_cut=is_cut)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise HopError(FailureReason.BAD_ENCODING, f"the {encoding} encoding is broken: {error}") from error
    if not is_whole and not is_cut:
        raise HopError(FailureReason.BAD_ENCODING, f"the {encoding} encoding ends too early")
    return bytes(output.body)


def too_large(limit: int) -> HopError:
    """Build the error for a body over the limit."""
    return HopError(FailureReason.TOO_LARGE, f"the answer is larger than {limit} bytes")


def _within(body: bytes, limit: int, *, is_cut: bool) -> bytes:
    if len(body) <= limit:
        return body
    if not is_cut:
        raise too_large(limit)
    return body[:limit]


def _inflate(raw: bytes, output: _Output, at: int, bits: int) -> int | None:
    """Decode one zlib stream; give where it ended, None when it did not."""
    stream = zlib.decompressobj(bits)
    while at < len(raw) and not stream.eof:
        piece = raw[at : at + GZIP_SLICE]
        at += len(piece)
        while piece and not stream.eof:
            output.add(stream.decompress(piece, min(output.room, PORTION)))
            piece = stream.unconsumed_tail
    while not stream.eof and (portion := stream.decompress(b"", min(output.room, PORTION))):
        output.add(portion)
    return at - len(stream.unused_data) if stream.eof else None


def _decode_gzip(raw: bytes, output: _Output) -> bool:
    at: int | None = 0
    for _ in range(MEMBERS):
        at = _inflate(raw, output, at or 0, 31)
        if at is None or raw[at : at + 2] != b"\x1f\x8b":  # what follows the last member is padding
            return at is not None
    raise HopError(FailureReason.BAD_ENCODING, f"the gzip encoding has more than {MEMBERS} members")


def _decode_deflate(raw: bytes, output: _Output) -> bool:
    """Decode zlib's format, or the bare one that some servers send instead (RFC 9110, section 8.4.1.2)."""
    is_zlib = len(raw) > 1 and raw[0] & 15 == 8 and (raw[0] << 8 | raw[1]) % 31 == 0
    return _inflate(raw, output, 0, 15 if is_zlib else -15) is not None


def _decode_brotli(raw: bytes, output: _Output) -> bool:
    stream = brotli.Decompressor()
    output.add(stream.process(raw, output_buffer_limit=PORTION))
    while not stream.is_finished():
        portion = stream.process(b"", output_buffer_limit=PORTION)
        if not portion and stream.can_accept_more_data():
            return False
        output.add(portion)
    return True


def _decode_zstd(raw: bytes, output: _Output) -> bool:
    decompressor = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    at = 0
    for _ in range(MEMBERS):
        frame = decompressor.decompressobj()
        while at < len(raw) and not frame.eof:
            piece = raw[at : at + ZSTD_SLICE]
            output.add(frame.decompress(piece))
            at += len(piece)
        at -= len(frame.unused_data)
        if not frame.eof or at >= len(raw):
            return bool(frame.eof)
    raise HopError(FailureReason.BAD_ENCODING, f"the zstd encoding has more than {MEMBERS} frames")


_DECODERS = {"gzip": _decode_gzip, "deflate": _decode_deflate, "br": _decode_brotli, "zstd": _decode_zstd}
