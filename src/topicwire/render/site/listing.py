"""Where to find what in an edition: built once, shared by every page."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId, Domain, StoryId, TopicId
from topicwire.model.record import RankedArticle
from topicwire.model.topic import Topic
from topicwire.render.addresses import day_page, month_page, story_page
from topicwire.render.digests import key_of
from topicwire.render.site.icons import logos_of
from topicwire.render.site.links import page_of_source, page_of_topic
from topicwire.render.views import shown_leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An edition by id, topic, month, day and provider. Lists are newest first."""

    edition: Edition
    leads: tuple[RankedArticle, ...]  # published, one for each story
    pages: dict[StoryId, str]  # published story -> its page
    by_id: dict[ArticleId, RankedArticle]
    by_topic: dict[TopicId, list[RankedArticle]]  # leads of the topic and of all below it; a key for every topic
    by_month: dict[str, list[RankedArticle]]  # archive page -> leads, newest month first
    by_day: dict[str, list[RankedArticle]]  # page of the day -> leads, newest day first
    by_domain: dict[Domain, list[RankedArticle]]  # articles in published stories, of providers that have a page
    read: dict[Domain, int]  # articles of the provider, shown or not
    names: dict[Domain, str]  # of every provider: the hub's own name for it, else what its newest article says
    logos: dict[Domain, str]  # file of the hub's picture of a provider
    topics: dict[str, Topic]  # by name, as records say it; only topics that have a page
    digests: dict[ArticleId, str] = field(default_factory=dict)  # of stories, by their lead, as far as asked for

    def story_digest(self, lead: RankedArticle) -> str:
        """Digest all that a story's block or page is made from, beside the hub's own facts."""
        known = self.digests.get(lead.article_id)
        if known is None:
            known = self.digests[lead.article_id] = self._digest(lead)
        return known

    def _digest(self, lead: RankedArticle) -> str:
        story = self.edition.stories.get(lead.story_id)
        parts: list[str | int] = [lead.digest, story.revision if story else 0]
        for picture in lead.record.pictures:
            copy = self.edition.thumbnails.get(picture.url)
            if copy:
                parts += [copy.file, copy.width, copy.height]
        for related in lead.record.related:
            known = self.by_id.get(related.article_id) if related.article_id else None
            parts.append(known.digest if known else related.provider.domain in self.by_domain)
        return key_of(*parts)


def listing_of(edition: Edition) -> Listing:
    """Sort an edition into lists, in one pass over its articles."""
    leads = shown_leads(edition)
    pages = {lead.story_id: story_page(lead.story_id) for lead in leads}
    by_domain: dict[Domain, list[RankedArticle]] = defaultdict(list)
    read: dict[Domain, int] = defaultdict(int)
    names = {organization.domain: organization.name for organization in edition.hub.organizations}
    for article in edition.articles:
        domain = article.record.provider.domain
        read[domain] += 1
        names.setdefault(domain, article.record.provider.name)
        if article.story_id in pages and page_of_source(domain):
            by_domain[domain].append(article)
    return Listing(
        edition=edition,
        leads=leads,
        pages=pages,
        by_id={article.article_id: article for article in edition.articles},
        by_topic=_by_topic(leads, edition.hub.topics),
        by_month=_by_page(leads, month_page),
        by_day=_by_page(leads, day_page),
        by_domain=dict(by_domain),
        read=dict(read),
        names=names,
        logos=logos_of(edition.hub),
        topics={topic.name: topic for topic in edition.hub.topics if page_of_topic(topic.id)},
    )


def ancestors(topic: Topic, by_id: dict[TopicId, Topic]) -> Iterator[Topic]:
    """Give the topic and everything above it, lowest first; a circle is cut where it closes."""
    seen: set[TopicId] = set()
    here: Topic | None = topic
    while here and here.id not in seen:
        seen.add(here.id)
        yield here
        here = by_id.get(here.parent) if here.parent else None


def _by_topic(leads: tuple[RankedArticle, ...], topics: tuple[Topic, ...]) -> dict[TopicId, list[RankedArticle]]:
    by_id = {topic.id: topic for topic in topics}
    above = {topic.name: {found.id for found in ancestors(topic, by_id)} for topic in topics}
    found: dict[TopicId, list[RankedArticle]] = {topic.id: [] for topic in topics}
    for lead in leads:
        names = [above[name] for name in lead.record.topics if name in above]
        for topic_id in set().union(*names):
            found[topic_id].append(lead)
    return found


def _by_page(leads: tuple[RankedArticle, ...], page_of: Callable[[datetime], str]) -> dict[str, list[RankedArticle]]:
    found: dict[str, list[RankedArticle]] = {}
    for lead in leads:
        found.setdefault(page_of(lead.published_at), []).append(lead)
    return found
