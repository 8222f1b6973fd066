"""Record files of an edition: any words survive, for every reader of YAML."""

from dataclasses import replace
from typing import Any

import pytest
import yaml
import yaml_rs

from tests.render.sheets import changed, digested, empty, made, with_articles
from tests.render.site.editions import HUB, thumbnail
from tests.render.site.hostile import hostile
from tests.render.site.robotics import PICTURES, robotics
from topicwire.formats.record import read_record
from topicwire.model.hub import Edition
from topicwire.model.record import Record, RecordPicture
from topicwire.render.records import dressed, record_sheets


def written(whole: Edition) -> dict[str, bytes]:
    """Render the record files, by path."""
    return made(record_sheets(whole))


def as_read(record: Record) -> Record:
    """Give the record as a file can say it: without the ids of related articles."""
    return replace(record, related=tuple(replace(related, article_id=None) for related in record.related))


def read_with_pyyaml(front: str) -> Any:
    """Read as YAML 1.1, every scalar as text."""
    return yaml.load(front, Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("whole", [robotics(), hostile()], ids=["robotics", "hostile"])
def test_every_record_is_read_back_as_it_was(whole: Edition) -> None:
    """Hostile titles, excerpts, outlets, topics and addresses included, published or not."""
    files = written(whole)
    assert len(files) == len(whole.articles)
    for article in whole.articles:
        record = article.record
        assert read_record(files[record.path], record.path) == as_read(dressed(record, whole))


@pytest.mark.parametrize("load", [read_with_pyyaml, yaml_rs.loads], ids=["PyYAML", "yaml-rs"])
def test_other_readers_of_yaml_see_the_same_words(load: Any) -> None:
    """YAML 1.1 and 1.2: the same keys, and the same text under them."""
    whole = hostile()
    files = written(whole)
    for article in whole.articles:
        record = article.record
        front = files[record.path].decode().removeprefix("---\n").removesuffix("\n---\n\n")
        read = load(front)
        assert read["title"] == record.title
        assert read.get("excerpt") == record.excerpt
        assert read["provider"]["name"] == record.provider.name
        assert tuple(read["topics"]) == record.topics
        assert [one["title"] for one in read["related"]] == [one.title for one in record.related]
        assert set(read) <= {
            "category", "title", "excerpt", "publishedDateTime", "originalUrl", "webUrl", "type", "quality", "heat",
            "published", "provider", "topics", "related",
        }  # fmt: skip


def test_a_picture_is_marked_once_its_copy_exists() -> None:
    """In the record and where others list it; the mark of an older hub stays."""
    bare, marked = (RecordPicture(url=url, width=9, height=6, is_cached=is_cached) for url, is_cached in
                    ((PICTURES["stairs"], False), ("https://pictures.example/old.jpg", True)))  # fmt: skip
    lead = robotics().articles[0]
    record = replace(
        lead.record,
        pictures=(bare, marked),
        related=tuple(replace(one, pictures=(bare,)) for one in lead.record.related[:1]),
    )
    whole = replace(robotics(), articles=(digested(replace(lead, record=record)),), thumbnails={})
    copy = thumbnail(PICTURES["stairs"])
    after = replace(whole, thumbnails={copy.picture_url: copy})
    assert [picture.is_cached for picture in dressed(record, whole).pictures] == [False, True]
    assert [picture.is_cached for picture in dressed(record, after).pictures] == [True, True]
    assert dressed(record, after).related[0].pictures[0].is_cached
    assert next(record_sheets(whole)).key != next(record_sheets(after)).key


def test_a_record_stays_the_same_whatever_else_changes() -> None:
    """Other articles and the hub's own facts are not in it."""
    other = replace(robotics(), hub=replace(HUB, title="Else", url="https://else.example"), source_notes={})
    assert {sheet.path: sheet.key for sheet in record_sheets(other)} == {
        sheet.path: sheet.key for sheet in record_sheets(robotics())
    }


def test_a_hub_without_articles_has_no_records() -> None:
    """Nothing is invented."""
    assert written(empty()) == {}


def test_text_that_is_no_unicode_is_still_written() -> None:
    """A half character in one record does not stop the publication."""
    broken = with_articles(robotics(), lambda article: changed(article, title="a\ud800b"))
    assert all(read_record(raw, path).title == "a\ufffdb" for path, raw in written(broken).items())
