"""Draws the picture a story is shared with: its headline, who has it, the hub's name. Pure: the same card, same bytes.

Set in the faces the site ships. Words these faces cannot draw (Chinese, Arabic …) are left out rather than shown as
empty boxes: the card then names the hub and the figures only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFont

from topicwire.text.clean import cut, one_line

VERSION = "share-1"
"""Changes whenever the bytes for the same card would."""
WIDTH, HEIGHT = 1200, 630
"""What Open Graph readers expect, in pixels."""
PAPER, INK, SOFT, ACCENT = (255, 255, 255), (16, 23, 21), (85, 98, 93), (11, 95, 78)
"""As in the site's light theme (10-theme.css)."""
WIRE, NODE, EDGE, TOP = 92, 40, 176, 92
"""Where the wire runs; radius of its node; where words start; and the first headline's middle from above."""
SIZES = (76, 68, 60, 52, 46)
"""Of the headline, the largest that fits into MOST_LINES."""
MOST_LINES, LONGEST = 4, 220
SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
BOLD, REGULAR = 700, 400
MISSING = "\U0010fffe"
COLOURS, STEPS = (INK, SOFT, ACCENT), 16
"""What is drawn on paper, and in how many shades, for smooth edges."""
MEASURE = 60
"""The size at which words are measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the picture says."""

    title: str
    outlet: str
    figures: tuple[str, ...]  # in words, e.g. "12 sources"
    hub: str
    outlets: int  # stands in the node


def draw(card: Card) -> bytes:
    """Draw a card as PNG."""
    layers = _Layers()
    title = _drawable(cut(one_line(card.title), LONGEST), BOLD)
    _wire(layers, card.outlets)
    if title:
        _headline(layers, title)
    _foot(layers, card)
    made = BytesIO()
    layers.joined().save(made, "PNG", compress_level=6)
    return made.getvalue()


class _Layers:
    """A layer a colour, each saying how much of it covers the paper: together a small palette, cheaper than quantizing.

    Layers do not overlap; what is paper again (a figure in the node) is taken out of its layer.
    """

    def __init__(self) -> None:
        self._images = [Image.new("L", (WIDTH, HEIGHT), 0) for _ in COLOURS]
        self.pens = {colour: ImageDraw.Draw(image) for colour, image in zip(COLOURS, self._images, strict=True)}

    def paste(self, mask: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> None:
        self._images[COLOURS.index(colour)].paste(255, at, mask)

    def joined(self) -> Image.Image:
        whole = self._images[0].point(_levels(0))
        for number, image in enumerate(self._images[1:], 1):
            whole = ImageChops.lighter(whole, image.point(_levels(number)))
        whole.putpalette([part for colour in COLOURS for level in range(STEPS) for part in _shade(colour, level)])
        return whole


@cache
def _levels(number: int) -> list[int]:
    """Give the palette's place for each amount of a colour."""
    return [number * STEPS + value * STEPS // 256 if value * STEPS >= 256 else 0 for value in range(256)]


def _shade(colour: tuple[int, int, int], level: int) -> Iterator[int]:
    for paper, part in zip(PAPER, colour, strict=True):
        yield paper + (part - paper) * level // (STEPS - 1)


def _wire(layers: _Layers, outlets: int) -> None:
    layers.pens[INK].rectangle((0, 0, WIDTH, 10), fill=255)
    layers.pens[ACCENT].rectangle((WIRE - 2, 11, WIRE + 2, HEIGHT), fill=255)
    middle = TOP + SIZES[0] // 2
    layers.paste(_node(), (WIRE - NODE, middle - NODE), ACCENT)
    figure = str(outlets) if outlets < 1000 else "…"
    _write(layers.pens[ACCENT], (WIRE - _width(figure, 38, BOLD) / 2, middle), figure, (38, BOLD), fill=0)


@cache
def _node() -> Image.Image:
    """Draw the node four times as large and shrink it, so that its edge is smooth."""
    large = Image.new("L", (NODE * 8, NODE * 8), 0)
    ImageDraw.Draw(large).ellipse((0, 0, NODE * 8 - 1, NODE * 8 - 1), fill=255)
    return large.resize((NODE * 2, NODE * 2), Image.Resampling.BOX)


def _headline(layers: _Layers, title: str) -> None:
    fitting = ((size, _lines(title, size)) for size in SIZES)
    size, lines = next(((size, lines) for size, lines in fitting if len(lines) <= MOST_LINES), (SIZES[-1], []))
    if not lines:
        lines = _lines(title, size)[:MOST_LINES]
        lines[-1] += " …"
    at = TOP + SIZES[0] // 2
    for line in lines:
        _write(layers.pens[INK], (EDGE, at), line, (size, BOLD))
        at += round(size * 1.18)


def _foot(layers: _Layers, card: Card) -> None:
    outlet, hub = _drawable(one_line(card.outlet), REGULAR), _drawable(one_line(card.hub), BOLD)
    told = " · ".join(part for part in (outlet and cut(outlet, 36), *map(_figure, card.figures)) if part)
    _write(layers.pens[SOFT], (EDGE, HEIGHT - 116), told, (32, REGULAR))
    _write(layers.pens[ACCENT], (EDGE, HEIGHT - 62), cut(hub, 48) if hub else "", (38, BOLD))


def _figure(words: str) -> str:
    return _drawable(words, REGULAR)


def _lines(text: str, size: int) -> list[str]:
    """Break a text into lines at its spaces; a word longer than a line stays whole and is cut by the edge."""
    room, lines, taken = WIDTH - EDGE - 64, list[str](), 0.0
    for word in text.split(" "):
        wide = _width(word, size, BOLD)
        longer = taken + _width(" ", size, BOLD) + wide
        if lines and longer <= room:
            lines[-1], taken = f"{lines[-1]} {word}", longer
        else:
            lines.append(word)
            taken = wide
    return lines


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, face: tuple[int, int], fill: int = 255
) -> None:
    """Write a line, each run of letters in the face that has them; `at` is where it starts and its middle."""
    (across, middle), (size, weight) = at, face
    for script, run in _runs(text):
        pen.text((across, middle + size * 0.34), run, font=_face(script, size, weight), fill=fill, anchor="ls")
        across += _face(script, size, weight).getlength(run)


@lru_cache(maxsize=4096)
def _measured(text: str, weight: int) -> float:
    return sum(_face(script, MEASURE, weight).getlength(run) for script, run in _runs(text))


def _width(text: str, size: int, weight: int) -> float:
    """Give the width of a text, in proportion to one measured size: asking the face each time costs most of a card."""
    return _measured(text, weight) * size / MEASURE


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into runs of one face each."""
    run, current = "", ""
    for letter in text:
        script = current if letter == " " and current else _script_of(letter)
        if run and script != current:
            yield current, run
            run = ""
        run, current = run + letter, script
    if run:
        yield current, run


def _drawable(text: str, weight: int) -> str:
    """Give the text when a face has every letter of it, else nothing."""
    return text if all(_script_of(letter) for letter in text) else ""


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    """Name the first face that has the letter; empty when none has."""
    if letter == " ":
        return SCRIPTS[0]
    return next((script for script in SCRIPTS if _has(script, letter)), "")


def _has(script: str, letter: str) -> bool:
    face = _face(script, 24, REGULAR)
    return bytes(face.getmask(letter)) != bytes(face.getmask(MISSING))


@cache
def _face(script: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(BytesIO(_file(script)), size, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


@cache
def _file(script: str) -> bytes:
    name = f"source-serif-4-{script}.woff2"
    return files("topicwire.render.site").joinpath("assets", "fonts", name).read_bytes()
