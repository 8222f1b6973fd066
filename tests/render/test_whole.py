"""Everything of one edition: that it is all there, may be written, and is rendered anew exactly when it must."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.render.sheets import changed, digested, empty, made
from tests.render.site.editions import AS_OF, HUB, many, topic
from tests.render.site.hostile import TITLES, hostile
from tests.render.site.robotics import PICTURES, robotics
from topicwire.formats.opml import read_opml
from topicwire.model.hub import Edition
from topicwire.model.ids import Domain, EditionId, StoryId, TopicId, digest
from topicwire.model.record import Provider, RankedArticle, RecordPicture
from topicwire.outbox.paths import check_paths
from topicwire.ports.outbox import Sheet
from topicwire.render.records import record_sheets
from topicwire.render.site.front import RIVER
from topicwire.render.whole import all_sheets, look
from topicwire.text.clean import one_line

Edit = Callable[[Edition, int], Edition]


def sheets(whole: Edition) -> list[Sheet]:
    """List all sheets: what readers get, and the record files; the edition's id is over its contents."""
    stories, copies = dict(sorted(whole.stories.items())), dict(sorted(whole.thumbnails.items()))
    contents = replace(whole, id=EditionId(""), as_of=AS_OF, stories=stories, thumbnails=copies)
    named = replace(whole, id=EditionId(digest(repr(contents)) * 4))
    return [*all_sheets(named, 5, 4, 6), *record_sheets(named)]


def article_edit(change: Callable[[RankedArticle], RankedArticle]) -> Edit:
    """Make an edit of one article, with its digest made anew as rank does."""

    def edit(whole: Edition, place: int) -> Edition:
        at = place % len(whole.articles)
        after = digested(change(whole.articles[at]))
        articles = sorted(
            (*whole.articles[:at], after, *whole.articles[at + 1 :]),
            key=lambda article: (-article.published_at.timestamp(), article.article_id),
        )
        return replace(whole, articles=tuple(articles))

    return edit


def _swap_lead(whole: Edition, place: int) -> Edition:
    """Let another article of a story with several lead it."""
    several = [article for article in whole.articles if not article.is_lead]
    new = several[place % len(several)]

    def turn(article: RankedArticle) -> RankedArticle:
        if article.story_id != new.story_id:
            return article
        is_lead = article is new
        return digested(replace(changed(article, is_published=is_lead, heat=90 if is_lead else -1), is_lead=is_lead))

    return replace(whole, articles=tuple(map(turn, whole.articles)))


def _story_grows(whole: Edition, place: int) -> Edition:
    story_id = sorted(whole.stories)[place % len(whole.stories)]
    story = whole.stories[story_id]
    later = timedelta(minutes=place + 1)
    grown = replace(
        story, revision=story.revision + 1, last_at=story.last_at + later, changed_at=story.changed_at + later
    )
    return replace(whole, stories={**whole.stories, StoryId(story_id): grown})


def _copy_picture(whole: Edition, place: int) -> Edition:
    url = list(PICTURES.values())[place % 4]
    copies = dict(whole.thumbnails)
    if url in copies and place % 2:
        copies[url] = replace(copies[url], width=copies[url].width - 1)
    elif url in copies:
        del copies[url]
    else:
        copies[url] = replace(next(iter(whole.thumbnails.values()), _COPY), picture_url=url)
    return replace(whole, thumbnails=copies)


def _without(whole: Edition, place: int) -> Edition:
    at = place % len(whole.articles)
    return (
        replace(whole, articles=(*whole.articles[:at], *whole.articles[at + 1 :])) if len(whole.articles) > 3 else whole
    )


def hub_edit(**values: object) -> Edit:
    """Make an edit of the hub's own facts."""
    return lambda whole, place: replace(whole, hub=replace(whole.hub, **values))


def _rename_topic(whole: Edition, place: int) -> Edition:
    topics = list(whole.hub.topics)
    at = place % len(topics)
    topics[at] = (
        replace(topics[at], name=f"{topics[at].name}!") if place % 2 else replace(topics[at], description="New")
    )
    return replace(whole, hub=replace(whole.hub, topics=tuple(topics)))


