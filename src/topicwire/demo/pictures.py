"""Draws the demo's pictures: soft colours and a few discs, the same for the same name."""

from functools import cache
from hashlib import sha256
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from topicwire.demo.publication import DemoPicture

_OPTIONS: dict[str, dict[str, int]] = {
    "jpeg": {"quality": 82},
    "png": {"compress_level": 4},
    "webp": {"quality": 75, "method": 2},
    "avif": {"quality": 60, "speed": 10, "max_threads": 1},
    "gif": {},
}
"""How each format is written: quick rather than small. One thread, so that AVIF gives the same bytes each time."""


@cache
def draw(picture: DemoPicture) -> bytes:
    """Draw a picture in its true size and format."""
    random = Random(sha256(picture.name.encode()).digest())
    image = _blend(random).resize((picture.width, picture.height), Image.Resampling.BICUBIC)
    pencil = ImageDraw.Draw(image)
    for _ in range(5):
        _disc(pencil, picture, random)
    written = BytesIO()
    shown = image.quantize(64, method=Image.Quantize.FASTOCTREE) if picture.kind in {"gif", "png"} else image
    shown.save(written, picture.kind, **_OPTIONS[picture.kind])
    return written.getvalue()


def _blend(random: Random) -> Image.Image:
    """Give a tiny picture of quiet colours, to be blown up."""
    tint = [random.randrange(40, 200) for _ in range(3)]
    pixels = bytes(min(255, max(0, tone + random.randrange(-40, 55))) for _ in range(8 * 5) for tone in tint)
    return Image.frombytes("RGB", (8, 5), pixels)


def _disc(pencil: ImageDraw.ImageDraw, picture: DemoPicture, random: Random) -> None:
    x, y = random.randrange(picture.width), random.randrange(picture.height)
    reach = random.randrange(picture.height // 20, picture.height // 5)
    fill = (random.randrange(256), random.randrange(256), random.randrange(256))
    pencil.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)
