"""Full-text search of a hub: only what readers see is found, by any word, also by one typed wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.edited import EditedHub, edited_hub
from topicwire.model.article import Article
from topicwire.newsroom.rulings import list_rulings, undo_ruling
from topicwire.newsroom.search_answers import answer, answer_dict, answer_page, fields_of

TAX = {
    "title": "Parliament votes on carbon tax",
    "text": "The chamber sat until dawn. " * 80 + "Delegate Okonkwo yawned twice." + " Then it adjourned." * 80,
}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[EditedHub]:
    """Open a hub without articles."""
    with edited_hub(tmp_path / "hub") as opened:
        yield opened


def found(hub: EditedHub, q: str = "", **said: str) -> list[str]:
    """Give the headlines found."""
    return [story.title for story in answer(hub.room, fields_of({"q": q, **said}), 20).stories]


def published(hub: EditedHub, **changes: Any) -> Article:
    """Publish an article of its own."""
    article = hub.arrive("paper", **{**TAX, **changes})
    hub.run()
    assert hub.ranked(article).record.is_visible
    return article


def test_a_published_story_is_found_by_its_full_text(hub: EditedHub) -> None:
    """And the result shows where."""
    published(hub)
    assert found(hub, "carbon") == found(hub, "okonkwo yawned") == [TAX["title"]]
    result: Any = answer_dict(hub.room, fields_of({"q": "okonkwo"}), 5, 0)
    assert "Okonkwo yawned" in result["results"][0]["text"]


def test_a_typing_error_is_forgiven_and_said(hub: EditedHub) -> None:
    """With a better spelling to click on."""
    published(hub)
    assert found(hub, "parliamnet crabon") == [TAX["title"]]
    page = answer_page(hub.room, fields_of({"q": "parliamnet vote"}), 1).decode()
    assert "Did you mean" in page
    assert "q=parliament+vote" in page
    assert found(hub, "xyzzyplugh") == []


def test_a_word_too_many_is_left_out_and_said(hub: EditedHub) -> None:
    """Rather most of the words than nothing."""
    published(hub)
    said = answer(hub.room, fields_of({"q": "parliament carbon zeppelin"}), 5)
    assert (said.total, said.is_mostly) == (1, True)


def test_an_unpublished_story_is_not_found(hub: EditedHub) -> None:
    """An editor who takes a story back takes it out of the search, and brings it back by undoing that."""
    article = published(hub)
    hub.save(article, is_published=False)
    hub.run()
    assert found(hub, "carbon") == []
    undo_ruling(hub.room, list_rulings(hub.room)[0].ruling.id)
    hub.run()
    assert found(hub, "carbon") == [TAX["title"]]


def test_an_article_that_never_was_published_is_not_found(hub: EditedHub) -> None:
    """Too cold is not on the page, nor in the search."""
    article = hub.arrive("cold", title="Lukewarm", text="", excerpt="", picture=None)
    hub.run()
    assert not hub.ranked(article).record.is_visible
    assert found(hub, "lukewarm") == []


def test_a_retitled_story_is_found_by_its_new_words_only(hub: EditedHub) -> None:
    """The index follows rulings."""
    article = published(hub)
    hub.save(article, title="Chamber adopts levy")
    hub.run()
    assert found(hub, "levy") == ["Chamber adopts levy"]
    assert found(hub, "votes") == []


def test_a_story_that_joined_another_is_found_there(hub: EditedHub) -> None:
    """Merged stories are one result, by the words of both."""
    published(hub)
    text = "A camera story about lenses and nothing else. " * 30
    hub.arrive("first", title="AI camera sees in the dark", text=text)
    hub.run()
    hub.arrive("second", title="AI camera sees in the dark at last", text=text)
    hub.run()
    assert len(found(hub, "camera dark")) == 1
    assert hub.room.store.search.list_digests().keys() == {
        ranked.story_id for ranked in hub.room.store.ranked.iterate() if ranked.is_lead and ranked.record.is_visible
    }


def test_a_run_without_news_changes_no_entry(hub: EditedHub) -> None:
    """What did not change is not written again."""
    published(hub)
    before = hub.room.store.search.list_digests()
    hub.run()
    assert hub.room.store.search.list_digests() == before


def test_filters_narrow_and_filters_alone_list(hub: EditedHub) -> None:
    """By topic, by outlet under any of its names, by day."""
    article = published(hub)
    topic = answer(hub.room, fields_of({"q": "carbon"}), 1).stories[0].topics[0]
    day = f"{article.published.at:%Y-%m-%d}"
    narrowed = ({"topic": topic.id}, {"topic": topic.name.upper()}, {"source": article.domain.upper()}, {"from": day})
    for said in (*narrowed, {"to": day}, {"from": day, "to": day}):
        assert found(hub, **said) == found(hub, "carbon", **said) == [TAX["title"]], said
    for nothing in ({"topic": "no-such-topic"}, {"source": "none.example"}, {"to": "1999"}, {"from": "2199"}):
        assert found(hub, "carbon", **nothing) == [], nothing
    assert found(hub, f'source:{article.domain} topic:"{topic.name}" before:2199') == [TAX["title"]]
