"""Rebuilds stories from what records list as related. Pure.

Records list what was known when they were written, so most links are one-sided: a record is not written again for every
later article. Two articles that list each other are in one story. An article that does not lead joins the story of
the best lead it lists, or that lists it. Every lead keeps a story of its own, as readers see it. Each link is counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from topicwire.model.ids import ArticleId, digest
from topicwire.model.record import Record, Related
from topicwire.newsroom.importing.reading import Found
from topicwire.text.urls import address_key, normal

NOT_LEADING = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One record with the article it stands for."""

    article_id: ArticleId
    found: Found
    record: Record  # as read; related articles of this hub carry their id

    @property
    def is_lead(self) -> bool:
        """Say whether it leads its story."""
        return self.record.heat != NOT_LEADING


@dataclass(slots=True, kw_only=True)
class Links:
    """What became of the related articles of all records."""

    agreed: int = 0  # both list each other and are in one story
    one_sided: int = 0  # in one story, and only one lists the other: it was written later
    elsewhere: int = 0  # to an article that belongs to another story
    unknown: int = 0  # to an article the hub has no record of: it stays listed
    itself: int = 0  # to the record's own address: it stays listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be stored."""

    taken: tuple[Taken, ...]  # in the order of publication
    stories: tuple[tuple[Taken, ...], ...]  # members in the order of publication
    links: Links


def plan(found: Iterable[Found], is_taken: frozenset[ArticleId] = frozenset()) -> Plan:
    """Give every record an article and a story; `is_taken` are ids that other articles have already."""
    in_order = sorted(found, key=lambda one: (one.published_at, one.record.path))
    ids = _name_all(in_order, set(is_taken))
    index = _Index.of(in_order, ids)
    taken = tuple(_linked(one, ids[one.record.path], index) for one in in_order)
    places = {one.article_id: at for at, one in enumerate(taken)}
    groups = _group(taken, places)
    stories = tuple(tuple(taken[at] for at in sorted(group)) for group in groups)
    return Plan(taken=taken, stories=stories, links=_count(taken, stories, index))


def _name_all(in_order: Sequence[Found], used: set[ArticleId]) -> dict[str, ArticleId]:
    """Derive the ids: from the address as extraction does; where two records share one, the later from its path too."""
    ids = {}
    for one in in_order:
        address = original_address(one.record)
        article_id = ArticleId(digest(address) if address else digest("record", one.record.path))
        if article_id in used:
            article_id = ArticleId(digest(address, one.record.path))
        used.add(article_id)
        ids[one.record.path] = article_id
    return ids


def original_address(record: Record) -> str:
    """Give the publisher's address in its normal form, empty when the record has none."""
    addresses = (normal(one) for one in (record.original_url, record.web_url) if one)
    return next((address for address in addresses if address), "")


@lru_cache(maxsize=1 << 16)
def _key(address: str) -> str:
    return address_key(address)


@dataclass(slots=True, kw_only=True)
class _Index:
    """Finds the record that a related article stands for."""

    ids: Mapping[str, ArticleId]
    by_key: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, found: Iterable[Found], ids: Mapping[str, ArticleId]) -> "_Index":
        index = cls(ids=ids)
        for one in found:
            record = one.record
            for key in {*_keys((record.original_url, record.web_url, record.amp_url)), _words(record)}:
                index.by_key[key].append(record)
        return index

    def find(self, related: Related, of: Record) -> ArticleId | None:
        """Give the article of the likeliest record; None when there is none, or the record itself only."""
        keys = [*_keys((related.web_url, related.amp_url))] or [_words(related)]
        known = [record for key in keys for record in self.by_key.get(key, ()) if record is not of]
        best = max(known, key=lambda record: _likeness(record, related), default=None)
        return self.ids[best.path] if best else None

    def is_itself(self, related: Related, of: Record) -> bool:
        """Say whether it has an address of the record that lists it."""
        own = {*_keys((of.original_url, of.web_url, of.amp_url))}
        return not own.isdisjoint(_keys((related.web_url, related.amp_url)))


def _keys(addresses: Iterable[str | None]) -> Iterator[str]:
    return (_key(address) for address in addresses if address)


def _words(one: Record | Related) -> str:
    """Stand for an article without an address: a video in a list of related ones has none."""
    return f"{one.title}\n{one.provider.domain}"


def _likeness(record: Record, related: Related) -> tuple[bool, bool, bool]:
    return (record.title == related.title, record.published == related.published, record.quality == related.quality)


def _linked(one: Found, article_id: ArticleId, index: _Index) -> Taken:
    record, listed = one.record, set[ArticleId]()
    related = []
    for item in record.related:
        known = index.find(item, record)
        if known in listed:  # listed twice: the second stands for nobody else
            known = None
        if known:
            listed.add(known)
        related.append(replace(item, article_id=known))
    return Taken(article_id=article_id, found=one, record=replace(record, related=tuple(related)))


def _group(taken: Sequence[Taken], places: Mapping[ArticleId, int]) -> list[set[int]]:
    """Divide all articles into stories, each with one lead at most, in the order of their first articles."""
    links = [{places[item.article_id] for item in one.record.related if item.article_id} for one in taken]
    groups = [{at} for at in range(len(taken))]
    home = list(range(len(taken)))
    for one, other in sorted((at, to) for at, listed in enumerate(links) for to in listed if at < to):
        if one in links[other]:
            _join(taken, groups, home, one, other)
    listing = _turned(links)
    for at in range(len(taken)):
        if _lead_of(taken, groups[home[at]]) is None:
            lead = next(iter(_leads_near(at, taken, links[at], listing[at])), None)
            if lead is not None:
                _join(taken, groups, home, at, lead)
    return sorted((group for group in groups if group), key=min)


def _lead_of(taken: Sequence[Taken], group: Iterable[int]) -> int | None:
    return next((at for at in group if taken[at].is_lead), None)


def _turned(links: Sequence[set[int]]) -> list[set[int]]:
    """Say of each article who lists it."""
    listing = [set[int]() for _ in links]
    for at, listed in enumerate(links):
        for other in listed:
            listing[other].add(at)
    return listing


def _leads_near(at: int, taken: Sequence[Taken], listed: set[int], listing: set[int]) -> list[int]:
    """List the leads that list the article, then those it lists, best first."""
    leads = [other for other in listing | listed if other != at and taken[other].is_lead]
    return sorted(leads, key=lambda other: (other not in listing, -(taken[other].record.quality or 0), other))


def _join(taken: Sequence[Taken], groups: list[set[int]], home: list[int], one: int, other: int) -> bool:
    """Unite the stories of two articles, unless both have a lead."""
    first, second = sorted((home[one], home[other]))
    if first == second:
        return True
    if _lead_of(taken, groups[first]) is not None and _lead_of(taken, groups[second]) is not None:
        return False
    groups[first] |= groups[second]
    for at in groups[second]:
        home[at] = first
    groups[second] = set()
    return True


def _count(taken: Sequence[Taken], stories: Iterable[Sequence[Taken]], index: _Index) -> Links:
    home = {one.article_id: at for at, story in enumerate(stories) for one in story}
    listed = {one.article_id: {item.article_id for item in one.record.related} for one in taken}
    links = Links()
    for one in taken:
        for item in one.record.related:
            if item.article_id is None:
                is_itself = index.is_itself(item, one.record)
                links.itself, links.unknown = links.itself + is_itself, links.unknown + (not is_itself)
            elif home[item.article_id] != home[one.article_id]:
                links.elsewhere += 1
            elif one.article_id in listed[item.article_id]:
                links.agreed += 1
            else:
                links.one_sided += 1
    return links
