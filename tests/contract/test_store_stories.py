"""What every store promises for the life of stories."""

import pytest

from tests.fakes import NOON
from tests.store.nouns import HOUR, story
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import Kinship, StoryEvent, StoryEventKind
from topicwire.ports.store import Store

S1, S2, S3, S4 = (StoryId(one) for one in ("s1", "s2", "s3", "s4"))


def kinship(name: str, **others: int) -> Kinship:
    """Build how near an article is to others."""
    return Kinship(article_id=ArticleId(name), others=tuple((ArticleId(one), near) for one, near in others.items()))


def test_a_story_that_is_no_more_leads_on_to_the_last_of_a_chain(store: Store) -> None:
    """Whatever came between, an old address ends where the articles are."""
    store.stories.keep(story("s3", "a1"))
    store.stories.keep_successor(S1, S2, NOON)
    store.stories.keep_successor(S2, S3, NOON)
    assert (store.stories.find_successor(S1), store.stories.find_successor(S2)) == (S3, S3)
    assert (store.stories.find_successor(S3), store.stories.find_successor(S4)) == (None, None)
    assert store.stories.list_successors() == ((S1, S3), (S2, S3))
    store.stories.keep_successor(S2, S4, NOON)
    assert store.stories.find_successor(S1) == S4


def test_a_circle_of_successors_leads_nowhere(store: Store) -> None:
    """No address is looked for without end."""
    store.stories.keep_successor(S1, S2, NOON)
    store.stories.keep_successor(S2, S1, NOON)
    store.stories.keep_successor(S3, S3, NOON)
    assert [store.stories.find_successor(one) for one in (S1, S2, S3)] == [None, None, None]
    assert store.stories.list_successors() == ()


def test_a_story_that_lives_again_leads_nowhere(store: Store) -> None:
    """Merged away and parted again, it is itself; those that led on through it end there."""
    store.stories.keep_successor(S1, S2, NOON)
    store.stories.keep_successor(S2, S3, NOON)
    store.stories.keep(story("s2", "a1"))
    assert store.stories.find_successor(S2) is None
    assert store.stories.list_successors() == ((S1, S2),)


def test_turns_are_listed_in_the_order_they_happened(store: Store) -> None:
    """Even those of one moment; those of other stories are not among them."""
    turns = [
        StoryEvent(story_id=one, at=NOON - number * HOUR, kind=kind, articles=(ArticleId("a1"),), other=other)
        for number, (one, kind, other) in enumerate(
            [
                (S1, StoryEventKind.MERGED, S2),
                (S2, StoryEventKind.REOPENED, None),
                (S1, StoryEventKind.PARTED, S3),
                (S1, StoryEventKind.PARTED, S3),
            ]
        )
    ]
    for one in turns:
        store.stories.keep_event(one)
    assert store.stories.list_events(S1) == (turns[0], turns[2], turns[3])
    assert store.stories.list_events(S3) == ()
    assert store.stories.list_all_events() == tuple(turns)


def test_kinships_are_kept_found_and_dropped_by_publication(store: Store) -> None:
    """Those published before a time are forgotten; of one article the latest is known."""
    store.stories.keep_kinship(kinship("a1", a2=10), NOON - HOUR)
    store.stories.keep_kinship(kinship("a1", a2=20, a3=30), NOON - HOUR)
    store.stories.keep_kinship(kinship("a2"), NOON)
    assert store.stories.find_kinship(ArticleId("a1")) == kinship("a1", a2=20, a3=30)
    assert store.stories.find_kinship(ArticleId("a3")) is None
    store.stories.drop_kinships(NOON)
    assert store.stories.find_kinship(ArticleId("a1")) is None
    assert store.stories.find_kinship(ArticleId("a2")) == kinship("a2")


@pytest.mark.parametrize("last", ["a1", "a2", "a3"])
def test_kinships_are_listed_as_they_were_kept_last(store: Store, last: str) -> None:
    """What was kept again stands at the end, as its word on a pair holds."""
    for name in ("a3", "a1", "a2"):
        store.stories.keep_kinship(kinship(name), NOON)
    store.stories.keep_kinship(kinship(last, a9=1), NOON - HOUR)
    rest = [kinship(name) for name in ("a3", "a1", "a2") if name != last]
    assert store.stories.list_kinships() == (*rest, kinship(last, a9=1))
