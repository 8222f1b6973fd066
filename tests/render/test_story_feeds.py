"""Feeds that tell how stories go on: one entry for each, updated in place; those that turned hot; one story alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import fastfeedparser
import feedparser
import orjson
import pytest

from tests.render.feed_rules import faults
from tests.render.sheets import feeds, made
from tests.render.site.editions import AS_OF, HUB, Told, edition, related, story
from tests.render.site.robotics import robotics
from topicwire.model.edits import Edit, Edited, EditedField, Piece, PieceKind
from topicwire.model.hub import Edition
from topicwire.model.ids import StoryId
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story, StoryEvent, StoryEventKind
from topicwire.render.feeds import feed_sheets
from topicwire.render.site.feed_list import FOLLOWED, has_story_feed

PAGE = "https://robotics.example/wire/stories"
FIRST = Told(title="Crane falls", outlet="Quay", hours=9)
SECOND = Told(title="Crane fell, nobody hurt", outlet="Harbour", hours=5)
THIRD = Told(title="Why the crane fell", outlet="Bolt", hours=5)
COPY = Told(title="Crane falls", outlet="Echo", hours=2, is_copy=True)


def entries(whole: Edition, path: str = "feeds/stories.json") -> list[dict[str, Any]]:
    """List the entries of a JSON Feed."""
    return list(orjson.loads(feeds(whole)[path])["items"])


def told(*reports: Told, turns: tuple[StoryEvent, ...] = ()) -> Edition:
    """Freeze one published story, founded by the first report."""
    articles, founded = grown(FIRST, *reports)
    return replace(edition([(articles, founded)]), turns={founded.id: turns} if turns else {})


def grown(*reports: Told) -> tuple[list[RankedArticle], Story]:
    """Build a story whose id does not depend on what was reported later."""
    articles, founded = story(reports, quality=90)
    same = StoryId("0123456789abcdef")
    return [replace(one, story_id=same) for one in articles], replace(founded, id=same)


def turn(kind: StoryEventKind, hours: float, *articles: Told, other: str | None = None) -> StoryEvent:
    """Build a turn in the life of the story."""
    return StoryEvent(
        story_id=StoryId("0123456789abcdef"),
        at=AS_OF - timedelta(hours=hours),
        kind=kind,
        articles=tuple(one.article_id for one in articles),
        other=StoryId(other) if other else None,
    )


def test_a_new_story_is_one_entry_without_any_change() -> None:
    """It appears when its first report joined, under the address of its page, and leads there."""
    (entry,) = entries(told())
    assert entry["id"] == entry["url"] == f"{PAGE}/0123456789abcdef.html"
    assert entry["date_published"] == entry["date_modified"] == "2026-03-02T03:00:00Z"
    assert "What changed" not in entry["content_html"]


def test_new_reports_bring_the_same_entry_up_to_date() -> None:
    """Same id, same publication, a later update, and in front what changed."""
    (before,), (after,) = entries(told()), entries(told(SECOND, THIRD))
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert after["date_modified"] == "2026-03-02T07:00:00Z"
    assert after["summary"] == "2 more reports: Harbour, Bolt"
    assert after["content_html"].startswith(
        "<p>What changed on 2 March 2026, 07:00 UTC</p><ul><li>2 more reports: Harbour, Bolt</li></ul>"
    )


def test_a_copy_of_a_text_is_no_news() -> None:
    """A story does not come back because somebody took its text over."""
    (before,), (after,) = entries(told(SECOND)), entries(told(SECOND, COPY))
    assert (after["date_modified"], after["summary"]) == (before["date_modified"], before["summary"])


def test_only_the_last_change_is_told() -> None:
    """What was told before is not told again."""
    later = Told(title="Crane owner speaks", outlet="Mast", hours=1)
    (entry,) = entries(told(SECOND, later))
    assert entry["summary"] == "1 more report: Mast"


def test_another_lead_is_told_with_the_headline_that_was() -> None:
    """The title of the entry is the new one; a reader sees what it was."""
    articles, founded = grown(SECOND, FIRST)
    members = tuple(reversed(founded.members))
    led = turn(StoryEventKind.LED, 4.9, SECOND)
    whole = replace(edition([(articles, replace(founded, members=members))]), turns={founded.id: (led,)})
    (entry,) = entries(whole)
    assert entry["title"] == "Crane fell, nobody hurt"
    assert entry["summary"] == (
        "1 more report: Harbour · Now led by Harbour: “Crane fell, nobody hurt” · The headline was “Crane falls”"
    )


def test_another_headline_of_the_lead_is_a_change() -> None:
    """The entry has the new title and says what it was; an edit from before the article led is no news of the story."""
    pieces = (
        Piece(kind=PieceKind.SAME, words="Crane "),
        Piece(kind=PieceKind.GONE, words="collapses"),
        Piece(kind=PieceKind.NEW, words="falls"),
    )
    edits = (Edit(at=AS_OF - timedelta(hours=3), field=EditedField.TITLE, pieces=pieces),)
    edited = Edited(article_id=FIRST.article_id, revisions=2, edits=edits)
    (entry,) = entries(replace(told(), edits={FIRST.article_id: edited}))
    assert (entry["title"], entry["summary"]) == ("Crane falls", "The headline was “Crane collapses”")
    assert entry["date_modified"] == "2026-03-02T09:00:00Z"
    early = replace(edited, edits=(replace(edits[0], at=AS_OF - timedelta(hours=30)),))
    (entry,) = entries(replace(told(), edits={FIRST.article_id: early}))
    assert entry["date_modified"] == "2026-03-02T03:00:00Z"


def test_a_story_that_took_another_in_says_so_and_what_came_with_it() -> None:
    """Reports that came with the other story are told once, with the merger, not as of when they joined that one."""
    merged = turn(StoryEventKind.MERGED, 1, SECOND, THIRD, other="ffff")
    (entry,) = entries(told(SECOND, THIRD, turns=(merged,)))
    assert entry["date_modified"] == "2026-03-02T11:00:00Z"
    assert entry["summary"] == "Another story turned out to be this one, with 2 more reports: Harbour, Bolt"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (StoryEventKind.PARTED, "Some of its reports turned out to be another story"),
        (StoryEventKind.REOPENED, "It had settled, and is news again"),
    ],
)
def test_other_turns_are_told_in_words(kind: StoryEventKind, words: str) -> None:
    """What happened to a story is a change like any other."""
    (entry,) = entries(told(turns=(turn(kind, 1, SECOND),)))
    assert entry["summary"] == words


def test_what_happens_within_one_run_is_one_change() -> None:
    """A run takes minutes; what it did is told together."""
    soon = Told(title="Crane: a picture", outlet="Mast", hours=4.75)
    reopened = turn(StoryEventKind.REOPENED, 4.7)
    (entry,) = entries(told(SECOND, soon, turns=(reopened,)))
    assert entry["summary"] == "2 more reports: Harbour, Mast · It had settled, and is news again"
    assert entry["date_modified"] == "2026-03-02T07:18:00Z"


def test_the_story_that_changed_last_comes_first() -> None:
    """Not the one that was published last."""
    old, young = grown(FIRST, SECOND), story([Told(title="Drone lands", outlet="Sky", hours=6)], quality=90)
    assert [entry["title"] for entry in entries(edition([old, young]))] == ["Crane falls", "Drone lands"]
    assert [entry["title"] for entry in entries(edition([grown(FIRST), young]))] == ["Drone lands", "Crane falls"]


def test_a_story_that_was_merged_away_has_no_entry() -> None:
    """Its entry goes, the survivor's stays under its own id."""
    away = story([SECOND], quality=90)
    before = edition([grown(FIRST), away])
    merged = turn(StoryEventKind.MERGED, 1, SECOND, other=away[1].id)
    assert [entry["id"] for entry in entries(before)] != [entry["id"] for entry in entries(told(SECOND))]
    assert [entry["id"] for entry in entries(told(SECOND, turns=(merged,)))] == [f"{PAGE}/0123456789abcdef.html"]


