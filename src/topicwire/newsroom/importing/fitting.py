"""Finds the offset and the host table of the `reference` card that give the figures of a hub's records. Pure.

Robust by voting: each host has one vote for the offset, so that a host with a bonus and many articles does not decide
it, and a record that was changed by hand decides nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from topicwire.model.ids import Domain, TopicId
from topicwire.model.topic import MatchField
from topicwire.stages.enrich.topics import TopicFinder
from topicwire.stages.rank.facts import Facts
from topicwire.stages.rank.reference_card import reference_card
from topicwire.stages.rank.settings import RankSettings

AGREE = 0.6
"""Least share of a host's records that must have the same bonus."""
FEWEST = 2
"""Least records of a host for a bonus of its own: one alone may have been changed by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One record with figures."""

    facts: Facts
    quality: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A reference card for a hub, and how well it does."""

    offset: int
    host_bonus: dict[str, int]  # host or domain -> points, by name
    exact: int  # records whose quality it gives
    scored: int  # records that have a quality

    @property
    def share(self) -> float:
        """Give the share of records it gives exactly; 1 when none has a quality."""
        return self.exact / self.scored if self.scored else 1.0

    def settings(self, start: RankSettings) -> RankSettings:
        """Give settings with this card."""
        return replace(start, card="reference", offset=self.offset, host_bonus=self.host_bonus)


def fit(scored: Sequence[Scored], start: RankSettings) -> Fit:
    """Fit a reference card; the offset of `start` and no bonus where there are no records."""
    plain = replace(start, card="reference", offset=0, host_bonus={})
    rests = [(one.facts, one.quality - reference_card(one.facts, plain).total) for one in scored]
    offset = _offset(rests, start.offset)
    bonuses = dict(sorted(_bonuses((facts, rest - offset) for facts, rest in rests)))
    fitted = replace(plain, offset=offset, host_bonus=bonuses)
    exact = sum(reference_card(one.facts, fitted).total == one.quality for one in scored)
    return Fit(offset=offset, host_bonus=bonuses, exact=exact, scored=len(scored))


def _offset(rests: Sequence[tuple[Facts, int]], otherwise: int) -> int:
    """Give the rest that most hosts have; among equals the one of most records, then the least."""
    by_host = defaultdict[str, list[int]](list)
    for facts, rest in rests:
        by_host[facts.host].append(rest)
    votes, records = Counter(_most(found) for found in by_host.values()), Counter(rest for _, rest in rests)
    return max(votes, key=lambda rest: (votes[rest], records[rest], -rest), default=otherwise)


def _most(rests: Iterable[int]) -> int:
    counted = Counter(rests)
    return max(counted, key=lambda rest: (counted[rest], -abs(rest)))


def _bonuses(rests: Iterable[tuple[Facts, int]]) -> Iterator[tuple[str, int]]:
    by_domain = defaultdict[Domain, dict[str, list[int]]](lambda: defaultdict(list))
    for facts, rest in rests:
        by_domain[facts.domain][facts.host].append(rest)
    for domain, hosts in by_domain.items():
        whole = _agreed([rest for found in hosts.values() for rest in found])
        own = {host: bonus for host, found in hosts.items() if host and (bonus := _agreed(found))}
        if whole and domain and {*own.values()} <= {whole} and len(own) in {0, len(hosts)}:
            yield domain, whole
        else:
            yield from own.items()


def _agreed(rests: Sequence[int]) -> int:
    """Give the bonus most of a host's records have, 0 when too few agree."""
    bonus = _most(rests)
    return bonus if len(rests) >= FEWEST and rests.count(bonus) >= AGREE * len(rests) else 0


def best_match(
    titles: Sequence[tuple[str, str, frozenset[str]]], finder: TopicFinder, names: Mapping[TopicId, str]
) -> MatchField:
    """Choose the words topics are matched on that give most records their topics; the title among equals.

    Args:
        titles: title, excerpt and topics of each record, as it names them.
        finder: of the hub's topics.
        names: topic id -> name.
    """
    right = Counter[MatchField]({MatchField.TITLE: 0, MatchField.TITLE_AND_EXCERPT: 0})
    for title, excerpt, topics in titles:
        found = finder.find({"title": title, "excerpt": excerpt})
        for match in right:
            given = {names[one.topic_id] for one in finder.give(found, match)}
            right[match] += given == topics
    return max(right, key=lambda match: (right[match], match is MatchField.TITLE))


def best_threshold(figures: Sequence[tuple[int | None, bool | None]], otherwise: int) -> int:
    """Choose the heat from which records are published: `otherwise` unless the records say another without exception.

    `figures` are heat and whether it is published, each None where a record does not say.
    """
    shown = [heat for heat, is_published in figures if heat is not None and is_published]
    hidden = [heat for heat, is_published in figures if heat is not None and is_published is False]
    least, most = min(shown, default=otherwise), max(hidden, default=otherwise - 1)
    return otherwise if most < otherwise <= least or most >= least else least
