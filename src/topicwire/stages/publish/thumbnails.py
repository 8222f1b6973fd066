"""Makes a small, harmless copy of a foreign picture. Runs in a worker that may die.

What leaves here is always a WebP we encoded ourselves: of the foreign bytes only the pixels survive.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

import imagesize
from PIL import Image, ImageOps

from topicwire.errors import FormatError

MAX_PIXELS = 40_000_000
"""More is a bomb: a 50,000 x 50,000 PNG is 304 kB of bytes and 7.5 GB of pixels."""
MAX_SIDE = 16_383
"""What WebP can hold, and more than any lead picture has, in pixels."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
"""The only decoders that are ever tried."""
_QUALITY, _METHOD = 78, 4
"""Fixed, so that the same picture gives the same bytes on every run."""
_SIGNATURES = {
    "JPEG": ((0, b"\xff\xd8\xff"),),
    "PNG": ((0, b"\x89PNG\r\n\x1a\n"),),
    "GIF": ((0, b"GIF87a"), (0, b"GIF89a")),
    "WEBP": ((8, b"WEBP"),),
    "AVIF": ((4, b"ftypavif"), (4, b"ftypavis")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThumbnailBytes:
    """A small copy."""

    webp: bytes
    width: int
    height: int


def make_thumbnail(body: bytes, width: int) -> ThumbnailBytes:
    """Make a WebP copy at most `width` pixels wide and at most twice as high; smaller pictures keep their size.

    The first frame only, turned upright as its EXIF says, without any metadata; deterministic.

    Raises:
        FormatError: not a picture of the five formats, too many pixels, or broken.
    """
    name = format_of(body)
    if name is None:
        raise FormatError("not a PNG, JPEG, GIF, WebP or AVIF picture")
    _check_header(body)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _shrink(body, name, width)
    except FormatError:
        raise
    except Exception as error:
        raise FormatError(f"the {name} picture cannot be read: {error}"[:300]) from error


def format_of(body: bytes) -> str | None:
    """Tell a picture's format by its first bytes; None for anything else than the five taken."""
    for name, marks in _SIGNATURES.items():
        if any(body[at : at + len(mark)] == mark for at, mark in marks):
            return name
    return None


def _check_header(body: bytes) -> None:
    """Judge the size the header claims before a decoder sees the bytes."""
    try:
        width, height = imagesize.get(BytesIO(body[:262_144]))
    except Exception as error:
        raise FormatError("the picture's header cannot be read") from error
    if width > 0 and height > 0:
        _check_size(int(width), int(height))


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise FormatError(f"the picture claims {width} x {height} pixels")


def _shrink(body: bytes, name: str, width: int) -> ThumbnailBytes:
    with Image.open(BytesIO(body), formats=[name]) as opened:
        _check_size(*opened.size)
        if name == "JPEG":
            opened.draft("RGB", (width * 2, width * 4))  # decodes a large JPEG at a fraction of its size
        opened.seek(0)
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        has_alpha = "A" in upright.getbands() or "transparency" in upright.info
        pixels = upright.convert("RGBA" if has_alpha else "RGB")
    pixels.thumbnail((width, width * 2), Image.Resampling.LANCZOS, reducing_gap=2.0)
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)  # a new picture: profiles, comments and EXIF stay behind
    out = BytesIO()
    clean.save(out, "WEBP", quality=_QUALITY, method=_METHOD, exact=False)
    return ThumbnailBytes(webp=out.getvalue(), width=clean.width, height=clean.height)
