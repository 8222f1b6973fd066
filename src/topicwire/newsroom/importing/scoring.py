"""Records as the reference card sees them. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta

from topicwire.model.ids import Domain
from topicwire.model.record import Record
from topicwire.model.source import Picture
from topicwire.model.topic import Topic
from topicwire.newsroom.importing.fitting import Scored
from topicwire.stages.rank.facts import Facts
from topicwire.text.urls import host


def scored_of(records: Iterable[Record], topics: Iterable[Topic], known: Collection[Domain]) -> Iterator[Scored]:
    """Give the records that have a quality with their facts; `known` are the domains of the organizations."""
    named = {topic.name: topic for topic in topics}
    for record in records:
        if record.quality is not None:
            yield Scored(facts=facts_of(record, named, known), quality=record.quality)


def facts_of(record: Record, named: Mapping[str, Topic], known: Collection[Domain]) -> Facts:
    """Give a record's facts; `named` are the hub's topics by name."""
    picture = next(iter(record.pictures), None)
    return Facts(
        kind=record.kind,
        title=record.title,
        excerpt=record.excerpt or "",
        text="",
        word_count=0,
        host=host(record.original_url or record.web_url or ""),
        domain=record.provider.domain,
        is_known=record.provider.domain in known,
        is_followed=False,
        picture=Picture(url=picture.url) if picture else None,
        has_amp=record.amp_url is not None,
        has_byline=False,
        is_paywalled=False,
        is_copy=False,
        age=timedelta(0),
        topics=tuple(named[name] for name in record.topics if name in named),
    )
