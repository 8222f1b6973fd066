"""The picture a story is shared with says its headline and who has it, or at least whose it is."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.render.site.html import attribute, tree
from tests.render.site.lives import frozen, pair
from topicwire.model.hub import Edition
from topicwire.render.share_image import HEIGHT, WIDTH, Card, draw
from topicwire.render.site import site_sheets

CARD = Card(title="A robot learned", outlet="Shopfloor", figures=("2 sources", "3 reports"), hub="Wire", outlets=2)


def made(whole: Edition, share_images: int = 5) -> dict[str, bytes]:
    """Render the site."""
    sheets = site_sheets(whole, front_stories=9, version="1", share_images=share_images)
    return {sheet.path: sheet.make() for sheet in sheets}


def ink(raw: bytes, top: int, bottom: int) -> int:
    """Count the dark points right of the wire between two heights."""
    image = Image.open(BytesIO(raw)).convert("L").crop((176, top, WIDTH, bottom))
    return sum(count for level, count in enumerate(image.histogram()) if level < 128)


def test_the_same_card_gives_the_same_bytes() -> None:
    """Whenever and wherever it is drawn."""
    assert draw(CARD) == draw(CARD)
    assert Image.open(BytesIO(draw(CARD))).size == (WIDTH, HEIGHT)
    assert draw(replace(CARD, outlets=3)) != draw(CARD)


@pytest.mark.parametrize("title", ["Čeští roboti v Łodzi", "Робот учится", "Το ρομπότ", "Rô-bốt học đi"])
def test_headlines_in_the_scripts_of_the_faces_are_drawn(title: str) -> None:
    """Every letter of them."""
    assert ink(draw(replace(CARD, title=title)), 80, 400) > 500


@pytest.mark.parametrize("title", ["顔認証の改札", "روبوت يتعلم", "로봇이 배운다", "Robot 🤖 learns"])
def test_words_the_faces_lack_leave_the_hub_and_the_figures(title: str) -> None:
    """No empty boxes."""
    raw = draw(replace(CARD, title=title))
    assert ink(raw, 80, 400) == 0
    assert ink(raw, 480, HEIGHT) > 200


@pytest.mark.parametrize("title", ["", "word " * 200, "x" * 500, "a\nb\tc", "\u202eevil"])
def test_any_headline_can_be_drawn(title: str) -> None:
    """However long or odd it is."""
    assert draw(replace(CARD, title=title)).startswith(b"\x89PNG")


def test_the_page_names_its_picture_with_size_and_words() -> None:
    """As those who share it ask for."""
    one = pair()
    found = made(frozen([one]))
    page = tree(found[f"stories/{one[1].id}.html"])
    meta = {attribute(node, "property"): attribute(node, "content") for node in page.css("meta[property]")}
    assert meta["og:image"] == f"https://robotics.example/wire/assets/share/{one[1].id}.png"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"] == "Robot arm falls. 2 sources, Robotics Wire"
    assert meta["article:published_time"] == "2026-03-02T07:00:00Z"
    assert f"assets/share/{one[1].id}.png" in found


def test_only_the_newest_stories_have_one() -> None:
    """The others are shared by their lead picture, if there is one."""
    one = pair()
    found = made(frozen([one]), share_images=0)
    assert not [path for path in found if path.startswith("assets/share/")]
    assert b"og:image" not in found[f"stories/{one[1].id}.html"]


def test_a_picture_is_drawn_anew_only_when_what_it_says_changes() -> None:
    """Not when a score moved."""
    one = pair()
    path = f"assets/share/{one[1].id}.png"
    changed = [replace(one[0][0], digest="another"), one[0][1]]
    keys = [
        {sheet.path: sheet.key for sheet in site_sheets(whole, front_stories=9, version="1", share_images=5)}
        for whole in (frozen([one]), frozen([(changed, one[1])]))
    ]
    assert keys[0][path] == keys[1][path]
    assert keys[0][f"stories/{one[1].id}.html"] != keys[1][f"stories/{one[1].id}.html"]
