"""What editors write below a record is shown on its story's page: notes, and corrections apart."""

import json
from datetime import date

import pytest

from tests.render.site.editions import Told, edition, story
from tests.render.site.hostile import TITLES
from tests.render.site.html import faults, texts, tree
from tests.render.site.lives import Made, noted, page_of, pair
from topicwire.render.site.markdown import markup
from topicwire.render.site.notes import notes_on, shared_words

NOTE = """
We called *Orlen* twice. [Their statement](https://orlen.example/statement) came late.

## Corrections

- 2026-03-02: The arm weighs **40 kg**, not 14.
- The mayor's name was misspelt.
"""


def page(words: str, made: Made | None = None) -> bytes:
    """Render a story whose lead's record has these words below."""
    found = noted(made or pair(), words)
    return page_of(edition([found]), found[1].id)


def test_words_below_the_front_matter_are_the_editors_note() -> None:
    """As Markdown, with links."""
    shown = page(NOTE)
    assert texts(shown, ".remark-words") == ["We called Orlen twice. Their statement came late."]
    link = tree(shown).css_first(".remark-words a")
    assert link is not None
    assert link.attributes["href"] == "https://orlen.example/statement"
    assert faults(shown) == []


def test_corrections_stand_apart_with_their_day() -> None:
    """And machines get them as corrections."""
    shown = page(NOTE)
    assert texts(shown, ".corrections li") == [
        "2026-03-02The arm weighs 40 kg, not 14.",
        "The mayor's name was misspelt.",
    ]
    block = tree(shown).css_first("script[type='application/ld+json']")
    assert block is not None
    assert json.loads(block.text() or "")["correction"] == [
        {"@type": "CorrectionComment", "text": "The arm weighs 40 kg, not 14.", "datePublished": "2026-03-02"},
        {"@type": "CorrectionComment", "text": "The mayor's name was misspelt."},
    ]


@pytest.mark.parametrize("heading", ["## Corrections", "### correction", "Corrections:", "**Corrections:**"])
def test_the_heading_of_corrections_may_be_written_in_several_ways(heading: str) -> None:
    """An editor should not have to look it up."""
    shown = page(f"A note.\n\n{heading}\n\nThe arm weighs 40 kg.\n")
    assert texts(shown, ".corrections li") == ["The arm weighs 40 kg."]
    assert texts(shown, ".remark-words") == ["A note."]


def test_another_heading_stays_in_the_note() -> None:
    """Below the page's own headings."""
    shown = page("# How we checked\n\nTwice.\n\n## Corrections\n\n- One.\n\n## More\n\nMore words.")
    assert texts(shown, ".remark-words h3") == ["How we checked", "More"]
    assert "More words." in texts(shown, ".remark-words")[0]
    assert texts(shown, ".corrections li") == ["One."]


def test_a_note_on_another_report_of_the_story_is_shown_too() -> None:
    """When another article takes the lead, no note is lost."""
    found = noted(noted(pair(), "On the lead."), "On the other.", place=1)
    assert texts(page_of(edition([found]), found[1].id), ".remark-words") == ["On the lead.", "On the other."]


@pytest.mark.parametrize("words", ["\n", "{% include comments.html %}", "<!-- made by a template -->", "{{ content }}"])
def test_what_a_site_generator_fills_in_is_no_note(words: str) -> None:
    """A hub taken over may have a template below its records."""
    assert tree(page(words)).css(".remark") == []


def test_words_that_many_records_share_are_no_note() -> None:
    """They are on no story in particular."""
    made = [noted(story([Told(title=f"T{n}", outlet="O", hours=n)]), "Read more on our site.") for n in range(3)]
    whole = edition(made)
    assert shared_words(whole) == {"Read more on our site."}
    assert tree(page_of(whole, made[0][1].id)).css(".remark") == []


def test_a_day_that_is_none_stays_in_the_words() -> None:
    """Nothing an editor wrote is dropped."""
    found = noted(pair(), "## Corrections\n\n- 2026-13-45: Odd.\n- 2026-03-01 Even.")
    corrections = notes_on(iter(found[0]), frozenset()).corrections
    assert [(one.day, one.words) for one in corrections] == [
        (None, "2026-13-45: Odd."),
        (date(2026, 3, 1), "Even."),
    ]


@pytest.mark.parametrize("title", TITLES[::7])
def test_no_markup_of_a_note_does_harm(title: str) -> None:
    """An editor may paste anything."""
    shown = page(f"{title}\n\n- [x]({title})\n\n## Corrections\n\n- {title}\n")
    assert faults(shown) == []


def test_pictures_and_addresses_of_other_kinds_are_left_out() -> None:
    """No page asks another host for anything."""
    made = markup("![x](https://leak.example/x.png) [a](javascript:alert) [b](mailto:a@b.example) <b>c</b>")
    assert "<img" not in made
    assert "javascript:" not in made.replace("(javascript:alert)", "")
    assert 'href="mailto:a@b.example"' in made
    assert "&lt;b&gt;" in made
