"""What is in the feeds, that they are valid, and that readers read them rightly."""

from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import fastfeedparser
import feedparser
import orjson
import pytest

from tests.render.feed_rules import faults
from tests.render.sheets import changed, digested, empty, feeds, with_articles
from tests.render.site.editions import AS_OF, HUB, Told, edition, story
from tests.render.site.hostile import hostile
from tests.render.site.robotics import robotics
from topicwire.formats.feeds import parse_feed
from topicwire.model.hub import Edition
from topicwire.render.addresses import FEED_FORMATS
from topicwire.render.views import shown_leads

URL = "https://robotics.example/wire/feeds/all"


def titles(raw: bytes) -> list[str]:
    """List the titles of a JSON Feed."""
    return [entry["title"] for entry in orjson.loads(raw)["items"]]


def ids(whole: Edition) -> list[str]:
    """List the ids in the hub's JSON Feed."""
    return [entry["id"] for entry in orjson.loads(feeds(whole)["feeds/all.json"])["items"]]


@pytest.mark.parametrize("whole", [robotics(), hostile(), empty()], ids=["robotics", "hostile", "empty"])
def test_every_feed_is_valid(whole: Edition) -> None:
    """RSS 2.0, Atom 1.0 and JSON Feed 1.1 by their own rules, also when words are hostile or there is nothing yet."""
    rendered = feeds(whole)
    hubs = {f"feeds/{name}.{form}" for name in ("all", "stories", "hot") for form in FEED_FORMATS}
    topics = {f"feeds/topics/{topic.id}.{form}" for topic in HUB.topics[1:] for form in FEED_FORMATS}
    assert {path for path in rendered if "/sources/" not in path and "/stories/" not in path} == hubs | topics
    assert {path: found for path, raw in rendered.items() if (found := faults(path, raw))} == {}


def test_published_leads_are_listed_newest_first_once_a_story() -> None:
    """Neither the other reports of a story nor what is below the threshold is an entry."""
    listed = titles(feeds(robotics())["feeds/all.json"])
    assert listed == [lead.record.title for lead in shown_leads(robotics())]
    assert len(listed) == 12
    assert "Too lukewarm to print" not in listed


def test_only_the_newest_are_listed() -> None:
    """A feed has as many entries as the hub says."""
    assert titles(feeds(robotics(), 3)["feeds/all.json"]) == titles(feeds(robotics())["feeds/all.json"])[:3]


def test_a_record_that_does_not_say_counts_as_published() -> None:
    """Records adopted from an older hub have no figures."""
    silent = with_articles(robotics(), lambda article: changed(article, is_published=None, heat=None, quality=None))
    assert len(titles(feeds(silent)["feeds/all.json"])) == 13


def test_the_feed_of_a_topic_has_the_stories_of_its_page() -> None:
    """Its own and those of the topics below it; the root topic's feed is the hub's."""
    rendered = feeds(robotics())
    grippers = titles(rendered["feeds/topics/grippers.json"])
    assert len(grippers) == 2
    assert set(grippers) < set(titles(rendered["feeds/topics/arms.json"]))
    assert "feeds/topics/robotics.json" not in rendered
    assert orjson.loads(rendered["feeds/topics/drones.json"])["description"] == "Machines in the air."


@pytest.mark.parametrize("form", FEED_FORMATS)
def test_our_own_reader_reads_back_what_was_written(form: str) -> None:
    """Title, link, dates, id, authors, language and picture of every story come back."""
    whole = robotics()
    read = parse_feed(feeds(whole)[f"feeds/all.{form}"], None, f"{URL}.{form}")
    assert (read.title, read.site_url, read.notes, read.lost) == (
        "Robotics Wire",
        "https://robotics.example/wire/",
        (),
        0,
    )
    for entry, lead in zip(read.entries, shown_leads(whole), strict=True):
        record = lead.record
        assert (entry.title, entry.published_at) == (record.title, lead.published_at)
        assert entry.url == (record.web_url or record.original_url)
        assert entry.entry_id == f"https://robotics.example/wire/stories/{lead.story_id}.html"
        assert entry.authors == (lead.authors or (record.provider.name,))
        assert entry.language == lead.language
        copies = [whole.thumbnails[one.url].file for one in record.pictures if one.url in whole.thumbnails]
        assert entry.picture is None or entry.picture.url == f"https://robotics.example/wire/{copies[0]}"
        assert bool(entry.picture) == bool(copies)


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feedparser_reads_back_what_was_written(form: str) -> None:
    """The reader most others are built on sees the same words, links, ids and times, and no fault."""
    whole = robotics()
    read = feedparser.parse(BytesIO(feeds(whole)[f"feeds/all.{form}"]))
    assert not read.bozo
    assert read.version == {"rss": "rss20", "atom": "atom10"}[form]
    for entry, lead in zip(read.entries, shown_leads(whole), strict=True):
        assert entry.title == lead.record.title
        assert entry.link == (lead.record.web_url or lead.record.original_url)
        assert entry.id.endswith(f"/stories/{lead.story_id}.html")
        assert timegm(entry.published_parsed) == int(lead.published_at.timestamp())
        assert {tag.term for tag in entry.tags} == set(lead.record.topics)


