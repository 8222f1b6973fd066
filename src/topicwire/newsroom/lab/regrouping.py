"""Forms the stories of some days anew, in memory. The one place of the lab that knows how stories form."""

from collections.abc import Sequence
from datetime import datetime

from topicwire.config.loading import HubConfig
from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.ruling import Bond, Ruling, bonds
from topicwire.model.story import Story
from topicwire.ports.store import Store
from topicwire.stages.cluster.memory import Memory
from topicwire.stages.cluster.placing import Placer
from topicwire.stages.cluster.rarity import Rarity, restored
from topicwire.stages.cluster.recall import COUNTS, STANDING, as_newcomer
from topicwire.stages.cluster.regrouping import Circle, regroup
from topicwire.stages.cluster.words import Common, common_words

Read = tuple[Article, Enrichment]


def groups_by(config: HubConfig) -> str:
    """Spell all of the settings that stories depend on: equal for settings that form the same stories."""
    return repr((config.settings.stories, sorted(_common(config).keywords)))


def form_stories(
    store: Store, articles: Sequence[Read], config: HubConfig, taken_over: Sequence[Story], pairs: Sequence[Ruling]
) -> tuple[Story, ...]:
    """Place the articles one after the other, as the hub met them, then move them as editors decided.

    Args:
        store: for how rare words are.
        articles: those on topic, as the hub met them.
        config: the settings to go by.
        taken_over: stories that came with their records: they stay as they are, others may join them.
        pairs: rulings that tie or part two articles, oldest first.
    """
    settings, common = config.settings.stories, _common(config)
    placer = Placer(Memory(rarity=_rarity(store, len(articles)), common=common), settings)
    arriving = {
        article.id: as_newcomer(article, enrichment, max(article.published.at, article.first_seen_at))
        for article, enrichment in articles
    }
    fixed = {member.article_id: story for story in taken_over for member in story.members}
    stories: dict[StoryId, Story] = {}
    for one in arriving.values():
        story = fixed.get(one.id)
        if story is None:
            placement = placer.place(one, one.at)
            stories |= {kept.id: kept for kept in placement.kept}
            for merger in placement.merged:
                del stories[merger.story_id]
        elif story.id not in stories:
            placer.memory.put(story, [arriving[member.article_id] for member in story.members])
            stories[story.id] = story
    return _as_decided(stories, {one.id: one.at for one in arriving.values()}, bonds(pairs))


def _rarity(store: Store, articles: int) -> Rarity:
    """Give how rare words are: as the archive knows it, or nothing yet where these articles are most of the archive."""
    learned = [store.learned.find(name) for name in (COUNTS, STANDING)]
    if learned[0] is None or learned[1] is None:
        return Rarity()
    known = restored(learned[0], learned[1])
    return known if articles < known.articles / 2 else Rarity()


def _common(config: HubConfig) -> Common:
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
