"""Gathers from the store what is sealed into a record."""

from collections.abc import Sequence

from topicwire.errors import NotStoredError
from topicwire.model.article import Article
from topicwire.model.ids import FeedId
from topicwire.model.record import RankedArticle
from topicwire.model.source import Feed
from topicwire.ports.store import Store
from topicwire.sealing.fields import PrivateFields, private_fields


def gather_fields(store: Store, article: Article, ranked: RankedArticle, notes: Sequence[str] = ()) -> PrivateFields:
    """Give the private part of a ranked article; the same store gives the same."""
    tips = store.tips.list_for_article(article.id)
    named = [(tip, _find_feed(store, feed_id)) for tip in tips for feed_id in store.tips.list_sightings(tip.id)]
    return private_fields(article, named, store.pages.find(article.tip_id), ranked, notes)


def _find_feed(store: Store, feed_id: FeedId) -> Feed | None:
    """Find a feed that may not be followed any more."""
    try:
        return store.feeds.get(feed_id)
    except NotStoredError:
        return None
