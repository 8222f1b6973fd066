"""Stories of an adopted hub: rebuilt from what its records list, joined by news, never losing what they say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FixedClock
from tests.newsroom.adoptable import (
    ALONE,
    LATE,
    LEAD,
    NOW,
    QUIET,
    RECORDS,
    SECOND,
    STRANGER,
    adopt,
    arrive,
    cycle,
    record,
    related,
    write_hub,
)
from topicwire.formats.record import read_record, write_record
from topicwire.model.ids import ArticleId
from topicwire.model.record import Record
from topicwire.model.work import StageName
from topicwire.newsroom.importing.planning import plan
from topicwire.newsroom.importing.reading import read_records
from topicwire.newsroom.room import Room, open_room
from topicwire.stages.extract.articles import stamped


@contextmanager
def adopted(folder: Path, records: tuple[Record, ...] = RECORDS) -> Iterator[Room]:
    """Take a hub over and open it."""
    write_hub(folder, records)
    adopt(folder)
    settings = folder / "hub.toml"
    settings.write_text(f"{settings.read_text()}\n[publishing]\npictures = false\n")
    with open_room(folder, {}, FixedClock(NOW)) as room:
        yield room


def of(room: Room, one: Record) -> ArticleId:
    """Find the article of a record."""
    found = room.store.ranked.find_by_path(one.path)
    assert found
    return found.article_id


def on_disk(room: Room, one: Record) -> Record:
    """Read a record file as it is now."""
    return read_record((room.folder / one.path).read_bytes(), one.path)


def join(room: Room, title: str, excerpt: str) -> Record:
    """Let an article on the story of LEAD arrive, run a cycle, and give its record."""
    article_id = arrive(room, LEAD, title, excerpt, "https://known.example/new")
    cycle(room)
    return room.store.ranked.get(article_id).record


NEWS = ("Camera recall", "About the camera recall.")


def test_stories_are_rebuilt_and_every_link_is_counted(tmp_path: Path) -> None:
    """Agreed links, one-sided ones, ones to another story's article and to articles without a record."""
    write_hub(tmp_path)
    links = adopt(tmp_path).links
    assert (links.agreed, links.one_sided, links.elsewhere, links.unknown, links.itself) == (2, 1, 1, 2, 0)
    with open_room(tmp_path, {}, FixedClock(NOW)) as room:
        story = room.store.stories.find_for(of(room, LEAD))
        assert story
        assert [member.article_id for member in story.members] == [of(room, one) for one in (LEAD, SECOND, LATE)]
        assert len(room.store.stories.list_all()) == 3


def test_two_leads_never_share_a_story(tmp_path: Path) -> None:
    """Readers see each lead as the lead of its own story; the link between them stays in the file."""
    other = replace(record("other", 28, 80), related=(related(LEAD),))
    lead = replace(LEAD, related=(*LEAD.related, related(other)))
    write_hub(tmp_path, (ALONE, QUIET, lead, SECOND, LATE, other))
    found, _ = read_records(tmp_path)
    planned = plan(found)
    assert all(sum(one.is_lead for one in story) <= 1 for story in planned.stories)
    assert planned.links.elsewhere == 3


def test_records_of_one_address_are_two_articles(tmp_path: Path) -> None:
    """A page that was taken up twice keeps both records; the newer one goes on as that address."""
    twice = replace(record("again", 20, 50), original_url=QUIET.original_url, web_url=QUIET.web_url)
    with adopted(tmp_path, (*RECORDS, twice)) as room:
        assert room.store.ranked.count() == 6
        assert room.store.articles.find_by_address((str(QUIET.original_url),)) == of(room, twice)


def test_news_joins_an_adopted_story_and_a_better_article_takes_it_over(tmp_path: Path) -> None:
    """Clustering remembers the words of adopted articles; the old lead keeps its quality and says who leads now."""
    with adopted(tmp_path) as room:
        before = {one.path: (room.folder / one.path).read_bytes() for one in (ALONE, QUIET)}
        new = join(room, *NEWS)
        assert new.quality == 7 + 20 + 15 + 40
        assert [item.title for item in new.related] == [LEAD.title, SECOND.title, LATE.title, STRANGER.title]
        assert (new.heat, new.is_published) == (82 + 4 * 20, True)
        lead = on_disk(room, LEAD)
        assert (lead.quality, lead.heat, lead.is_published) == (62, -1, False)
        assert [item.title for item in lead.related] == ["Camera recalled", "Camera stranger", new.title, "Camera late"]
        assert {path: (room.folder / path).read_bytes() for path in before} == before


