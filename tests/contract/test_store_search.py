"""What every store promises for full-text search."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.fakes import NOON
from topicwire.model.ids import ArticleId, Domain, StoryId, TopicId
from topicwire.model.search import ListedStory, ListedTopic, Searchable, Wanted
from topicwire.ports.store import Store

ARMS = ListedTopic(id=TopicId("arms"), name="Robot arms")


def entry(name: str, title: str, *, text: str = "", at: datetime = NOON, **fields: Any) -> Searchable:
    """Build what the index keeps of a story."""
    listed = ListedStory(
        id=StoryId(name), title=title, excerpt=fields.pop("excerpt", ""), headlines=fields.pop("headlines", ()),
        outlet="The Harbour Post", sources=1, topics=(ARMS,), published=at, language="en",
        articles=(ArticleId(name),),
    )  # fmt: skip
    given: dict[str, Any] = {
        "listed": listed, "digest": f"digest of {title}", "outlets": ((Domain("harbour.example"), "The Harbour Post"),),
        "authors": (), "topics": (TopicId("arms"), TopicId("robotics")), "texts": (text,) if text else (),
    }  # fmt: skip
    return Searchable(**{**given, **fields})


def found(store: Store, *words: str, **wanted: Any) -> list[str]:
    """Give the ids of what is found, best first."""
    return [story.id for story in store.search.find(Wanted(words=tuple((w,) for w in words), **wanted), 10).stories]


def test_a_story_is_found_by_any_of_its_words(store: Store) -> None:
    """By headline, other headlines, excerpt, outlet, author, topic and full text."""
    kept = entry("s1", "Port orders drones", headlines=("Nine watchmen",), excerpt="They read seals.",
                 text="Fog was no trouble.", authors=("Ines Calder",))  # fmt: skip
    store.search.keep(kept)
    for word in ("port", "watchmen", "seals", "fog", "calder", "harbour", "arms"):
        assert found(store, word) == ["s1"], word
    assert found(store, "port", "fog") == ["s1"]
    assert found(store, "port", "rain") == []
    answer = store.search.find(Wanted(words=(("port",),)), 10)
    assert (answer.total, answer.stories) == (1, (kept.listed,))


def test_the_start_of_a_word_finds_it_but_the_word_itself_counts_more(store: Store) -> None:
    """So results come while the reader types."""
    store.search.keep(entry("s1", "Droned on and on and on"))
    store.search.keep(entry("s2", "A drone one two three"))
    assert found(store, "dron") == ["s1", "s2"] or set(found(store, "dron")) == {"s1", "s2"}
    assert found(store, "drone")[0] == "s2"


def test_a_headline_counts_more_than_a_text_and_new_more_than_old(store: Store) -> None:
    """What is about it comes before what mentions it."""
    store.search.keep(entry("s1", "Gears", text="One recall in a long text about gears and other things."))
    store.search.keep(entry("s2", "A recall of gears", at=NOON - timedelta(days=400)))
    store.search.keep(entry("s3", "A recall of gears", at=NOON))
    assert found(store, "recall") == ["s3", "s2", "s1"]


def test_an_entry_is_replaced_and_dropped(store: Store) -> None:
    """Nothing of what a story was stays behind."""
    store.search.keep(entry("s1", "Old words"))
    store.search.keep(entry("s1", "New terms"))
    assert (found(store, "old"), found(store, "new")) == ([], ["s1"])
    assert store.search.list_digests() == {StoryId("s1"): "digest of New terms"}
    store.search.drop(StoryId("s1"))
    store.search.drop(StoryId("s1"))
    assert (found(store, "new"), store.search.list_digests(), store.search.list_sources()) == ([], {}, ())


def test_filters_narrow_by_topic_source_and_date(store: Store) -> None:
    """With words and without; a topic holds what is below it."""
    other = ((Domain("fields.example"), "Field & Furrow"),)
    store.search.keep(entry("s1", "Robots pick", topics=(TopicId("farming"), TopicId("robotics")), outlets=other))
    store.search.keep(entry("s2", "Robots weld", at=NOON - timedelta(days=2)))
    assert found(store, topics=(TopicId("robotics"),)) == ["s1", "s2"]
    assert found(store, "robots", topics=(TopicId("farming"),)) == ["s1"]
    assert found(store, sources=((Domain("harbour.example"), Domain("none.example")),)) == ["s2"]
    assert found(store, since=NOON) == ["s1"]
    assert found(store, until=NOON) == ["s2"]
    assert found(store, topics=(TopicId("farming"), TopicId("arms"))) == []
    assert store.search.list_sources() == (
        (Domain("fields.example"), "Field & Furrow", 1), (Domain("harbour.example"), "The Harbour Post", 1),
    )  # fmt: skip


def test_phrases_and_exclusions_hold(store: Store) -> None:
    """Words one after the other, and words that must not occur, alone too."""
    store.search.keep(entry("s1", "The wrist gear fails", text="协作机器人"))
    store.search.keep(entry("s2", "A gear on the wrist"))
    assert found(store, phrases=(("wrist", "gear"),)) == ["s1"]
    assert found(store, "gear", without=(("fails",),)) == ["s2"]
    assert found(store, without=(("wrist", "gear"),)) == ["s2"]
    assert found(store, "机器") == ["s1"]


def test_other_spellings_count_when_they_are_given(store: Store) -> None:
    """The asker chose them; the index only looks."""
    store.search.keep(entry("s1", "A recall"))
    assert store.search.find(Wanted(words=(("reclal", "recall"),)), 10).total == 1


def test_similar_words_are_listed_nearest_first(store: Store) -> None:
    """As far as the errors allowed, the word itself left out, also after a change."""
    assert store.search.list_similar("recall", 1, 5) == ()
    store.search.keep(entry("s1", "Recall recalls rexall strawberry"))
    assert store.search.list_similar("reclal", 1, 5) == ("recall",)
    assert set(store.search.list_similar("recall", 1, 5)) == {"recalls", "rexall"}
    assert store.search.list_similar("strabwery", 2, 5) == ("strawberry",)
    assert store.search.list_similar("recall", 0, 5) == ()
    store.search.keep(entry("s2", "Reccall"))
    assert "reccall" in store.search.list_similar("recall", 1, 5)


def test_words_are_counted_by_their_start(store: Store) -> None:
    """So the asker knows which words are rare."""
    store.search.keep(entry("s1", "Recalls"))
    store.search.keep(entry("s2", "Recall"))
    assert (store.search.count_with("recall"), store.search.count_with("zebra")) == (2, 0)


def test_results_come_in_pages(store: Store) -> None:
    """Each story once, in one order."""
    for number in range(7):
        store.search.keep(entry(f"s{number}", "Same words", at=NOON - timedelta(hours=number)))
    pages = [store.search.find(Wanted(words=(("words",),)), 3, offset) for offset in (0, 3, 6, 9)]
    assert [story.id for page in pages for story in page.stories] == [f"s{number}" for number in range(7)]
    assert {page.total for page in pages} == {7}


@pytest.mark.parametrize(
    "title", ['"quoted" AND NOT (x) NEAR *', "title : x", "x\x00y", "'; DROP TABLE search_story; --"]
)
def test_words_are_never_syntax(store: Store, title: str) -> None:
    """Whatever a publisher calls an article, it is words."""
    store.search.keep(replace(entry("s1", title)))
    assert found(store, "x") == (["s1"] if "x" in title else [])
