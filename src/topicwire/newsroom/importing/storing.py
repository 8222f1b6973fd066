"""Puts a plan into the store of a hub: articles, stories, records as they were, and which files are ours.

All in one transaction: cut off, nothing of it happened. What is made here is what the stages would make of it, so that
a run right after changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId, EditionId, StoryId, digest
from topicwire.model.record import Adopted, RankedArticle
from topicwire.model.story import Member, MemberRole, Story
from topicwire.newsroom.importing.articles import article_of
from topicwire.newsroom.importing.planning import Plan, Taken
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import Room
from topicwire.outbox.records import RECORDS
from topicwire.render.records import record_sheets
from topicwire.stages.cluster.recall import as_newcomer, keep_learned, recall
from topicwire.stages.cluster.words import Common
from topicwire.stages.enrich.enriching import as_adopted, enrich, lexicon
from topicwire.stages.rank.ranking import Dossier, rank, rules

REWRITE = "to be written with LF"
"""Key of a file in the manifest that publishing shall write anew, as no sheet has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """One article with all that is made of its record."""

    taken: Taken
    article: Article
    enrichment: Enrichment
    adopted: Adopted


def store_plan(room: Room, plan: Plan) -> None:
    """Keep everything of the plan; nothing in the store is changed by it, only added."""
    desks = {desk.article.id: desk for desk in _desks(room, plan)}
    with room.store.transaction():
        for desk in reversed(desks.values()):  # the newest first: an address that two share is the newer one's
            room.store.articles.keep(desk.article)
            room.store.enrichments.keep(desk.enrichment)
            room.store.adopted.keep(desk.adopted)
        ranked = tuple(_keep_stories(room, plan, desks))
        _learn(room, list(desks.values()))
        _keep_manifest(room, ranked, desks)


def _desks(room: Room, plan: Plan) -> Iterator[_Desk]:
    config = room.config
    prepared = lexicon(config.hub, config.settings.topics)
    companions = {
        one.article_id: tuple(other.article_id for other in story if other is not one)
        for story in plan.stories
        for one in story
    }
    for taken in plan.taken:
        article = article_of(taken, config.hub.locale)
        adopted = Adopted(
            article_id=article.id,
            revision=article.revision,
            record=taken.record,
            companions=companions[article.id],
            threshold=config.settings.scores.threshold,
        )
        made = as_adopted(enrich(article, prepared, (), is_focused=True), taken.record, prepared)
        yield _Desk(taken=taken, article=article, enrichment=made, adopted=adopted)


def _keep_stories(room: Room, plan: Plan, desks: Mapping[ArticleId, _Desk]) -> Iterator[RankedArticle]:
    prepared = rules(room.config.hub, room.config.settings.scores)
    for members in plan.stories:
        story = _story(room, members)
        room.store.stories.keep(story)
        dossiers = [_dossier(room, member, desks[member.article_id]) for member in story.members]
        for ranked in rank(story, dossiers, prepared):
            room.store.ranked.keep(ranked)
            yield ranked


def _dossier(room: Room, member: Member, desk: _Desk) -> Dossier:
    """Read the article back as the rank stage will, so that both give the same record to the digest."""
    return Dossier(
        member=member,
        article=room.store.articles.get(desk.article.id),
        enrichment=room.store.enrichments.get(desk.article.id),
        path=desk.taken.record.path,
        adopted=room.store.adopted.find(desk.article.id),
    )


def _story(room: Room, members: tuple[Taken, ...]) -> Story:
    """Give the story, its id as clustering derives it from its first article."""
    times, now = [one.found.published_at for one in members], room.clock.now()
    return Story(
        id=StoryId(digest("story", members[0].article_id)),
        revision=1,
        members=tuple(
            Member(
                article_id=one.article_id,
                joined_at=min(one.found.published_at, now),
                role=MemberRole.COVERAGE,
                similarity=1.0,
                ties=(),
            )
            for one in members
        ),
        first_at=min(times),
        last_at=min(max(times), now),
        changed_at=min(max(times), now),
    )


def _learn(room: Room, desks: list[_Desk]) -> None:
    """Let clustering learn the words of the articles, in the order of publication, and remember the newest stories."""
    placer, now = recall(room.store, room.config.settings.stories, Common()), room.clock.now()
    for desk in desks:
        newcomer = as_newcomer(desk.article, desk.enrichment, now)
        placer.memory.rarity.learn(newcomer.language, newcomer.words.all_terms)
        placer.front = max(placer.front or newcomer.at, newcomer.at)
    keep_learned(room.store.learned, placer, is_standing_new=True)


def _keep_manifest(room: Room, ranked: tuple[RankedArticle, ...], desks: Mapping[ArticleId, _Desk]) -> None:
    """Say which files are ours, as if we had written them; one with CRLF is written anew by the next publishing."""
    sheets = {sheet.path: sheet.key for sheet in record_sheets(_edition(room, ranked))}
    for one in ranked:
        found, path = desks[one.article_id].taken.found, one.record.path
        key = REWRITE if found.has_cr else sheets[path]
        room.store.files.keep(RECORDS, path, key, found.sha256)


def _edition(room: Room, ranked: tuple[RankedArticle, ...]) -> Edition:
    """Give just what records are rendered from."""
    thumbnails = {one.picture_url: one for one in room.store.thumbnails.list_all()}
    return Edition(
        id=EditionId(""),
        as_of=room.clock.now(),
        hub=inputs_of(room).hub,
        articles=ranked,
        stories={},
        thumbnails=thumbnails,
        source_notes={},
    )
