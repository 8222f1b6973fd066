"""Pictures of a letter: JPEG copies, made from the hub's own small copies, as not every mail client reads WebP."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image

from topicwire.model.hub import Edition
from topicwire.model.ids import StoryId
from topicwire.model.newsletter import LetterPicture
from topicwire.outbox.files import write_whole
from topicwire.render.newsletter.choosing import Chosen
from topicwire.text.clean import cut, one_line

FOLDER = "assets/images/newsletters"
"""Under the hub: carried into the site with its other pictures, and never changed or removed by us."""
WIDE, WIDE_MOST_HIGH = 536, 402
"""Of the lead's picture as shown: the letter's width without its margins; higher ones are cut to 4:3."""
SMALL = (120, 80)
QUALITY = 80
SHARP = 2
"""Pixels for each shown one, where the copy has them."""
ALT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePicture:
    """A picture with its bytes, not written anywhere yet."""

    picture: LetterPicture
    raw: bytes


def make_pictures(folder: Path, edition: Edition, chosen: Sequence[Chosen], alt: str) -> dict[StoryId, MadePicture]:
    """Make the pictures of the chosen stories that have one; what cannot be read is left out.

    Args:
        folder: of the hub.
        edition: names the hub's copies.
        chosen: the lead first: it gets the wide picture.
        alt: what stands in for a picture that is not shown, with `{outlet}` in it.
    """
    found: dict[StoryId, MadePicture] = {}
    for place, one in enumerate(chosen):
        file = _copy_of(edition, one)
        words = alt.format(outlet=cut(one_line(one.lead.record.provider.name), ALT))
        made = _make(folder / file, words, is_wide=place == 0) if file else None
        if made:
            found[one.lead.story_id] = made
    return found


def keep_pictures(folder: Path, made: Sequence[MadePicture]) -> None:
    """Write the pictures into the hub; their names say what is in them, so one that is there is the same."""
    for one in made:
        target = folder / one.picture.file
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            write_whole(target, one.raw)


def _copy_of(edition: Edition, chosen: Chosen) -> str:
    copies = (edition.thumbnails.get(picture.url) for picture in chosen.lead.record.pictures)
    return next((copy.file for copy in copies if copy), "")


def _make(path: Path, alt: str, *, is_wide: bool) -> MadePicture | None:
    try:
        with Image.open(path, formats=["WEBP", "JPEG", "PNG"]) as opened:
            raw, width, height = _drawn(opened.convert("RGB"), is_wide=is_wide)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    file = f"{FOLDER}/{sha256(raw).hexdigest()[:16]}.jpg"
    return MadePicture(picture=LetterPicture(file=file, width=width, height=height, alt=alt), raw=raw)


def _drawn(picture: Image.Image, *, is_wide: bool) -> tuple[bytes, int, int]:
    """Cut and scale; give bytes with the size shown."""
    if is_wide:
        width = WIDE
        height = max(1, min(WIDE_MOST_HIGH, round(picture.height * WIDE / picture.width)))
    else:
        width, height = SMALL
    sharp = max(1.0, min(SHARP, picture.width / width))
    fitted = _fitted(picture, round(width * sharp), round(height * sharp))
    held = io.BytesIO()
    fitted.save(held, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return held.getvalue(), width, height


def _fitted(picture: Image.Image, width: int, height: int) -> Image.Image:
    """Cut from the middle, a little above it, to the shape, then scale."""
    scale = max(width / picture.width, height / picture.height)
    cut_width, cut_height = min(picture.width, width / scale), min(picture.height, height / scale)
    left, top = (picture.width - cut_width) / 2, (picture.height - cut_height) / 3
    box = (left, top, left + cut_width, top + cut_height)
    return picture.resize((width, height), Image.Resampling.LANCZOS, box=box)