def test_the_feeds_stay_the_same_while_nothing_happens() -> None:
    """A later edition and a new score change no byte and no key."""
    whole = robotics()
    later = replace(whole, as_of=AS_OF + timedelta(hours=1), source_notes={})
    assert {sheet.path: sheet.key for sheet in feed_sheets(whole, 50)} == {
        sheet.path: sheet.key for sheet in feed_sheets(later, 50)
    }
    assert feeds(whole) == feeds(later)


def test_one_new_report_touches_no_feed_of_another_story() -> None:
    """A rebuild makes what changed, no more."""
    other = story([Told(title="Drone lands", outlet="Sky", hours=6)], quality=90)
    before, after = edition([grown(FIRST), other]), edition([grown(FIRST, SECOND), other])
    was, now = ({sheet.path: sheet.key for sheet in feed_sheets(whole, 50)} for whole in (before, after))
    changed = {path.rpartition(".")[0] for path in now if was.get(path) != now[path]}
    assert changed == {
        "feeds/all", "feeds/stories", "feeds/sources/quay.example", "feeds/sources/harbour.example",
        "feeds/stories/0123456789abcdef",
    } - ({"feeds/topics/robotics"})  # fmt: skip


def test_a_story_can_be_followed_while_it_is_young_and_for_good_with_a_second_report() -> None:
    """So an address that was followed vanishes only where nothing ever came of it."""
    single, pair = grown(FIRST)[1], grown(FIRST, SECOND)[1]
    young, old = edition([]), replace(edition([]), as_of=AS_OF + FOLLOWED)
    assert [has_story_feed(whole, one) for whole in (young, old) for one in (single, pair)] == [True, True, False, True]


