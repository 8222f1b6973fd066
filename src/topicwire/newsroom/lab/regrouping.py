"""Forms the stories of some days anew, in memory. The one place of the lab that knows how stories form."""

from collections.abc import Sequence
from datetime import datetime

from topicwire.config.loading import HubConfig
from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.ruling import Bond, Ruling, bonds
from topicwire.model.story import Story
from topicwire.newsroom.room import Room
from topicwire.ports.store import Store
from topicwire.stages.cluster.memory import Memory
from topicwire.stages.cluster.placing import Placer
from topicwire.stages.cluster.rarity import Rarity, restored
from topicwire.stages.cluster.recall import COUNTS, STANDING, as_newcomer
from topicwire.stages.cluster.regrouping import Circle, regroup
from topicwire.stages.cluster.terms import common_words

Read = tuple[Article, Enrichment]


def groups_by(config: HubConfig) -> str:
    """Spell all of the settings that stories depend on: equal for settings that form the same stories."""
    return repr((config.settings.stories, sorted(_common(config))))


def form_stories(room: Room, articles: Sequence[Read], config: HubConfig, pairs: Sequence[Ruling]) -> tuple[Story, ...]:
    """Place the articles one after the other, as the hub met them, then move them as editors decided.

    Stories taken over with their records stay as they are; others may join them.

    Args:
        room: whose store is read.
        articles: those on topic, as the hub met them.
        config: the settings to go by.
        pairs: rulings that tie or part two articles, oldest first.
    """
    settings, common = config.settings.stories, _common(config)
    placer = Placer(Memory(_rarity(room.store, len(articles))), settings)
    stories: dict[StoryId, Story] = {}
    times: dict[ArticleId, datetime] = {}
    for article, enrichment in articles:
        newcomer = as_newcomer(article, enrichment, max(article.published.at, article.first_seen_at), common)
        story = placer.place(newcomer, newcomer.at).story
        stories[story.id], times[article.id] = story, newcomer.at
    return _as_decided(stories, times, bonds(pairs))


def _rarity(store: Store, articles: int) -> Rarity:
    """Give how rare words are: as the archive knows it, or nothing yet where these articles are most of the archive."""
    learned = [store.learned.find(name) for name in (COUNTS, STANDING)]
    if learned[0] is None or learned[1] is None:
        return Rarity()
    known = restored(learned[0], learned[1])
    return known if articles < known.articles / 2 else Rarity()


def _common(config: HubConfig) -> frozenset[str]:
    return common_words(keyword for topic in config.hub.topics for keyword in topic.keywords)


def _as_decided(
    stories: dict[StoryId, Story], times: dict[ArticleId, datetime], decided: Sequence[Bond]
) -> tuple[Story, ...]:
    homes = {member.article_id: story.id for story in stories.values() for member in story.members}
    kept = [bond for bond in decided if bond.first in homes and bond.second in homes]
    around = sorted({homes[one] for bond in kept for one in (bond.first, bond.second)})
    if around:
        circle = Circle(
            stories=[stories[one] for one in around], bonds=kept, times=times, is_taken=lambda one: one in stories
        )
        found = regroup(circle, max(times.values()))
        for story_id in found.dropped:
            del stories[story_id]
        stories |= {story.id: story for story in found.kept}
    return tuple(stories.values())
