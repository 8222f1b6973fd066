"""Keeps the full-text search in step with the newest edition: what readers see is found, and nothing else."""

from collections.abc import Iterator

from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId, TopicId
from topicwire.model.record import RankedArticle
from topicwire.model.search import ListedStory, ListedTopic, Searchable
from topicwire.model.topic import Topic
from topicwire.ports.store import Store
from topicwire.render.digests import key_of
from topicwire.render.site.links import language_of, page_of_topic
from topicwire.render.site.listing import ancestors
from topicwire.render.site.search_index import EXCERPT, TITLE, excerpt_start, other_titles
from topicwire.render.views import shown_leads
from topicwire.text.clean import cut, one_line, valid

VERSION = "index-1"
"""Changes whenever the entry for the same story would."""
MEMBERS = 40
"""Reports of a story whose full texts are read: the lead, then the best."""


def index_edition(store: Store, edition: Edition) -> int:
    """Make the index hold exactly the published stories, and tell how many entries changed. In one transaction."""
    known = store.search.list_digests()
    books = _Books(edition)
    changed = 0
    with store.transaction():
        for lead in shown_leads(edition):
            digest = books.digest(lead)
            if known.pop(lead.story_id, None) != digest:
                store.search.keep(books.searchable(lead, digest, store))
                changed += 1
        for gone in known:
            store.search.drop(gone)
    return changed + len(known)


class _Books:
    """What the entries of an edition have in common."""

    def __init__(self, edition: Edition) -> None:
        topics = edition.hub.topics
        self._by_id: dict[TopicId, Topic] = {topic.id: topic for topic in topics}
        self._by_name = {topic.name: topic for topic in topics if topic.parent and page_of_topic(topic.id)}
        self._articles: dict[ArticleId, RankedArticle] = {found.article_id: found for found in edition.articles}
        self._tree = key_of(VERSION, *(f"{topic.id}\x1f{topic.name}\x1f{topic.parent}" for topic in topics))

    def digest(self, lead: RankedArticle) -> str:
        """Digest all that a story's entry is made from."""
        return key_of(self._tree, *(member.digest for member in self._members(lead)))

    def searchable(self, lead: RankedArticle, digest: str, store: Store) -> Searchable:
        """Build a story's entry; reads the full texts."""
        record, members = lead.record, tuple(self._members(lead))
        topics = tuple(self._by_name[name] for name in record.topics if name in self._by_name)
        providers = (record.provider, *(related.provider for related in record.related))
        outlets = {found.domain: valid(one_line(found.name)) for found in providers}
        listed = ListedStory(
            id=lead.story_id,
            title=cut(one_line(record.title), TITLE),
            excerpt=excerpt_start(record, EXCERPT),
            headlines=tuple(other_titles(record)),
            outlet=outlets[record.provider.domain],
            sources=len(outlets),
            topics=tuple(ListedTopic(id=topic.id, name=topic.name) for topic in topics),
            published=lead.published_at,
            language=language_of(lead.language),
            articles=tuple(member.article_id for member in members if not member.is_copy),
        )
        return Searchable(
            listed=listed,
            digest=digest,
            outlets=tuple(outlets.items()),
            authors=tuple(dict.fromkeys(name for member in members for name in member.authors)),
            topics=tuple(dict.fromkeys(above.id for topic in topics for above in ancestors(topic, self._by_id))),
            texts=tuple(texts_of(store, listed.articles)),
        )

    def _members(self, lead: RankedArticle) -> Iterator[RankedArticle]:
        """Give the articles of a story: the lead, then the others in the record's order."""
        yield lead
        for related in lead.record.related[: MEMBERS - 1]:
            known = self._articles.get(related.article_id) if related.article_id else None
            if known:
                yield known


def texts_of(store: Store, articles: tuple[ArticleId, ...]) -> Iterator[str]:
    """Give the full texts of articles; one without text, as from an adopted record, has none."""
    for article_id in articles:
        article = store.articles.find(article_id)
        if article and article.text:
            yield article.text