def test_the_feed_of_a_story_has_every_report_and_every_turn() -> None:
    """Newest first, each under an id of its own on the story's page."""
    led = turn(StoryEventKind.LED, 4, SECOND)
    reopened = turn(StoryEventKind.REOPENED, 1)
    path = "feeds/stories/0123456789abcdef.atom"
    raw = feeds(told(SECOND, turns=(led, reopened)))[path]
    assert faults(path, raw) == []
    read = feedparser.parse(raw)
    assert [entry.title for entry in read.entries] == [
        "News again: Crane falls",
        "Harbour leads now: Crane fell, nobody hurt",
        "Crane fell, nobody hurt (Harbour)",
        "Crane falls (Quay)",
    ]
    assert [entry.id.removeprefix(f"{PAGE}/0123456789abcdef.html#") for entry in read.entries] == [
        "reopened-20260302T110000000000", "led-20260302T080000000000", SECOND.article_id, FIRST.article_id,
    ]  # fmt: skip
    assert read.feed.title == "Robotics Wire: Crane falls"
    assert read.entries[2].link == SECOND.address


def test_ids_in_the_feed_of_a_story_stay_when_more_happens() -> None:
    """A reader gets nothing twice."""
    path = "feeds/stories/0123456789abcdef.atom"
    before, after = (feedparser.parse(feeds(whole)[path]) for whole in (told(SECOND), told(SECOND, THIRD)))
    assert [entry.id for entry in after.entries if entry.id in {one.id for one in before.entries}] == [
        entry.id for entry in before.entries
    ]


def hot(*hours: float) -> Edition:
    """Freeze a story with a report by another outlet at each of these hours."""
    return told(*(Told(title=f"Crane, says {at}", outlet=f"Outlet {at}", hours=at) for at in hours))


def test_a_story_that_turns_hot_is_one_entry_once() -> None:
    """It appears when unusually many outlets had it, and further reports do not bring it back."""
    assert entries(hot(8), "feeds/hot.json") == []
    (entry,) = entries(hot(8, 7), "feeds/hot.json")
    assert entry["id"] == f"{PAGE}/0123456789abcdef.html#hot"
    assert entry["date_published"] == entry["date_modified"] == "2026-03-02T05:00:00Z"
    assert entry["summary"] == "3 outlets reported it within 2 h. Nine in ten stories here have no more than 1 outlet."
    (later,) = entries(hot(8, 7, 4, 2), "feeds/hot.json")
    assert {key: later[key] for key in ("id", "date_published", "date_modified", "summary")} == {
        key: entry[key] for key in ("id", "date_published", "date_modified", "summary")
    }


