"""What editors decided, laid over what would be without them. Pure.

Facts are laid over before the scoring, so that figures follow the words a reader sees; the record is laid over after
it, so that what a person wrote stays to the letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from topicwire.formats.dates import read_date
from topicwire.model.article import Article, ArticleKind
from topicwire.model.dates import DateChoice, DateOrigin
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId, TopicId
from topicwire.model.record import RankedArticle, Record, RecordPicture, Related
from topicwire.model.ruling import Ruling, RulingKind, RulingValue, is_hidden, is_passed_over, pinned_at
from topicwire.model.source import Picture
from topicwire.model.topic import Topic, TopicMatch
from topicwire.stages.rank.law import Decided

R = TypeVar("R", Record, Related)
Force = Mapping[RulingKind, Ruling]
"""The rulings in force on one article, by kind."""

RECORD_FIELDS = {
    RulingKind.TITLE: "title",
    RulingKind.EXCERPT: "excerpt",
    RulingKind.CATEGORY: "category",
    RulingKind.DATE: "published",
    RulingKind.TYPE: "kind",
    RulingKind.ORIGINAL_URL: "original_url",
    RulingKind.WEB_URL: "web_url",
    RulingKind.AMP_URL: "amp_url",
    RulingKind.AMP_CACHE_URL: "amp_cache_url",
    RulingKind.EMBED: "embed",
    RulingKind.PROVIDER: "provider",
    RulingKind.TOPICS: "topics",
    RulingKind.PICTURES: "pictures",
    RulingKind.EXTRAS: "extras",
}
"""What a ruling sets in a record."""
SAID = {RulingKind.EXTRAS: "a note or other lines of the file"}
"""What readers would not understand by its name."""
RELATED_KINDS = frozenset(RECORD_FIELDS) - {
    *(RulingKind.CATEGORY, RulingKind.ORIGINAL_URL, RulingKind.EMBED, RulingKind.TOPICS, RulingKind.EXTRAS)
}
"""What of it the records of the others list too."""
FIGURES = frozenset(
    {RulingKind.PUBLISHED, RulingKind.LEAD, RulingKind.QUALITY, RulingKind.HEAT, RulingKind.DELETED, RulingKind.LISTED}
)
"""Kinds that decide on figures and on who leads."""
ANY_TOPIC = "ruling"
"""The field of a topic that an editor gave."""


def number(force: Force, kind: RulingKind) -> int | None:
    """Give the figure an editor decided on."""
    value = force[kind].value if kind in force else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def decided(force: Force) -> Decided:
    """Give what the story law has to know of the rulings."""
    return Decided(
        is_hidden=is_hidden(force),
        is_shown=not is_hidden(force) and _says(force, RulingKind.PUBLISHED, True),
        pinned_at=None if is_hidden(force) else pinned_at(force),
        is_passed_over=is_passed_over(force),
        heat=number(force, RulingKind.HEAT),
        listed=_listed(force[RulingKind.LISTED].value) if RulingKind.LISTED in force else None,
    )


def _listed(value: RulingValue) -> tuple[Related, ...]:
    return tuple(one for one in value if isinstance(one, Related)) if isinstance(value, tuple) else ()


def with_listed(related: tuple[Related, ...], decided: Decided) -> tuple[Related, ...]:
    """Give what a record lists: the members of its story, then what an editor decided instead of the rest."""
    if decided.listed is None:
        return related
    members = [item for item in related if item.article_id]
    known = {item.web_url for item in members if item.web_url}
    return (*members, *(item for item in decided.listed if item.web_url not in known))


def _says(force: Force, kind: RulingKind, value: RulingValue) -> bool:
    return kind in force and force[kind].value is value


def ruled_article(article: Article, force: Force) -> Article:
    """Give the article with the facts that editors decided on, as scores and the records of others see it."""
    changes: dict[str, Any] = {}
    for kind, name in (
        (RulingKind.TITLE, "title"),
        (RulingKind.AMP_URL, "amp_url"),
        (RulingKind.AMP_CACHE_URL, "amp_cache_url"),
    ):
        if kind in force:
            changes[name] = force[kind].value
    if RulingKind.EXCERPT in force:
        changes["excerpt"] = str(force[RulingKind.EXCERPT].value or "")
    if RulingKind.TYPE in force:
        changes["kind"] = ArticleKind(str(force[RulingKind.TYPE].value))
    if RulingKind.PICTURES in force:
        changes["picture"] = _lead_picture(force[RulingKind.PICTURES].value)
    if RulingKind.DATE in force and (at := read_date(force[RulingKind.DATE].value).at):
        changes["published"] = DateChoice(at=at, origin=DateOrigin.RECORD, confidence=1.0, note="an editor decided")
    return replace(article, **changes) if changes else article


def _lead_picture(value: RulingValue) -> Picture | None:
    first = value[0] if isinstance(value, tuple) and value else None
    if not isinstance(first, RecordPicture):
        return None
    return Picture(url=first.url, width=first.width, height=first.height)


def ruled_enrichment(enrichment: Enrichment, force: Force, topics: Mapping[TopicId, Topic]) -> Enrichment:
    """Give the enrichment with the topics that editors decided on, those the hub knows."""
    if RulingKind.TOPICS not in force:
        return enrichment
    names = texts(force[RulingKind.TOPICS].value)
    given = {match.topic_id: match for match in enrichment.topics}
    chosen = [topic.id for name in names for topic in topics.values() if topic.name == name]
    matches = [given.get(one) or TopicMatch(topic_id=one, keyword=None, field=ANY_TOPIC) for one in chosen]
    return replace(enrichment, topics=tuple(matches))


def texts(value: RulingValue) -> tuple[str, ...]:
    """Give a list of texts; anything else is none."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()


def ruled_story(made: Sequence[RankedArticle], forces: Mapping[ArticleId, Force]) -> tuple[RankedArticle, ...]:
    """Lay the rulings over the records of one story; digests are left to be made anew."""
    return tuple(_ruled(one, forces) for one in made)


def _ruled(ranked: RankedArticle, forces: Mapping[ArticleId, Force]) -> RankedArticle:
    force = forces.get(ranked.article_id, {})
    related = tuple(_ruled_related(item, forces) for item in ranked.record.related)
    at = read_date(force[RulingKind.DATE].value).at if RulingKind.DATE in force else None
    return replace(
        ranked,
        record=replace(_with_fields(ranked.record, force, frozenset(RECORD_FIELDS)), related=related),
        published_at=at or ranked.published_at,
        verdict=ranked.verdict + words(force),
    )


def _ruled_related(item: Related, forces: Mapping[ArticleId, Force]) -> Related:
    force = forces.get(item.article_id, {}) if item.article_id else {}
    return _with_fields(item, force, RELATED_KINDS)


def _with_fields(of: R, force: Force, kinds: frozenset[RulingKind]) -> R:
    changes = {RECORD_FIELDS[kind]: _as_field(one) for kind, one in force.items() if kind in kinds}
    return replace(of, **changes) if changes else of


def _as_field(ruling: Ruling) -> Any:
    """Give a ruling's value as the record has it."""
    if ruling.kind is RulingKind.TYPE:
        return ArticleKind(str(ruling.value))
    return (ruling.value or None) if ruling.kind is RulingKind.EXCERPT else ruling.value


def words(force: Force) -> str:
    """Name what editors decided on beyond the figures, to follow a verdict; empty when nothing."""
    kinds = [SAID.get(kind, kind.value) for kind in (*RECORD_FIELDS, RulingKind.LISTED) if kind in force]
    return f" An editor decided on: {', '.join(kinds)}." if kinds else ""
