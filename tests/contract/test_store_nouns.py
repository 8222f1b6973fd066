"""What every store promises for every noun."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import NOON, FixedClock
from tests.store.nouns import HOUR, article, enrichment, feed, feed_state, page, ranked, story, tip
from topicwire.errors import NotStoredError, StoreConflictError
from topicwire.model.hub import Thumbnail
from topicwire.model.ids import ArticleId, EditionId, FeedId, RevisionId, StoryId, TipId
from topicwire.model.story import NearMiss
from topicwire.model.work import StageName
from topicwire.ports.store import Store


@pytest.mark.parametrize("noun", ["feeds", "tips", "articles", "enrichments", "stories", "ranked"])
def test_getting_what_is_not_there_raises(store: Store, noun: str) -> None:
    """Asking by an id nobody kept is told apart from every other failure."""
    with pytest.raises(NotStoredError, match="nothing"):
        getattr(store, noun).get("nothing")


@pytest.mark.parametrize("noun", ["tips", "pages", "articles", "enrichments", "stories", "ranked", "thumbnails"])
def test_finding_what_is_not_there_gives_none(store: Store, noun: str) -> None:
    """Looking for something is no error."""
    assert getattr(store, noun).find("nothing") is None


def test_feeds_are_kept_updated_and_listed_by_id(store: Store) -> None:
    """A feed can be changed, and the list has a fixed order."""
    store.feeds.keep(feed("f2"))
    store.feeds.keep(feed("f1", title="old"))
    store.feeds.keep(feed("f1", title="new"))
    assert [one.title for one in store.feeds.list_all()] == ["new", "f2"]
    assert store.feeds.get(FeedId("f1")) == feed("f1", title="new")


def test_dropping_a_feed_keeps_its_tips(store: Store) -> None:
    """Taking a feed out of the list forgets how it was polled, not what it said."""
    store.feeds.keep(feed("f1"))
    store.feeds.keep_state(feed_state("f1", entry_times=(NOON, NOON - HOUR)))
    store.work.add(StageName.POLL, "f1", NOON)
    store.tips.keep(tip("t1"))
    assert store.feeds.list_states() == (feed_state("f1", entry_times=(NOON, NOON - HOUR)),)
    store.feeds.drop(FeedId("f1"))
    assert (store.feeds.find_state(FeedId("f1")), store.work.count(StageName.POLL)) == (None, 0)
    assert store.tips.get(TipId("t1")) == tip("t1")


def test_a_kept_tip_still_knows_its_article(store: Store) -> None:
    """Hearing of a tip again does not undo what was made of it."""
    store.tips.keep(tip("t1"))
    store.tips.keep_article(TipId("t1"), ArticleId("a1"))
    store.tips.keep(tip("t1", title="changed"))
    assert store.tips.find_article(TipId("t1")) == "a1"
    assert store.tips.list_for_article(ArticleId("a1")) == (tip("t1", title="changed"),)
    assert store.tips.count() == 1


def test_an_entry_id_leads_to_the_tip_last_named_by_it(store: Store) -> None:
    """When an entry changes its link, its id leads to the new tip."""
    store.tips.keep(tip("t1", entry_id="e"))
    store.tips.keep(tip("t2", entry_id="e"))
    store.tips.keep(tip("t3", entry_id=None))
    assert store.tips.find_entry(FeedId("f1"), "e") == tip("t2", entry_id="e")
    assert store.tips.find_entry(FeedId("f2"), "e") is None


def test_sightings_are_listed_first_to_last(store: Store) -> None:
    """A tip knows which feeds named it, in order."""
    for feed_id, at in (("f2", NOON), ("f1", NOON + HOUR), ("f2", NOON + 2 * HOUR), ("f3", NOON - HOUR)):
        store.tips.keep_sighting(FeedId(feed_id), TipId("t1"), at)
    assert store.tips.list_sightings(TipId("t1")) == ("f3", "f2", "f1")


def test_the_tips_of_an_article_are_listed_first_seen_first(store: Store) -> None:
    """An article knows who told of it first."""
    for name, at in (("t1", NOON), ("t2", NOON - HOUR)):
        store.tips.keep(tip(name, first_seen_at=at))
        store.tips.keep_article(TipId(name), ArticleId("a1"))
    assert [one.id for one in store.tips.list_for_article(ArticleId("a1"))] == ["t2", "t1"]


def test_giving_an_unknown_tip_an_article_is_an_error(store: Store) -> None:
    """A result for a tip that nobody kept does not vanish."""
    with pytest.raises(NotStoredError):
        store.tips.keep_article(TipId("t9"), ArticleId("a1"))


def test_the_newest_page_of_a_tip_is_kept(store: Store) -> None:
    """Fetching again replaces the facts of the page."""
    store.pages.keep(page("t1"))
    store.pages.keep(page("t1", etag='"2"'))
    assert store.pages.find(TipId("t1")) == page("t1", etag='"2"')


def test_every_revision_of_an_article_stays(store: Store) -> None:
    """A changed article is a new revision; keeping the newest again is none; going back is one."""
    first, second = article("a1"), article("a1", revision=RevisionId("r2"), title="Corrected")
    for one in (first, second, replace(second, read_at=NOON + HOUR), first):
        store.articles.keep(one)
    assert store.articles.list_revisions(ArticleId("a1")) == (first, replace(second, read_at=NOON + HOUR), first)
    assert store.articles.get(ArticleId("a1")) == first
    assert store.articles.list_ids() == ("a1",)


def test_an_address_belongs_to_the_first_article_that_had_it(store: Store) -> None:
    """An article is found under any of its addresses, old ones too; the earliest kept wins."""
    store.articles.keep(article("a2", addresses=("https://x.example/2", "https://x.example/both")))
    store.articles.keep(article("a1", addresses=("https://x.example/1", "https://x.example/both")))
    store.articles.keep(article("a2", revision=RevisionId("r2"), addresses=("https://x.example/new",)))
    assert store.articles.find_by_address(["https://x.example/both"]) == "a2"
    assert store.articles.find_by_address(["https://x.example/1", "https://x.example/2"]) == "a2"
    assert store.articles.find_by_address(["https://x.example/none"]) is None
    assert store.articles.find_by_address([]) is None


def test_what_another_version_derived_is_stale(store: Store) -> None:
    """Changing the rules is a query for what to do again."""
    for name, version in (("a1", "v1"), ("a2", "v2"), ("a3", "v0")):
        store.enrichments.keep(enrichment(name, version=version))
    assert store.enrichments.list_stale("v2") == ("a1", "a3")
    assert store.enrichments.get(ArticleId("a1")) == enrichment("a1")


def test_an_article_is_in_at_most_one_story(store: Store) -> None:
    """Moving an article between stories leaves it in the new one only; dropping a story frees its members."""
    store.stories.keep(story("s1", "a1", "a2"))
    store.stories.keep(story("s2", "a3"))
    store.stories.keep(story("s2", "a3", "a2", revision=2))
    store.stories.keep(story("s1", "a1", revision=2))
    found = [store.stories.find_for(ArticleId(name)) for name in ("a1", "a2", "a3")]
    assert [one.id if one else None for one in found] == ["s1", "s2", "s2"]
    store.stories.drop(StoryId("s2"))
    assert store.stories.find_for(ArticleId("a2")) is None
    assert store.stories.list_all() == (store.stories.get(StoryId("s1")),)


def test_active_stories_are_those_with_late_news(store: Store) -> None:
    """A story is active from the time of its last publication on, the bound included."""
    store.stories.keep(story("s2", "a2", last_at=NOON))
    store.stories.keep(story("s1", "a1", last_at=NOON - HOUR))
    assert [one.id for one in store.stories.list_active(NOON - HOUR)] == ["s1", "s2"]
    assert [one.id for one in store.stories.list_active(NOON)] == ["s2"]


def test_a_near_miss_is_kept(store: Store) -> None:
    """Why an article joined no story can be asked later."""
    miss = NearMiss(article_id=ArticleId("a1"), story_id=StoryId("s1"), similarity=0.25, threshold=0.3)
    store.stories.keep_near_miss(miss)
    assert store.stories.find_near_miss(ArticleId("a1")) == miss


def test_records_come_newest_publication_first(store: Store) -> None:
    """The order of pages is that of publication, ties by id."""
    for name, at in (("a1", NOON - HOUR), ("a3", NOON), ("a2", NOON)):
        store.ranked.keep(ranked(name, published_at=at))
    assert [one.article_id for one in store.ranked.iterate()] == ["a2", "a3", "a1"]
    assert store.ranked.count() == 3
    assert store.ranked.newest_publication() == NOON
    assert store.ranked.find_by_path("_news/2026-03-02-a1.md") == ranked("a1")


def test_articles_are_found_by_their_publication(store: Store) -> None:
    """Each in its newest revision, to the microsecond; a store without records has no newest publication."""
    tick = timedelta(microseconds=1)
    for name, at in (("a1", NOON - tick), ("a2", NOON), ("a3", NOON + HOUR)):
        store.articles.keep(article(name, published=replace(article().published, at=at)))
    old = article("a3", revision=RevisionId("r2"), published=replace(article().published, at=NOON - HOUR))
    store.articles.keep(old)
    assert [one.id for one in store.articles.iterate_since(NOON)] == ["a2"]
    assert [one.id for one in store.articles.iterate_since(NOON - HOUR)] == ["a1", "a2", "a3"]
    assert store.ranked.newest_publication() is None


def test_two_articles_never_share_a_path(store: Store) -> None:
    """One file cannot hold two records; the first keeps its place."""
    store.ranked.keep(ranked("a1"))
    with pytest.raises(StoreConflictError):
        store.ranked.keep(replace(ranked("a2"), record=ranked("a1").record))
    assert [one.article_id for one in store.ranked.iterate()] == ["a1"]


def test_only_a_change_moves_the_newest_change(store: Store, clock: FixedClock) -> None:
    """An edition is as of its last change: keeping the same again is none, dropping is one."""
    assert store.ranked.newest_change() is None
    store.ranked.keep(ranked("a1"))
    clock.move(HOUR)
    store.ranked.keep(ranked("a1"))
    store.ranked.drop(ArticleId("nobody"))
    assert store.ranked.newest_change() == NOON
    store.ranked.drop(ArticleId("a1"))
    assert store.ranked.newest_change() == NOON + HOUR
    assert store.ranked.find(ArticleId("a1")) is None


def test_a_picture_that_failed_may_work_later(store: Store) -> None:
    """A failure is remembered until a copy is made."""
    store.thumbnails.keep_failure("https://x.example/p.jpg", "too large", NOON)
    assert store.thumbnails.find_failure("https://x.example/p.jpg") == "too large"
    copy = Thumbnail(picture_url="https://x.example/p.jpg", file="assets/images/news/1.webp", width=640, height=360)
    store.thumbnails.keep(copy)
    assert store.thumbnails.find_failure("https://x.example/p.jpg") is None
    assert store.thumbnails.list_all() == (copy,)


def test_manifests_are_replaced_together(store: Store) -> None:
    """What lies where is known for each target alone."""
    store.files.keep("site", "index.html", "k1", "s1")
    store.files.keep("site", "old.html", "k1", "s1")
    store.files.keep("records", "_news/a.md", "k1", "s1")
    store.files.replace({"site": {"index.html": ("k2", "s2"), "new.html": ("k", "s")}, "other": {"x": ("k", "s")}})
    store.files.drop("other", "x")
    assert store.files.list_all("site") == {"index.html": ("k2", "s2"), "new.html": ("k", "s")}
    assert store.files.list_all("records") == {"_news/a.md": ("k1", "s1")}
    assert store.files.list_all("other") == {}


def test_the_newest_edition_is_the_one_kept_last(store: Store) -> None:
    """Making an old edition again makes it the newest."""
    assert store.editions.find_latest() is None
    assert store.editions.count_latest() == (0, 0)
    for name in ("e1", "e2", "e1"):
        store.editions.keep(EditionId(name), NOON, NOON + HOUR, 3, 2)
    assert store.editions.find_latest() == ("e1", NOON, NOON + HOUR)
    assert store.editions.count() == 2
    assert store.editions.count_latest() == (3, 2)


def test_stages_remember_named_states(store: Store) -> None:
    """Bytes come back as they were."""
    assert store.learned.find("terms") is None
    store.learned.keep("terms", b"\x00\xff")
    store.learned.keep("terms", bytes(range(256)))
    assert store.learned.find("terms") == bytes(range(256))


def test_runs_are_numbered_and_listed_newest_first(store: Store) -> None:
    """A run without an end runs, or was cut off."""
    first = store.ledger.begin_run(NOON)
    second = store.ledger.begin_run(NOON + HOUR)
    ended = replace(first, finished_at=NOON + timedelta(minutes=1), tips_seen=5, tips_new=2)
    store.ledger.end_run(ended)
    assert store.ledger.list_runs(5) == (second, ended)
    assert store.ledger.find_last_run() == second
    with pytest.raises(NotStoredError):
        store.ledger.end_run(replace(first, number=99))


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    """What fails half-way leaves nothing, joined parts included."""
    with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012
        store.tips.keep(tip("t1"))
        with store.transaction():
            store.tips.keep(tip("t2"))
        raise RuntimeError
    assert store.tips.count() == 0


def test_a_swallowed_failure_still_undoes_everything(store: Store) -> None:
    """A part that failed cannot be left out: the transaction says so instead of keeping half."""
    with pytest.raises(Exception, match="rolled back"), store.transaction():  # noqa: PT012
        store.tips.keep(tip("t1"))
        try:
            with store.transaction():
                raise RuntimeError
        except RuntimeError:
            pass
    assert store.tips.count() == 0
    store.tips.keep(tip("t1"))
    assert store.tips.count() == 1


def test_an_empty_store_is_sound(store: Store) -> None:
    """Nothing is wrong with a new store, nor with one whose parts fit together."""
    store.tips.keep(tip("t1"))
    store.articles.keep(article("a1"))
    store.tips.keep_article(TipId("t1"), ArticleId("a1"))
    assert store.check() == ()


def test_what_points_nowhere_is_reported(store: Store) -> None:
    """The check counts what names something that is not there."""
    store.pages.keep(page("t1"))
    store.stories.keep(story("s1", "a1"))
    assert store.check() == ("1 pages of tips that are not there", "1 members that are no articles")


def test_articles_with_several_revisions_are_listed_by_id(store: Store) -> None:
    """With how many they have, so that what is known of them need not be read again."""
    for name, revisions in (("a2", "abc"), ("a1", "ab"), ("a3", "a")):
        for revision in revisions:
            store.articles.keep(article(name, revision=RevisionId(revision)))
    assert store.articles.list_revised() == (("a1", 2), ("a2", 3))
    store.articles.keep(article("a1", revision=RevisionId("b"), title="read once more"))
    assert store.articles.list_revised() == (("a1", 2), ("a2", 3))
