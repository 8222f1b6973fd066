"""Gathers everything the hub knows of one record or address: `explain`."""

from dataclasses import dataclass
from pathlib import PurePath

from topicwire.config.files import RECORDS
from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId, StoryId, TipId
from topicwire.model.record import RankedArticle
from topicwire.model.source import Feed
from topicwire.model.story import Member, NearMiss, Story
from topicwire.model.tip import Tip
from topicwire.model.work import StageName, Verdict
from topicwire.newsroom.room import Room
from topicwire.newsroom.rulings import RulingLine, explain_rulings
from topicwire.newsroom.story_life import tell_life
from topicwire.render.front_order import front_places, tell_place
from topicwire.render.views import leads_of
from topicwire.stages.enrich.enriching import topic_finder
from topicwire.stages.enrich.reasons import TopicAnswer, explain_topics, words_of
from topicwire.stages.poll.tips import address_id
from topicwire.text.urls import address_key, normal, unwrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A tip, the feeds that named it, and what became of it at each stage."""

    tip: Tip
    feeds: tuple[Feed, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that is known; None where the article never got that far."""

    sightings: tuple[Sighting, ...]
    article: Article | None
    revisions: int
    enrichment: Enrichment | None
    story: Story | None
    member: Member | None
    others: tuple[RankedArticle, ...]  # the rest of the story, in the order they joined
    near_miss: NearMiss | None
    ranked: RankedArticle | None
    threshold: int  # of heat
    rulings: tuple[RulingLine, ...] = ()  # what editors decided on it, oldest first
    topics: tuple[TopicAnswer, ...] = ()  # every topic of the hub, given or not, and why
    closest: str = ""  # title of the member it was likest to when it joined
    missed: str = ""  # title of the article it was likest to in the nearest story it did not join
    life: tuple[str, ...] = ()  # what became of its story, oldest first, in words
    place: tuple[str, ...] = ()  # where its story stands on the front page, and why, in words


def explain(room: Room, name: str) -> Explanation | None:
    """Explain a record file, an article's or story's id, or any address an article is known under.

    Returns:
        None when the hub has never heard of it.
    """
    store = room.store
    article_id = _by_record(room, name) or _by_address(room, name) or _by_id(room, name) or _by_story(room, name)
    if article_id is not None:
        return _explain_article(room, article_id)
    tip = _tip(room, name)
    if tip is None:
        return None
    found = store.tips.find_article(tip.id)
    return _explain_article(room, found) if found else _explanation(room, (tip,), None)


def _by_record(room: Room, name: str) -> ArticleId | None:
    found = room.store.ranked.find_by_path(f"{RECORDS}/{PurePath(name).name}")
    return found.article_id if found else None


def _by_address(room: Room, name: str) -> ArticleId | None:
    address = normal(name)
    if address is None:
        return None
    return room.store.articles.find_by_address((address, address_key(address), address_key(unwrap(address))))


def _by_id(room: Room, name: str) -> ArticleId | None:
    article = room.store.articles.find(ArticleId(name))
    return article.id if article else None


def _by_story(room: Room, name: str) -> ArticleId | None:
    """Give the lead of a story; the id of one that is no more leads on."""
    story_id = StoryId(name)
    story = room.store.stories.find(story_id) or _successor(room, story_id)
    ranked = (room.store.ranked.find(member.article_id) for member in story.members) if story else ()
    return next(
        (one.article_id for one in ranked if one and one.is_lead), story.members[0].article_id if story else None
    )


def _successor(room: Room, story_id: StoryId) -> Story | None:
    into = room.store.stories.find_successor(story_id)
    return room.store.stories.find(into) if into else None


def _tip(room: Room, name: str) -> Tip | None:
    address = normal(name)
    candidates = (name, *(tip_ids(address) if address else ()))
    found = (room.store.tips.find(TipId(candidate)) for candidate in candidates)
    return next((tip for tip in found if tip), None)


def tip_ids(address: str) -> tuple[TipId, ...]:
    """Give the tip ids an address may have."""
    return tuple(address_id(form) for form in dict.fromkeys((address, unwrap(address))))


def _explain_article(room: Room, article_id: ArticleId) -> Explanation:
    tips = room.store.tips.list_for_article(article_id)
    return _explanation(room, tips, room.store.articles.find(article_id))


def _explanation(room: Room, tips: tuple[Tip, ...], article: Article | None) -> Explanation:
    store = room.store
    story = store.stories.find_for(article.id) if article else None
    members = {member.article_id: member for member in story.members} if story else {}
    others = (store.ranked.find(other) for other in members if article and other != article.id)
    member = members.get(article.id) if article else None
    miss = store.stories.find_near_miss(article.id) if article else None
    return Explanation(
        sightings=tuple(_sighting(room, tip) for tip in tips),
        article=article,
        revisions=len(store.articles.list_revisions(article.id)) if article else 0,
        enrichment=store.enrichments.find(article.id) if article else None,
        story=story,
        member=member,
        others=tuple(other for other in others if other),
        near_miss=miss,
        ranked=store.ranked.find(article.id) if article else None,
        threshold=room.config.hub.threshold,
        rulings=explain_rulings(room, store.rulings.list_for(article.id)) if article else (),
        topics=_topics(room, article) if article else (),
        closest=_title(room, member.closest) if member else "",
        missed=_title(room, miss.closest) if miss else "",
        life=tell_life(room, story) if story else (),
        place=_place(room, story) if story else (),
    )


def _topics(room: Room, article: Article) -> tuple[TopicAnswer, ...]:
    hub, settings = room.config.hub, room.config.settings.topics
    return explain_topics(words_of(article), hub.topics, topic_finder(hub, settings), settings)


def _title(room: Room, article_id: ArticleId | None) -> str:
    article = room.store.articles.find(article_id) if article_id else None
    return article.title if article else ""


def _place(room: Room, story: Story) -> tuple[str, ...]:
    hub = room.config.hub
    return tell_place(front_places(leads_of(room.store.ranked.iterate()), hub), story.id, hub)


def _sighting(room: Room, tip: Tip) -> Sighting:
    store = room.store
    known = {feed.id: feed for feed in store.feeds.list_all()}
    feeds = tuple(known[feed_id] for feed_id in store.tips.list_sightings(tip.id) if feed_id in known)
    article_id = store.tips.find_article(tip.id)
    asked: list[tuple[StageName, str]] = [(StageName.FETCH, tip.id), (StageName.EXTRACT, tip.id)]
    if article_id:
        asked += [(StageName.ENRICH, article_id), (StageName.CLUSTER, article_id)]
    found = (store.work.find_verdict(stage, subject) for stage, subject in asked)
    return Sighting(tip=tip, feeds=feeds, verdicts=tuple(verdict for verdict in found if verdict))
