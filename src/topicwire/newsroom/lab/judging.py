"""Judges the articles of an archive by one version of the hub's settings. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from topicwire.config.loading import HubConfig
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.record import RankedArticle
from topicwire.model.story import Member, MemberRole, Story
from topicwire.newsroom.lab.reading import Archive, Known
from topicwire.stages.enrich.enriching import as_adopted, lexicon, topic_finder
from topicwire.stages.enrich.reasons import TopicAnswer, explain_topics, words_of
from topicwire.stages.enrich.topics import TopicFinder
from topicwire.stages.rank.ranking import Dossier, rank, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """How the archive stands by one version of the settings."""

    config: HubConfig
    finder: TopicFinder
    enrichments: Mapping[ArticleId, Enrichment]
    stories: Mapping[StoryId, Story]
    ranked: Mapping[ArticleId, RankedArticle]  # those on topic

    def why(self, known: Known) -> tuple[TopicAnswer, ...]:
        """Explain the topics of an article."""
        settings = self.config.settings.topics
        return explain_topics(words_of(known.article), self.config.hub.topics, self.finder, settings)


def enrich_all(archive: Archive, config: HubConfig) -> dict[ArticleId, Enrichment]:
    """Give every article its topics anew, unless they were given by these settings; all else that was derived stays."""
    hub, settings = config.hub, config.settings.topics
    made = lexicon(hub, settings)
    enrichments: dict[ArticleId, Enrichment] = {}
    for known in archive.articles.values():
        if known.enrichment.version == made.version:
            enrichments[known.article.id] = known.enrichment
            continue
        found = made.finder.find(words_of(known.article))
        topics = made.finder.give(found, settings.match)
        is_on = made.finder.names_a_topic(found, settings.gate, settings.match) or archive.is_focused(known.article.id)
        one = replace(known.enrichment, version=made.version, topics=topics, is_on_topic=is_on)
        if known.adopted and known.adopted.revision == known.article.revision:
            one = as_adopted(one, known.adopted.record, made)
        enrichments[known.article.id] = replace(one, is_on_topic=True) if known.adopted else one
    return enrichments


def rank_all(
    archive: Archive,
    config: HubConfig,
    enrichments: Mapping[ArticleId, Enrichment],
    stories: Iterable[Story],
    like: Side | None = None,
) -> Side:
    """Rank every story; an article that is off topic stands in none, unless an editor decided on it.

    What stands as it does in `like` is taken from there.
    """
    made, ranked = rules(config.hub, config.settings.scores), dict[ArticleId, RankedArticle]()
    is_same = _sameness(config, enrichments, like)
    kept: dict[StoryId, Story] = {}
    for story in stories:
        members = tuple(one for one in story.members if _stays(archive, enrichments, one.article_id))
        if not members:
            continue
        kept[story.id] = story if len(members) == len(story.members) else replace(story, members=members)
        if like and all(one.article_id in like.ranked for one in members) and is_same(kept[story.id]):
            ranked |= {one.article_id: like.ranked[one.article_id] for one in members}
            continue
        dossiers = [
            Dossier(
                member=member,
                article=archive.articles[member.article_id].article,
                enrichment=enrichments[member.article_id],
                path=None,
                adopted=archive.articles[member.article_id].adopted,
                force=archive.articles[member.article_id].force,
            )
            for member in members
        ]
        ranked |= {one.article_id: one for one in rank(kept[story.id], dossiers, made)}
    finder = topic_finder(config.hub, config.settings.topics)
    return Side(config=config, finder=finder, enrichments=enrichments, stories=kept, ranked=ranked)


def _sameness(
    config: HubConfig, enrichments: Mapping[ArticleId, Enrichment], like: Side | None
) -> Callable[[Story], bool]:
    """Give what says whether a story is ranked as in `like`: same members with the same topics, and the same rules."""
    if like is None or config.settings.scores != like.config.settings.scores:
        return lambda _: False
    before, after = ({topic.id: topic for topic in one.hub.topics} for one in (like.config, config))
    others = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}

    def is_same(story: Story) -> bool:
        old = like.stories.get(story.id)
        if old is None or [_place(one) for one in old.members] != [_place(one) for one in story.members]:
            return False
        topics = (
            (like.enrichments[one.article_id].topics, enrichments[one.article_id].topics) for one in story.members
        )
        return all(old == new and others.isdisjoint(match.topic_id for match in new) for old, new in topics)

    return is_same


def _place(member: Member) -> tuple[ArticleId, MemberRole, ArticleId | None]:
    return member.article_id, member.role, member.copy_of


def _stays(archive: Archive, enrichments: Mapping[ArticleId, Enrichment], article_id: ArticleId) -> bool:
    known = archive.articles.get(article_id)
    return known is not None and (enrichments[article_id].is_on_topic or bool(known.force))


def as_stored(archive: Archive, config: HubConfig) -> Side:
    """Give the side that stands in the store, with records where they are those of the hub's files."""
    return Side(
        config=config,
        finder=topic_finder(config.hub, config.settings.topics),
        enrichments={known.article.id: known.enrichment for known in archive.articles.values()},
        stories={story.id: story for story in archive.stories},
        ranked=archive.ranked,
    )


def on_topic(archive: Archive, enrichments: Mapping[ArticleId, Enrichment]) -> list[ArticleId]:
    """List the articles that are on topic, in the order the hub met them: by its first sight, then by publication."""
    met = sorted(archive.articles.values(), key=lambda known: (known.article.first_seen_at, known.article.published.at))
    return [known.article.id for known in met if enrichments[known.article.id].is_on_topic]
