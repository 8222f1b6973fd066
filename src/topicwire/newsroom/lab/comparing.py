"""Compares how the archive stands before and after a change. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from topicwire.model.ids import ArticleId, TopicId
from topicwire.model.topic import TopicMatch
from topicwire.newsroom.lab.judging import Side
from topicwire.newsroom.lab.moves import Move, Rewording, changed_leads, moves
from topicwire.newsroom.lab.reading import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article that a change reaches, and why, in words."""

    article_id: ArticleId
    title: str
    publisher: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChange:
    """What a topic gains and loses among the articles on topic."""

    topic_id: TopicId
    name: str
    before: int
    after: int
    gained: tuple[Told, ...]
    lost: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """A part of a score that counts otherwise."""

    name: str
    before: int
    after: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """An article whose quality is another one."""

    article_id: ArticleId
    title: str
    before: int
    after: int
    parts: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChange:
    """An article that readers see only before, or only after."""

    article_id: ArticleId
    title: str
    publisher: str
    heat_before: int | None  # None: it was not in the hub; -1: it did not lead
    heat_after: int | None
    verdict: str  # why readers see it, or not, after the change


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that a change does, each list by how much it matters."""

    topics: tuple[TopicChange, ...]  # those that change, in the hub's order
    enters: tuple[Told, ...]  # taken into the hub
    leaves: tuple[Told, ...]
    stories_before: int
    stories_after: int
    moves: tuple[Move, ...]
    leads: tuple[Rewording, ...]
    site_before: int
    site_after: int
    appears: tuple[SiteChange, ...]  # hottest first
    disappears: tuple[SiteChange, ...]
    scores: tuple[ScoreChange, ...]  # the largest change first

    @property
    def is_empty(self) -> bool:
        """Say whether the change does nothing."""
        lists = (self.topics, self.enters, self.leaves, self.moves, self.leads, self.appears, self.disappears)
        return not any(lists) and not self.scores


def compare(archive: Archive, before: Side, after: Side) -> Comparison:
    """Compare two sides of the same articles."""
    told = [article_id for article_id in archive.articles if archive.is_told_of(article_id)]
    scores = [change for one in told if (change := _score_change(one, before, after))]
    site = [other for one in told if (other := _site_change(archive, one, before, after))]
    return Comparison(
        topics=tuple(_topic_changes(archive, told, before, after)),
        enters=tuple(_told(archive, one, after, _entry(archive, one, after)) for one in _entering(told, before, after)),
        leaves=tuple(_told(archive, one, after, _exit(archive, one, after)) for one in _entering(told, after, before)),
        stories_before=len(before.stories),
        stories_after=len(after.stories),
        moves=moves(told, before, after),
        leads=changed_leads(told, before, after),
        site_before=sum(_is_seen(before, one) for one in told),
        site_after=sum(_is_seen(after, one) for one in told),
        appears=tuple(sorted((one for one in site if _is_seen(after, one.article_id)), key=_by_heat_after)),
        disappears=tuple(sorted((one for one in site if _is_seen(before, one.article_id)), key=_by_heat_before)),
        scores=tuple(sorted(scores, key=lambda one: (-abs(one.after - one.before), one.title))),
    )


def _entering(told: list[ArticleId], before: Side, after: Side) -> Iterator[ArticleId]:
    return (one for one in told if after.enrichments[one].is_on_topic and not before.enrichments[one].is_on_topic)


def _entry(archive: Archive, article_id: ArticleId, after: Side) -> str:
    signs = (one for one in after.why(archive.articles[article_id]) if one.has_sign)
    return "; ".join(f"{one.name}: {one.why}" for one in signs) or "its source is taken whole"


def _exit(archive: Archive, article_id: ArticleId, after: Side) -> str:
    answers = after.why(archive.articles[article_id])
    near = (one for one in answers if one.is_refusing or (one.has_sign and not one.is_given))
    return "; ".join(f"{one.name}: {one.why}" for one in near) or "no keyword of any topic stands in it any more"


def _topic_changes(archive: Archive, told: list[ArticleId], before: Side, after: Side) -> Iterator[TopicChange]:
    names = {topic.id: topic.name for side in (before, after) for topic in side.config.hub.topics if topic.parent}
    given = [{one: _given(side, one) for one in told} for side in (before, after)]
    for topic_id, name in names.items():
        gained = [one for one in told if topic_id in given[1][one] and topic_id not in given[0][one]]
        lost = [one for one in told if topic_id in given[0][one] and topic_id not in given[1][one]]
        if gained or lost:
            yield TopicChange(
                topic_id=topic_id,
                name=name,
                before=sum(topic_id in topics for topics in given[0].values()),
                after=sum(topic_id in topics for topics in given[1].values()),
                gained=tuple(_told(archive, one, after, _why(given[1][one][topic_id])) for one in gained),
                lost=tuple(_told(archive, one, after, _why_lost(archive, one, topic_id, after)) for one in lost),
            )


def _given(side: Side, article_id: ArticleId) -> dict[TopicId, TopicMatch]:
    enrichment = side.enrichments[article_id]
    return {match.topic_id: match for match in enrichment.topics} if enrichment.is_on_topic else {}


def _why(match: TopicMatch) -> str:
    return f"“{match.keyword}” in the {match.field}" if match.keyword else f"its child topic {match.by}"


def _why_lost(archive: Archive, article_id: ArticleId, topic_id: TopicId, after: Side) -> str:
    if not after.enrichments[article_id].is_on_topic:
        return "it is no longer in the hub"
    answers = (one.why for one in after.why(archive.articles[article_id]) if one.topic_id == topic_id)
    return next(answers, "the topic is gone")


def _told(archive: Archive, article_id: ArticleId, side: Side, why: str) -> Told:
    article = archive.articles[article_id].article
    publisher = side.enrichments[article_id].provider_name
    return Told(article_id=article_id, title=article.title, publisher=publisher, why=why)


def _score_change(article_id: ArticleId, before: Side, after: Side) -> ScoreChange | None:
    old, new = before.ranked.get(article_id), after.ranked.get(article_id)
    if not old or not new or old.quality.total == new.quality.total:
        return None
    points = [{part.name: part for part in one.quality.parts} for one in (old, new)]
    changes = (
        PartChange(
            name=name,
            before=points[0][name].points if name in points[0] else 0,
            after=points[1][name].points if name in points[1] else 0,
            why=(points[1].get(name) or points[0][name]).why,
        )
        for name in dict.fromkeys((*points[1], *points[0]))
    )
    return ScoreChange(
        article_id=article_id,
        title=new.record.title,
        before=old.quality.total,
        after=new.quality.total,
        parts=tuple(one for one in changes if one.before != one.after),
    )


def _is_seen(side: Side, article_id: ArticleId) -> bool:
    ranked = side.ranked.get(article_id)
    return ranked is not None and ranked.record.is_visible


def _site_change(archive: Archive, article_id: ArticleId, before: Side, after: Side) -> SiteChange | None:
    if _is_seen(before, article_id) == _is_seen(after, article_id):
        return None
    old, new = before.ranked.get(article_id), after.ranked.get(article_id)
    return SiteChange(
        article_id=article_id,
        title=archive.articles[article_id].article.title,
        publisher=after.enrichments[article_id].provider_name,
        heat_before=old.record.heat if old else None,
        heat_after=new.record.heat if new else None,
        verdict=new.verdict if new else "It is no longer in the hub.",
    )


def _by_heat_after(change: SiteChange) -> tuple[int, str]:
    return -(change.heat_after or 0), change.title


def _by_heat_before(change: SiteChange) -> tuple[int, str]:
    return -(change.heat_before or 0), change.title