@pytest.mark.parametrize("form", FEED_FORMATS)
def test_fastfeedparser_reads_back_what_was_written(form: str) -> None:
    """A second reader, with another parser, agrees."""
    whole = robotics()
    read = fastfeedparser.parse(feeds(whole)[f"feeds/all.{form}"])
    for entry, lead in zip(read.entries, shown_leads(whole), strict=True):
        assert entry.title == lead.record.title
        assert entry.link == (lead.record.web_url or lead.record.original_url)
        assert entry.id.endswith(f"/stories/{lead.story_id}.html")
        assert datetime.fromisoformat(entry.published) == lead.published_at


def test_an_entry_keeps_its_id_when_another_article_leads() -> None:
    """A reader who has seen a story does not get it again as a new one."""
    reports = [Told(title="First", outlet="A", hours=5), Told(title="Better", outlet="B", hours=4)]
    articles, founded = story(reports, quality=80)
    usurped = [replace(articles[0], is_lead=False), replace(articles[1], is_lead=True)]
    usurped = [changed(article, is_published=article.is_lead) for article in usurped]
    before, after = edition([(articles, founded)]), edition([(usurped, founded)])
    assert ids(before) == ids(after)
    assert (titles(feeds(before)["feeds/all.json"]), titles(feeds(after)["feeds/all.json"])) == (["First"], ["Better"])


def test_an_entry_is_updated_when_another_outlet_reports() -> None:
    """`updated` is the newest of what publishers say, never our own clock, and never goes back behind publication."""
    told = [Told(title="First", outlet="A", hours=5), Told(title="Second", outlet="B", hours=2)]
    entry = orjson.loads(feeds(edition([story(told)]))["feeds/all.json"])["items"][0]
    assert (entry["date_published"], entry["date_modified"]) == ("2026-03-02T07:00:00Z", "2026-03-02T10:00:00Z")
    articles, founded = story(told[:1])
    early = [digested(replace(articles[0], updated_at=datetime(2020, 1, 1, tzinfo=UTC)))]
    entry = orjson.loads(feeds(edition([(early, founded)]))["feeds/all.json"])["items"][0]
    assert entry["date_modified"] == entry["date_published"]


def test_a_feed_stays_the_same_until_something_in_it_changes() -> None:
    """A new edition, other notes on sources and articles nobody sees change no byte of any feed."""
    whole = robotics()
    later = replace(whole, as_of=AS_OF + timedelta(hours=1), source_notes={}, stories=dict(whole.stories))
    shown = {lead.story_id for lead in shown_leads(whole)}
    fewer = with_articles(later, lambda article: article if article.story_id in shown else None)
    assert feeds(fewer) == feeds(later) == feeds(whole)
    assert feeds(replace(empty(), as_of=AS_OF + timedelta(hours=9))) == feeds(empty())


def test_an_entry_without_a_usable_address_leads_to_the_story() -> None:
    """Addresses are http or https, or our own page stands in."""
    lost = edition([story([Told(title="T", outlet="O", url="javascript:alert(1)")], quality=80)])
    entry = orjson.loads(feeds(lost)["feeds/all.json"])["items"][0]
    assert entry["url"] == entry["id"] == f"https://robotics.example/wire/stories/{lost.articles[0].story_id}.html"


def test_an_entry_without_title_or_author_is_named_by_its_outlet() -> None:
    """RSS and Atom ask for both."""
    bare = edition([story([Told(title="", outlet="The Outlet", authors=("", " "))], quality=80)])
    entry = orjson.loads(feeds(bare)["feeds/all.json"])["items"][0]
    assert (entry["title"], entry["authors"]) == ("The Outlet", [{"name": "The Outlet"}])
    assert all(not faults(path, raw) for path, raw in feeds(bare).items())