def test_a_weaker_article_heats_the_story_of_the_old_lead(tmp_path: Path) -> None:
    """The lead stays, with its path, its engagement, and one more related article for each it did not list."""
    with adopted(tmp_path):
        pass
    settings = tmp_path / "hub.toml"
    settings.write_text(settings.read_text().replace("offset = ", "offset = -90 #"))
    with open_room(tmp_path, {}, FixedClock(NOW)) as room:
        new = join(room, *NEWS)
        lead = on_disk(room, LEAD)
    assert (new.heat, new.is_published) == (-1, False)
    assert lead.quality == 62
    assert lead.heat == 62 + 20 * len(lead.related) + 1
    assert [item.title for item in lead.related] == ["Camera recalled", "Camera stranger", "Camera late", new.title]


def test_what_records_say_beyond_the_story_survives_a_new_ranking(tmp_path: Path) -> None:
    """Unknown keys, sealed values, topics as they were, and links to other stories and to unknown articles."""
    with adopted(tmp_path) as room:
        join(room, *NEWS)
        second = on_disk(room, SECOND)
    assert (second.extras, second.sealed, second.topics) == (SECOND.extras, SECOND.sealed, SECOND.topics)
    assert second.related[:3] == SECOND.related
    assert len(second.related) == 5
    assert (second.pictures, second.provider, second.published) == (SECOND.pictures, SECOND.provider, SECOND.published)


def test_a_story_led_by_an_article_without_a_record_waits_for_a_better_one(tmp_path: Path) -> None:
    """As in the first seed: 24 beside a 38 that the hub has no record of. Who is better than it leads."""
    better = related(STRANGER, quality=300)
    seed = replace(record("recall", 28, 24, heat=-1), related=(better,))
    with adopted(tmp_path, (seed,)) as room:
        new = join(room, *NEWS)
        assert (new.heat, on_disk(room, seed).heat) == (-1, -1)
        assert [item.title for item in new.related] == [seed.title, STRANGER.title]


def test_an_unknown_related_article_that_arrives_is_listed_once(tmp_path: Path) -> None:
    """The link the old record had becomes the member."""
    with adopted(tmp_path) as room:
        arrive(room, LEAD, "Camera recall stranger", "About the camera recall.", str(STRANGER.web_url))
        cycle(room)
        assert [item.title for item in on_disk(room, LEAD).related].count(STRANGER.title) == 0
        assert [item.title for item in on_disk(room, LEAD).related].count("Camera recall stranger") == 1


@pytest.mark.parametrize("keywords", ["nothing else", "camera\n  - quiet"])
def test_changed_topics_leave_adopted_articles_their_own(tmp_path: Path, keywords: str) -> None:
    """Old records were given their topics by people and rules that are gone; none is thrown out as off topic."""
    with adopted(tmp_path) as room:
        cycle(room)
        before = {path.name: path.read_bytes() for path in (room.folder / "_news").iterdir()}
    topic = tmp_path / "_data/topics/00-cameras.yaml"
    topic.write_text(topic.read_text().replace("camera\n", f"{keywords}\n"))
    with open_room(tmp_path, {}, FixedClock(NOW)) as room:
        cycle(room)
        assert room.store.ranked.count() == 5
    assert {path.name: path.read_bytes() for path in (tmp_path / "_news").iterdir()} == before


def test_another_threshold_decides_anew_what_readers_see(tmp_path: Path) -> None:
    """Figures stay; only `published` follows the setting."""
    with adopted(tmp_path):
        pass
    settings = tmp_path / "hub.toml"
    settings.write_text(settings.read_text().replace("threshold = 70", "threshold = 95"))
    with open_room(tmp_path, {}, FixedClock(NOW)) as room:
        cycle(room)
    alone = (tmp_path / ALONE.path).read_bytes()
    assert alone == write_record(replace(ALONE, is_published=False))
    assert (tmp_path / LEAD.path).read_bytes() == write_record(LEAD)


def test_a_page_read_later_gives_its_own_words_and_keeps_the_rest(tmp_path: Path) -> None:
    """When a feed still names an adopted article, the publisher's newer words go into the same file."""
    with adopted(tmp_path) as room:
        article = room.store.articles.get(of(room, ALONE))
        room.store.articles.keep(stamped(replace(article, title="Camera alone, again", extractor="page")))
        room.store.work.add(StageName.ENRICH, article.id, NOW)
        cycle(room)
        now = on_disk(room, ALONE)
    assert now.title == "Camera alone, again"
    assert now.extras == ALONE.extras
    assert now.is_published is not None
