"""Turns ranked members of a story into records, as files and pages will show them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from topicwire.model.article import Article, ArticleKind
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import Domain, TopicId, digest
from topicwire.model.record import Adopted, Provider, RankedArticle, Record, RecordPicture, Related
from topicwire.model.source import Organization
from topicwire.model.story import Member
from topicwire.model.topic import Topic, TopicMatch
from topicwire.stages.rank.law import Entrant

CATEGORY = "news"
SHORT_ID = 6
"""Characters of an article's id that make a path unique."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One member of a story with all that is known of it."""

    member: Member
    article: Article
    enrichment: Enrichment
    entrant: Entrant
    path: str  # of its record: the one it was given, or its first
    adopted: Adopted | None = None  # the record it was taken over with


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What of the hub a record shows."""

    organizations: Mapping[Domain, Organization]
    topics: Mapping[TopicId, Topic]


def as_record(subject: Subject, related: Sequence[Related], heat: int, is_published: bool, names: Names) -> Record:
    """Give the record of one member; `related` are the others of its story in rank.

    One taken over keeps all but its figures; when the publisher's page was read since, all that no page says.
    """
    adopted = subject.adopted
    if adopted is None:
        return _made(subject, related, heat, is_published, names)
    if adopted.revision == subject.article.revision:
        total = subject.entrant.quality.total
        return replace(adopted.record, quality=total, heat=heat, is_published=is_published, related=tuple(related))
    made, old = _made(subject, related, heat, is_published, names), adopted.record
    return replace(made, category=old.category, sealed=old.sealed, extras=old.extras)


def _made(subject: Subject, related: Sequence[Related], heat: int, is_published: bool, names: Names) -> Record:
    article = subject.article
    return Record(
        path=subject.path,
        category=CATEGORY,
        title=article.title,
        excerpt=article.excerpt or None,
        published=written(article.published.at),
        original_url=article.original_url,
        web_url=_web_url(article),
        amp_url=article.amp_url,
        amp_cache_url=article.amp_cache_url,
        kind=article.kind,
        quality=subject.entrant.quality.total,
        heat=heat,
        is_published=is_published,
        embed=_player(article.embed_url) if article.kind is ArticleKind.VIDEO else None,
        provider=_provider(subject, names),
        topics=tuple(names.topics[match.topic_id].name for match in _given(subject, names)),
        pictures=_pictures(article),
        related=tuple(related),
    )


def _given(subject: Subject, names: Names) -> list[TopicMatch]:
    return [match for match in subject.enrichment.topics if match.topic_id in names.topics]


def written(at: datetime) -> str:
    """Write an instant as records do: `YYYY-MM-DDTHH:MM:SSZ`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _web_url(article: Article) -> str | None:
    """Give where readers are sent; a video is shown by its player instead."""
    return None if article.kind is ArticleKind.VIDEO and article.embed_url else article.original_url


def _provider(subject: Subject, names: Names) -> Provider:
    domain = subject.article.domain
    organization = names.organizations.get(domain)
    if organization is None:
        return Provider(name=subject.article.site_name or domain, domain=domain)
    return Provider(name=organization.name, domain=domain, pictures=organization.pictures)


def _pictures(article: Article) -> tuple[RecordPicture, ...]:
    """Give the lead picture; whether the hub has a copy is decided when an edition is rendered."""
    found = article.picture
    return (RecordPicture(url=found.url, width=found.width, height=found.height),) if found else ()


def as_related(other: Subject, names: Names) -> Related:
    """Give one member as the records of the others list it: made once, as a story of n lists n times n - 1."""
    article, adopted = other.article, other.adopted
    if adopted and adopted.revision == article.revision:
        return _related_as_adopted(other, adopted.record)
    return Related(
        title=article.title,
        excerpt=article.excerpt or None,
        published=written(article.published.at),
        web_url=_web_url(article),
        amp_url=article.amp_url,
        amp_cache_url=article.amp_cache_url,
        kind=article.kind,
        provider=_provider(other, names),
        quality=other.entrant.quality.total,
        pictures=_pictures(article),
        article_id=article.id,
    )


def _related_as_adopted(other: Subject, record: Record) -> Related:
    return Related(
        title=record.title,
        excerpt=record.excerpt,
        published=record.published,
        web_url=record.web_url,
        amp_url=record.amp_url,
        amp_cache_url=record.amp_cache_url,
        kind=record.kind,
        provider=record.provider,
        quality=other.entrant.quality.total,
        pictures=record.pictures,
        article_id=other.article.id,
    )


def sealed_by_digest(ranked: RankedArticle) -> RankedArticle:
    """Give the same with its digest, over everything else it says."""
    bare = replace(ranked, digest="", record=replace(ranked.record, related=()))
    return replace(ranked, digest=digest(repr(bare), *map(_words_of, ranked.record.related)))


@lru_cache(maxsize=1024)
def _words_of(related: Related) -> str:
    """Spell a related article out; all members of its story ask for the same words."""
    return repr(related)


def elsewhere(ranked: RankedArticle, suffix_length: int) -> RankedArticle:
    """Give the same under a path of its own: another article has the first one."""
    path = f"{ranked.record.path.removesuffix('.md')}-{ranked.article_id[:suffix_length]}.md"
    return sealed_by_digest(replace(ranked, record=replace(ranked.record, path=path)))


def _player(address: str | None) -> str | None:
    """Give a video's player as records have it: one iframe, written letter for letter as existing hubs write it."""
    if not address or not address.startswith(("http://", "https://")):
        return None
    allowed = "accelerometer; autoplay; encrypted-media; gyroscope; picture-in-picture"
    source = escape(address, quote=True)
    return (
        f'<iframe width="800" height="500" frameborder="0" src="{source}" allow="{allowed}" allowfullscreen></iframe>'
    )
