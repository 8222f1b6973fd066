"""Answers at the addresses that a careful reader must not follow far."""

import zlib
from collections.abc import Iterator
from functools import cache

from topicwire.demo.publication import Trap
from topicwire.demo.reading import read_publishers
from topicwire.demo.site import Address, Reply, address_of, moved

DOORS = 9
"""Redirects in a row behind the first door, more than anyone should follow."""
BOMB_BYTES = 64 * 1024 * 1024
"""Size of the decompression bomb once it has gone off."""
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@cache
def build_traps() -> dict[Address, Reply]:
    """Make the answers of every trap; they are the same at all times."""
    return {
        address: reply for publisher in read_publishers() for trap in publisher.traps for address, reply in _set(trap)
    }


def _set(trap: Trap) -> Iterator[tuple[Address, Reply]]:
    if trap.answer == "doors":
        start = trap.link.removesuffix("1")
        for number in range(1, DOORS + 1):
            yield address_of(f"{start}{number}"), moved(f"{start}{number + 1}", 302)
    elif trap.answer != "none":
        yield address_of(trap.link), _reply(trap)


def _reply(trap: Trap) -> Reply:
    replies = {
        "redirect": moved(trap.to, 302),
        "pdf": Reply(content_type="application/pdf", body=_PDF),
        "missing": Reply(status=404, body=b"<h1>Not found</h1>"),
        "gone": Reply(status=410, body=b"<h1>Gone</h1>"),
        "error": Reply(status=500, body=b"<h1>Internal error</h1>"),
        "bomb": Reply(body=_bomb, headers=(("Content-Encoding", "gzip"),)),
    }
    return replies[trap.answer]


@cache
def _bomb() -> bytes:
    """Pack a page of blanks: some sixty kilobytes on the wire."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    start = b"<!DOCTYPE html><title>AI archive of everything</title><p>"
    blanks = b" " * 1024 * 1024
    pieces = [packer.compress(start), *(packer.compress(blanks) for _ in range(BOMB_BYTES // len(blanks)))]
    return b"".join((*pieces, packer.flush()))