def _move_topic(whole: Edition, place: int) -> Edition:
    topics = list(whole.hub.topics)
    at = 1 + place % (len(topics) - 1)
    topics[at] = replace(
        topics[at], parent=TopicId("drones" if place % 2 and topics[at].id != "drones" else "robotics")
    )
    return replace(whole, hub=replace(whole.hub, topics=tuple(topics)))


def _rename_feed(whole: Edition, place: int) -> Edition:
    feeds = list(whole.hub.feeds)
    feeds[0] = replace(feeds[0], title=f"Feed {place}", is_focused=bool(place % 2))
    feeds[1] = replace(feeds[1], original_url=f"https://old{place}.example/")
    return replace(whole, hub=replace(whole.hub, feeds=tuple(feeds)))


_COPY = next(iter(robotics().thumbnails.values()))
_ODD = Provider(name="Odd & Sons", domain=Domain("odd.example"))
EDITS: dict[str, Edit] = {
    "title": article_edit(lambda article: changed(article, title=article.record.title + " <again>")),
    "excerpt": article_edit(lambda article: changed(article, excerpt=None)),
    "address": article_edit(
        lambda article: changed(article, web_url="https://moved.example/x", amp_url="https://a.example/")
    ),
    "authors": article_edit(lambda article: replace(article, authors=("Someone Else",))),
    "updated": article_edit(lambda article: replace(article, updated_at=article.published_at + timedelta(hours=1))),
    "published": article_edit(
        lambda article: replace(article, published_at=article.published_at - timedelta(hours=60))
    ),
    "language": article_edit(lambda article: replace(article, language="fr")),
    "verdict": article_edit(lambda article: replace(article, verdict="Because.", threshold=71)),
    "provider": article_edit(lambda article: changed(article, provider=_ODD)),
    "topics": article_edit(lambda article: changed(article, topics=("Care", "Robotics"))),
    "picture": article_edit(
        lambda article: changed(article, pictures=(RecordPicture(url=PICTURES["stairs"], width=3, height=2),))
    ),
    "related": article_edit(lambda article: changed(article, related=article.record.related[1:])),
    "heat": article_edit(lambda article: changed(article, heat=(article.record.heat or 0) + 1, quality=None)),
    "hide": article_edit(lambda article: changed(article, is_published=False)),
    "silent": article_edit(lambda article: changed(article, is_published=None)),
    "copy": article_edit(lambda article: replace(article, is_copy=not article.is_copy)),
    "lead": _swap_lead,
    "story": _story_grows,
    "thumbnail": _copy_picture,
    "remove": _without,
    "hub title": hub_edit(title="Another Wire"),
    "hub description": hub_edit(description=""),
    "hub url": hub_edit(url="https://other.example"),
    "hub locale": hub_edit(locale="de"),
    "hub figures": hub_edit(threshold=80, half_life_hours=6.0, contact=""),
    "diversity": hub_edit(diversity=0.5),
    "organizations": hub_edit(organizations=()),
    "topic": _rename_topic,
    "tree": _move_topic,
    "new topic": hub_edit(topics=(*HUB.topics, topic("new", "New", 9, "robotics"))),
    "feeds": _rename_feed,
    "notes": lambda whole, place: replace(whole, source_notes={}),
    "as of": lambda whole, place: replace(whole, as_of=AS_OF + timedelta(minutes=place)),
}


@cache
def original() -> Edition:
    """Give the edition that edits start from, with digests as rank makes them."""
    whole = robotics()
    return replace(whole, articles=tuple(map(digested, whole.articles)))


def stale(before: Edition, after: Edition) -> list[str]:
    """List the paths that would be left as they are although their bytes differ."""
    old = {sheet.path: sheet for sheet in sheets(before)}
    same_key = [sheet for sheet in sheets(after) if sheet.path in old and old[sheet.path].key == sheet.key]
    return [sheet.path for sheet in same_key if sheet.make() != old[sheet.path].make()]


