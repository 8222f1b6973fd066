"""The static search index: what stands in it, how it is cut, and what a change touches."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.render.site.editions import Told, edition, many, renamed, story
from tests.render.site.hostile import hostile
from tests.render.site.robotics import RECALL, robotics
from topicwire.model.hub import Edition
from topicwire.render.site.listing import listing_of
from topicwire.render.site.search_index import index_sheets
from topicwire.render.site.search_parts import MOST, cut_parts


def files(whole: Edition) -> dict[str, bytes]:
    """Render the index, by path."""
    return {sheet.path: sheet.make() for sheet in index_sheets(listing_of(whole))[0]}


def keys(whole: Edition) -> dict[str, str]:
    """Give the keys of its files."""
    return {sheet.path: sheet.key for sheet in index_sheets(listing_of(whole))[0]}


def handed_over(raw: bytes) -> dict[str, Any]:
    """Read what a file hands to the page."""
    text = raw.decode()
    assert text.startswith('topicwireSearch("')
    assert text.endswith(");\n")
    return json.loads(text[text.index(",") + 1 : -3])


def spread(count: int, days: int) -> Edition:
    """Build an edition of `count` stories that share a month, over so many of its days."""
    start = datetime(2026, 3, 2, 12, tzinfo=UTC) - timedelta(days=15)
    hours = [(datetime(2026, 3, 2, 12, tzinfo=UTC) - start).total_seconds() / 3600 + place * days * 24 / count
             for place in range(count)]  # fmt: skip
    return edition(
        story([Told(title=f"Report {place}", outlet="Outlet", hours=hours[place])]) for place in range(count)
    )


def test_a_story_is_in_the_index_with_the_words_of_every_outlet() -> None:
    """Headline, other headlines, excerpt, outlets, topics with those above, date, sources, language."""
    found = handed_over(files(robotics())["search/2026.js"])
    row = next(row for row in found["stories"] if row[1] == RECALL[0].title)
    _, _, excerpt, lead, outlets, topics, at, sources, others, language = row
    assert found["outlets"][lead] == ["automation-weekly.example", "Automation Weekly"]
    assert ["sada.example", "صدى المصانع"] in [found["outlets"][place] for place in outlets]
    assert [found["topics"][place] for place in topics] == [
        ["arms", "Robot arms", ["robotics"]], ["standards", "Standards & law", ["robotics"]],
    ]  # fmt: skip
    assert "Orlen ruft 41.000 Industrieroboter zurück" in others
    assert (at, sources, language) == (int(RECALL[0].at.timestamp()), 15, "en")
    assert excerpt.startswith("The company asks plants")


def test_what_is_not_published_is_not_in_the_index() -> None:
    """Not by a word of it."""
    assert all(b"lukewarm" not in raw for raw in files(robotics()).values())


def test_the_same_stories_give_the_same_bytes() -> None:
    """On any machine, whatever was rendered before."""
    assert files(robotics()) == files(robotics())


def test_few_stories_are_one_file_a_year_and_many_one_a_month_or_less() -> None:
    """No file holds more than it should, and each story stands in one."""
    whole = many(2400)
    parts = cut_parts(listing_of(whole).leads)
    assert all(len(part.leads) <= MOST for part in parts)
    assert [lead.story_id for part in parts for lead in part.leads] == [
        lead.story_id for lead in listing_of(whole).leads
    ]
    assert {part.name for part in cut_parts(listing_of(many(200)).leads)} <= {"2026", "2025", "2024"}


def test_a_busy_month_is_cut_by_its_days() -> None:
    """Borders are the calendar's, so that the next story does not move them."""
    leads = listing_of(spread(MOST * 2 + 50, 14)).leads
    names = [part.name for part in cut_parts(leads)]
    assert names == sorted(names, reverse=True)
    assert all(len(name) == len("2026-02-01") for name in names)
    assert sum(len(part.leads) for part in cut_parts(leads)) == len(leads)


def test_a_day_is_never_cut() -> None:
    """However busy it was."""
    assert len(cut_parts(listing_of(spread(MOST + 10, 0)).leads)) == 1


def test_a_changed_story_touches_its_own_file_only() -> None:
    """Twenty changes in ten thousand stories must not write the index anew."""
    before = many(3000)
    after = keys(renamed(before, 500, "Another title"))
    assert len([path for path, key in keys(before).items() if after[path] != key]) == 1


def test_a_new_edition_of_the_same_news_touches_nothing() -> None:
    """The time it was made at is no part of the index."""
    whole = robotics()
    assert keys(replace(whole, as_of=whole.as_of + timedelta(hours=1))) == keys(whole)


def test_hostile_words_stay_words() -> None:
    """A file is one call with JSON, whatever a headline says."""
    for raw in files(hostile()).values():
        assert handed_over(raw)["stories"]
