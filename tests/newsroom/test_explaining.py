"""`explain` says why something is, or is not, on the page."""

import pytest

from topicwire.cli.explanation import explanation_lines
from topicwire.demo.expected import CASES, COPIES, STORIES
from topicwire.newsroom.explaining import explain
from topicwire.newsroom.room import Room


def words(room: Room, name: str) -> str:
    """Give the whole explanation as a person reads it."""
    found = explain(room, name)
    assert found is not None
    return "\n".join(line for line, _ in explanation_lines(found))


def test_a_lead_is_explained_by_its_evidence(room: Room) -> None:
    """Sources, dates, topics, the story and every part of both scores are there, and the parts add up."""
    text = words(room, STORIES["velmouth"][0])
    for part in ("The Meridian Post", "When it was published", "What it is about", "Which story", "≥ threshold"):
        assert part in text
    found = explain(room, STORIES["velmouth"][0])
    assert found
    assert found.ranked
    assert found.ranked.heat
    for card in (found.ranked.quality, found.ranked.heat):
        assert sum(part.points for part in card.parts) == card.total


def test_a_related_article_is_explained_by_its_lead(room: Room) -> None:
    """It says what leads the story, and what tied it there."""
    text = words(room, STORIES["quillon"][1])
    assert "another article leads its story" in text
    assert "leads" in text
    assert "Why a stopped production line" in text
    assert "tied by" in text
    assert "likest to" in text


def test_a_story_is_explained_by_its_id(room: Room) -> None:
    """What became of it, by which signals its articles belong, and where it stands on the front page."""
    found = explain(room, STORIES["quillon"][0])
    assert found
    assert found.story
    text = words(room, found.story.id)
    assert "Why a stopped production line" in text
    assert "another article took the lead" in text
    assert "on the front page" in text
    assert "nearest story it did not join" in text


def test_a_copy_names_what_it_copies(room: Room) -> None:
    """A reader sees that nobody was left out by mistake."""
    assert "a copy of" in words(room, COPIES[0])


@pytest.mark.parametrize(("case", "why"), [("bomb", "too-large"), ("off-topic", "off-topic"), ("re-dated", "stale")])
def test_a_rejected_tip_is_explained_by_its_reason(room: Room, case: str, why: str) -> None:
    """Which stage rejected it, and on what evidence."""
    text = words(room, CASES[case])
    assert "Not on the page" in text
    assert why in text


def test_an_article_is_found_by_any_of_its_names(room: Room) -> None:
    """By record file, id, address, AMP address, or an address with tracking parameters."""
    found = explain(room, CASES["amp"])
    assert found
    assert found.article
    assert found.ranked
    names = (
        found.ranked.record.path,
        f"./{found.ranked.record.path}",
        found.article.id,
        found.article.original_url,
        f"{found.article.original_url}?utm_source=mail",
        found.sightings[0].tip.id,
    )
    for name in names:
        again = explain(room, name)
        assert again, name
        assert again.article, name
        assert again.article.id == found.article.id, name


@pytest.mark.parametrize(
    "name", ["http://nobody.example/", "_news/2026-03-01-nothing.md", "0123456789abcdef", "", "{{ x }}"]
)
def test_what_nobody_ever_named_is_unknown(room: Room, name: str) -> None:
    """The hub says so instead of guessing."""
    assert explain(room, name) is None
