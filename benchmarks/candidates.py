"""Articles of a hub as the quality cards see them, in their stories: from its store, or its records.

A record has no text, byline or date of first sight: what it does not say is left open, and no part counts for it.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from topicwire.config.files import STORE
from topicwire.config.organizations import read_organizations
from topicwire.config.topics import read_topics
from topicwire.formats.dates import read_date
from topicwire.model.ids import Domain
from topicwire.model.record import Record, RecordPicture, Related
from topicwire.model.source import Picture
from topicwire.model.story import MemberRole
from topicwire.model.topic import MatchField, Topic
from topicwire.newsroom.importing.fitting import fit
from topicwire.newsroom.importing.reading import read_records
from topicwire.newsroom.importing.scoring import scored_of
from topicwire.newsroom.importing.settings import read_site, root_topic
from topicwire.newsroom.room import open_room
from topicwire.stages.enrich.topics import TopicFinder
from topicwire.stages.rank.facts import Facts, gather
from topicwire.stages.rank.ranking import Dossier, first_of, rules
from topicwire.stages.rank.settings import RankSettings
from topicwire.text.languages import labelled_language
from topicwire.text.urls import host


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One article that may lead its story."""

    key: str  # its address, or its title where it has none
    story: str  # the same for all of one story
    published_at: datetime
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """All articles of a hub, and the settings its reference card needs."""

    candidates: tuple[Candidate, ...]
    reference: RankSettings
    has_text: bool  # the pages are known, not only their records


def read_field(folder: Path) -> Field:
    """Read a hub folder."""
    return _from_store(folder) if (folder / STORE).is_file() else _from_records(folder)


def _from_store(folder: Path) -> Field:
    with open_room(folder, os.environ) as room:
        settings = room.config.settings.scores
        sights = rules(room.config.hub, settings).sights
        found = list[Candidate]()
        for story in room.store.stories.list_all():
            dossiers = [
                Dossier(
                    member=member,
                    article=room.store.articles.get(member.article_id),
                    enrichment=room.store.enrichments.get(member.article_id),
                    path=None,
                )
                for member in story.members
            ]
            first = first_of(dossiers)
            for one in dossiers:
                is_copy, is_first = one.member.role is MemberRole.COPY, one.article.id == first
                facts = gather(one.article, one.enrichment, is_copy, sights, is_first=is_first)
                key, at = one.article.original_url, one.article.published.at
                found.append(Candidate(key=key, story=story.id, published_at=at, facts=facts))
    return Field(candidates=tuple(found), reference=replace(settings, card="reference"), has_text=True)


def _from_records(folder: Path) -> Field:
    site = read_site(folder)
    topics = read_topics(folder, root_topic(folder, site))
    known = {one.domain for one in read_organizations(folder)}
    found, _ = read_records(folder)
    fitted = fit(list(scored_of([one.record for one in found], topics, known)), RankSettings())
    reader = _Reader(TopicFinder(topics), topics, known, labelled_language(site.locale) or "en")
    stories = _Stories()
    candidates = dict[str, Candidate]()
    for one in found:
        keys = [_key(one.record), *map(_key, one.record.related)]
        stories.join(keys)
        candidates[keys[0]] = reader.candidate(one.record, one.published_at)
        for key, related in zip(keys[1:], one.record.related, strict=True):
            read = read_date(related.published)
            if key not in candidates and read and read.at:
                candidates[key] = reader.candidate(related, read.at)
    placed = (replace(one, story=stories.find(key)) for key, one in candidates.items())
    return Field(candidates=tuple(placed), reference=fitted.settings(RankSettings()), has_text=False)


def _key(record: Record | Related) -> str:
    return record.web_url or record.title


class _Stories:
    """Which addresses belong to one story: those that a record lists together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, key: str) -> str:
        """Give the address that stands for the story."""
        while self._above.setdefault(key, key) != key:
            key = self._above[key]
        return key

    def join(self, keys: Iterable[str]) -> None:
        """Put addresses into one story."""
        first, *others = map(self.find, keys)
        self._above |= dict.fromkeys(others, first)


@dataclass(frozen=True, slots=True)
class _Reader:
    finder: TopicFinder
    topics: tuple[Topic, ...]
    known: frozenset[Domain] | set[Domain]
    language: str

    def candidate(self, record: Record | Related, at: datetime) -> Candidate:
        """Give a record, or what one lists as related; its story is filled in when all are known."""
        named: Mapping[str, Topic] = {topic.id: topic for topic in self.topics}
        given = self.finder.give(self.finder.find({"title": record.title}), MatchField.TITLE)
        facts = Facts(
            kind=record.kind,
            title=record.title,
            excerpt=record.excerpt or "",
            text="",
            word_count=0,
            host=host(record.web_url or ""),
            domain=record.provider.domain,
            is_known=record.provider.domain in self.known,
            is_followed=False,
            picture=next(_pictures(record.pictures), None),
            has_amp=record.amp_url is not None,
            has_byline=False,
            is_paywalled=False,
            is_copy=False,
            age=timedelta(0),
            topics=tuple(named[match.topic_id] for match in given),
            language=self.language,
            outlet=record.provider.name,
            is_read=False,
        )
        return Candidate(key=_key(record), story="", published_at=at, facts=facts)


def _pictures(pictures: Iterable[RecordPicture]) -> Iterator[Picture]:
    return (Picture(url=one.url, width=one.width, height=one.height) for one in pictures)
