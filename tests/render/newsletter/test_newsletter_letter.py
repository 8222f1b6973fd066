"""The letter as mail clients get it: what it says, that it stands, and that nothing foreign runs in it."""

import re
from dataclasses import replace
from datetime import timedelta

from selectolax.lexbor import LexborHTMLParser

from tests.render.site.editions import AS_OF, many
from tests.render.site.hostile import hostile
from tests.render.site.robotics import robotics
from topicwire.model.hub import Edition
from topicwire.model.newsletter import IssueId, Letter, LetterPicture, Telling
from topicwire.render.newsletter.around import Around, around_of
from topicwire.render.newsletter.choosing import Window, choose
from topicwire.render.newsletter.colours import colours
from topicwire.render.newsletter.html import LARGEST, letter_html
from topicwire.render.newsletter.letter import letter_of
from topicwire.render.newsletter.text import letter_text
from topicwire.render.site.listing import listing_of

FAR = timedelta(days=3000)
UNSUBSCRIBE = "https://robotics.example/wire/newsletter/unsubscribe?t=token-0000"


def written(whole: Edition, most: int = 10) -> tuple[Letter, Around]:
    """Write the letter of an edition, with a picture in its first and third story."""
    listing = listing_of(whole)
    found = choose(listing, Window(since=AS_OF - FAR, earliest=AS_OF - FAR), (), 0.25)
    pictures = {
        found[0].lead.story_id: LetterPicture(
            file="assets/images/newsletters/a.jpg", width=536, height=302, alt="An arm"
        ),
        found[2].lead.story_id: LetterPicture(
            file="assets/images/newsletters/b.jpg", width=120, height=80, alt="A farm"
        ),
    }
    around = around_of(whole.hub, IssueId("2026-03-02"), UNSUBSCRIBE, "Robotics Wire\n1 Harbour Street")
    return letter_of(found, listing, pictures, most), around


def tree(html: str) -> LexborHTMLParser:
    """Parse it."""
    return LexborHTMLParser(html)


def test_the_subject_is_the_lead_and_the_preheader_what_else_there_is() -> None:
    """A reader sees both before opening."""
    letter, _ = written(robotics())
    assert letter.subject == letter.stories[0].headline
    assert letter.preheader.startswith(letter.stories[1].headline[:40])
    assert len(letter.subject) <= 110


def test_html_and_text_say_the_same() -> None:
    """Every headline, outlet and address of one is in the other."""
    letter, around = written(robotics())
    html, text = letter_html(letter, around), letter_text(letter, around)
    shown, flat = " ".join((tree(html).body.text() or "").split()), " ".join(text.split())  # type: ignore[union-attr]
    for story in letter.stories:
        for words in (story.headline, story.outlet, *(report.title for report in story.also)):
            assert " ".join(words.split()) in shown
            assert " ".join(words.split()) in flat
    for address in {story.address for story in letter.stories} | {UNSUBSCRIBE, around.web}:
        assert address in text
        assert address.replace("&", "&amp;") in html


def test_links_lead_to_publishers_and_to_the_hub_alone() -> None:
    """No counting detour, no third party; pictures come from the hub with their size and words in their place."""
    letter, around = written(robotics())
    root = tree(letter_html(letter, around))
    known = {story.address for story in letter.stories}
    known |= {report.address for story in letter.stories for report in story.also}
    own = [link.attributes["href"] for link in root.css("a") if link.attributes["href"] not in known]
    assert all(str(address).startswith(("https://robotics.example/wire/",)) for address in own)
    for picture in root.css("img"):
        assert str(picture.attributes["src"]).startswith("https://robotics.example/wire/assets/images/newsletters/")
        assert picture.attributes["alt"]
        assert picture.attributes["width"]
        assert picture.attributes["height"]
    assert len(root.css("img")) == 2


def test_styles_stand_on_the_elements_and_dark_mode_in_the_head() -> None:
    """Clients that drop the head still show it as meant."""
    letter, around = written(robotics())
    html = letter_html(letter, around)
    root = tree(html)
    styles = "".join(node.text() or "" for node in root.css("style"))
    assert "prefers-color-scheme: dark" in styles or "prefers-color-scheme:dark" in styles
    assert colours()[1]["paper"] in styles
    assert [node.attributes["content"] for node in root.css('meta[name="color-scheme"]')] == ["light dark"]
    assert all("style" in node.attributes for node in root.css("td.cell, h1, h2, td.story"))
    assert all(node.attributes["role"] == "presentation" for node in root.css("table"))
    assert all(node.attributes["bgcolor"] for node in root.css("table.wash, table.sheet"))
    assert "var(" not in html


def test_nothing_in_it_runs_asks_or_tracks() -> None:
    """No script, form, frame, sheet or font from elsewhere, however hostile the words."""
    letter, around = written(hostile(), most=50)
    for start in range(0, len(letter.stories), 10):
        part = replace(letter, stories=letter.stories[start : start + 10])
        root = tree(letter_html(part, around))
        assert root.css("script, form, iframe, object, embed, link, svg, math, base, input, button, video") == []
        for node in root.css("*"):
            assert not [name for name in node.attributes if name.lower().startswith("on")]
            address = node.attributes.get("href") or node.attributes.get("src") or "https://"
            assert address.startswith(("https://", "http://"))
            assert "leak.example" not in address
    assert "\r" not in letter_text(letter, around)


def test_a_full_issue_is_light() -> None:
    """The largest web mail cuts what is over 102 kB, the link that unsubscribes included."""
    letter, around = written(many(200), most=20)
    assert len(letter.stories) == 20
    assert len(letter_html(letter, around).encode()) < LARGEST


def test_a_story_that_grew_says_so() -> None:
    """A reader who knows it is told what is new about it."""
    letter, around = written(robotics())
    first = replace(letter.stories[0], telling=Telling.GREW, new_outlets=4)
    grown = replace(letter, stories=(first,))
    for said in (letter_html(grown, around), letter_text(grown, around)):
        assert "4 more outlets report it since" in said


def test_the_same_letter_gives_the_same_bytes() -> None:
    """What was previewed is what is sent."""
    letter, around = written(robotics())
    assert letter_html(letter, around) == letter_html(letter, around)
    assert letter_text(letter, around) == letter_text(letter, around)


def test_every_language_of_the_world_keeps_its_direction() -> None:
    """Words carry their language and find their own direction."""
    letter, around = written(robotics())
    root = tree(letter_html(letter, around))
    assert [node.attributes["dir"] for node in root.css("html")] == ["ltr"]
    heads = root.css("h1, h2")
    assert {node.attributes["dir"] for node in heads} == {"auto"}
    assert {"ar", "ja"} & {node.attributes.get("lang") for node in heads}


def test_text_lines_are_short() -> None:
    """But for addresses, which must not be broken."""
    letter, around = written(robotics())
    long = [line for line in letter_text(letter, around).splitlines() if len(line) > 72]
    assert all(re.search(r"https?://\S+$", line) for line in long)
