"""Copies of lead pictures: small, upright, harmless, and one bad one costs no other."""

import struct
import zlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from tests.fakes import FakeWeb, FixedClock, InProcessWorkers, failure, response
from topicwire.errors import FormatError
from topicwire.ports.web import Failure, FailureReason, Purpose, Request, Response
from topicwire.stages.publish.pictures import cache_pictures, file_of
from topicwire.stages.publish.settings import PublishSettings
from topicwire.stages.publish.thumbnails import format_of, make_thumbnail
from topicwire.store.sqlite import open_store

GOOD = "https://news.example/lead.jpg"


def picture(name: str = "JPEG", width: int = 1200, height: int = 600, mode: str = "RGB", **how: object) -> bytes:
    """Encode a picture: red on the left, blue on the right."""
    colours: dict[str, tuple[object, object]] = {
        "RGB": ((255, 0, 0), (0, 0, 255)), "RGBA": ((255, 0, 0, 255), (0, 0, 255, 0)), "L": (200, 40),
        "CMYK": ((0, 255, 255, 0), (255, 255, 0, 0)), "P": (1, 2), "1": (0, 1), "I;16": (9, 999),
        "LA": ((9, 9), (9, 0)),
    }  # fmt: skip
    left, right = colours[mode]
    image = Image.new(mode, (width, height), left)
    image.paste(right, (width // 2, 0, width, height))
    out = BytesIO()
    image.save(out, name, **how)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    """Build one PNG chunk."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_claiming(width: int, height: int, rows: bytes = b"") -> bytes:
    """Build a PNG of that size with the pixel bytes given."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def gif_claiming(width: int, height: int) -> bytes:
    """Build a GIF of that size without pixels."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x00;"


def jpeg_claiming(width: int, height: int) -> bytes:
    """Take a small JPEG and let its header claim another size."""
    body = bytearray(picture("JPEG", 16, 16))
    at = body.index(b"\xff\xc0")
    body[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(body)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_each_format_becomes_a_small_webp(name: str) -> None:
    """The five formats of the web come out as WebP at the hub's width."""
    made = make_thumbnail(picture(name), 640)
    with Image.open(BytesIO(made.webp)) as copy:
        assert (copy.format, copy.size) == ("WEBP", (640, 320))
    assert (made.width, made.height) == (640, 320)
    assert format_of(picture(name)) == name


@pytest.mark.parametrize(("name", "mode"), [("PNG", "RGBA"), ("PNG", "L"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "1"),
                                            ("PNG", "I;16"), ("PNG", "LA"), ("JPEG", "L")])  # fmt: skip
def test_any_kind_of_pixels_is_copied(name: str, mode: str) -> None:
    """Grey, palette, print and see-through pictures are pictures too."""
    assert make_thumbnail(picture(name, mode=mode), 100).width == 100


def test_a_small_picture_keeps_its_size() -> None:
    """Nothing is blown up."""
    assert make_thumbnail(picture(width=120, height=90), 640).width == 120


def test_the_same_picture_gives_the_same_bytes() -> None:
    """A second run changes no file."""
    assert make_thumbnail(picture(), 320) == make_thumbnail(picture(), 320)


def test_a_turned_picture_stands_upright_and_says_nothing_about_its_maker() -> None:
    """EXIF turns the picture and then goes, with the place it was taken at."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x8825] = 6, "secret place", {1: "N"}
    made = make_thumbnail(picture(exif=exif.tobytes(), comment=b"secret place"), 640)
    assert (made.width, made.height) == (600, 1200)
    assert b"secret" not in made.webp
    with Image.open(BytesIO(made.webp)) as copy:
        assert not copy.getexif()


def test_only_the_first_frame_of_an_animation_is_taken() -> None:
    """Nothing moves on the page."""
    frames = [Image.new("RGB", (200, 100), (shade, 0, 0)) for shade in (250, 120, 10)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(BytesIO(make_thumbnail(out.getvalue(), 200).webp)) as copy:
        assert getattr(copy, "n_frames", 1) == 1
        assert copy.convert("RGB").getpixel((5, 5))[0] > 200


BOMBS: dict[str, Callable[[], bytes]] = {
    "png 50,000 x 50,000": lambda: png_claiming(50_000, 50_000, bytes(1_000_000)),
    "png 8,000 x 8,000": lambda: png_claiming(8_000, 8_000),
    "png 100,000 x 1": lambda: png_claiming(100_000, 1, bytes(100_001)),
    "png 1 x 100,000": lambda: png_claiming(1, 100_000),
    "png 2^31": lambda: png_claiming(2**31 - 1, 2**31 - 1),
    "png 0 x 0": lambda: png_claiming(0, 0),
    "png without pixels": lambda: png_claiming(300, 200),
    "png wrong checksum": lambda: picture("PNG").replace(b"IDAT", b"IDAT\xff\xff", 1),
    "png cut": lambda: picture("PNG")[:60],
    "png header only": lambda: b"\x89PNG\r\n\x1a\n",
    "png text bomb": lambda: picture("PNG")[:33] + chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(90_000_000), 9)),
    "png profile bomb": lambda: picture("PNG")[:33] + chunk(b"iCCP", b"k\0\0" + zlib.compress(bytes(90_000_000), 9)),
    "gif 65,535 x 65,535": lambda: gif_claiming(65_535, 65_535),
    "gif without frames": lambda: b"GIF89a" + struct.pack("<HH", 10, 10) + b"\0\0\0;",
    "gif cut": lambda: picture("GIF")[:40],
    "jpeg 65,500 x 65,500": lambda: jpeg_claiming(65_500, 65_500),
    "jpeg 7,000 x 7,000": lambda: jpeg_claiming(7_000, 7_000),
    "jpeg header only": lambda: b"\xff\xd8\xff\xe0",
    "jpeg cut": lambda: picture("JPEG")[:150],
    "webp cut": lambda: picture("WEBP")[:30],
    "webp nothing": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    "avif cut": lambda: picture("AVIF")[:200],
    "avif nothing": lambda: b"\0\0\0\x1cftypavif" + b"\0" * 64,
    "tiff": lambda: picture("TIFF"),
    "bmp": lambda: picture("BMP"),
    "ico": lambda: picture("ICO", 64, 64),
    "eps": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n",
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)' width='9' height='9'/>",
    "fits": lambda: b"SIMPLE  =                    T" + b" " * 2850,
    "a page": lambda: b"<!doctype html><title>Hotlinking forbidden</title>",
    "a path": lambda: b"/etc/passwd",
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_or_a_foreign_format_is_refused_in_words(name: str) -> None:
    """Nothing but the five formats at a sane size reaches a decoder's heart; the rest has a reason."""
    with pytest.raises(FormatError) as refused:
        make_thumbnail(BOMBS[name](), 640)
    assert refused.value.what


class Room:
    """What caching needs, with a scripted web and files in a dictionary."""

    def __init__(self, answer: Callable[[Request], Response | Failure]) -> None:
        self.store, self.clock, self.files = open_store(":memory:"), FixedClock(), dict[str, bytes]()
        self.web, self.disk_is_full = FakeWeb(answer), False

    def write(self, path: str, body: bytes) -> None:
        if self.disk_is_full:
            raise OSError("no space left")
        self.files[path] = body

    async def cache(self, *wanted: str) -> int:
        settings, thumbnails = PublishSettings(), self.store.thumbnails
        return await cache_pictures(wanted, self.web, InProcessWorkers(), thumbnails, self.write, settings, self.clock)


def serve(request: Request) -> Response | Failure:
    """Answer for one good picture and some bad ones."""
    bodies = {GOOD: picture(), "https://news.example/bomb.png": png_claiming(50_000, 50_000)}
    if "down" in request.url:
        return failure(request.url, FailureReason.TIMEOUT, "no answer in 10 s")
    return response(request.url, bodies.get(request.url, b""), 200 if request.url in bodies else 404)


async def test_a_copy_is_written_once_and_known_by_its_address() -> None:
    """The second run asks for nothing."""
    room = Room(serve)
    assert await room.cache(GOOD, GOOD) == 1
    copy = room.store.thumbnails.find(GOOD)
    assert copy is not None
    assert (copy.file, copy.width, copy.height) == (file_of(GOOD), 640, 320)
    assert room.files[copy.file].startswith(b"RIFF")
    assert room.web.requests[0].purpose is Purpose.PICTURE
    assert await room.cache(GOOD) == 0
    assert len(room.web.requests) == 1


async def test_one_bad_picture_costs_no_other() -> None:
    """Bombs, silence and missing pictures are remembered with a reason; the good one is copied."""
    room = Room(serve)
    bad = ["https://news.example/bomb.png", "https://down.example/a.png", "https://news.example/gone.png"]
    assert await room.cache(*bad, GOOD) == 1
    reasons = [room.store.thumbnails.find_failure(url) or "" for url in bad]
    assert "50000 x 50000" in reasons[0]
    assert "timeout" in reasons[1]
    assert "404" in reasons[2]


async def test_a_failed_picture_is_tried_again_after_days() -> None:
    """A broken picture is not asked for on every run, and not given up for ever."""
    room, gone = Room(serve), "https://news.example/gone.png"
    await room.cache(gone)
    room.clock.move(timedelta(days=1))
    await room.cache(gone)
    assert len(room.web.requests) == 1
    room.clock.move(timedelta(days=3))
    await room.cache(gone)
    assert len(room.web.requests) == 2


async def test_a_full_disk_is_a_reason_and_leaves_no_copy_behind() -> None:
    """What could not be written is not said to be there."""
    room = Room(serve)
    room.disk_is_full = True
    assert await room.cache(GOOD) == 0
    assert room.store.thumbnails.find(GOOD) is None
    assert "no space" in (room.store.thumbnails.find_failure(GOOD) or "")
