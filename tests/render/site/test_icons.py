"""The small signs of outlets."""

from dataclasses import replace

import pytest

from tests.render.site.editions import HUB, Told, edition, story
from tests.render.site.html import attribute, pages, texts, tree
from topicwire.model.ids import Domain
from topicwire.model.source import Organization, Picture
from topicwire.render.site.icons import SHOWN, icon_of, logos_of


def known(*urls: str, width: int = 50) -> Organization:
    """Build an organization with these pictures, each larger than the one before."""
    pictures = tuple(Picture(url=url, width=width * place) for place, url in enumerate(urls, 1))
    return Organization(domain=Domain("paper.example"), name="Paper", pictures=pictures)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("/assets/images/organizations/paper.example-50x50.jpg", "assets/images/organizations/paper.example-50x50.jpg"),
        ("https://robotics.example/wire/assets/images/paper.png", "assets/images/paper.png"),
        ("assets/images/paper.webp", "assets/images/paper.webp"),
        ("https://elsewhere.example/assets/images/paper.png", ""),
        ("//elsewhere.example/assets/images/paper.png", ""),
        ("https://robotics.example/wired/assets/images/paper.png", ""),
        ("/assets/images/../../secret.png", ""),
        ("/assets/images/.hidden.png", ""),
        ("/assets/images/paper.html", ""),
        ('/assets/images/"onerror=.png', ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_pictures_of_the_hub_itself_are_shown(url: str, file: str) -> None:
    """Nobody else is asked for anything, and no odd name leads out of the folder of pictures."""
    assert logos_of(replace(HUB, organizations=(known(url),))).get(Domain("paper.example"), "") == file


def test_the_smallest_sharp_picture_is_chosen() -> None:
    """Not larger than needed; when all are small, the largest of them."""
    files = ("/assets/images/a.png", "/assets/images/b.png", "/assets/images/c.png")
    chosen = [logos_of(replace(HUB, organizations=(known(*files, width=width),))) for width in (50, 20, 10)]
    assert [list(found.values()) for found in chosen] == [
        ["assets/images/a.png"],
        ["assets/images/b.png"],
        ["assets/images/c.png"],
    ]


def test_an_outlet_without_a_picture_has_its_first_letter() -> None:
    """In any script; the article before a name does not count; a name without letters has a dot."""
    names = ("The Harbour Post", "机器日报", "صدى المصانع", "‘quoted’", "  42 Weekly", "…", "")
    assert [icon_of(Domain("a.example"), name, "").letter for name in names] == ["H", "机", "ص", "Q", "4", "•", "•"]


def test_an_outlet_has_the_same_colour_everywhere() -> None:
    """It follows from the domain alone."""
    hues = {icon_of(Domain(f"{letter}.example"), "A", "").hue for letter in "abcdefghijklmnopqrstuvwxyz"}
    assert len(hues) > 5
    assert icon_of(Domain("a.example"), "A", "").hue == icon_of(Domain("a.example"), "Another name", "").hue


def test_a_story_shows_its_outlets_each_once() -> None:
    """The lead's first, six at most, and how many more there are; all are named for those who point."""
    told = [Told(title=f"T{number}", outlet=f"Outlet {number % 8}", hours=number) for number in range(10)]
    hub = replace(HUB, organizations=(replace(known("/assets/images/o.png"), domain=Domain("outlet-0.example")),))
    page = pages(edition([story(told)], hub=hub))["index.html"]
    row = tree(page).css_first(".icons")
    assert len(row.css(".icon")) == SHOWN
    assert texts(page, ".icons-more") == ["+2"]
    assert [attribute(image, "src") for image in row.css("img")] == ["assets/images/o.png"]
    assert attribute(row, "title").startswith("Reported by Outlet 0, Outlet")


def test_a_picture_that_is_not_there_is_not_shown() -> None:
    """An organization may name files that the folder lacks; the next best is taken, else the letter."""
    files = ["/assets/images/small.png", "/assets/images/large.png"]
    one_lost = replace(HUB, organizations=(known(*files),), lost_logos=("assets/images/small.png",))
    assert logos_of(one_lost) == {Domain("paper.example"): "assets/images/large.png"}
    assert logos_of(replace(one_lost, lost_logos=("assets/images/large.png", "assets/images/small.png"))) == {}
