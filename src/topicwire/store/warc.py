"""One HTTP response as one WARC/1.1 record, and back. Knows no files.

Source: ISO 28500:2017 (WARC/1.1); a gzip member for each record, its annex D.
"""

import re
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from topicwire.errors import StoreError
from topicwire.ports.web import Response

GZIP_LEVEL = 1
"""Measured on 60 kB pages: 1.0 ms and 17 kB each; level 6 takes 2.4 ms for 14 kB."""
GZIP_WINDOW = 16 + zlib.MAX_WBITS
RECORD_LIMIT_BYTES = 32 * 1024 * 1024
"""Unpacked. The door lets at most 20 MiB through, and headers are small."""
HEADER_LIMIT = 8192
"""Characters of one header value that are kept."""

RENAMED = {"content-encoding", "transfer-encoding", "content-length"}
"""They describe bytes on the wire; the record holds the decoded body. Kept under a name that says so."""
RENAMED_PREFIX = "x-archive-orig-"
CLASSES = {1: "Informational", 2: "OK", 3: "Redirection", 4: "Client Error", 5: "Server Error"}
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def pack_response(response: Response, at: datetime) -> bytes:
    """Write the response as a gzip member; the same response at the same time gives the same bytes."""
    uri = one_line(response.final_url)
    facts = {"WARC-Date": warc_date(at), "WARC-Record-ID": record_id(uri, at, response.body)}
    headers = StatusAndHeaders(status_line(response.status), kept_headers(response), protocol="HTTP/1.1")
    return pack(uri, "response", response.body, facts, headers)


def pack_opening(name: str, at: datetime) -> bytes:
    """Write the record a file starts with: who wrote it, and what was done to the bodies."""
    about = b"software: topicwire\r\nformat: WARC File Format 1.1\r\ndescription: bodies are decoded\r\n"
    facts = {"WARC-Date": warc_date(at), "WARC-Record-ID": record_id(name, at, about), "WARC-Filename": name}
    return pack("", "warcinfo", about, facts)


def pack(uri: str, kind: str, raw: bytes, facts: dict[str, str], headers: StatusAndHeaders | None = None) -> bytes:
    """Write one record and compress it as its own gzip member."""
    plain = BytesIO()
    writer = WARCWriter(plain, gzip=False, warc_version="WARC/1.1")
    record = writer.create_warc_record(uri, kind, BytesIO(raw), len(raw), warc_headers_dict=facts, http_headers=headers)
    writer.write_record(record)
    press = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)
    return press.compress(plain.getbuffer()) + press.flush()


def unpack_body(packed: bytes, where: str) -> bytes:
    """Read the body out of one packed record; raises StoreError when it is damaged or too large."""
    press = zlib.decompressobj(GZIP_WINDOW)
    try:
        raw = press.decompress(packed, RECORD_LIMIT_BYTES)
        if not press.eof:
            raise StoreError("the archived page is cut off or too large", subject=where, remedy="fetch it again")
        record = next(iter(ArchiveIterator(BytesIO(raw))))
        body: bytes = record.content_stream().read()
    except (zlib.error, ArchiveLoadFailed, StopIteration, ValueError) as error:
        raise StoreError("the archived page is damaged", subject=where, remedy="fetch it again") from error
    return body


def kept_headers(response: Response) -> list[tuple[str, str]]:
    """Give the headers as they are archived: safe to write, true of the decoded body."""
    pairs = [
        (RENAMED_PREFIX + name if name in RENAMED else name, one_line(value)[:HEADER_LIMIT])
        for name, value in response.headers
        if _TOKEN.fullmatch(name)
    ]
    return [*pairs, ("content-length", str(len(response.body)))]


def one_line(text: str) -> str:
    """Take out what could end a header line; foreign words stay one value."""
    return _UNPRINTABLE.sub(" ", text).strip()


def status_line(status: int) -> str:
    """Give the status with words for its class; the publisher's own words are not kept and mean nothing (RFC 9110)."""
    return f"{status} {CLASSES.get(status // 100, 'Unassigned')}"


def warc_date(at: datetime) -> str:
    """Write the time as WARC/1.1 asks: UTC, with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record_id(name: str, at: datetime, body: bytes) -> str:
    """Derive the record's id from what it holds; a version 8 UUID (RFC 9562, section 5.8) says that it is derived."""
    digest = sha256(f"{name}\n{at.isoformat()}\n".encode() + body).digest()
    number = int.from_bytes(digest[:16], "big")
    number = number & ~(0xF << 76) & ~(0x3 << 62) | (0x8 << 76) | (0x2 << 62)
    return f"<urn:uuid:{UUID(int=number)}>"
