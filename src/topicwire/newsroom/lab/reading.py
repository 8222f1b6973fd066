"""Reads what the lab needs of the store: the articles of some days with all that is known of them. Changes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId
from topicwire.model.record import Adopted, RankedArticle
from topicwire.model.ruling import Ruling, RulingKind, in_force
from topicwire.model.story import Story
from topicwire.model.work import StageName
from topicwire.newsroom.renewal import is_ranked_by
from topicwire.newsroom.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One article and what the store knows of it."""

    article: Article
    enrichment: Enrichment  # as the last run made it
    adopted: Adopted | None
    force: dict[RulingKind, Ruling]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The articles and stories of some days."""

    since: datetime  # what is told of is published then or later
    until: datetime  # the newest publication
    articles: dict[ArticleId, Known]  # by publication; some are older than `since`: their stories go on
    stories: tuple[Story, ...]
    ranked: dict[ArticleId, RankedArticle]  # as they stand now; empty when that is not by the files as they are now
    pairs: tuple[Ruling, ...]  # that tie or part two articles
    is_focused: Callable[[ArticleId], bool]  # a source that is taken whole named the article: asked where it matters

    def is_told_of(self, article_id: ArticleId) -> bool:
        """Say whether the article is of the days asked for."""
        return self.articles[article_id].article.published.at >= self.since

    def stories_taken_over(self) -> tuple[Story, ...]:
        """List the stories that came with their records, without what joined them since."""
        parts = [
            (story, tuple(one for one in story.members if self.articles[one.article_id].adopted))
            for story in self.stories
        ]
        return tuple(replace(story, members=members) for story, members in parts if members)

    def is_as_taken_over(self, article_id: ArticleId) -> bool:
        """Say whether an article told of was taken over with its record, and its page was not read since."""
        known = self.articles[article_id]
        is_unread = known.adopted is not None and known.adopted.revision == known.article.revision
        return is_unread and self.is_told_of(article_id)


def read_archive(room: Room, days: float, warm_up: timedelta, *, is_afresh: bool = False) -> Archive:
    """Read the last days before the newest article, and `warm_up` before them.

    With `is_afresh` articles taken over with their records are read as if the hub had found them itself.
    """
    store = room.store
    until = store.ranked.newest_publication() or room.clock.now()
    since = until - timedelta(days=days)
    stories = store.stories.list_active(since)
    found = {article.id: article for article in store.articles.iterate_since(since - warm_up)}
    for member in (member for story in stories for member in story.members):
        if member.article_id not in found:
            found[member.article_id] = store.articles.get(member.article_id)
    in_order = sorted(found.values(), key=lambda article: (article.published.at, article.id))
    return Archive(
        since=since,
        until=until,
        articles={known.article.id: _afresh(known) if is_afresh else known for known in _known(room, in_order)},
        stories=stories,
        ranked=_ranked(room, stories) if is_ranked_by(room) and not is_afresh else {},
        pairs=store.rulings.list_pairs(),
        is_focused=_asks_for_focus(room),
    )


def _known(room: Room, articles: Iterable[Article]) -> Iterable[Known]:
    store = room.store
    rulings: dict[ArticleId, list[Ruling]] = {}
    for ruling in store.rulings.list_all():
        rulings.setdefault(ruling.article_id, []).append(ruling)
    has_adopted = store.adopted.count() > 0
    for article in articles:
        enrichment = store.enrichments.find(article.id)
        if enrichment is None:
            continue  # it waits for its first run
        yield Known(
            article=article,
            enrichment=enrichment,
            adopted=store.adopted.find(article.id) if has_adopted else None,
            force=in_force(rulings.get(article.id, ())),
        )


def _afresh(known: Known) -> Known:
    if known.adopted is None:
        return known
    return replace(known, adopted=None, enrichment=replace(known.enrichment, version=""))


def _ranked(room: Room, stories: Iterable[Story]) -> dict[ArticleId, RankedArticle]:
    if any(room.store.work.count(stage) for stage in (StageName.ENRICH, StageName.CLUSTER, StageName.RANK)):
        return {}
    found = (room.store.ranked.find(member.article_id) for story in stories for member in story.members)
    return {one.article_id: one for one in found if one}


def _asks_for_focus(room: Room) -> Callable[[ArticleId], bool]:
    focused, tips = {feed.id for feed in room.config.hub.feeds if feed.is_focused}, room.store.tips

    @cache
    def is_focused(article_id: ArticleId) -> bool:
        named = tips.list_for_article(article_id) if focused else ()
        namers = (feed for tip in named for feed in (tip.feed_id, *tips.list_sightings(tip.id)))
        return not focused.isdisjoint(namers)

    return is_focused
