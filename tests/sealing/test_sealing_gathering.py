"""What of the store is sealed."""

from tests.contract.conftest import clock, store  # noqa: F401 - the stores every contract runs against
from tests.store import nouns
from topicwire.ports.store import Store
from topicwire.sealing.fields import read_fields, write_fields
from topicwire.sealing.gathering import gather_fields


def test_the_private_part_comes_from_article_feeds_page_and_cards(store: Store) -> None:  # noqa: F811
    """Every feed that named it, also one that the hub follows no more."""
    article, ranked = nouns.article(), nouns.ranked()
    store.feeds.keep(nouns.feed("f1"))
    tip = nouns.tip()
    store.tips.keep(tip)
    store.pages.keep(nouns.page())
    store.articles.keep(article)
    store.tips.keep_article(tip.id, article.id)
    for feed_id in ("f1", "f2"):
        store.tips.keep_sighting(nouns.feed(feed_id).id, tip.id, tip.first_seen_at)
    fields = gather_fields(store, article, ranked, ("check the figures",))
    assert fields.text.reveal() == article.text
    assert [(one.feed, one.entry_id) for one in fields.sightings.reveal()] == [("f1", "entry-t1"), ("", "entry-t1")]
    fetched = fields.fetched.reveal()
    assert fetched is not None
    assert (fetched.status, fetched.fetched_at) == (200, "2026-03-02T12:00:00.000000+00:00")
    assert fields.notes.reveal() == ("check the figures",)
    assert fields.cards.reveal() == (ranked.quality, ranked.heat)
    assert read_fields(write_fields(fields)) == fields
    assert write_fields(gather_fields(store, article, ranked, ("check the figures",))) == write_fields(fields)