@pytest.mark.parametrize("name", EDITS)
def test_whatever_changes_is_rendered_anew(name: str) -> None:
    """For every kind of edit: where bytes differ, the key does."""
    for place in (0, 2, 3):
        assert stale(original(), EDITS[name](original(), place)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 40)), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 40)), max_size=3),
)
def test_no_run_of_edits_leaves_a_stale_page(first: list[tuple[str, int]], then: list[tuple[str, int]]) -> None:
    """Between any two editions: equal keys, equal bytes."""
    before = original()
    for name, place in first:
        before = EDITS[name](before, place)
    after = before
    for name, place in then or first:
        after = EDITS[name](after, place)
    assert stale(before, after) == []


def test_the_same_edition_gives_the_same_sheets() -> None:
    """Rendering is a function of the edition: no clock, no chance, no order of arrival."""
    mixed = replace(robotics(), stories=dict(reversed(robotics().stories.items())))
    once, again = sheets(robotics()), sheets(mixed)
    assert [(sheet.path, sheet.key) for sheet in once] == [(sheet.path, sheet.key) for sheet in again]
    assert made(once) == made(again)


@pytest.mark.parametrize("whole", [robotics(), hostile(), empty()], ids=["robotics", "hostile", "empty"])
def test_every_path_may_be_written(whole: Edition) -> None:
    """Names are ours, each once."""
    check_paths([sheet.path for sheet in sheets(whole)])


@pytest.mark.parametrize("domain", ["YouTube.com", "a" * 199, "../x", "a..b", "müller.example", "", ".", "-x"])
def test_an_odd_domain_costs_no_more_than_its_page(domain: str) -> None:
    """A record of an older hub may say anything there."""
    odd = Provider(name="Odd", domain=Domain(domain))
    articles = tuple(changed(article, provider=odd) for article in robotics().articles)
    whole = replace(robotics(), articles=articles, cards={})
    found = made(sheets(whole))
    check_paths(list(found))
    assert b"<loc>https://robotics.example/wire/sources/" not in found["sitemap.xml"]


def test_a_hub_without_articles_renders_whole() -> None:
    """Every page, list, feed and map is there on the first day."""
    found = made(sheets(empty()))
    assert {"index.html", "api/news/index.json", "feeds/all.rss", "sitemap.xml", "news-sitemap.xml", "robots.txt",
            "sources.opml", "edition.json"} <= set(found)  # fmt: skip
    assert all(found.values())


def test_the_edition_says_what_it_is() -> None:
    """Id, time and counts; a record that does not say counts as published."""
    facts = orjson.loads(made(all_sheets(robotics(), 5, 4, 6))["edition.json"])
    assert facts == {
        "edition": robotics().id, "asOf": "2026-03-02T12:00:00Z", "articles": len(robotics().articles), "published": 12,
        "stories": 12,
    }  # fmt: skip


def test_hostile_feeds_are_read_back_from_the_list_of_sources() -> None:
    """What an editor's reader exports, or imports, keeps every name, folder and address."""
    feeds = tuple(
        replace(
            HUB.feeds[0],
            id=digest(title),
            url=f"https://f{at}.example/",
            original_url=f"https://o{at}.example/",
            title=title,
            folder=(title,),
        )
        for at, title in enumerate(TITLES)
    )
    found = made(sheets(replace(empty(), hub=replace(HUB, feeds=feeds, title=TITLES[0]))))
    read = read_opml(found["sources.opml"])
    assert (read.title, read.problems, len(read.feeds)) == (TITLES[0], (), len(TITLES))
    wanted = {feed.url: (one_line(feed.title), feed.original_url, (one_line(feed.title),)) for feed in feeds}
    assert {feed.url: (feed.title, feed.original_url, feed.folder) for feed in read.feeds} == wanted


def test_an_old_story_more_changes_the_count_below_the_newest() -> None:
    """The list of the newest says how many more there are."""
    whole = many(2 * RIVER + 20)
    fewer = replace(whole, articles=tuple(one for one in whole.articles if one.story_id != whole.articles[-1].story_id))
    old, new = ({sheet.path: sheet for sheet in all_sheets(one, 25, 30, 50)} for one in (whole, fewer))
    assert old["latest.html"].make() != new["latest.html"].make()
    assert old["latest.html"].key != new["latest.html"].key


def test_the_look_names_every_part() -> None:
    """A new version of any renderer makes a new edition."""
    assert [name for name in ("api-", "feeds-", "records-", "sitemaps-", "whole-") if name not in look()] == []
