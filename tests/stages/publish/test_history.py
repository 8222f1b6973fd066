"""An edition tells what became of the stories that readers see, and of no others."""

from dataclasses import replace

from tests.fakes import NOON
from tests.store.nouns import ranked, ruling, story
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.ruling import RulingKind
from topicwire.model.story import StoryEvent, StoryEventKind
from topicwire.stages.publish.history import history_of
from topicwire.store.sqlite import open_store

SEEN, UNSEEN, OLD = StoryId("s1"), StoryId("s2"), StoryId("s0")


def test_turns_and_successors_of_seen_stories_are_told() -> None:
    """A story that is not published has no page to tell it on."""
    store = open_store(":memory:")
    turns = [
        StoryEvent(story_id=one, at=NOON, kind=StoryEventKind.REOPENED, articles=(ArticleId("a1"),))
        for one in (SEEN, UNSEEN, SEEN)
    ]
    for turn in turns:
        store.stories.keep_event(turn)
    store.stories.keep_successor(OLD, SEEN, NOON)
    store.stories.keep_successor(StoryId("s9"), UNSEEN, NOON)
    history = history_of(store, {SEEN: story("s1", "a1")}, {ArticleId("a1")})
    assert history.turns == {SEEN: (turns[0], turns[2])}
    assert history.successors == {OLD: SEEN}


def test_an_excerpt_that_an_editor_wrote_is_known_as_such() -> None:
    """As long as the ruling holds, and only if there is one to show."""
    store = open_store(":memory:")
    store.ranked.keep(ranked("a1"))
    one = replace(ruling("a1"), kind=RulingKind.EXCERPT, value="What we make of it.")
    store.rulings.keep(one)
    seen = {SEEN: story("s1", "a1")}
    assert history_of(store, seen, {ArticleId("a1")}).own_excerpts == {"a1"}
    assert history_of(store, seen, set()).own_excerpts == frozenset()
    store.rulings.undo(one.id, NOON)
    assert history_of(store, seen, {ArticleId("a1")}).own_excerpts == frozenset()