def test_the_feed_of_a_source_has_its_reports_under_ids_that_do_not_depend_on_stories() -> None:
    """A report keeps its id when it moves to another story or takes the lead."""
    (entry,) = entries(told(SECOND), "feeds/sources/harbour.example.json")
    assert entry["title"] == "Crane fell, nobody hurt"
    assert entry["id"] == f"https://robotics.example/wire/sources/harbour.example.html#{SECOND.article_id}"
    assert entry["url"] == SECOND.address
    alone = edition([story([SECOND], quality=90)])
    assert entries(alone, "feeds/sources/harbour.example.json")[0]["id"] == entry["id"]


def test_every_format_names_the_websub_hub() -> None:
    """In the ways of RSS, Atom and JSON Feed; without one nothing is named."""
    push = "https://push.example/hub"
    whole = replace(robotics(), hub=replace(HUB, websub_hub=push))
    rendered = feeds(whole)
    assert {path for path, raw in rendered.items() if push.encode() not in raw} == set()
    assert [path for path, raw in rendered.items() if faults(path, raw)] == []
    for path in ("feeds/all.rss", "feeds/all.atom"):
        links = feedparser.parse(rendered[path]).feed.links
        assert [link.href for link in links if link.rel == "hub"] == [push]
    assert orjson.loads(rendered["feeds/all.json"])["hubs"] == [{"type": "WebSub", "url": push}]
    assert not any(b'rel="hub"' in raw or b'"hubs"' in raw for raw in feeds(robotics()).values())


@pytest.mark.parametrize("name", ["stories", "hot"])
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_two_readers_read_the_new_feeds_alike(name: str, form: str) -> None:
    """Titles, ids and dates of feedparser and of fastfeedparser are what we meant."""
    led = turn(StoryEventKind.LED, 4.9, SECOND)
    whole = told(SECOND, Told(title="Third", outlet="Bolt", hours=6), turns=(led,))
    rendered, meant = feeds(whole), entries(whole, f"feeds/{name}.json")
    assert meant
    read = fastfeedparser.parse(rendered[f"feeds/{name}.{form}"])
    said = [(one.title, one.id, datetime.fromisoformat(one.published)) for one in read.entries]
    assert said == [(one["title"], one["id"], datetime.fromisoformat(one["date_published"])) for one in meant]
    if form != "json":
        other = feedparser.parse(rendered[f"feeds/{name}.{form}"])
        assert not other.bozo
        assert [(one.title, one.id, one.link) for one in other.entries] == [
            (one["title"], one["id"], one["url"]) for one in meant
        ]
        times = (one.updated_parsed if "updated" in one else one.published_parsed for one in other.entries)
        assert [datetime(*at[:6], tzinfo=AS_OF.tzinfo) for at in times] == [
            datetime.fromisoformat(one["date_modified"]) for one in meant
        ]


def test_a_feed_asked_for_few_entries_has_the_newest() -> None:
    """The number of entries is the hub's setting, in every feed."""
    rendered = made(feed_sheets(robotics(), 2))
    for path in ("feeds/all.json", "feeds/stories.json", "feeds/topics/arms.json"):
        assert len(orjson.loads(rendered[path])["items"]) == 2


def test_related_articles_without_an_address_are_not_listed() -> None:
    """Nothing that cannot be opened is offered."""
    articles, founded = grown(FIRST, SECOND)
    bare = replace(related(SECOND, 60), web_url="javascript:alert(1)")
    articles[0] = replace(articles[0], record=replace(articles[0].record, related=(bare,)))
    (entry,) = entries(edition([(articles, founded)]))
    assert "javascript" not in entry["content_html"]
